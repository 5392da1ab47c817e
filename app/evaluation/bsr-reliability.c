#include "bsr-reliability.h"

#include <math.h>

BsrReliability
bsr_reliability_of (const double *scores, const gboolean *hits, int n)
{
  BsrReliability reliability = { .n = n, .expected_error = n > 0 ? 0.0 : (double) NAN };
  double sums[BSR_RELIABILITY_BINS] = { 0.0 };
  int n_hits[BSR_RELIABILITY_BINS] = { 0 };
  for (int i = 0; i < n; i++)
    {
      int bin = (int) CLAMP (floor (scores[i] * BSR_RELIABILITY_BINS), 0.0,
                             BSR_RELIABILITY_BINS - 1.0);
      reliability.bins[bin].n++;
      sums[bin] += scores[i];
      n_hits[bin] += hits[i] ? 1 : 0;
    }
  for (int i = 0; i < BSR_RELIABILITY_BINS; i++)
    {
      BsrReliabilityBin *bin = &reliability.bins[i];
      bin->mean_score = bin->n > 0 ? sums[i] / bin->n : (double) NAN;
      bin->share = bsr_interval_wilson (n_hits[i], bin->n);
      if (bin->n > 0)
        reliability.expected_error += fabs (bin->mean_score - bin->share.value) * bin->n / n;
    }
  return reliability;
}
