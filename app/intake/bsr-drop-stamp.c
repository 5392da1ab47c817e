#include "bsr-drop-stamp.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
bsr_drop_stamp_read (const char *path, BsrDropStamp *stamp)
{
  g_return_val_if_fail (path != NULL && stamp != NULL, FALSE);

  struct stat found;
  if (stat (path, &found) != 0 || !S_ISREG (found.st_mode))
    return FALSE;
  *stamp = (BsrDropStamp){ .device = found.st_dev,
                           .inode = found.st_ino,
                           .size = found.st_size,
                           .modified_ns
                           = (gint64) found.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000)
                             + found.st_mtim.tv_nsec };
  return TRUE;
}

gboolean
bsr_drop_stamp_equal (const BsrDropStamp *a, const BsrDropStamp *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  return a->device == b->device && a->inode == b->inode && a->size == b->size
         && a->modified_ns == b->modified_ns;
}

gboolean
bsr_drop_stamp_is_written_to (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return FALSE;
  /* A lease for reading is refused while anybody writes (fcntl(2)). Who comes to write while we
   * have it waits until it is given back, and we are told by a signal that is ignored unless asked
   * for; the usual one would end us. */
  gboolean written = FALSE;
  if (fcntl (fd, F_SETSIG, SIGURG) == 0)
    {
      if (fcntl (fd, F_SETLEASE, F_RDLCK) == 0)
        fcntl (fd, F_SETLEASE, F_UNLCK);
      else
        written = errno == EAGAIN;
    }
  close (fd);
  return written;
}
