#include "bsr-staging.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "bsr-error.h"

/* Open folders at once while a tree is walked; a vault is three deep. */
#define WALK_DEPTH 8

struct _BsrStaging
{
  char *folder;
};

static gboolean
failed (GError **error, const char *doing)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s", doing, g_strerror (errno));
  return FALSE;
}

BsrStaging *
bsr_staging_new (const char *target, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  g_autofree char *hidden = g_strdup_printf (".%s.XXXXXX", name);
  g_autofree char *folder = g_build_filename (parent, hidden, NULL);
  if (g_mkdtemp (folder) == NULL)
    {
      failed (error, _ ("its folder cannot be made"));
      return NULL;
    }
  BsrStaging *staging = g_new0 (BsrStaging, 1);
  staging->folder = g_steal_pointer (&folder);
  return staging;
}

static int
remove_cb (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove (path);
}

void
bsr_staging_free (BsrStaging *staging)
{
  if (staging == NULL)
    return;
  nftw (staging->folder, remove_cb, WALK_DEPTH, FTW_DEPTH | FTW_PHYS);
  g_free (staging->folder);
  g_free (staging);
}

char *
bsr_staging_path (BsrStaging *staging, const char *name)
{
  return name != NULL ? g_build_filename (staging->folder, name, NULL) : g_strdup (staging->folder);
}

static int
sync_cb (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  int answer = fd >= 0 ? fsync (fd) : -1;
  if (fd >= 0)
    close (fd);
  return answer;
}

gboolean
bsr_staging_sync (BsrStaging *staging, GError **error)
{
  return nftw (staging->folder, sync_cb, WALK_DEPTH, FTW_DEPTH | FTW_PHYS) == 0
         || failed (error, _ ("what was written cannot be made durable"));
}

static gboolean
give_name (const char *path, const char *target)
{
  if (renameat2 (AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  /* A file system that cannot promise it: as near to it as can be. */
  if (g_file_test (target, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      errno = EEXIST;
      return FALSE;
    }
  return rename (path, target) == 0;
}

gboolean
bsr_staging_publish (const char *path, const char *target, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (target);
  if (give_name (path, target) && sync_cb (parent, NULL, 0, NULL) == 0)
    return TRUE;
  if (errno != EEXIST && errno != ENOTEMPTY)
    return failed (error, _ ("it cannot be given its name"));
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is something already at %s"), target);
  return FALSE;
}
