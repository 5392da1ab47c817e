#include "bsr-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bsr-error.h"

#define OTHERS_MODE 0077

static gboolean
unreadable (GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the file cannot be read: %s"),
               g_strerror (errno));
  return FALSE;
}

static gboolean
is_private (int fd, GError **error)
{
  struct stat status;
  if (fstat (fd, &status) != 0)
    return unreadable (error);
  if (!S_ISREG (status.st_mode))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("this is not a file"));
      return FALSE;
    }
  if ((status.st_mode & OTHERS_MODE) == 0 && (status.st_uid == geteuid () || geteuid () == 0))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
               _ ("the file is not its owner's alone (mode %04o): with mode 0600, owned by who uses it, "
                  "it would be taken"),
               (guint) (status.st_mode & 07777));
  return FALSE;
}

int
bsr_private_file_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, -1);

  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    {
      unreadable (error);
      return -1;
    }
  if (is_private (fd, error))
    return fd;
  close (fd);
  return -1;
}
