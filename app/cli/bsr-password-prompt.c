#include "bsr-password-prompt.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "bsr-error.h"
#include "bsr-password-rule.h"
#include "bsr-private-file.h"
#include "bsr-secret-line.h"

/* Longest line, bytes: a character takes at most four, and one too many must be seen. */
#define LINE_MAX_BYTES (4 * (BSR_PASSWORD_MAX + 1))

/* @fd: -1: the terminal */
static BsrPassword *
read_line (int fd, const char *prompt, GCancellable *cancellable, GError **error)
{
  char line[LINE_MAX_BYTES + 1];
  gssize n = fd >= 0 ? bsr_secret_line_read (fd, line, sizeof line, cancellable)
                     : bsr_secret_line_ask (prompt, line, sizeof line, cancellable);
  BsrPassword *password = n > 0 ? bsr_password_new (line) : NULL;
  bsr_password_wipe (line);
  if (password != NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return password;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                       fd < 0 && n < 0 ? _ ("there is no terminal to ask for a password on: use "
                                            "--password-file or --password-fd")
                                       : _ ("no password was given"));
  return NULL;
}

BsrPassword *
bsr_password_read (const BsrPasswordPlace *place, const char *prompt, GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (place != NULL && prompt != NULL, NULL);

  if (place->file == NULL)
    return read_line (place->fd, prompt, cancellable, error);
  int fd = bsr_private_file_open (place->file, error);
  if (fd < 0)
    {
      g_prefix_error (error, "%s: ", place->file);
      return NULL;
    }
  BsrPassword *password = read_line (fd, prompt, cancellable, error);
  close (fd);
  return password;
}
