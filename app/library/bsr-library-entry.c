#include "bsr-library-entry.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-json-number.h"
#include "bsr-name.h"

#define FORM_NAME "basira-contribution/1\n"

gboolean
bsr_library_is_heading (const char *text)
{
  gsize n = strlen (text);
  return (n == 2 || n == 4) && strspn (text, "0123456789") == n;
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
is_date (const char *text)
{
  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-'
      || strspn (text, "0123456789-") != 10 || strspn (text, "0123456789") != 4)
    return FALSE;
  return g_date_valid_dmy ((GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5),
                           (GDateYear) atoi (text));
}

static gboolean
is_valid (const char *heading, const char *scan, const char *when, GError **error)
{
  if (!bsr_library_is_heading (heading))
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("'%s' is no heading: 4 digits, or 2 of a chapter, are expected"), heading);
  else if (!is_sha256 (scan))
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("'%s' is no scan: 64 hexadecimal digits are expected"), scan);
  else if (!is_date (when))
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("'%s' is no date like 2024-05-03"), when);
  else
    return TRUE;
  return FALSE;
}

/* The shortest decimal that gives the same float back, as the double that it stands for: fewer than
 * 6 digits are among those of 6, whose zeros at the end are not written; 9 tell any two floats apart (IEEE 754-2019, 5.12.2). */
static double
shortest (float value)
{
  static const char *const forms[] = { "%.6g", "%.7g", "%.8g", "%.9g" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double read = 0.0;
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_ascii_formatd (digits, sizeof digits, forms[i], (double) value);
      read = g_ascii_strtod (digits, NULL);
      if ((float) read == value)
        break;
    }
  return read;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_measure (GString *text, const char *name, double value)
{
  g_autofree char *number = bsr_json_number_to_string (value);
  g_string_append_printf (text, "%s\"%s\":%s", text->len > 1 ? "," : "", name, number);
}

/* (transfer full): the measures in their one form: sorted by name, without blanks. */
static char *
own_measures (const BsrLoadDescriptor *descriptor)
{
  const char *names[BSR_N_LOAD_MEASURES];
  memcpy (names, bsr_load_measure_names, sizeof names);
  qsort (names, G_N_ELEMENTS (names), sizeof *names, compare_names);
  GString *text = g_string_new ("{");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      float value = descriptor->values[bsr_name_index (bsr_load_measure_names, names[i])];
      if (isfinite (value))
        append_measure (text, names[i], shortest (value));
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

/* (transfer full): the same of another version's, whose names this program need not know. */
static char *
other_measures (BsrJsonReader *reader)
{
  g_auto (GStrv) names = bsr_json_reader_members (reader);
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  GString *text = g_string_new ("{");
  for (char **name = names; *name != NULL; name++)
    if (strspn (*name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (*name))
      bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "measures",
                            _ ("a name may only have letters a to z, digits and '-'"));
    else
      append_measure (text, *name, bsr_json_reader_number (reader, *name, TRUE, bsr_json_any));
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static char *
measures_of (const BsrLibraryEntry *entry)
{
  return entry->measures != NULL ? g_strdup (entry->measures) : own_measures (&entry->descriptor);
}

static void
set_id (BsrLibraryEntry *entry)
{
  g_autofree char *measures = measures_of (entry);
  g_autofree char *version = g_strdup_printf ("%d", entry->version);
  const char *parts[] = { entry->heading, entry->scan, entry->when, version, measures };
  g_autoptr (GString) form = g_string_new (FORM_NAME);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (form, "%" G_GSIZE_FORMAT ":%s,", strlen (parts[i]), parts[i]);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form->str, -1);
  g_strlcpy (entry->id, hash, sizeof entry->id);
}

static BsrLibraryEntry *
entry_new (const char *heading, const char *scan, const char *when, int version)
{
  BsrLibraryEntry *entry = g_new0 (BsrLibraryEntry, 1);
  g_atomic_ref_count_init (&entry->refs);
  g_strlcpy (entry->heading, heading, sizeof entry->heading);
  g_strlcpy (entry->scan, scan, sizeof entry->scan);
  g_strlcpy (entry->when, when, sizeof entry->when);
  entry->version = version;
  entry->descriptor = bsr_load_descriptor_blank ();
  return entry;
}

static void
set_descriptor (BsrLibraryEntry *entry, const BsrLoadDescriptor *descriptor)
{
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    if (isfinite (descriptor->values[i]))
      entry->descriptor.values[i] = descriptor->values[i] + 0.0f; /* one zero, not two */
}

BsrLibraryEntry *
bsr_library_entry_new (const char *heading, const char *scan, const char *when,
                       const BsrLoadDescriptor *descriptor, GError **error)
{
  g_return_val_if_fail (heading != NULL && scan != NULL && when != NULL, NULL);
  g_return_val_if_fail (descriptor != NULL, NULL);

  if (!is_valid (heading, scan, when, error))
    return NULL;
  BsrLibraryEntry *entry = entry_new (heading, scan, when, BSR_LOAD_DESCRIPTOR_VERSION);
  set_descriptor (entry, descriptor);
  set_id (entry);
  return entry;
}

static void
read_own_measures (BsrJsonReader *reader, BsrLoadDescriptor *descriptor)
{
  /* A float's range: a larger number would be infinite. */
  const BsrJsonRange range = { -(double) G_MAXFLOAT, (double) G_MAXFLOAT, FALSE };
  g_auto (GStrv) names = bsr_json_reader_members (reader);
  for (char **name = names; *name != NULL; name++)
    if (bsr_name_index (bsr_load_measure_names, *name) < 0)
      bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, *name,
                            _ ("is no measure of this version"));
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    descriptor->values[i]
        = (float) bsr_json_reader_number (reader, bsr_load_measure_names[i], FALSE, range);
}

BsrLibraryEntry *
bsr_library_entry_read (const char *heading, const char *scan, const char *when,
                        BsrJsonReader *reader, GError **error)
{
  g_return_val_if_fail (heading != NULL && scan != NULL && when != NULL, NULL);
  g_return_val_if_fail (reader != NULL, NULL);

  if (!is_valid (heading, scan, when, error))
    return NULL;
  gint64 version = bsr_json_reader_integer (reader, "version", TRUE, 1, G_MAXINT, 1);
  g_autoptr (BsrLibraryEntry) entry = entry_new (heading, scan, when, (int) version);
  if (!bsr_json_reader_enter (reader, "measures"))
    {
      bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, "measures", _ ("is missing"));
      return NULL;
    }
  if (bsr_library_entry_is_usable (entry))
    {
      BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
      read_own_measures (reader, &descriptor);
      set_descriptor (entry, &descriptor);
    }
  else
    {
      g_autofree char *text = other_measures (reader);
      entry->measures = g_ref_string_new (text);
    }
  bsr_json_reader_leave (reader);
  if (!bsr_json_reader_ok (reader))
    return NULL;
  set_id (entry);
  return g_steal_pointer (&entry);
}

void
bsr_library_entry_write_descriptor (const BsrLibraryEntry *entry, BsrJsonWriter *writer)
{
  g_return_if_fail (entry != NULL && writer != NULL);

  g_autofree char *measures = measures_of (entry);
  bsr_json_writer_integer (writer, "version", entry->version);
  bsr_json_writer_document (writer, "measures", measures);
}

static GRefString *
name_new (const char *text)
{
  return text != NULL ? g_ref_string_new_intern (text) : NULL;
}

void
bsr_library_entry_confirm (BsrLibraryEntry *entry, const char *supervisor, const char *station)
{
  g_return_if_fail (entry != NULL && entry->supervisor == NULL && entry->station == NULL);

  entry->supervisor = name_new (supervisor);
  entry->station = name_new (station);
}

gboolean
bsr_library_entry_is_usable (const BsrLibraryEntry *entry)
{
  return entry->version == BSR_LOAD_DESCRIPTOR_VERSION;
}

BsrLibraryEntry *
bsr_library_entry_ref (BsrLibraryEntry *entry)
{
  g_atomic_ref_count_inc (&entry->refs);
  return entry;
}

void
bsr_library_entry_unref (BsrLibraryEntry *entry)
{
  if (entry == NULL || !g_atomic_ref_count_dec (&entry->refs))
    return;
  g_clear_pointer (&entry->measures, g_ref_string_release);
  g_clear_pointer (&entry->supervisor, g_ref_string_release);
  g_clear_pointer (&entry->station, g_ref_string_release);
  g_free (entry);
}
