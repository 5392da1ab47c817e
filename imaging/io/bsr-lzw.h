#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes before and behind the output that decoding writes to as well. */
#define BSR_LZW_BYTES_BEFORE 256
#define BSR_LZW_BYTES_BEHIND 32
/* Bytes behind the input that must be readable. */
#define BSR_LZW_INPUT_BEHIND 8

/**
 * bsr_lzw_decode:
 * @packed: @n_packed bytes, %BSR_LZW_INPUT_BEHIND readable behind them
 * @out: room for @n bytes, %BSR_LZW_BYTES_BEFORE before it and %BSR_LZW_BYTES_BEHIND behind
 *
 * LZW as TIFF 6.0 section 13 has it. A table entry is not a chain of codes but a piece of what was
 * written already, since each is the string before and one byte more: that is what makes it fast.
 *
 * Returns: %TRUE when all @n bytes are there; %FALSE for whatever TIFF's writers do not write
 */
gboolean bsr_lzw_decode (const guint8 *packed, gsize n_packed, guint8 *out, gsize n);

G_END_DECLS
