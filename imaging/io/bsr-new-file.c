#include "bsr-new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bsr-error.h"

/* Names tried before giving up; two in a row hardly ever exist. */
#define MAX_TRIES 16

struct _BsrNewFile
{
  int fd;
  char *path, *folder, *temporary_path; /* temporary_path: NULL once renamed */
  gint64 size;
  int failure; /* errno of the first write that failed, or 0 */
};

static gboolean
fail (GError **error, const char *what, int number)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "the file cannot be %s: %s", what,
               g_strerror (number));
  return FALSE;
}

BsrNewFile *
bsr_new_file_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  for (int i = 0; i < MAX_TRIES; i++)
    {
      g_autofree char *hidden = g_strdup_printf (".%.200s.%08x", name, g_random_int ());
      g_autofree char *temporary_path = g_build_filename (folder, hidden, NULL);
      int fd = open (temporary_path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd >= 0)
        {
          BsrNewFile *file = g_new0 (BsrNewFile, 1);
          file->fd = fd;
          file->path = g_strdup (path);
          file->folder = g_steal_pointer (&folder);
          file->temporary_path = g_steal_pointer (&temporary_path);
          return file;
        }
      if (errno != EEXIST && errno != EINTR)
        break;
    }
  fail (error, "created", errno);
  return NULL;
}

void
bsr_new_file_close (BsrNewFile *file)
{
  g_return_if_fail (file != NULL);

  if (file->fd >= 0)
    close (file->fd);
  if (file->temporary_path != NULL)
    unlink (file->temporary_path);
  g_free (file->temporary_path);
  g_free (file->folder);
  g_free (file->path);
  g_free (file);
}

gboolean
bsr_new_file_write (BsrNewFile *file, gint64 offset, gconstpointer bytes, gsize size,
                    GError **error)
{
  g_return_val_if_fail (file != NULL && offset >= 0, FALSE);

  const guint8 *from = bytes;
  while (size > 0 && file->failure == 0)
    {
      ssize_t n = pwrite (file->fd, from, size, offset);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          file->failure = n < 0 ? errno : EIO;
          break;
        }
      from += n;
      offset += n;
      size -= (gsize) n;
      file->size = MAX (file->size, offset);
    }
  return file->failure == 0 || fail (error, "written", file->failure);
}

gsize
bsr_new_file_read (BsrNewFile *file, gint64 offset, gpointer buffer, gsize size)
{
  g_return_val_if_fail (file != NULL && offset >= 0, 0);

  gsize done = 0;
  while (done < size)
    {
      ssize_t n = pread (file->fd, (guint8 *) buffer + done, size - done, offset + (gint64) done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += (gsize) n;
    }
  return done;
}

gint64
bsr_new_file_size (const BsrNewFile *file)
{
  return file->size;
}

gboolean
bsr_new_file_failed (const BsrNewFile *file, GError **error)
{
  if (file->failure != 0)
    fail (error, "written", file->failure);
  return file->failure != 0;
}

/* Makes the new name itself outlast a power cut. Some file systems cannot; that is no reason to
 * call a written file unwritten. */
static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("folder not synced: %s", g_strerror (errno));
  close (fd);
}

gboolean
bsr_new_file_commit (BsrNewFile *file, GError **error)
{
  g_return_val_if_fail (file != NULL && file->temporary_path != NULL, FALSE);

  if (bsr_new_file_failed (file, error))
    return FALSE;
  if (fsync (file->fd) != 0)
    return fail (error, "written", errno);
  int closed = close (file->fd);
  file->fd = -1;
  if (closed != 0)
    return fail (error, "written", errno);
  if (rename (file->temporary_path, file->path) != 0)
    return fail (error, "put in its place", errno);
  g_clear_pointer (&file->temporary_path, g_free);
  sync_folder (file->folder);
  return TRUE;
}
