#include "bsr-structure-median.h"

#include <math.h>

/* Of a normal distribution, the standard deviation over the median distance from the median. */
#define NORMAL_SD 1.4826F

float
bsr_structure_quantile (float *values, int n, double share)
{
  g_assert (n >= 1);
  int wanted = CLAMP ((int) (share * (n - 1) + 0.5), 0, n - 1), low = 0, high = n - 1;

  while (low < high)
    {
      float pivot = values[wanted];
      int i = low, j = high;
      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (pivot < values[j])
            j--;
          if (i > j)
            break;
          float swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      if (j < wanted)
        low = i;
      if (wanted < i)
        high = j;
    }
  return values[wanted];
}

float
bsr_structure_median (float *values, int n, float *spread)
{
  if (spread != NULL)
    *spread = 0.0F;
  if (n == 0)
    return 0.0F;
  float median = bsr_structure_quantile (values, n, 0.5);
  if (spread == NULL)
    return median;
  for (int i = 0; i < n; i++)
    values[i] = fabsf (values[i] - median);
  *spread = NORMAL_SD * bsr_structure_quantile (values, n, 0.5);
  return median;
}
