#include "bsr-edifact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-edifact-characters.h"
#include "bsr-edifact-scanner.h"
#include "bsr-error.h"

#define TAG_BYTES 3
#define PROBE_BYTES 4096
/* No value that is read here has more (D.03B: 4440 of FTX). */
#define MOST_CHARACTERS 512

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
  BsrEdifactScanner *scanner;
  BsrEdifactCharacters *characters;
  GError *problem; /* (nullable): the interchange cannot be read */

  const BsrEdifactKind *kind; /* of the messages that are told of */
  BsrManifest *manifest;      /* (nullable): while probing */
  char *reference;            /* of the message, as UNH has it */
  gboolean is_other;          /* the message is of another type */
  int n_messages;
  Counts counts;

  char tag[TAG_BYTES + 1];
  int segment_number;
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
  bsr_manifest_remark (edifact->manifest, bsr_edifact_scanner_line (edifact->scanner), place,
                       container, kept, "%s", reason);
}

/* --- Segments -------------------------------------------------------------------------------- */

static char *
decode_cb (gpointer data, const char *bytes)
{
  BsrEdifact *self = data;
  if (self->problem == NULL && bsr_edifact_characters_are_switched (self->characters, bytes))
    self->problem = g_error_new (
        BSR_ERROR, BSR_ERROR_UNSUPPORTED,
        _ ("line %d: its characters (%s) switch between sets by ISO 2022, which is not read; have "
           "it sent as UTF-8"),
        bsr_edifact_scanner_line (self->scanner), bsr_edifact_characters_name (self->characters));
  return bsr_edifact_characters_decode (self->characters, bytes);
}

/* Puts all values into UTF-8; bytes that are no such characters are told of once a file. */
static void
decode_values (BsrEdifact *self)
{
  gboolean was_doubtful = bsr_edifact_characters_doubtful (self->characters);
  bsr_edifact_scanner_decode (self->scanner, decode_cb, self);
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

/* The next segment, whatever it is; %FALSE at the end of the file, and where it cannot be read. */
static gboolean
read_segment (BsrEdifact *self)
{
  BsrEdifactScan scan;
  while ((scan = bsr_edifact_scanner_next (self->scanner)) != BSR_EDIFACT_SCAN_END)
    {
      self->segment_number++;
      /* Of "LOC:1" (explicit nesting) too. */
      const char *tag = bsr_edifact_scanner_value (self->scanner, 0, 1);
      g_strlcpy (self->tag, is_tag (tag) ? tag : "?", sizeof self->tag);
      if (scan == BSR_EDIFACT_SCAN_BROKEN)
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
      if (bsr_edifact_scanner_is_long (self->scanner))
        bsr_edifact_remark (
            self, NULL, TRUE,
            _ ("the segment is too long: what is beyond %d bytes or %d values was left out"),
            BSR_EDIFACT_MOST_BYTES, BSR_EDIFACT_MOST_VALUES);
      return self->problem == NULL;
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
  return bsr_edifact_scanner_value (edifact->scanner, element, component);
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
  return bsr_edifact_scanner_line (edifact->scanner);
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
  g_autoptr (BsrEdifactScanner) ahead = bsr_edifact_scanner_copy (self->scanner);
  if (bsr_edifact_scanner_next (ahead) != BSR_EDIFACT_SCAN_SEGMENT
      || strcmp (bsr_edifact_scanner_value (ahead, 0, 1), "BGM") != 0)
    return NULL;
  for (; documents != NULL && *documents != NULL; documents++)
    if (strcmp (bsr_edifact_scanner_value (ahead, 1, 1), *documents) == 0)
      return *documents;
  return NULL;
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

static void
begin_interchange (BsrEdifact *self)
{
  end_message (self, FALSE);
  self->counts = (Counts){ .segments = -1 };
  bsr_edifact_characters_set (self->characters, bsr_edifact_value (self, 1, 1));
  bsr_edifact_scanner_set_repeating (self->scanner,
                                     strcmp (bsr_edifact_value (self, 1, 2), "4") == 0);
}

/* Whether the present segment was one that only the interchange needs. */
static gboolean
take_service_segment (BsrEdifact *self)
{
  if (bsr_edifact_is (self, "UNB"))
    begin_interchange (self);
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
      if (edifact->is_other)
        continue;
      if (bsr_edifact_scanner_is_repeated (edifact->scanner))
        bsr_edifact_remark (
            edifact, NULL, FALSE,
            _ ("an element is repeated: its first was read, the others were left out"));
      return TRUE;
    }
  end_message (edifact, FALSE);
  if (!edifact->counts.is_ended && edifact->manifest != NULL)
    {
      bsr_manifest_remark (edifact->manifest, bsr_edifact_scanner_last_line (edifact->scanner),
                           "UNZ", NULL, TRUE, "%s",
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
  if (problem == NULL)
    problem = g_steal_pointer (&edifact->problem);
  if (problem == NULL && edifact->n_messages == 0)
    problem = g_error_new (BSR_ERROR, BSR_ERROR_DAMAGED, _ ("no %s message begins in it"),
                           edifact->kind->type);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* --- Beginning ------------------------------------------------------------------------------- */

BsrEdifact *
bsr_edifact_new (const char *bytes, gsize n, const BsrEdifactKind *kind, BsrManifest *manifest,
                 GError **error)
{
  g_return_val_if_fail ((bytes != NULL || n == 0) && kind != NULL, NULL);
  BsrEdifactScanner *scanner = bsr_edifact_scanner_new (bytes, n, error);
  if (scanner == NULL)
    return NULL;
  BsrEdifact *self = g_new0 (BsrEdifact, 1);
  self->scanner = scanner;
  self->kind = kind;
  self->manifest = manifest;
  self->counts.segments = -1;
  self->characters = bsr_edifact_characters_new ();
  return self;
}

void
bsr_edifact_free (BsrEdifact *edifact)
{
  if (edifact == NULL)
    return;
  bsr_edifact_scanner_free (edifact->scanner);
  bsr_edifact_characters_free (edifact->characters);
  g_clear_error (&edifact->problem);
  g_free (edifact->reference);
  g_free (edifact);
}

gboolean
bsr_edifact_probe (const char *bytes, gsize n, const BsrEdifactKind *kind)
{
  g_return_val_if_fail ((bytes != NULL || n == 0) && kind != NULL, FALSE);
  static const char *const beginnings[] = { "UNB", "UNG", "UNH", NULL };
  g_autoptr (BsrEdifact) self = bsr_edifact_new (bytes, MIN (n, PROBE_BYTES), kind, NULL, NULL);
  if (self == NULL)
    return FALSE;
  g_autoptr (BsrEdifactScanner) first = bsr_edifact_scanner_copy (self->scanner);
  return bsr_edifact_scanner_next (first) == BSR_EDIFACT_SCAN_SEGMENT
         && g_strv_contains (beginnings, bsr_edifact_scanner_value (first, 0, 1))
         && bsr_edifact_next (self);
}
