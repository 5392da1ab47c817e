#include "bsr-import-sheet.h"

#include <glib/gi18n-lib.h>

#include "bsr-console.h"
#include "bsr-json-writer.h"

/* Remarks that are said one by one. */
#define MOST_SAID 20

void
bsr_import_sheet_warn (const BsrIntakeResult *result)
{
  g_return_if_fail (result != NULL);
  guint n = result->remarks != NULL ? result->remarks->len : 0;
  for (guint i = 0; i < MIN (n, MOST_SAID); i++)
    {
      const BsrIntakeRemark *remark = result->remarks->pdata[i];
      g_autofree char *words = bsr_intake_remark_to_string (remark);
      bsr_console_warn (remark->file, words);
    }
  if (n > MOST_SAID)
    bsr_console_note (ngettext ("%u more remark: --report FILE lists all of them",
                                "%u more remarks: --report FILE lists all of them", n - MOST_SAID),
                      n - MOST_SAID);
}

static void
write_remarks (BsrJsonWriter *writer, const BsrIntakeResult *result)
{
  bsr_json_writer_begin_array (writer, "remarks");
  for (guint i = 0; result->remarks != NULL && i < result->remarks->len; i++)
    {
      const BsrIntakeRemark *remark = result->remarks->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "file", remark->file);
      if (remark->remark->line > 0)
        bsr_json_writer_integer (writer, "line", remark->remark->line);
      bsr_json_writer_string (writer, "place", remark->remark->place);
      bsr_json_writer_string (writer, "container", remark->remark->container);
      bsr_json_writer_boolean (writer, "kept", remark->remark->kept);
      bsr_json_writer_string (writer, "reason", remark->remark->reason);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

char *
bsr_import_sheet_to_json (const BsrIntakeResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-import/1");
  bsr_json_writer_integer (writer, "cases", result->n_cases);
  bsr_json_writer_integer (writer, "scans", result->n_scans);
  bsr_json_writer_integer (writer, "manifests", result->n_manifests);
  bsr_json_writer_integer (writer, "unchanged", result->n_unchanged);
  bsr_json_writer_integer (writer, "reports", result->n_reports);
  bsr_json_writer_begin_array (writer, "refused");
  for (guint i = 0; result->refused != NULL && i < result->refused->len; i++)
    bsr_json_writer_string (writer, NULL, result->refused->pdata[i]);
  bsr_json_writer_end_array (writer);
  bsr_json_writer_begin_array (writer, "linked");
  for (guint i = 0; result->linked != NULL && i < result->linked->len; i++)
    {
      const BsrIntakeLink *link = result->linked->pdata[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "scan", link->name);
      bsr_json_writer_string (writer, "what", link->words);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  write_remarks (writer, result);
  return bsr_json_writer_finish (writer);
}

char *
bsr_import_sheet_to_text (const BsrIntakeResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, _ ("Imported: %d cases, %d scans\n"), result->n_cases,
                          result->n_scans);
  if (result->n_manifests > 0)
    g_string_append_printf (text,
                            _ ("Manifests, stowage plans and measurements: %d files, %d of them "
                               "without anything new; reports on record: %d\n"),
                            result->n_manifests, result->n_unchanged, result->n_reports);
  return g_string_free (text, FALSE);
}
