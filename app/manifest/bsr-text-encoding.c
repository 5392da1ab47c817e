#include "bsr-text-encoding.h"

#include <string.h>

#define NO_CHARACTER 0xfffd
#define FIRST_OF_UPPER_HALF 0x80

/* WHATWG Encoding, index windows-1252: bytes 0x80 to 0x9f; the others are their own numbers. */
static const guint16 windows_1252[] = {
  0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

/* WHATWG Encoding, index windows-1256: bytes 0x80 to 0xff. */
static const guint16 windows_1256[] = {
  0x20ac, 0x067e, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0679, 0x2039,
  0x0152, 0x0686, 0x0698, 0x0688, 0x06af, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x06a9, 0x2122, 0x0691, 0x203a, 0x0153, 0x200c, 0x200d, 0x06ba, 0x00a0, 0x060c, 0x00a2, 0x00a3,
  0x00a4, 0x00a5, 0x00a6, 0x00a7, 0x00a8, 0x00a9, 0x06be, 0x00ab, 0x00ac, 0x00ad, 0x00ae, 0x00af,
  0x00b0, 0x00b1, 0x00b2, 0x00b3, 0x00b4, 0x00b5, 0x00b6, 0x00b7, 0x00b8, 0x00b9, 0x061b, 0x00bb,
  0x00bc, 0x00bd, 0x00be, 0x061f, 0x06c1, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627,
  0x0628, 0x0629, 0x062a, 0x062b, 0x062c, 0x062d, 0x062e, 0x062f, 0x0630, 0x0631, 0x0632, 0x0633,
  0x0634, 0x0635, 0x0636, 0x00d7, 0x0637, 0x0638, 0x0639, 0x063a, 0x0640, 0x0641, 0x0642, 0x0643,
  0x00e0, 0x0644, 0x00e2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00e7, 0x00e8, 0x00e9, 0x00ea, 0x00eb,
  0x0649, 0x064a, 0x00ee, 0x00ef, 0x064b, 0x064c, 0x064d, 0x064e, 0x00f4, 0x064f, 0x0650, 0x00f7,
  0x0651, 0x00f9, 0x0652, 0x00fb, 0x00fc, 0x200e, 0x200f, 0x06d2,
};

/* ISO/IEC 8859-15:1999, where it differs from 8859-1. */
static const struct
{
  guint8 byte;
  guint16 character;
} iso_8859_15[] = {
  { 0xa4, 0x20ac }, { 0xa6, 0x0160 }, { 0xa8, 0x0161 }, { 0xb4, 0x017d },
  { 0xb8, 0x017e }, { 0xbc, 0x0152 }, { 0xbd, 0x0153 }, { 0xbe, 0x0178 },
};

/* In the order of BsrTextEncoding. */
static const char *const shown[]
    = { "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252", "ISO 8859-15", "Windows-1256" };
G_STATIC_ASSERT (G_N_ELEMENTS (shown) == BSR_N_TEXT_ENCODINGS);

static const struct
{
  const char *name;
  BsrTextEncoding encoding;
} names[] = {
  { "utf-8", BSR_TEXT_ENCODING_UTF_8 },
  { "utf8", BSR_TEXT_ENCODING_UTF_8 },
  { "us-ascii", BSR_TEXT_ENCODING_UTF_8 },
  { "ascii", BSR_TEXT_ENCODING_UTF_8 },
  { "iso-8859-1", BSR_TEXT_ENCODING_WINDOWS_1252 },
  { "latin1", BSR_TEXT_ENCODING_WINDOWS_1252 },
  { "windows-1252", BSR_TEXT_ENCODING_WINDOWS_1252 },
  { "cp1252", BSR_TEXT_ENCODING_WINDOWS_1252 },
  { "iso-8859-15", BSR_TEXT_ENCODING_ISO_8859_15 },
  { "latin-9", BSR_TEXT_ENCODING_ISO_8859_15 },
  { "windows-1256", BSR_TEXT_ENCODING_WINDOWS_1256 },
  { "cp1256", BSR_TEXT_ENCODING_WINDOWS_1256 },
};

const char *
bsr_text_encoding_to_string (BsrTextEncoding encoding)
{
  g_return_val_if_fail ((guint) encoding < BSR_N_TEXT_ENCODINGS, NULL);
  return shown[encoding];
}

gboolean
bsr_text_encoding_from_name (const char *name, BsrTextEncoding *encoding)
{
  g_return_val_if_fail (name != NULL && encoding != NULL, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i].name) == 0)
      {
        *encoding = names[i].encoding;
        return TRUE;
      }
  return FALSE;
}

int
bsr_text_encoding_of_mark (const char *bytes, gsize n, BsrTextEncoding *encoding)
{
  g_return_val_if_fail ((bytes != NULL || n == 0) && encoding != NULL, -1);
  static const struct
  {
    const char *bytes;
    gsize n;
    BsrTextEncoding encoding;
  } marks[] = {
    { "\xef\xbb\xbf", 3, BSR_TEXT_ENCODING_UTF_8 },
    { "\xff\xfe", 2, BSR_TEXT_ENCODING_UTF_16_LE },
    { "\xfe\xff", 2, BSR_TEXT_ENCODING_UTF_16_BE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n >= marks[i].n && memcmp (bytes, marks[i].bytes, marks[i].n) == 0)
      {
        *encoding = marks[i].encoding;
        return (int) marks[i].n;
      }
  if (n < 4 || (bytes[0] == '\0') == (bytes[1] == '\0') || (bytes[2] == '\0') != (bytes[0] == '\0')
      || (bytes[3] == '\0') != (bytes[1] == '\0'))
    return -1;
  *encoding = bytes[1] == '\0' ? BSR_TEXT_ENCODING_UTF_16_LE : BSR_TEXT_ENCODING_UTF_16_BE;
  return 0;
}

static gunichar
character_of_byte (BsrTextEncoding encoding, guint8 byte)
{
  if (byte < FIRST_OF_UPPER_HALF)
    return byte;
  if (encoding == BSR_TEXT_ENCODING_WINDOWS_1256)
    return windows_1256[byte - FIRST_OF_UPPER_HALF];
  if (encoding == BSR_TEXT_ENCODING_WINDOWS_1252)
    return byte < FIRST_OF_UPPER_HALF + G_N_ELEMENTS (windows_1252)
               ? windows_1252[byte - FIRST_OF_UPPER_HALF]
               : byte;
  for (gsize i = 0; i < G_N_ELEMENTS (iso_8859_15); i++)
    if (iso_8859_15[i].byte == byte)
      return iso_8859_15[i].character;
  return byte;
}

static char *
decode_bytes (BsrTextEncoding encoding, const char *bytes, gsize n, gsize *length)
{
  char *text = g_malloc (3 * n + 1), *end = text;
  for (gsize i = 0; i < n; i++)
    end += g_unichar_to_utf8 (character_of_byte (encoding, (guint8) bytes[i]), end);
  *end = '\0';
  *length = (gsize) (end - text);
  return text;
}

/* The 16 bits at @i; beyond the end: no half of a pair. */
static guint
unit_at (const guint8 *bytes, gsize n, gsize i, gboolean big)
{
  if (i + 1 >= n)
    return 0;
  return big ? (guint) bytes[i] << 8 | bytes[i + 1] : (guint) bytes[i + 1] << 8 | bytes[i];
}

static char *
decode_utf_16 (const guint8 *bytes, gsize n, gboolean big, gsize *length)
{
  /* Three bytes for each unit, and one for half a unit at the end. */
  char *text = g_malloc (n / 2 * 3 + 4), *end = text;
  for (gsize i = 0; i < n; i += 2)
    {
      gunichar c = i + 1 < n ? unit_at (bytes, n, i, big) : NO_CHARACTER;
      guint low = unit_at (bytes, n, i + 2, big);
      if (c >= 0xd800 && c < 0xdc00 && low >= 0xdc00 && low < 0xe000)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          i += 2;
        }
      else if (c >= 0xd800 && c < 0xe000)
        c = NO_CHARACTER;
      end += g_unichar_to_utf8 (c, end);
    }
  *end = '\0';
  *length = (gsize) (end - text);
  return text;
}

char *
bsr_text_decode (BsrTextEncoding encoding, const char *bytes, gsize n, gsize *length)
{
  g_return_val_if_fail ((bytes != NULL || n == 0) && length != NULL, NULL);
  if (encoding == BSR_TEXT_ENCODING_UTF_16_LE || encoding == BSR_TEXT_ENCODING_UTF_16_BE)
    return decode_utf_16 ((const guint8 *) bytes, n, encoding == BSR_TEXT_ENCODING_UTF_16_BE,
                          length);
  if (encoding != BSR_TEXT_ENCODING_UTF_8)
    return decode_bytes (encoding, bytes, n, length);

  GString *text = g_string_sized_new (n + 1);
  for (const char *at = bytes, *end = bytes + n; at < end;)
    {
      const char *bad;
      gboolean good = g_utf8_validate_len (at, (gsize) (end - at), &bad);
      g_string_append_len (text, at, bad - at);
      at = bad;
      if (good)
        break;
      if (*at == '\0') /* which that function takes for none */
        g_string_append_c (text, '\0');
      else
        g_string_append_unichar (text, NO_CHARACTER);
      at++;
    }
  *length = text->len;
  return g_string_free (text, FALSE);
}

gboolean
bsr_text_is_utf8 (const char *bytes, gsize n, int *line)
{
  const char *bad;
  *line = 1;
  if (n == 0 || g_utf8_validate_len (bytes, n, &bad))
    return TRUE;
  for (const char *c = bytes; c < bad; c++)
    *line += *c == '\n';
  return FALSE;
}
