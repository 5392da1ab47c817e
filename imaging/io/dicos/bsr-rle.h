#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fills @samples, @n of 1 or 2 bytes in the host's byte order, from a frame of run lengths (PS3.5, G): a
 * segment a byte of the samples, the high one first. %BSR_ERROR_DAMAGED unless the segments hold exactly
 * that, or more at their end. */
gboolean bsr_rle_decode (const guint8 *bytes, gsize size, gpointer samples, gsize n,
                         int sample_bytes, GError **error);

G_END_DECLS
