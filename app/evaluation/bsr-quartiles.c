#include "bsr-quartiles.h"

#include <math.h>
#include <stdlib.h>

static int
compare_rising (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;
  return (first > second) - (first < second);
}

/* (transfer full) */
static double *
sorted_rising (const double *values, int n)
{
  double *sorted = g_new (double, n);
  for (int i = 0; i < n; i++)
    sorted[i] = values[i];
  qsort (sorted, (size_t) n, sizeof *sorted, compare_rising);
  return sorted;
}

static double
quantile (const double *sorted, int n, double share)
{
  double at = share * (n - 1);
  int below = (int) floor (at);
  return below + 1 < n ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below])
                       : sorted[below];
}

BsrQuartiles
bsr_quartiles_of (const double *values, int n)
{
  if (n == 0)
    return (BsrQuartiles){ (double) NAN, (double) NAN, (double) NAN };
  g_autofree double *sorted = sorted_rising (values, n);
  return (BsrQuartiles){ quantile (sorted, n, 0.25), quantile (sorted, n, 0.5),
                         quantile (sorted, n, 0.75) };
}

BsrInterval
bsr_quartiles_median (const double *values, int n)
{
  if (n == 0)
    return (BsrInterval){ (double) NAN, (double) NAN, (double) NAN, 0 };
  g_autofree double *sorted = sorted_rising (values, n);
  double half = 0.5 * BSR_INTERVAL_Z * sqrt (n);
  int low = (int) floor (0.5 * n - half), high = (int) ceil (0.5 * n + half) + 1; /* from 1 on */
  return (BsrInterval){ quantile (sorted, n, 0.5), sorted[MAX (low, 1) - 1],
                        sorted[MIN (high, n) - 1], n };
}
