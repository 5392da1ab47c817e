#include "bsr-froc.h"

#include <math.h>

#include "bsr-roc.h"

BsrFrocPoint
bsr_froc_at_line (const double *objects, int n_objects, const BsrFalseAlarm *alarms, int n_alarms,
                  int n_clean, double line)
{
  g_autofree double *counts = g_new0 (double, MAX (n_clean, 1));
  for (int i = 0; i < n_alarms; i++)
    if (alarms[i].score >= line)
      counts[alarms[i].scan] += 1.0;
  return (BsrFrocPoint){ (double) NAN, line, bsr_interval_rate (counts, n_clean),
                         bsr_interval_reaching (objects, n_objects, line) };
}

BsrFrocPoint
bsr_froc_at_rate (const double *objects, int n_objects, const BsrFalseAlarm *alarms, int n_alarms,
                  int n_clean, double wanted)
{
  g_autofree double *scores = g_new (double, MAX (n_alarms, 1));
  for (int i = 0; i < n_alarms; i++)
    scores[i] = alarms[i].score;
  /* The line that as many of the alarms may reach as are allowed in all clean scans together. */
  double share = n_alarms > 0 ? wanted * n_clean / n_alarms : 1.0;
  BsrFrocPoint point = bsr_froc_at_line (objects, n_objects, alarms, n_alarms, n_clean,
                                         bsr_roc_line (scores, n_alarms, share));
  point.wanted = wanted;
  return point;
}
