#include "bsr-claim.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bsr-error.h"

struct _BsrClaim
{
  int fd;
  char *path;
};

/* Whether @path still names the file that @fd has open: whoever freed the claim before may have
 * taken it away between our opening and our locking it. */
static gboolean
still_named (int fd, const char *path)
{
  struct stat open_file, named_file;
  return fstat (fd, &open_file) == 0 && stat (path, &named_file) == 0
         && open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

/* File descriptor; -1 when somebody else has it, -2 with @error set. */
static int
lock_file (const char *path, GError **error)
{
  for (;;)
    {
      int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
      if (fd < 0)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the file cannot be created: %s"),
                       g_strerror (errno));
          return -2;
        }
      int locked = flock (fd, LOCK_EX | LOCK_NB);
      int reason = errno;
      if (locked == 0 && still_named (fd, path))
        return fd;
      close (fd);
      if (locked != 0 && reason == EWOULDBLOCK)
        return -1;
      if (locked != 0 && reason != EINTR)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the file cannot be locked: %s"),
                       g_strerror (reason));
          return -2;
        }
    }
}

BsrClaim *
bsr_claim_new (const char *result, GError **error)
{
  g_return_val_if_fail (result != NULL, NULL);

  g_autofree char *folder = g_path_get_dirname (result);
  g_autofree char *name = g_path_get_basename (result);
  g_autofree char *hidden = g_strdup_printf (".%.200s.claim", name);
  g_autofree char *path = g_build_filename (folder, hidden, NULL);
  int fd = lock_file (path, error);
  if (fd < 0)
    return NULL;
  BsrClaim *claim = g_new (BsrClaim, 1);
  *claim = (BsrClaim){ .fd = fd, .path = g_steal_pointer (&path) };
  return claim;
}

void
bsr_claim_free (BsrClaim *claim)
{
  g_return_if_fail (claim != NULL);

  unlink (claim->path);
  close (claim->fd);
  g_free (claim->path);
  g_free (claim);
}
