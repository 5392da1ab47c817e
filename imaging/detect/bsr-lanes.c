#include "bsr-lanes.h"

static inline void
order (float *restrict low, float *restrict high)
{
  for (int i = 0; i < BSR_LANES; i++)
    {
      float a = low[i], b = high[i];
      low[i] = a < b ? a : b;
      high[i] = a < b ? b : a;
    }
}

/* Merge exchange (Batcher; Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M), whose
 * steps do not depend on the values. */
void
bsr_lanes_median (float (*values)[BSR_LANES], int n, float medians[BSR_LANES])
{
  int top = 1;
  while (2 * top < n)
    top *= 2;
  for (int p = top; p > 0; p /= 2)
    for (int q = top, r = 0, d = p;; d = q - p, q /= 2, r = p)
      {
        for (int i = 0; i + d < n; i++)
          if ((i & p) == r)
            order (values[i], values[i + d]);
        if (q == p)
          break;
      }
  for (int lane = 0; lane < BSR_LANES; lane++)
    medians[lane] = n % 2 == 1 ? values[n / 2][lane]
                               : 0.5F * (values[n / 2 - 1][lane] + values[n / 2][lane]);
}
