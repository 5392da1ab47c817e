#include "bsr-drop-aside.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bsr-error.h"

#define REASON_SUFFIX ".reason.txt"
#define FOLDER_MODE 0777 /* as the umask has it: who drops files looks after them */

static gboolean
failed (GError **error, const char *doing)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s", doing, g_strerror (errno));
  return FALSE;
}

/* (transfer full): where the file at @path goes as number @number of its name; 1: under its own. */
static char *
target_of (const char *folder, const char *name, const char *path, int number)
{
  g_autofree char *base = g_path_get_basename (path), *stem = g_path_get_basename (name);
  g_autofree char *numbered = NULL;
  if (number == 1)
    numbered = g_strdup (base);
  else if (g_str_has_prefix (base, stem))
    numbered = g_strdup_printf ("%s-%d%s", stem, number, base + strlen (stem));
  else
    numbered = g_strdup_printf ("%s-%d", base, number); /* of another name: a raw plane */
  return g_build_filename (folder, numbered, NULL);
}

static gboolean
is_free (const char *folder, const char *name, GPtrArray *files, int number)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *target = target_of (folder, name, files->pdata[i], number);
      if (g_file_test (target, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return FALSE;
    }
  return TRUE;
}

/* Writes the sentence where there is none, or finds the very same there. %FALSE without error: the
 * number is somebody else's. */
static gboolean
claim_reason (const char *folder, const char *name, const char *reason, int number, GError **error)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *file = g_strconcat (base, REASON_SUFFIX, NULL);
  g_autofree char *path = target_of (folder, name, file, number);
  g_autofree char *text = g_strconcat (reason, "\n", NULL), *there = NULL;
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd < 0 && errno == EEXIST)
    {
      if (!g_file_get_contents (path, &there, NULL, NULL) || !g_str_has_prefix (text, there))
        return FALSE;
      if (g_str_equal (there, text))
        return TRUE;
      fd = open (path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW); /* it was interrupted */
    }
  gboolean good = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);
  if (!good)
    failed (error, _ ("the reason cannot be written into the folder's subfolder"));
  if (fd >= 0)
    close (fd);
  if (fd >= 0 && !good)
    g_unlink (path);
  return good;
}

/* The number under which all of @files can go; 0 with @error. */
static int
choose_number (const char *folder, const char *name, GPtrArray *files, const char *reason,
               GError **error)
{
  for (int number = 1;; number++)
    {
      GError *problem = NULL;
      if (!is_free (folder, name, files, number))
        continue;
      if (reason == NULL || claim_reason (folder, name, reason, number, &problem))
        return number;
      if (problem != NULL)
        {
          g_propagate_error (error, problem);
          return 0;
        }
    }
}

/* As rename(2), but never onto what is there; where the file system cannot promise that, what was
 * not there a moment ago. */
static int
rename_onto_nothing (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;
  return g_rename (from, to);
}

static gboolean
move (const char *name, GPtrArray *files, const char *subfolder, const char *reason, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (name);
  g_autofree char *folder = g_build_filename (parent, subfolder, NULL);
  if (g_mkdir (folder, FOLDER_MODE) != 0 && errno != EEXIST)
    return failed (error, _ ("a subfolder cannot be made in the folder"));
  int number = choose_number (folder, name, files, reason, error);
  if (number == 0)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *target = target_of (folder, name, files->pdata[i], number);
      if (rename_onto_nothing (files->pdata[i], target) != 0 && errno != ENOENT)
        return failed (error, _ ("the file cannot be moved into the folder's subfolder"));
    }
  return TRUE;
}

gboolean
bsr_drop_aside_refuse (const char *name, GPtrArray *files, const char *reason, GError **error)
{
  g_return_val_if_fail (name != NULL && files != NULL && reason != NULL, FALSE);
  return move (name, files, BSR_DROP_ASIDE_REFUSED, reason, error);
}

gboolean
bsr_drop_aside_keep (const char *name, GPtrArray *files, GError **error)
{
  g_return_val_if_fail (name != NULL && files != NULL, FALSE);
  return files->len == 0 || move (name, files, BSR_DROP_ASIDE_TAKEN, NULL, error);
}
