#include "bsr-record-extras.h"

#include <glib/gi18n-lib.h>

#include "bsr-case-change.h"
#include "bsr-console.h"
#include "bsr-doubt.h"
#include "bsr-record-reports.h"
#include "bsr-term.h"

/* --- As a document --------------------------------------------------------------------------- */

void
bsr_record_extras_write_doubts (BsrJsonWriter *writer, const BsrRecordSheet *sheet)
{
  g_return_if_fail (writer != NULL && sheet != NULL);
  g_autoptr (GPtrArray) doubts = bsr_doubts_of_case (sheet->flagged);
  bsr_json_writer_begin_array (writer, "doubts");
  for (guint i = 0; i < doubts->len; i++)
    {
      const BsrDoubt *doubt = doubts->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "doubt", bsr_doubt_kind_to_string (doubt->kind));
      if (doubt->item >= 0)
        bsr_json_writer_integer (writer, "item", doubt->item);
      bsr_json_writer_string (writer, "sentence", doubt->sentence);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
write_caveats (BsrJsonWriter *writer, GPtrArray *caveats)
{
  bsr_json_writer_begin_array (writer, "caveats");
  for (guint i = 0; i < caveats->len; i++)
    {
      const BsrCaveat *caveat = caveats->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "caveat", caveat->kind);
      bsr_json_writer_boolean (writer, "in_force", caveat->in_force);
      bsr_json_writer_string (writer, "text", caveat->text);
      bsr_json_writer_string (writer, "officer", caveat->officer);
      bsr_json_writer_date_time (writer, "at", caveat->at);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
write_photographs (BsrJsonWriter *writer, GPtrArray *photographs)
{
  bsr_json_writer_begin_array (writer, "photographs");
  for (guint i = 0; i < photographs->len; i++)
    {
      const BsrPhotograph *photograph = photographs->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "file", photograph->name);
      bsr_json_writer_string (writer, "sha256", photograph->sha256);
      bsr_json_writer_string (writer, "caption", photograph->caption);
      bsr_json_writer_string (writer, "officer", photograph->officer);
      bsr_json_writer_date_time (writer, "at", photograph->at);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
write_changes (BsrJsonWriter *writer, const BsrCase *before, const BsrCase *after)
{
  g_autoptr (GPtrArray) changes = bsr_case_changes (before, after);
  bsr_json_writer_begin_array (writer, "changes");
  for (guint i = 0; i < changes->len; i++)
    {
      const BsrCaseChange *change = changes->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "member", change->member);
      bsr_json_writer_string (writer, "before", change->before);
      bsr_json_writer_string (writer, "after", change->after);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
write_declarations (BsrJsonWriter *writer, GPtrArray *declarations)
{
  bsr_json_writer_begin_array (writer, "declarations");
  for (guint i = 0; i < declarations->len; i++)
    {
      const BsrDeclaration *declaration = declarations->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_integer (writer, "version", i + 1);
      bsr_json_writer_string (writer, "officer", declaration->officer);
      bsr_json_writer_date_time (writer, "at", declaration->at);
      if (i > 0)
        write_changes (writer, ((BsrDeclaration *) declarations->pdata[i - 1])->flagged,
                       declaration->flagged);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

void
bsr_record_extras_write (BsrJsonWriter *writer, const BsrRecordSheet *sheet)
{
  g_return_if_fail (writer != NULL && sheet != NULL);
  write_caveats (writer, sheet->caveats);
  write_photographs (writer, sheet->photographs);
  write_declarations (writer, sheet->declarations);
  bsr_record_reports_write (writer, sheet->reports);
}

/* --- For people ------------------------------------------------------------------------------ */

void
bsr_record_extras_append_line (GString *text, const char *label, const char *value)
{
  if (value == NULL)
    return;
  g_autofree char *safe = bsr_console_escape (value);
  int blanks = 12 - (int) g_utf8_strlen (label, -1);
  g_string_append_printf (text, "%s%*s%s\n", label, MAX (blanks, 1), "", safe);
}

void
bsr_record_extras_append_doubts (GString *text, const BsrRecordSheet *sheet)
{
  g_return_if_fail (text != NULL && sheet != NULL);
  g_autoptr (GPtrArray) doubts = bsr_doubts_of_case (sheet->flagged);
  for (guint i = 0; i < doubts->len; i++)
    bsr_record_extras_append_line (text, _ ("Doubtful"), ((BsrDoubt *) doubts->pdata[i])->sentence);
}

void
bsr_record_extras_append_caveats (GString *text, const BsrRecordSheet *sheet)
{
  g_return_if_fail (text != NULL && sheet != NULL);
  g_autoptr (GPtrArray) standing = bsr_caveats_in_force (sheet->caveats);
  for (guint i = 0; i < standing->len; i++)
    {
      const BsrCaveat *caveat = standing->pdata[i];
      const char *word = bsr_term_word (BSR_TERMS_CAVEAT, caveat->kind);
      g_autofree char *line = *caveat->text != '\0'
                                  ? g_strdup_printf ("%s: %s", word, caveat->text)
                                  : g_strdup (word);
      bsr_record_extras_append_line (text, _ ("CAVEAT"), line);
    }
}

static void
append_seal (GString *text, const BsrSeal *seal)
{
  g_autofree char *when = g_date_time_format (seal->at, "%Y-%m-%d %H:%M");
  const char *what = seal->after    ? _ ("put on")
                     : seal->intact ? _ ("found intact")
                                    : _ ("found broken");
  g_autofree char *line
      = g_strdup_printf ("%s  %s  %s: %s", when, seal->officer, what, seal->number);
  bsr_record_extras_append_line (text, _ ("  Seal"), line);
}

void
bsr_record_extras_append_examination (GString *text, const BsrPhysicalExamination *examination)
{
  if (examination == NULL)
    return;
  g_autoptr (GPtrArray) methods = g_ptr_array_new ();
  for (int i = 0; examination->methods[i] != NULL; i++)
    g_ptr_array_add (methods,
                     (gpointer) bsr_term_word (BSR_TERMS_METHOD, examination->methods[i]));
  g_ptr_array_add (methods, NULL);
  g_autofree char *how = g_strjoinv (", ", (char **) methods->pdata);
  bsr_record_extras_append_line (text, _ ("  Methods"), *how != '\0' ? how : NULL);
  bsr_record_extras_append_line (text, _ ("  Team"), examination->team);
  for (guint i = 0; i < examination->seizures->len; i++)
    {
      const BsrSeizure *seizure = examination->seizures->pdata[i];
      g_autofree char *line
          = g_strdup_printf ("%s, %.10g %s", bsr_term_word (BSR_TERMS_SEIZURE, seizure->kind),
                             seizure->quantity, bsr_term_word (BSR_TERMS_UNIT, seizure->unit));
      bsr_record_extras_append_line (text, _ ("  Seized"), line);
    }
  for (guint i = 0; i < examination->seals->len; i++)
    append_seal (text, examination->seals->pdata[i]);
}

void
bsr_record_extras_append (GString *text, const BsrRecordSheet *sheet)
{
  g_return_if_fail (text != NULL && sheet != NULL);
  for (guint i = 0; i < sheet->photographs->len; i++)
    {
      const BsrPhotograph *photograph = sheet->photographs->pdata[i];
      g_autofree char *line
          = g_strdup_printf ("%s  %s  %s", photograph->sha256, photograph->name, photograph->caption);
      bsr_record_extras_append_line (text, _ ("Photograph"), g_strchomp (line));
    }
  bsr_record_reports_append (text, sheet->reports);
  for (guint i = 1; i < sheet->declarations->len; i++)
    {
      const BsrDeclaration *before = sheet->declarations->pdata[i - 1];
      const BsrDeclaration *after = sheet->declarations->pdata[i];
      g_autoptr (GPtrArray) changes = bsr_case_changes (before->flagged, after->flagged);
      for (guint c = 0; c < changes->len; c++)
        {
          const BsrCaseChange *change = changes->pdata[c];
          g_autofree char *line
              = g_strdup_printf ("%u  %s: %s -> %s", i + 1, change->member,
                                 change->before != NULL ? change->before : "-",
                                 change->after != NULL ? change->after : "-");
          bsr_record_extras_append_line (text, _ ("Version"), line);
        }
    }
}
