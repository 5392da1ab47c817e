#include "bsr-interval.h"

#include <math.h>

static const BsrInterval nothing = { (double) NAN, (double) NAN, (double) NAN, 0 };

BsrInterval
bsr_interval_wilson (gint64 hits, gint64 n)
{
  g_return_val_if_fail (hits >= 0 && hits <= n, nothing);
  if (n == 0)
    return nothing;
  double z2 = BSR_INTERVAL_Z * BSR_INTERVAL_Z, size = (double) n;
  double share = (double) hits / size;
  double middle = (share + z2 / (2.0 * size)) / (1.0 + z2 / size);
  double half = BSR_INTERVAL_Z / (1.0 + z2 / size)
                * sqrt (share * (1.0 - share) / size + z2 / (4.0 * size * size));
  /* At the ends the formula gives exactly 0 or 1 but for rounding. */
  return (BsrInterval){ share, hits == 0 ? 0.0 : middle - half, hits == n ? 1.0 : middle + half, n };
}

BsrInterval
bsr_interval_reaching (const double *scores, int n, double line)
{
  int hits = 0;
  for (int i = 0; i < n; i++)
    hits += scores[i] >= line;
  return bsr_interval_wilson (hits, n);
}

BsrInterval
bsr_interval_rate (const double *counts, int n)
{
  g_return_val_if_fail (n >= 0, nothing);
  if (n == 0)
    return nothing;
  double events = 0.0, squares = 0.0;
  for (int i = 0; i < n; i++)
    events += counts[i];
  double mean = events / n;
  for (int i = 0; i < n; i++)
    squares += (counts[i] - mean) * (counts[i] - mean);
  double dispersion = n > 1 && mean > 0.0 ? MAX (squares / (n - 1) / mean, 1.0) : 1.0;

  double z2 = BSR_INTERVAL_Z * BSR_INTERVAL_Z, independent = events / dispersion;
  double half = BSR_INTERVAL_Z * sqrt (independent + z2 / 4.0);
  double low = (independent + z2 / 2.0 - half) * dispersion / n;
  return (BsrInterval){ mean, events > 0.0 ? low : 0.0,
                        (independent + z2 / 2.0 + half) * dispersion / n, n };
}
