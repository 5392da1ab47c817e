#include "bsr-quantile.h"

static int
count_up_to (const guint16 *values, int n, guint16 limit)
{
  guint16 count = 0;
  for (int i = 0; i < n; i++)
    count = (guint16) (count + (values[i] <= limit ? 1 : 0));
  return count;
}

guint16
bsr_quantile_u16 (const guint16 *values, int n, int k)
{
  g_assert (n > 0 && n <= G_MAXINT16 && k >= 0 && k < n);
  guint16 low = G_MAXUINT16, high = 0;
  for (int i = 0; i < n; i++)
    {
      low = MIN (low, values[i]);
      high = MAX (high, values[i]);
    }
  while (low < high)
    {
      guint16 middle = (guint16) (low + (high - low) / 2);
      if (count_up_to (values, n, middle) > k)
        high = middle;
      else
        low = (guint16) (middle + 1);
    }
  return low;
}

#define BSR_SELECT bsr_select_f32
#define BSR_SELECT_VALUE float
#include "bsr-select-body.h"
#undef BSR_SELECT
#undef BSR_SELECT_VALUE

#define BSR_SELECT bsr_select_f64
#define BSR_SELECT_VALUE double
#include "bsr-select-body.h"
