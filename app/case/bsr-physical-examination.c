#include "bsr-physical-examination.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-json-reader.h"
#include "bsr-term.h"

/* More than any team can seize or seal in one container. */
#define MAX_LINES 1000

static const char *const moments[] = { "before", "after", NULL };

static void
seizure_free (gpointer seizure)
{
  bsr_seizure_free (seizure);
}

static void
seal_free (gpointer seal)
{
  bsr_seal_free (seal);
}

BsrPhysicalExamination *
bsr_physical_examination_new (void)
{
  BsrPhysicalExamination *examination = g_new0 (BsrPhysicalExamination, 1);
  examination->methods = g_new0 (char *, 1);
  examination->seizures = g_ptr_array_new_with_free_func (seizure_free);
  examination->seals = g_ptr_array_new_with_free_func (seal_free);
  return examination;
}

void
bsr_physical_examination_free (BsrPhysicalExamination *examination)
{
  if (examination == NULL)
    return;
  g_strfreev (examination->methods);
  g_clear_pointer (&examination->started, g_date_time_unref);
  g_clear_pointer (&examination->ended, g_date_time_unref);
  g_free (examination->team);
  g_ptr_array_unref (examination->seizures);
  g_ptr_array_unref (examination->seals);
  g_free (examination);
}

BsrPhysicalExamination *
bsr_physical_examination_copy (const BsrPhysicalExamination *examination)
{
  g_return_val_if_fail (examination != NULL, NULL);
  BsrPhysicalExamination *copy = bsr_physical_examination_new ();
  bsr_physical_examination_set_methods (copy, (const char *const *) examination->methods);
  bsr_physical_examination_set_times (copy, examination->started, examination->ended);
  copy->team = g_strdup (examination->team);
  for (guint i = 0; i < examination->seizures->len; i++)
    g_ptr_array_add (copy->seizures, bsr_seizure_copy (examination->seizures->pdata[i]));
  for (guint i = 0; i < examination->seals->len; i++)
    g_ptr_array_add (copy->seals, bsr_seal_copy (examination->seals->pdata[i]));
  return copy;
}

void
bsr_physical_examination_set_methods (BsrPhysicalExamination *examination,
                                      const char *const *methods)
{
  g_return_if_fail (examination != NULL && methods != NULL);
  char **copy = g_strdupv ((char **) methods);
  g_strfreev (examination->methods);
  examination->methods = copy;
}

void
bsr_physical_examination_set_times (BsrPhysicalExamination *examination, GDateTime *started,
                                    GDateTime *ended)
{
  g_return_if_fail (examination != NULL);
  GDateTime *from = started != NULL ? g_date_time_to_utc (started) : NULL;
  GDateTime *to = ended != NULL ? g_date_time_to_utc (ended) : NULL;
  g_clear_pointer (&examination->started, g_date_time_unref);
  g_clear_pointer (&examination->ended, g_date_time_unref);
  examination->started = from;
  examination->ended = to;
}

gboolean
bsr_physical_examination_is_blank (const BsrPhysicalExamination *examination)
{
  g_return_val_if_fail (examination != NULL, TRUE);
  return *examination->methods == NULL && examination->started == NULL && examination->ended == NULL
         && (examination->team == NULL || *examination->team == '\0')
         && examination->seizures->len == 0 && examination->seals->len == 0;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
check_term (BsrTermList list, const char *code, GError **error)
{
  if (bsr_term_find (list, code) != NULL)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("'%s' is no term of an examination"), code);
  return FALSE;
}

static gboolean
check_text (const char *text, GError **error)
{
  return text == NULL || g_utf8_validate (text, -1, NULL)
         || refuse (error, _ ("the text of the examination is not UTF-8"));
}

static gboolean
check_seizure (const BsrSeizure *seizure, GError **error)
{
  if (!(seizure->quantity > 0.0))
    return refuse (error, _ ("the quantity of a seizure must be above 0"));
  return check_term (BSR_TERMS_SEIZURE, seizure->kind, error)
         && check_term (BSR_TERMS_UNIT, seizure->unit, error);
}

static gboolean
check_seal (const BsrSeal *seal, GError **error)
{
  g_autofree char *number = g_strstrip (g_strdup (seal->number));
  if (*number == '\0')
    return refuse (error, _ ("a seal needs its number"));
  if (*seal->officer == '\0')
    return refuse (error, _ ("a seal needs the name of who read it or put it on"));
  return check_text (seal->number, error) && check_text (seal->officer, error);
}

gboolean
bsr_physical_examination_check (const BsrPhysicalExamination *examination, GError **error)
{
  g_return_val_if_fail (examination != NULL, FALSE);
  if (examination->started != NULL && examination->ended != NULL
      && g_date_time_compare (examination->ended, examination->started) < 0)
    return refuse (error, _ ("the examination cannot end before it starts"));
  for (int i = 0; examination->methods[i] != NULL; i++)
    if (!check_term (BSR_TERMS_METHOD, examination->methods[i], error))
      return FALSE;
  for (guint i = 0; i < examination->seizures->len; i++)
    if (!check_seizure (examination->seizures->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < examination->seals->len; i++)
    if (!check_seal (examination->seals->pdata[i], error))
      return FALSE;
  return check_text (examination->team, error);
}

/* --- As a document --------------------------------------------------------------------------- */

static void
write_members (BsrJsonWriter *writer, const BsrPhysicalExamination *examination)
{
  bsr_json_writer_strings (writer, "methods", (const char *const *) examination->methods);
  bsr_json_writer_date_time (writer, "started", examination->started);
  bsr_json_writer_date_time (writer, "ended", examination->ended);
  bsr_json_writer_string (writer, "team", examination->team);
  bsr_json_writer_begin_array (writer, "seizures");
  for (guint i = 0; i < examination->seizures->len; i++)
    {
      const BsrSeizure *seizure = examination->seizures->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "kind", seizure->kind);
      bsr_json_writer_number (writer, "quantity", seizure->quantity);
      bsr_json_writer_string (writer, "unit", seizure->unit);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  bsr_json_writer_begin_array (writer, "seals");
  for (guint i = 0; i < examination->seals->len; i++)
    {
      const BsrSeal *seal = examination->seals->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "number", seal->number);
      bsr_json_writer_string (writer, "when", moments[seal->after ? 1 : 0]);
      bsr_json_writer_boolean (writer, "intact", seal->intact);
      bsr_json_writer_string (writer, "officer", seal->officer);
      bsr_json_writer_date_time (writer, "at", seal->at);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

void
bsr_physical_examination_write (BsrJsonWriter *writer, const char *member,
                                const BsrPhysicalExamination *examination)
{
  if (examination == NULL)
    return;
  bsr_json_writer_begin_object (writer, member);
  write_members (writer, examination);
  bsr_json_writer_end_object (writer);
}

char *
bsr_physical_examination_to_json (const BsrPhysicalExamination *examination)
{
  g_return_val_if_fail (examination != NULL, NULL);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  write_members (writer, examination);
  return bsr_json_writer_finish (writer);
}

static void
read_seizures (BsrJsonReader *reader, GPtrArray *seizures)
{
  int n = bsr_json_reader_array_size (reader, "seizures", FALSE, 0, MAX_LINES);
  for (int i = 0; i < n && bsr_json_reader_enter_element (reader, "seizures", i); i++)
    {
      g_autofree char *kind = bsr_json_reader_string (reader, "kind", TRUE);
      double quantity = bsr_json_reader_number (reader, "quantity", TRUE, bsr_json_positive);
      g_autofree char *unit = bsr_json_reader_string (reader, "unit", TRUE);
      if (bsr_json_reader_ok (reader))
        g_ptr_array_add (seizures, bsr_seizure_new (kind, quantity, unit));
      bsr_json_reader_leave (reader);
    }
}

static void
read_seals (BsrJsonReader *reader, GPtrArray *seals)
{
  int n = bsr_json_reader_array_size (reader, "seals", FALSE, 0, MAX_LINES);
  for (int i = 0; i < n && bsr_json_reader_enter_element (reader, "seals", i); i++)
    {
      g_autofree char *number = bsr_json_reader_string (reader, "number", TRUE);
      int when = bsr_json_reader_choice (reader, "when", moments, -1);
      gboolean intact = bsr_json_reader_boolean (reader, "intact", TRUE);
      g_autofree char *officer = bsr_json_reader_string (reader, "officer", TRUE);
      g_autoptr (GDateTime) at = bsr_json_reader_date_time (reader, "at", TRUE);
      if (bsr_json_reader_ok (reader))
        g_ptr_array_add (seals, bsr_seal_new (number, when == 1, intact, officer, at));
      bsr_json_reader_leave (reader);
    }
}

BsrPhysicalExamination *
bsr_physical_examination_from_json (const char *json, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, -1, error);
  if (reader == NULL)
    return NULL;
  g_autoptr (BsrPhysicalExamination) examination = bsr_physical_examination_new ();
  g_auto (GStrv) methods = bsr_json_reader_strings (reader, "methods");
  g_autoptr (GDateTime) started = bsr_json_reader_date_time (reader, "started", FALSE);
  g_autoptr (GDateTime) ended = bsr_json_reader_date_time (reader, "ended", FALSE);
  bsr_physical_examination_set_methods (examination, (const char *const *) methods);
  bsr_physical_examination_set_times (examination, started, ended);
  examination->team = bsr_json_reader_string (reader, "team", FALSE);
  read_seizures (reader, examination->seizures);
  read_seals (reader, examination->seals);
  return bsr_json_reader_finish (reader, error) ? g_steal_pointer (&examination) : NULL;
}
