#include "bsr-reported.h"

#include "bsr-case-merge.h"

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

const char *
bsr_reported_other_bill (GPtrArray *reports, const BsrCase *flagged)
{
  g_return_val_if_fail (flagged != NULL, NULL);
  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const GPtrArray *remarks = ((const BsrReported *) reports->pdata[i])->remarks;
      for (guint j = 0; remarks != NULL && j < remarks->len; j++)
        {
          const char *bill = ((const BsrManifestRemark *) remarks->pdata[j])->bill;
          if (bill != NULL && bsr_case_bills_differ (flagged->bill_of_lading, bill))
            return bill;
        }
    }
  return NULL;
}
