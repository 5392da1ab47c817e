#include "bsr-case-report.h"

static const char *const kinds[] = { "manifest", "stowage", "radiation" };

BsrCaseReport *
bsr_case_report_new (BsrCaseReportKind kind, const char *source, const char *sha256,
                     const char *json)
{
  g_return_val_if_fail (source != NULL && sha256 != NULL && json != NULL, NULL);
  BsrCaseReport *report = g_new0 (BsrCaseReport, 1);
  report->kind = kind;
  report->source = g_strdup (source);
  report->sha256 = g_strdup (sha256);
  report->json = g_strdup (json);
  return report;
}

void
bsr_case_report_free (BsrCaseReport *report)
{
  if (report == NULL)
    return;
  g_free (report->source);
  g_free (report->sha256);
  g_free (report->json);
  g_free (report->officer);
  g_clear_pointer (&report->at, g_date_time_unref);
  g_free (report);
}

const char *
bsr_case_report_kind_to_string (BsrCaseReportKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);
  return kinds[kind];
}

gboolean
bsr_case_report_kind_from_string (const char *name, BsrCaseReportKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
