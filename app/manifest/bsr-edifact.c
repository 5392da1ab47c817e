#include "bsr-edifact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-edifact-characters.h"
#include "bsr-error.h"

#define TAG_BYTES 3
/* "UNA" and its six characters (ISO 9735-1:2002, annex A). */
#define SERVICE_STRING_BYTES 9
#define PROBE_BYTES 4096
/* No value that is read here has more (D.03B: 4440 of FTX). */
#define MOST_CHARACTERS 512

/* Where a value of the present segment begins in its text. */
typedef struct
{
  int element, component;
  gsize offset;
} Value;

/* What the trailers count. */
typedef struct
{
  gint64 segments; /* of the message, UNH included; -1: outside one */
  gint64 messages; /* of the group */
  gint64 all_messages, groups;
  gboolean is_ended; /* UNZ was there */
} Counts;

struct _BsrEdifact
{
  const char *bytes;
  gsize n, at;
  int line;                                     /* of @at */
  char component, element, release, terminator; /* @release: '\0' where there is none */
  BsrEdifactCharacters *characters;

  const BsrEdifactKind *kind; /* of the messages that are told of */
  BsrManifest *manifest;      /* (nullable): while probing */
  char *reference;            /* of the message, as UNH has it */
  gboolean is_other;          /* the message is of another type */
  int n_messages;
  Counts counts;

  char tag[TAG_BYTES + 1];
  int segment_line, segment_number;
  GString *text; /* of the segment: values, each with its NUL */
  Value values[BSR_EDIFACT_MOST_VALUES];
  int n_values;
  gboolean is_long; /* the segment had more than is kept */
};

void
bsr_edifact_remark (BsrEdifact *edifact, const char *container, gboolean kept, const char *format,
                    ...)
{
  g_return_if_fail (edifact != NULL && format != NULL);
  if (edifact->manifest == NULL || edifact->manifest->remarks->len > BSR_MANIFEST_MOST_REMARKS)
    return;
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Where a text was cut within a letter. */
  g_autofree char *reason = g_utf8_make_valid (text, -1);
  g_autofree char *place = g_strdup_printf ("%s #%d", edifact->tag, edifact->segment_number);
  bsr_manifest_remark (edifact->manifest, edifact->segment_line, place, container, kept, "%s",
                       reason);
}

/* --- Bytes to segments ----------------------------------------------------------------------- */

static gboolean
is_line_end (char byte)
{
  return byte == '\n' || byte == '\r';
}

/* Passes over what may stand between segments: line ends, blanks, and what some transports fill up
 * with. */
static void
skip_gap (BsrEdifact *self)
{
  for (; self->at < self->n && self->bytes[self->at] != self->terminator; self->at++)
    {
      char byte = self->bytes[self->at];
      if (byte == '\n')
        self->line++;
      else if (byte != '\r' && byte != ' ' && byte != '\t' && byte != '\0' && byte != '\x1a')
        return;
    }
}

static void
begin_value (BsrEdifact *self, int element, int component)
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
add_byte (BsrEdifact *self, char byte)
{
  if (self->is_long || self->text->len >= BSR_EDIFACT_MOST_BYTES)
    self->is_long = TRUE;
  else
    /* A NUL would end the value. */
    g_string_append_c (self->text, byte != '\0' ? byte : ' ');
}

/* Reads up to the terminator into raw values; %FALSE where the file ends before it. */
static gboolean
scan_segment (BsrEdifact *self)
{
  int element = 0, component = 1;
  self->n_values = 0;
  self->is_long = FALSE;
  g_string_truncate (self->text, 0);
  begin_value (self, element, component);
  while (self->at < self->n)
    {
      char byte = self->bytes[self->at++];
      if (byte == '\n')
        self->line++;
      if (byte == self->terminator)
        return TRUE;
      if (is_line_end (byte))
        continue;
      if (byte == self->release && self->release != '\0' && self->at < self->n)
        {
          add_byte (self, self->bytes[self->at]);
          self->line += self->bytes[self->at++] == '\n';
        }
      else if (byte == self->element)
        begin_value (self, ++element, component = 1);
      else if (byte == self->component)
        begin_value (self, element, ++component);
      else
        add_byte (self, byte);
    }
  return FALSE;
}

static gboolean
is_printable (const GString *text)
{
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] != '\0' && !g_ascii_isprint (text->str[i]))
      return FALSE;
  return TRUE;
}

/* Puts all values into UTF-8; bytes that are no such characters are told of once a file. */
static void
decode_values (BsrEdifact *self)
{
  if (is_printable (self->text))
    return;
  g_autoptr (GString) text = g_string_sized_new (self->text->len + 1);
  gboolean was_doubtful = bsr_edifact_characters_doubtful (self->characters);
  for (int i = 0; i < self->n_values; i++)
    {
      g_autofree char *value = bsr_edifact_characters_decode (
          self->characters, self->text->str + self->values[i].offset);
      g_string_append_c (text, '\0');
      self->values[i].offset = text->len;
      g_string_append (text, value);
    }
  g_string_truncate (self->text, 0);
  g_string_append_len (self->text, text->str, (gssize) text->len);
  if (!was_doubtful && bsr_edifact_characters_doubtful (self->characters))
    bsr_edifact_remark (self, NULL, TRUE,
                        _ ("characters that %s does not have were read as UTF-8 or Windows-1252"),
                        bsr_edifact_characters_name (self->characters));
}

static gboolean
is_tag (const char *text)
{
  return strlen (text) == TAG_BYTES && g_ascii_isupper (text[0]) && g_ascii_isalnum (text[1])
         && g_ascii_isalnum (text[2]);
}

/* The next segment, whatever it is; %FALSE at the end of the file. */
static gboolean
read_segment (BsrEdifact *self)
{
  while (skip_gap (self), self->at < self->n)
    {
      self->segment_line = self->line;
      gboolean is_whole = scan_segment (self);
      if (is_whole && self->n_values == 1 && self->text->len == 1)
        continue; /* two terminators, or lines' ends that are terminators */
      self->segment_number++;
      /* Of "LOC:1" (explicit nesting) too. */
      const char *tag = self->text->str + self->values[0].offset;
      g_strlcpy (self->tag, is_tag (tag) ? tag : "?", sizeof self->tag);
      if (!is_whole)
        {
          bsr_edifact_remark (self, NULL, FALSE, _ ("the file ends within this segment"));
          return FALSE;
        }
      if (bsr_edifact_is (self, "?"))
        {
          bsr_edifact_remark (self, NULL, FALSE,
                              _ ("does not begin with the three letters of a segment"));
          continue;
        }
      decode_values (self);
      if (self->is_long)
        bsr_edifact_remark (
            self, NULL, TRUE,
            _ ("the segment is too long: what is beyond %d bytes or %d values was left out"),
            BSR_EDIFACT_MOST_BYTES, BSR_EDIFACT_MOST_VALUES);
      return TRUE;
    }
  return FALSE;
}

/* --- Values ---------------------------------------------------------------------------------- */

gboolean
bsr_edifact_is (const BsrEdifact *edifact, const char *tag)
{
  g_return_val_if_fail (edifact != NULL && tag != NULL, FALSE);
  return strcmp (edifact->tag, tag) == 0;
}

const char *
bsr_edifact_value (const BsrEdifact *edifact, int element, int component)
{
  g_return_val_if_fail (edifact != NULL, "");
  for (int i = 0; i < edifact->n_values; i++)
    if (edifact->values[i].element == element && edifact->values[i].component == component)
      return edifact->text->str + edifact->values[i].offset;
  return "";
}

char *
bsr_edifact_dup (const BsrEdifact *edifact, int element, int component)
{
  const char *value = bsr_edifact_value (edifact, element, component);
  char *text
      = g_strstrip (g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), MOST_CHARACTERS)));
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

gboolean
bsr_edifact_number (const BsrEdifact *edifact, int element, int component, double *number)
{
  g_return_val_if_fail (edifact != NULL && number != NULL, FALSE);
  g_autofree char *text = bsr_edifact_dup (edifact, element, component);
  if (text == NULL)
    return FALSE;
  int n_digits = 0, n_marks = 0;
  for (char *byte = text + (*text == '-'); *byte != '\0'; byte++)
    if (g_ascii_isdigit (*byte))
      n_digits++;
    else if ((*byte == '.' || *byte == ',') && n_marks++ == 0)
      *byte = '.';
    else
      return FALSE;
  /* No quantity has more: ISO 9735 numbers have at most 18 digits. */
  if (n_digits == 0 || n_digits > 18)
    return FALSE;
  *number = g_ascii_strtod (text, NULL);
  return TRUE;
}

int
bsr_edifact_line (const BsrEdifact *edifact)
{
  g_return_val_if_fail (edifact != NULL, 0);
  return edifact->segment_line;
}

/* --- Service segments ------------------------------------------------------------------------ */

/* Holds the count that the present trailer states at its first value against @counted. */
static void
check_count (BsrEdifact *self, gint64 counted)
{
  double stated;
  if (!bsr_edifact_number (self, 1, 1, &stated))
    bsr_edifact_remark (self, NULL, TRUE, _ ("states no count"));
  else if (stated != (double) counted)
    bsr_edifact_remark (self, NULL, TRUE, _ ("counts %.0f where there are %lld"), stated,
                        (long long) counted);
}

/* A message that something else than UNT ends. */
static void
end_message (BsrEdifact *self, gboolean is_trailer)
{
  if (self->counts.segments < 0)
    return;
  if (!is_trailer)
    bsr_edifact_remark (self, NULL, TRUE, _ ("message \"%.64s\" does not end with UNT"),
                        self->reference);
  self->counts.segments = -1;
  self->is_other = FALSE;
}

static void
take_dialect (BsrEdifact *self)
{
  if (self->manifest == NULL || self->n_messages > 1)
    return;
  g_free (self->manifest->dialect);
  g_autofree char *dialect
      = g_strdup_printf ("%s %.8s.%.8s", self->kind->type, bsr_edifact_value (self, 2, 2),
                         bsr_edifact_value (self, 2, 3));
  self->manifest->dialect = g_utf8_make_valid (dialect, -1);
}

/* (nullable): the document's code, where the next segment is a BGM. Leaves the present segment as
 * it is. */
static const char *
peek_document (const BsrEdifact *self)
{
  const char *const *documents = self->kind->documents;
  BsrEdifact ahead = { .bytes = self->bytes,
                       .n = self->n,
                       .at = self->at,
                       .element = self->element,
                       .component = self->component,
                       .release = self->release,
                       .terminator = self->terminator };
  const char *found = NULL;
  ahead.text = g_string_new (NULL);
  skip_gap (&ahead);
  if (scan_segment (&ahead) && strcmp (bsr_edifact_value (&ahead, 0, 1), "BGM") == 0)
    for (; documents != NULL && *documents != NULL && found == NULL; documents++)
      if (strcmp (bsr_edifact_value (&ahead, 1, 1), *documents) == 0)
        found = *documents;
  g_string_free (ahead.text, TRUE);
  return found;
}

/* Some makers leave the type out: then the document that BGM names tells it. */
static gboolean
is_of_kind (BsrEdifact *self)
{
  const char *type = bsr_edifact_value (self, 2, 1);
  if (*type != '\0')
    return strcmp (type, self->kind->type) == 0;
  const char *document = peek_document (self);
  if (document != NULL)
    bsr_edifact_remark (self, NULL, TRUE,
                        _ ("names no type of message: taken for %s, as its document is of type %s"),
                        self->kind->type, document);
  return document != NULL;
}

static void
begin_message (BsrEdifact *self)
{
  end_message (self, FALSE);
  g_free (self->reference);
  self->reference = g_strdup (bsr_edifact_value (self, 1, 1));
  self->counts.segments = 1;
  self->counts.all_messages++;
  self->counts.messages++;
  self->is_other = !is_of_kind (self);
  if (self->is_other)
    {
      bsr_edifact_remark (self, NULL, FALSE, _ ("the message is of type \"%.20s\", not %s"),
                          bsr_edifact_value (self, 2, 1), self->kind->type);
      return;
    }
  self->n_messages++;
  take_dialect (self);
}

static void
end_interchange (BsrEdifact *self)
{
  end_message (self, FALSE);
  check_count (self, self->counts.groups > 0 ? self->counts.groups : self->counts.all_messages);
  self->counts = (Counts){ .segments = -1, .is_ended = TRUE };
}

static void
check_trailer (BsrEdifact *self)
{
  check_count (self, self->counts.segments + 1);
  if (strcmp (bsr_edifact_value (self, 2, 1), self->reference) != 0)
    bsr_edifact_remark (self, NULL, TRUE, _ ("ends message \"%.64s\" where \"%.64s\" began"),
                        bsr_edifact_value (self, 2, 1), self->reference);
  end_message (self, TRUE);
}

/* Whether the present segment was one that only the interchange needs. */
static gboolean
take_service_segment (BsrEdifact *self)
{
  if (bsr_edifact_is (self, "UNB"))
    {
      end_message (self, FALSE);
      self->counts = (Counts){ .segments = -1 };
      bsr_edifact_characters_set (self->characters, bsr_edifact_value (self, 1, 1));
    }
  else if (bsr_edifact_is (self, "UNG"))
    {
      end_message (self, FALSE);
      self->counts.groups++;
      self->counts.messages = 0;
    }
  else if (bsr_edifact_is (self, "UNT") && self->counts.segments >= 0)
    check_trailer (self);
  else if (bsr_edifact_is (self, "UNE"))
    {
      end_message (self, FALSE);
      check_count (self, self->counts.messages);
    }
  else if (bsr_edifact_is (self, "UNZ"))
    end_interchange (self);
  else
    return FALSE;
  return TRUE;
}

gboolean
bsr_edifact_next (BsrEdifact *edifact)
{
  g_return_val_if_fail (edifact != NULL, FALSE);
  while (read_segment (edifact))
    {
      if (take_service_segment (edifact))
        continue;
      if (bsr_edifact_is (edifact, "UNH"))
        begin_message (edifact);
      else if (edifact->counts.segments >= 0)
        edifact->counts.segments++;
      else
        {
          bsr_edifact_remark (edifact, NULL, FALSE, _ ("stands outside a message"));
          continue;
        }
      if (!edifact->is_other)
        return TRUE;
    }
  end_message (edifact, FALSE);
  if (!edifact->counts.is_ended && edifact->manifest != NULL)
    {
      bsr_manifest_remark (edifact->manifest, edifact->line, "UNZ", NULL, TRUE, "%s",
                           _ ("the interchange does not end with UNZ: more may have followed"));
      edifact->counts.is_ended = TRUE;
    }
  return FALSE;
}

gboolean
bsr_edifact_take_all (BsrEdifact *edifact, BsrEdifactTake take, gpointer data,
                      GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (edifact != NULL && take != NULL, FALSE);
  GError *problem = NULL;
  while (problem == NULL && bsr_edifact_next (edifact))
    if (!g_cancellable_set_error_if_cancelled (cancellable, &problem) && !take (data, &problem))
      break;
  if (problem == NULL && edifact->n_messages == 0)
    problem = g_error_new (BSR_ERROR, BSR_ERROR_DAMAGED, _ ("no %s message begins in it"),
                           edifact->kind->type);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* --- Beginning ------------------------------------------------------------------------------- */

/* UNA names the characters that stand between values; without it they are those of level A (ISO
 * 9735:1988, 5.1). */
static gboolean
read_service_string (BsrEdifact *self, GError **error)
{
  if (self->n - self->at < SERVICE_STRING_BYTES
      || memcmp (self->bytes + self->at, "UNA", TAG_BYTES) != 0)
    return TRUE;
  const char *service = self->bytes + self->at + TAG_BYTES;
  self->component = service[0];
  self->element = service[1];
  self->release = service[3] != ' ' ? service[3] : '\0';
  self->terminator = service[5];
  const char all[] = { self->component, self->element, self->terminator, self->release };
  for (gsize i = 0; i < sizeof all; i++)
    if (g_ascii_isalnum (all[i]) || memchr (all, all[i], i) != NULL)
      {
        g_set_error_literal (
            error, BSR_ERROR, BSR_ERROR_DAMAGED,
            _ ("UNA: gives two meanings to one character, or one to a letter or digit"));
        return FALSE;
      }
  self->at += SERVICE_STRING_BYTES;
  return TRUE;
}

BsrEdifact *
bsr_edifact_new (const char *bytes, gsize n, const BsrEdifactKind *kind, BsrManifest *manifest,
                 GError **error)
{
  g_return_val_if_fail ((bytes != NULL || n == 0) && kind != NULL, NULL);
  g_autoptr (BsrEdifact) self = g_new0 (BsrEdifact, 1);
  self->bytes = bytes;
  self->n = n;
  self->line = 1;
  self->component = ':';
  self->element = '+';
  self->release = '?';
  self->terminator = '\'';
  self->kind = kind;
  self->manifest = manifest;
  self->counts.segments = -1;
  self->text = g_string_new (NULL);
  self->characters = bsr_edifact_characters_new ();
  if (n >= TAG_BYTES && memcmp (bytes, "\xef\xbb\xbf", TAG_BYTES) == 0)
    self->at = TAG_BYTES;
  skip_gap (self);
  return read_service_string (self, error) ? g_steal_pointer (&self) : NULL;
}

void
bsr_edifact_free (BsrEdifact *edifact)
{
  if (edifact == NULL)
    return;
  bsr_edifact_characters_free (edifact->characters);
  g_string_free (edifact->text, TRUE);
  g_free (edifact->reference);
  g_free (edifact);
}

gboolean
bsr_edifact_probe (const char *bytes, gsize n, const BsrEdifactKind *kind)
{
  g_return_val_if_fail ((bytes != NULL || n == 0) && kind != NULL, FALSE);
  g_autoptr (BsrEdifact) self = bsr_edifact_new (bytes, MIN (n, PROBE_BYTES), kind, NULL, NULL);
  if (self == NULL)
    return FALSE;
  skip_gap (self);
  if (self->n - self->at < TAG_BYTES)
    return FALSE;
  const char *first = self->bytes + self->at;
  return (memcmp (first, "UNB", TAG_BYTES) == 0 || memcmp (first, "UNH", TAG_BYTES) == 0
          || memcmp (first, "UNG", TAG_BYTES) == 0)
         && bsr_edifact_next (self);
}
