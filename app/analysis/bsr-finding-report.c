#include "bsr-finding-report.h"

#include <string.h>

/* As much of @text as @to holds, whole characters. */
static void
copy_text (const char *text, char *to, gsize size)
{
  g_autofree char *cut = g_strndup (text, size - 1);
  const char *end;
  if (!g_utf8_validate (cut, -1, &end))
    cut[end - cut] = '\0';
  g_strlcpy (to, cut, size);
}

BsrDicosReport *
bsr_finding_report_new (const BsrAnalysis *analysis, const char *image)
{
  g_return_val_if_fail (analysis != NULL && image != NULL, NULL);

  BsrDicosReport *report = g_new0 (BsrDicosReport, 1);
  int n = bsr_analysis_n_findings (analysis);
  report->n_threats = MIN (n, BSR_DICOS_MAX_THREATS);
  report->n_left_out = n - report->n_threats;
  for (int i = 0; i < report->n_threats; i++)
    {
      const BsrFinding *finding = bsr_analysis_finding (analysis, i);
      BsrDicosThreat *threat = &report->threats[i];
      threat->box = finding->box;
      threat->probability = finding->score;
      threat->assessment = finding->score >= BSR_SCORE_ALARM ? BSR_DICOS_ASSESSMENT_THREAT
                                                             : BSR_DICOS_ASSESSMENT_UNKNOWN;
      g_strlcpy (threat->category, "ANOMALY", sizeof threat->category);
      copy_text (bsr_analysis_finding_reason (analysis, i), threat->description,
                 sizeof threat->description);
    }
  g_autofree char *algorithm = g_strconcat ("Basira ", bsr_analysis_engine_version (analysis), NULL);
  copy_text (algorithm, report->algorithm, sizeof report->algorithm);
  copy_text (image, report->image, sizeof report->image);
  return report;
}
