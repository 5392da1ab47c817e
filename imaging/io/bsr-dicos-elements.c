#include "bsr-dicos-elements.h"

#include <string.h>

#include "bsr-dicos-tags.h"

#define EXPLICIT_LITTLE_ENDIAN "1.2.840.10008.1.2.1"
/* What wrote a file, as itself: a UUID made for this program. */
#define IMPLEMENTATION "2.25.280102844631014691717339755526909138265"
#define IMPLEMENTATION_NAME "BASIRA_" BSR_VERSION

#define PREAMBLE_BYTES 128
#define ITEM_TAG 0xfffee000

/* Longest value of a text, bytes here (PS3.5, table 6.2-1); others: as long as it is. */
static const struct
{
  const char *representation;
  gsize most;
} lengths[]
    = { { "CS", 16 }, { "SH", 16 }, { "LO", 64 }, { "PN", 64 }, { "DS", 16 }, { "UI", 64 } };

static void
put_u16 (GByteArray *set, guint16 number)
{
  number = GUINT16_TO_LE (number);
  g_byte_array_append (set, (const guint8 *) &number, sizeof number);
}

static void
put_u32 (GByteArray *set, guint32 number)
{
  number = GUINT32_TO_LE (number);
  g_byte_array_append (set, (const guint8 *) &number, sizeof number);
}

static void
put_tag (GByteArray *set, guint32 tag)
{
  put_u16 (set, (guint16) (tag >> 16));
  put_u16 (set, (guint16) (tag & 0xffff));
}

/* Of a value whose length has 16 bits. */
static void
put_short_head (GByteArray *set, guint32 tag, const char *representation, gsize bytes)
{
  put_tag (set, tag);
  g_byte_array_append (set, (const guint8 *) representation, 2);
  put_u16 (set, (guint16) bytes);
}

void
bsr_dicos_put_head (GByteArray *set, guint32 tag, const char *representation, guint32 bytes)
{
  put_tag (set, tag);
  g_byte_array_append (set, (const guint8 *) representation, 2);
  put_u16 (set, 0);
  put_u32 (set, bytes);
}

/* Bytes of the whole characters of @text that fit. */
static gsize
fitting_bytes (const char *representation, const char *text)
{
  gsize most = G_MAXUINT16 - 1, n = strlen (text);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    if (strcmp (lengths[i].representation, representation) == 0 && strchr (text, '\\') == NULL)
      most = lengths[i].most;
  if (n <= most)
    return n;
  n = most;
  while (n > 0 && ((guint8) text[n] & 0xc0) == 0x80)
    n--;
  return n;
}

void
bsr_dicos_put_text (GByteArray *set, guint32 tag, const char *representation, const char *text)
{
  g_return_if_fail (set != NULL && representation != NULL);

  gsize n = text != NULL ? fitting_bytes (representation, text) : 0;
  const guint8 filling = strcmp (representation, "UI") == 0 ? '\0' : ' ';
  put_short_head (set, tag, representation, n + n % 2);
  g_byte_array_append (set, (const guint8 *) (text != NULL ? text : ""), (guint) n);
  if (n % 2 != 0)
    g_byte_array_append (set, &filling, 1);
}

void
bsr_dicos_put_decimals (GByteArray *set, guint32 tag, const double *numbers, int n)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (int i = 0; i < n; i++)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];
      g_ascii_formatd (digits, sizeof digits, "%.10g", numbers[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? "\\" : "", digits);
    }
  bsr_dicos_put_text (set, tag, "DS", text->str);
}

void
bsr_dicos_put_shorts (GByteArray *set, guint32 tag, const char *representation,
                      const guint16 *numbers, int n)
{
  put_short_head (set, tag, representation, 2 * (gsize) n);
  for (int i = 0; i < n; i++)
    put_u16 (set, numbers[i]);
}

void
bsr_dicos_put_floats (GByteArray *set, guint32 tag, const float *numbers, int n)
{
  put_short_head (set, tag, "FL", 4 * (gsize) n);
  for (int i = 0; i < n; i++)
    {
      guint32 bits;
      memcpy (&bits, &numbers[i], sizeof bits);
      put_u32 (set, bits);
    }
}

void
bsr_dicos_put_tag (GByteArray *set, guint32 tag, guint32 pointed_to)
{
  put_short_head (set, tag, "AT", 4);
  put_tag (set, pointed_to);
}

void
bsr_dicos_put_sequence (GByteArray *set, guint32 tag, GByteArray *const *items, int n)
{
  guint32 bytes = 0;
  for (int i = 0; i < n; i++)
    bytes += 8 + items[i]->len;
  bsr_dicos_put_head (set, tag, "SQ", bytes);
  for (int i = 0; i < n; i++)
    {
      put_tag (set, ITEM_TAG);
      put_u32 (set, items[i]->len);
      g_byte_array_append (set, items[i]->data, items[i]->len);
      g_byte_array_unref (items[i]);
    }
}

GByteArray *
bsr_dicos_file_begin (const char *sop_class, const char *sop_instance)
{
  static const guint8 preamble[PREAMBLE_BYTES], version[] = { 0, 1 };
  g_autoptr (GByteArray) meta = g_byte_array_new ();
  bsr_dicos_put_head (meta, BSR_TAG_FILE_VERSION, "OB", sizeof version);
  g_byte_array_append (meta, version, sizeof version);
  bsr_dicos_put_text (meta, BSR_TAG_FILE_SOP_CLASS, "UI", sop_class);
  bsr_dicos_put_text (meta, BSR_TAG_FILE_SOP_INSTANCE, "UI", sop_instance);
  bsr_dicos_put_text (meta, BSR_TAG_TRANSFER_SYNTAX, "UI", EXPLICIT_LITTLE_ENDIAN);
  bsr_dicos_put_text (meta, BSR_TAG_IMPLEMENTATION, "UI", IMPLEMENTATION);
  bsr_dicos_put_text (meta, BSR_TAG_IMPLEMENTATION_NAME, "SH", IMPLEMENTATION_NAME);

  GByteArray *file = g_byte_array_new ();
  g_byte_array_append (file, preamble, sizeof preamble);
  g_byte_array_append (file, (const guint8 *) "DICM", 4);
  put_short_head (file, BSR_TAG_FILE_META_LENGTH, "UL", 4);
  put_u32 (file, meta->len);
  g_byte_array_append (file, meta->data, meta->len);
  return file;
}

char *
bsr_dicos_uid (const char *content, const char *role)
{
  g_return_val_if_fail (content != NULL && role != NULL, NULL);

  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  g_checksum_update (checksum, (const guchar *) role, -1);
  g_checksum_update (checksum, (const guchar *) content, -1);
  g_checksum_get_digest (checksum, digest, &size);
  /* Version 8, of an own making, and variant of RFC 9562 (5.8). */
  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x80);
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);

  /* The 128 bits as one decimal number. */
  unsigned __int128 number = 0;
  for (int i = 0; i < 16; i++)
    number = number << 8 | digest[i];
  char digits[40];
  int at = sizeof digits - 1;
  digits[at] = '\0';
  for (; number > 0; number /= 10)
    digits[--at] = (char) ('0' + (int) (number % 10));
  return g_strconcat ("2.25.", digits + at, NULL);
}
