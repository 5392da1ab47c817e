#include "bsr-reported.h"

static void
read_report (BsrReported *reported, GError **error)
{
  const BsrCaseReport *report = reported->report;
  switch (report->kind)
    {
    case BSR_CASE_REPORT_MANIFEST:
      reported->remarks = bsr_manifest_remarks_from_json (report->json, -1, error);
      break;
    case BSR_CASE_REPORT_STOWAGE:
      reported->stowage = bsr_stowage_from_json (report->json, -1, error);
      break;
    case BSR_CASE_REPORT_RADIATION:
    default:
      reported->radiation = bsr_radiation_from_json (report->json, -1, error);
      break;
    }
}

BsrReported *
bsr_reported_new (BsrCaseReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  g_autoptr (GError) error = NULL;
  BsrReported *reported = g_new0 (BsrReported, 1);
  reported->report = report;
  read_report (reported, &error);
  if (error != NULL)
    reported->problem = g_strdup (error->message);
  return reported;
}

void
bsr_reported_free (BsrReported *reported)
{
  if (reported == NULL)
    return;
  bsr_case_report_free (reported->report);
  g_clear_pointer (&reported->remarks, g_ptr_array_unref);
  bsr_stowage_free (reported->stowage);
  bsr_radiation_free (reported->radiation);
  g_free (reported->problem);
  g_free (reported);
}

const BsrReported *
bsr_reported_alarm (GPtrArray *reports)
{
  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const BsrReported *reported = reports->pdata[i];
      if (reported->radiation != NULL && reported->radiation->alarm == 1)
        return reported;
    }
  return NULL;
}
