#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bsr_pin_read:
 * @place: of the key, see #BsrSigningKey; nothing is asked for a file
 * @fd: (nullable): number of an open descriptor whose first line is the PIN; without one it is asked
 *   for on the terminal, where there is one
 * @pin: (out) (transfer full) (nullable): to be freed by bsr_pin_free()
 *
 * Returns: %FALSE with %BSR_ERROR_INVALID (no such descriptor)
 */
gboolean bsr_pin_read (const char *place, const char *fd, char **pin, GError **error);

/* Forgets it. */
void bsr_pin_free (char *pin);

G_END_DECLS
