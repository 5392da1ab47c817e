#include "bsr-file-load.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bsr-error.h"

static gboolean
environment_failed (GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("cannot be read: %s"),
               g_strerror (errno));
  return FALSE;
}

static gboolean
read_all (int fd, gsize most, GByteArray *bytes, GError **error)
{
  for (;;)
    {
      guint8 block[65536];
      gssize got = read (fd, block, sizeof block);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return environment_failed (error);
      if (got == 0)
        return TRUE;
      g_byte_array_append (bytes, block, (guint) got);
      if (bytes->len > most)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                       _ ("larger than the %d MiB that are read"),
                       (int) (most / (1024 * 1024)));
          return FALSE;
        }
    }
}

char *
bsr_file_load (const char *path, gsize most, gsize *length, GError **error)
{
  g_return_val_if_fail (path != NULL && most <= G_MAXINT && length != NULL, NULL);

  /* O_NONBLOCK: a pipe without a writer is refused instead of waited for. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  struct stat status;
  if (fd < 0 || fstat (fd, &status) < 0)
    {
      environment_failed (error);
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean good = S_ISREG (status.st_mode);
  if (!good)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("not a regular file"));
  else
    good = read_all (fd, most, bytes, error);
  close (fd);
  if (!good)
    return NULL;
  *length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}
