#include "bsr-file-source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bsr-error.h"

struct _BsrFileSource
{
  int fd;
  gint64 size;
  gint failure; /* atomic: errno of the first read that failed, or 0 */
};

static void
set_file_error (GError **error, const char *what, int number)
{
  gint code = g_file_error_from_errno (number);
  g_set_error (error, G_FILE_ERROR, code, "%s: %s", what, g_strerror (number));
}

static gboolean
is_readable_file (const struct stat *status, GError **error)
{
  if (S_ISDIR (status->st_mode))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR, "it is a folder, not a file");
      return FALSE;
    }
  if (!S_ISREG (status->st_mode))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                   "it is a pipe, socket or device, not a file");
      return FALSE;
    }
  if (status->st_size == 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the file is empty");
      return FALSE;
    }
  return TRUE;
}

BsrFileSource *
bsr_file_source_new (int fd, GError **error)
{
  g_return_val_if_fail (fd >= 0, NULL);

  struct stat status;
  if (fstat (fd, &status) != 0)
    {
      set_file_error (error, "the file cannot be opened", errno);
      close (fd);
      return NULL;
    }
  if (!is_readable_file (&status, error))
    {
      close (fd);
      return NULL;
    }

  BsrFileSource *source = g_new0 (BsrFileSource, 1);
  source->fd = fd;
  source->size = status.st_size;
  return source;
}

BsrFileSource *
bsr_file_source_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  /* O_NONBLOCK: opening a pipe that nobody writes to would wait for ever; it changes nothing for
   * a regular file. */
  int fd;
  do
    fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  while (fd < 0 && errno == EINTR);
  if (fd < 0 && errno == ENXIO)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                   "it is a pipe, socket or device, not a file");
      return NULL;
    }
  if (fd < 0)
    {
      set_file_error (error, "the file cannot be opened", errno);
      return NULL;
    }

  return bsr_file_source_new (fd, error);
}

void
bsr_file_source_close (BsrFileSource *source)
{
  g_return_if_fail (source != NULL);
  close (source->fd);
  g_free (source);
}

int
bsr_file_source_fd (const BsrFileSource *source)
{
  return source->fd;
}

gint64
bsr_file_source_size (const BsrFileSource *source)
{
  return source->size;
}

gsize
bsr_file_source_read (BsrFileSource *source, gint64 offset, gpointer buffer, gsize size)
{
  g_return_val_if_fail (source != NULL && offset >= 0, 0);

  guint8 *to = buffer;
  gsize left
      = offset < source->size ? (gsize) MIN ((guint64) size, (guint64) (source->size - offset)) : 0;
  gsize done = 0;
  while (left > 0)
    {
      ssize_t n = pread (source->fd, to + done, left, offset + (gint64) done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        g_atomic_int_compare_and_exchange (&source->failure, 0, errno);
      if (n <= 0)
        break;
      done += (gsize) n;
      left -= (gsize) n;
    }
  return done;
}

gboolean
bsr_file_source_failed (const BsrFileSource *source, GError **error)
{
  int failure = g_atomic_int_get (&source->failure);
  if (failure == 0)
    return FALSE;
  set_file_error (error, "the file cannot be read", failure);
  return TRUE;
}
