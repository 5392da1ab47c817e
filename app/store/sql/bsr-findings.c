#include "bsr-findings.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-audit.h"
#include "bsr-error.h"
#include "bsr-json-number.h"
#include "bsr-json-reader.h"

#define FORM_NAME "basira-findings/1\n"

void
bsr_findings_free (BsrFindings *findings)
{
  if (findings == NULL)
    return;
  g_free (findings->engine);
  g_free (findings->digest);
  g_array_unref (findings->ids);
  g_free (findings);
}

static void
append_number (GString *form, double value)
{
  g_autofree char *text = bsr_json_number_to_string (value);
  bsr_audit_append_netstring (form, text, -1);
}

static void
read_finding (BsrJsonReader *reader, int index, BsrFindings *findings, GString *form)
{
  if (!bsr_json_reader_enter_element (reader, "anomalies", index))
    return;
  int id = (int) bsr_json_reader_integer (reader, "id", TRUE, G_MININT, G_MAXINT, 0);
  double score = bsr_json_reader_number (reader, "score", TRUE, bsr_json_share);
  double box[4] = { NAN, NAN, NAN, NAN };
  bsr_json_reader_tuple (reader, "box", -1, bsr_json_any, box, G_N_ELEMENTS (box));
  bsr_json_reader_leave (reader);

  append_number (form, id);
  append_number (form, score);
  for (gsize i = 0; i < G_N_ELEMENTS (box); i++)
    append_number (form, box[i]);
  g_array_append_val (findings->ids, id);
  findings->top_score = fmax (findings->top_score, score); /* of NAN and a number: the number */
}

BsrFindings *
bsr_findings_read (const char *json, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  GError *problem = NULL;
  g_autoptr (BsrFindings) findings = g_new0 (BsrFindings, 1);
  g_autoptr (GString) form = g_string_new (FORM_NAME);
  findings->ids = g_array_new (FALSE, FALSE, sizeof (int));
  findings->top_score = NAN;

  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, -1, &problem);
  if (reader != NULL)
    {
      bsr_json_reader_expect_format (reader, "basira-analysis", 1);
      int n = bsr_json_reader_array_size (reader, "anomalies", TRUE, 0, G_MAXINT);
      for (int i = 0; i < n && bsr_json_reader_ok (reader); i++)
        read_finding (reader, i, findings, form);
      if (bsr_json_reader_enter (reader, "engine"))
        {
          findings->engine = bsr_json_reader_string (reader, "version", FALSE);
          bsr_json_reader_leave (reader);
        }
      bsr_json_reader_finish (reader, &problem);
    }
  if (problem != NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the analysis cannot be kept: %s"),
                   problem->message);
      g_error_free (problem);
      return NULL;
    }
  findings->digest
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) form->str, form->len);
  return g_steal_pointer (&findings);
}

gboolean
bsr_findings_have (const BsrFindings *findings, int id)
{
  for (guint i = 0; i < findings->ids->len; i++)
    if (g_array_index (findings->ids, int, i) == id)
      return TRUE;
  return FALSE;
}
