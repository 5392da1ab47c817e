#include "bsr-edifact-scanner.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"

/* "UNA" and its six characters (ISO 9735-1:2002, annex A). */
#define SERVICE_TAG_BYTES 3
#define SERVICE_STRING_BYTES 9
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Where a value of the present segment begins in its text. */
typedef struct
{
  int element, component;
  gsize offset;
} Value;

/* The characters that stand between values; '\0' where there is none. */
typedef struct
{
  char component, element, release, repetition, terminator;
  gboolean is_repeating; /* @repetition counts */
} Marks;

struct _BsrEdifactScanner
{
  const char *bytes;
  gsize n, at;
  int line; /* of @at */
  Marks marks;

  int segment_line;
  GString *text; /* of the segment: values, each with its NUL */
  Value values[BSR_EDIFACT_MOST_VALUES];
  int n_values;
  gboolean is_long, is_repeated;
};

/* --- Beginning ------------------------------------------------------------------------------- */

/* UNA names the characters that stand between values; without it they are those of level A (ISO
 * 9735:1988, 5.1), and the star of version 4. */
static gboolean
read_service_string (BsrEdifactScanner *self, GError **error)
{
  if (self->n - self->at < SERVICE_STRING_BYTES
      || memcmp (self->bytes + self->at, "UNA", SERVICE_TAG_BYTES) != 0)
    return TRUE;
  const char *service = self->bytes + self->at + SERVICE_TAG_BYTES;
  self->marks = (Marks){ .component = service[0],
                         .element = service[1],
                         .release = service[3] != ' ' ? service[3] : '\0',
                         .terminator = service[5] };
  const Marks *marks = &self->marks;
  const char all[] = { marks->component, marks->element, marks->terminator, marks->release };
  for (gsize i = 0; i < sizeof all; i++)
    if (g_ascii_isalnum (all[i]) || memchr (all, all[i], i) != NULL)
      {
        g_set_error_literal (
            error, BSR_ERROR, BSR_ERROR_DAMAGED,
            _ ("UNA: gives two meanings to one character, or one to a letter or digit"));
        return FALSE;
      }
  /* One that is another of them too counts as that, see kind_of(). */
  if (service[4] != ' ' && !g_ascii_isalnum (service[4]))
    self->marks.repetition = service[4];
  self->at += SERVICE_STRING_BYTES;
  return TRUE;
}

/* Passes over what may stand between segments: line ends, blanks, and what some transports fill up
 * with. */
static void
skip_gap (BsrEdifactScanner *self)
{
  for (; self->at < self->n && self->bytes[self->at] != self->marks.terminator; self->at++)
    {
      char byte = self->bytes[self->at];
      if (byte == '\n')
        self->line++;
      else if (byte != '\r' && byte != ' ' && byte != '\t' && byte != '\0' && byte != '\x1a')
        return;
    }
}

BsrEdifactScanner *
bsr_edifact_scanner_new (const char *bytes, gsize n, GError **error)
{
  g_return_val_if_fail (bytes != NULL || n == 0, NULL);
  g_autoptr (BsrEdifactScanner) self = g_new0 (BsrEdifactScanner, 1);
  self->bytes = bytes;
  self->n = n;
  self->line = self->segment_line = 1;
  self->marks = (Marks){
    .component = ':', .element = '+', .release = '?', .repetition = '*', .terminator = '\''
  };
  self->text = g_string_new (NULL);
  if (n >= strlen (BYTE_ORDER_MARK)
      && memcmp (bytes, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    self->at = strlen (BYTE_ORDER_MARK);
  skip_gap (self);
  return read_service_string (self, error) ? g_steal_pointer (&self) : NULL;
}

BsrEdifactScanner *
bsr_edifact_scanner_copy (const BsrEdifactScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, NULL);
  BsrEdifactScanner *copy = g_new0 (BsrEdifactScanner, 1);
  copy->bytes = scanner->bytes;
  copy->n = scanner->n;
  copy->at = scanner->at;
  copy->line = copy->segment_line = scanner->line;
  copy->marks = scanner->marks;
  copy->text = g_string_new (NULL);
  return copy;
}

void
bsr_edifact_scanner_free (BsrEdifactScanner *scanner)
{
  if (scanner == NULL)
    return;
  g_string_free (scanner->text, TRUE);
  g_free (scanner);
}

void
bsr_edifact_scanner_set_repeating (BsrEdifactScanner *scanner, gboolean is_repeating)
{
  g_return_if_fail (scanner != NULL);
  scanner->marks.is_repeating = is_repeating && scanner->marks.repetition != '\0';
}

/* --- Segments -------------------------------------------------------------------------------- */

static void
begin_value (BsrEdifactScanner *self, int element, int component)
{
  if (self->n_values == BSR_EDIFACT_MOST_VALUES)
    {
      self->is_long = TRUE;
      return;
    }
  g_string_append_c (self->text, '\0');
  self->values[self->n_values++] = (Value){ element, component, self->text->len };
}

static void
add_byte (BsrEdifactScanner *self, char byte)
{
  if (self->is_long || self->text->len >= BSR_EDIFACT_MOST_BYTES)
    self->is_long = TRUE;
  else
    /* A NUL would end the value. */
    g_string_append_c (self->text, byte != '\0' ? byte : ' ');
}

/* What a byte is that was not released. */
typedef enum
{
  TEXT,
  LINE_END,
  RELEASE,
  COMPONENT,
  ELEMENT,
  REPETITION,
  TERMINATOR,
} Kind;

static Kind
kind_of (const BsrEdifactScanner *self, char byte)
{
  const Marks *marks = &self->marks;
  if (byte == marks->terminator)
    return TERMINATOR;
  if (byte == '\n' || byte == '\r')
    return LINE_END;
  if (byte == marks->release && marks->release != '\0' && self->at < self->n)
    return RELEASE;
  if (byte == marks->element)
    return ELEMENT;
  if (byte == marks->component)
    return COMPONENT;
  return byte == marks->repetition && marks->is_repeating ? REPETITION : TEXT;
}

/* Reads up to the terminator into raw values; %FALSE where the bytes end before it. */
static gboolean
scan_segment (BsrEdifactScanner *self)
{
  int element = 0, component = 1;
  gboolean is_other = FALSE; /* not the first of a repeated element */
  self->n_values = 0;
  self->is_long = self->is_repeated = FALSE;
  g_string_truncate (self->text, 0);
  begin_value (self, element, component);
  while (self->at < self->n)
    {
      char byte = self->bytes[self->at++];
      Kind kind = kind_of (self, byte);
      self->line += byte == '\n';
      if (kind == TERMINATOR)
        return TRUE;
      if (kind == RELEASE)
        {
          byte = self->bytes[self->at++];
          self->line += byte == '\n';
        }
      if (kind == ELEMENT)
        begin_value (self, ++element, component = 1);
      else if (kind == COMPONENT && !is_other)
        begin_value (self, element, ++component);
      else if ((kind == TEXT || kind == RELEASE) && !is_other)
        add_byte (self, byte);
      is_other = kind != ELEMENT && (is_other || kind == REPETITION);
      self->is_repeated = self->is_repeated || is_other;
    }
  return FALSE;
}

BsrEdifactScan
bsr_edifact_scanner_next (BsrEdifactScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, BSR_EDIFACT_SCAN_END);
  while (skip_gap (scanner), scanner->at < scanner->n)
    {
      scanner->segment_line = scanner->line;
      gboolean is_whole = scan_segment (scanner);
      if (is_whole && scanner->n_values == 1 && scanner->text->len == 1)
        continue; /* two terminators, or lines' ends that are terminators */
      return is_whole ? BSR_EDIFACT_SCAN_SEGMENT : BSR_EDIFACT_SCAN_BROKEN;
    }
  return BSR_EDIFACT_SCAN_END;
}

static gboolean
is_printable (const GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] != '\0' && !g_ascii_isprint (text->str[i]))
      return FALSE;
  return TRUE;
}

void
bsr_edifact_scanner_decode (BsrEdifactScanner *scanner, char *(*decode) (gpointer, const char *),
                            gpointer data)
{
  g_return_if_fail (scanner != NULL && decode != NULL);
  if (is_printable (scanner->text))
    return;
  GString *text = g_string_sized_new (scanner->text->len + 1);
  for (int i = 0; i < scanner->n_values; i++)
    {
      Value *value = &scanner->values[i];
      g_autofree char *decoded = decode (data, scanner->text->str + value->offset);
      g_string_append_c (text, '\0');
      value->offset = text->len;
      g_string_append (text, decoded);
    }
  g_string_free (scanner->text, TRUE);
  scanner->text = text;
}

/* --- Values ---------------------------------------------------------------------------------- */

const char *
bsr_edifact_scanner_value (const BsrEdifactScanner *scanner, int element, int component)
{
  g_return_val_if_fail (scanner != NULL, "");
  for (int i = 0; i < scanner->n_values; i++)
    if (scanner->values[i].element == element && scanner->values[i].component == component)
      return scanner->text->str + scanner->values[i].offset;
  return "";
}

int
bsr_edifact_scanner_line (const BsrEdifactScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, 0);
  return scanner->segment_line;
}

int
bsr_edifact_scanner_last_line (const BsrEdifactScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, 0);
  return scanner->line;
}

gboolean
bsr_edifact_scanner_is_long (const BsrEdifactScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, FALSE);
  return scanner->is_long;
}

gboolean
bsr_edifact_scanner_is_repeated (const BsrEdifactScanner *scanner)
{
  g_return_val_if_fail (scanner != NULL, FALSE);
  return scanner->is_repeated;
}
