#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the characters of a foreign text are written as bytes. */
typedef enum
{
  BSR_TEXT_ENCODING_UTF_8,
  BSR_TEXT_ENCODING_UTF_16_LE,
  BSR_TEXT_ENCODING_UTF_16_BE,
  BSR_TEXT_ENCODING_WINDOWS_1252, /* Western Europe; ISO 8859-1 is read as this (WHATWG Encoding, 4.2) */
  BSR_TEXT_ENCODING_ISO_8859_15,  /* Western Europe with the euro sign */
  BSR_TEXT_ENCODING_WINDOWS_1256, /* Arabic */
} BsrTextEncoding;
#define BSR_N_TEXT_ENCODINGS 6

/* "UTF-8", "Windows-1252", ... as they are shown. */
const char *bsr_text_encoding_to_string (BsrTextEncoding encoding);

/* By a name of the IANA registry of character sets, in any case: "iso-8859-1", "cp1256". Names of
 * UTF-16 are none here: a text of 8-bit characters that says so is wrong about itself. */
gboolean bsr_text_encoding_from_name (const char *name, BsrTextEncoding *encoding);

/* What a byte order mark, or a text in UTF-16 that begins with two ASCII characters, tells.
 * Returns: bytes of the mark (0: it has none); -1 where nothing tells the encoding */
int bsr_text_encoding_of_mark (const char *bytes, gsize n, BsrTextEncoding *encoding);

/**
 * bsr_text_decode:
 * @length: (out): bytes of what is returned
 *
 * What is no character in @encoding becomes U+FFFD. A NUL stays one.
 *
 * Returns: (transfer full): UTF-8, NUL-terminated, at most three bytes for each of @n
 */
char *bsr_text_decode (BsrTextEncoding encoding, const char *bytes, gsize n, gsize *length);

/* Whether all @n bytes are UTF-8; @line: (out): that the first wrong one stands in, from 1. */
gboolean bsr_text_is_utf8 (const char *bytes, gsize n, int *line);

G_END_DECLS
