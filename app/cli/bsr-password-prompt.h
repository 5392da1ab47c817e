#pragma once

#include <gio/gio.h>
#include "bsr-password.h"

G_BEGIN_DECLS

/* Where a password comes from: never from the command line, which everybody on the computer can read. */
typedef struct
{
  char *file; /* (nullable): its first line, of a file that is its owner's alone */
  int fd;     /* else the next line of this file descriptor; -1: asked for on the terminal, without echo */
} BsrPasswordPlace;

/**
 * bsr_password_read:
 * @prompt: what is asked on a terminal: "Password of Amal: "
 *
 * Returns: (transfer full): %NULL with %BSR_ERROR_INVALID (there is no terminal, or no password there),
 * %BSR_ERROR_ENVIRONMENT (no such file) or cancelled
 */
BsrPassword *bsr_password_read (const BsrPasswordPlace *place, const char *prompt,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
