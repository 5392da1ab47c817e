#include "bsr-dicos-kind.h"

#include <string.h>

#include "bsr-low-file.h"

/* How files begin that are something else to other programs. A preamble may hold anything (PS3.10,
 * 7.1): that is how a scan can be a program, too (CVE-2019-11687). A TIFF header is what the standard
 * has the preamble for, and scanners write it. */
static const struct
{
  const char *bytes;
  gsize size;
  const char *what;
} other_kinds[] = {
  { "MZ", 2, "a Windows or DOS program" },
  { "\177ELF", 4, "a Linux program" },
  { "\xfe\xed\xfa\xce", 4, "a macOS program" },
  { "\xfe\xed\xfa\xcf", 4, "a macOS program" },
  { "\xce\xfa\xed\xfe", 4, "a macOS program" },
  { "\xcf\xfa\xed\xfe", 4, "a macOS program" },
  { "\xca\xfe\xba\xbe", 4, "a macOS or Java program" },
  { "#!", 2, "a script" },
  { "<", 1, "a document with markup" },
  { "PK", 2, "a Zip archive or Office document" },
  { "%PDF", 4, "a PDF document" },
  { "\xd0\xcf\x11\xe0", 4, "an Office document" },
  { "Rar!", 4, "a RAR archive" },
  { "7z\xbc\xaf", 4, "a 7z archive" },
  { "\x89PNG", 4, "a PNG file" },
  { "GIF8", 4, "a GIF file" },
  { "\xff\xd8\xff", 3, "a JPEG file" },
};

const char *
bsr_dicos_preamble_is (const guint8 preamble[BSR_DICOS_PREAMBLE_BYTES])
{
  for (gsize i = 0; i < G_N_ELEMENTS (other_kinds); i++)
    if (memcmp (preamble, other_kinds[i].bytes, other_kinds[i].size) == 0)
      return other_kinds[i].what;
  return NULL;
}

typedef enum
{
  EXPLICIT_LITTLE,
  EXPLICIT_BIG,
  IMPLICIT_LITTLE,
} Encoding;

/* The value representations that the elements of groups 0002 and 0008 have which are short (PS3.6). */
static const char short_representations[] = "AE CS DA DS DT IS LO PN SH ST TM UI UL US";

typedef struct
{
  guint16 group, element;
  guint32 length;
  gsize head; /* bytes before the value */
} Element;

static guint16
read_u16 (const guint8 *bytes, gboolean big)
{
  return (guint16) (big ? bytes[0] << 8 | bytes[1] : bytes[1] << 8 | bytes[0]);
}

/* An element of short representation at @bytes, of which there are 8. */
static gboolean
read_element (const guint8 *bytes, Encoding encoding, Element *element)
{
  gboolean big = encoding == EXPLICIT_BIG;
  element->group = read_u16 (bytes, big);
  element->element = read_u16 (bytes + 2, big);
  element->head = 8;
  if (encoding == IMPLICIT_LITTLE)
    {
      element->length = (guint32) read_u16 (bytes + 6, FALSE) << 16 | read_u16 (bytes + 4, FALSE);
      return TRUE;
    }
  const char representation[] = { (char) bytes[4], (char) bytes[5], '\0' };
  element->length = read_u16 (bytes + 6, big);
  return representation[0] != ' ' && representation[1] != ' '
         && strstr (short_representations, representation) != NULL;
}

/* Whether two elements of group 0008 (or 0002) that can stand at a file's beginning follow each other:
 * chance does that less than once in 2^60. */
static gboolean
begins_with_elements (const guint8 *magic, gsize size, Encoding encoding)
{
  gsize at = 0;
  guint16 last = 0;
  for (int i = 0; i < 2; i++)
    {
      Element element;
      if (size - at < 8 || !read_element (magic + at, encoding, &element))
        return FALSE;
      gboolean first_group
          = element.group == 0x0008 || (element.group == 0x0002 && encoding == EXPLICIT_LITTLE);
      if (!first_group || (i > 0 && element.element <= last) || element.length % 2 != 0
          || element.length > size - at - element.head)
        return FALSE;
      last = element.element;
      at += element.head + element.length;
    }
  return TRUE;
}

static gboolean
matches (const guint8 *magic, gsize size)
{
  if (size >= BSR_DICOS_PREAMBLE_BYTES + 4
      && memcmp (magic + BSR_DICOS_PREAMBLE_BYTES, "DICM", 4) == 0)
    return TRUE;
  for (int encoding = EXPLICIT_LITTLE; encoding <= IMPLICIT_LITTLE; encoding++)
    if (begins_with_elements (magic, size, (Encoding) encoding))
      return TRUE;
  return FALSE;
}

const BsrImageKind bsr_dicos_kind = {
  .id = "dicom",
  .matches = matches,
  .companion = bsr_low_file_of,
  .companion_name = "the .low file beside",
  .decoder = "basira-decoder-dicos",
};
