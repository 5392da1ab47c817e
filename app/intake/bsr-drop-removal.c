#include "bsr-drop-removal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bsr-drop-stamp.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"

#define LIST_PREFIX ".basira-"
#define LIST_SUFFIX ".taken"
/* The last line: what comes before it is all. */
#define LIST_END "end\n"
#define HASH_LENGTH 64
/* A list names the few files of one scan. */
#define LONGEST_LIST 65536

typedef struct
{
  char *path;
  BsrDropStamp stamp;
  char *sha256; /* (nullable): not known to lie in the vault */
} Leaving;

struct _BsrDropRemoval
{
  char *folder;
  GPtrArray *files; /* Leaving */
};

static void
leaving_free (gpointer data)
{
  Leaving *file = data;
  g_free (file->path);
  g_free (file->sha256);
  g_free (file);
}

BsrDropRemoval *
bsr_drop_removal_new (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);

  BsrDropRemoval *removal = g_new0 (BsrDropRemoval, 1);
  removal->folder = g_strdup (folder);
  removal->files = g_ptr_array_new_with_free_func (leaving_free);
  return removal;
}

void
bsr_drop_removal_free (BsrDropRemoval *removal)
{
  if (removal == NULL)
    return;
  g_free (removal->folder);
  g_ptr_array_unref (removal->files);
  g_free (removal);
}

gboolean
bsr_drop_removal_add (BsrDropRemoval *removal, const char *path)
{
  g_return_val_if_fail (removal != NULL && path != NULL, FALSE);

  BsrDropStamp stamp;
  if (!bsr_drop_stamp_read (path, &stamp))
    return FALSE;
  Leaving *file = g_new0 (Leaving, 1);
  file->path = g_strdup (path);
  file->stamp = stamp;
  g_ptr_array_add (removal->files, file);
  return TRUE;
}

void
bsr_drop_removal_set_hash (BsrDropRemoval *removal, const char *path, const char *sha256)
{
  g_return_if_fail (removal != NULL && path != NULL && sha256 != NULL);

  for (guint i = 0; i < removal->files->len; i++)
    {
      Leaving *file = removal->files->pdata[i];
      if (!g_str_equal (file->path, path))
        continue;
      g_free (file->sha256);
      file->sha256 = g_strdup (sha256);
    }
}

static gboolean
is_unchanged (const Leaving *file)
{
  BsrDropStamp now;
  return bsr_drop_stamp_read (file->path, &now) && bsr_drop_stamp_equal (&now, &file->stamp);
}

gboolean
bsr_drop_removal_is_unchanged (BsrDropRemoval *removal)
{
  g_return_val_if_fail (removal != NULL, FALSE);

  for (guint i = 0; i < removal->files->len; i++)
    if (!is_unchanged (removal->files->pdata[i]))
      return FALSE;
  return TRUE;
}

static gboolean
remove_file (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
               _ ("it lies in the vault, but cannot be removed from the folder: %s"),
               g_strerror (errno));
  return FALSE;
}

/* The hidden list of them. (transfer full) */
static char *
list_text (const BsrDropRemoval *removal)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < removal->files->len; i++)
    {
      const Leaving *file = removal->files->pdata[i];
      g_autofree char *base = g_path_get_basename (file->path);
      g_autofree char *escaped = g_strescape (base, NULL); /* a name may hold the end of a line */
      if (file->sha256 != NULL)
        g_string_append_printf (text, "%s %s\n", file->sha256, escaped);
    }
  g_string_append (text, LIST_END);
  return g_string_free (text, FALSE);
}

/* Makes an empty list that this program has locked; -1 with errno. @path: (out) (transfer full) */
static int
open_list (const BsrDropRemoval *removal, char **path)
{
  struct stat found;
  for (;;)
    {
      *path = g_build_filename (removal->folder, LIST_PREFIX "XXXXXX" LIST_SUFFIX, NULL);
      int fd = g_mkstemp_full (*path, O_WRONLY | O_CLOEXEC, 0666);
      if (fd < 0)
        return -1;
      flock (fd, LOCK_EX); /* where nothing can be locked, it is complete or has no end */
      if (fstat (fd, &found) != 0 || found.st_nlink > 0)
        return fd;
      close (fd); /* another program took it for one that was left */
      g_free (*path);
    }
}

/* Writes the list; the descriptor keeps it locked. -1 with @error. @path: (out) (transfer full) */
static int
write_list (const BsrDropRemoval *removal, char **path, GError **error)
{
  g_autofree char *text = list_text (removal);
  int fd = open_list (removal, path);
  if (fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text))
    return fd;
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
               _ ("it lies in the vault, but the folder cannot be written to: %s"),
               g_strerror (errno));
  if (fd >= 0)
    {
      g_unlink (*path);
      close (fd);
    }
  return -1;
}

static gboolean
remove_files (const BsrDropRemoval *removal, GError **error)
{
  for (guint i = 0; i < removal->files->len; i++)
    {
      const Leaving *file = removal->files->pdata[i];
      if (file->sha256 != NULL && is_unchanged (file) && !remove_file (file->path, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
bsr_drop_removal_carry_out (BsrDropRemoval *removal, GError **error)
{
  g_return_val_if_fail (removal != NULL, FALSE);

  g_autofree char *list = NULL;
  guint n = 0;
  for (guint i = 0; i < removal->files->len; i++)
    n += ((Leaving *) removal->files->pdata[i])->sha256 != NULL;
  if (n < 2)
    return remove_files (removal, error);
  int fd = write_list (removal, &list, error);
  if (fd < 0)
    return FALSE;
  gboolean good = remove_files (removal, error) && remove_file (list, error);
  close (fd);
  return good;
}

/* One line of a list; what it cannot make sense of was written by somebody else. */
static gboolean
resume_line (const char *folder, const char *line, GCancellable *cancellable, GError **error)
{
  if (strlen (line) < HASH_LENGTH + 2 || line[HASH_LENGTH] != ' ')
    return TRUE;
  g_autofree char *sha256 = g_strndup (line, HASH_LENGTH);
  g_autofree char *name = g_strcompress (line + HASH_LENGTH + 1);
  if (strchr (name, G_DIR_SEPARATOR) != NULL || name[0] == '.')
    return TRUE;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_autofree char *found = bsr_file_sha256 (path, cancellable, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return g_strcmp0 (found, sha256) != 0 || remove_file (path, error);
}

/* Goes through the list that is open as @fd. */
static gboolean
resume_lines (const char *folder, int fd, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = g_malloc0 (LONGEST_LIST + 1);
  gssize length = read (fd, text, LONGEST_LIST);
  if (length <= 0 || !g_str_has_suffix (text, LIST_END))
    return TRUE; /* it was interrupted before anything was removed, or is none of ours */
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!resume_line (folder, lines[i], cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
resume_list (const char *folder, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0)
    return TRUE; /* another program is done with it */
  gboolean busy = flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  gboolean good
      = busy || (resume_lines (folder, fd, cancellable, error) && remove_file (path, error));
  close (fd);
  return good;
}

gboolean
bsr_drop_removal_resume (const char *folder, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  gboolean good = TRUE;
  while (good && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, LIST_PREFIX) && g_str_has_suffix (name, LIST_SUFFIX))
      good = resume_list (folder, name, cancellable, error);
  return good;
}
