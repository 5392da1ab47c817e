#include "bsr-box-sums.h"

#include <math.h>

#include "bsr-error.h"

struct _BsrBoxSums
{
  int width, height;
  double *values, *squares; /* of all that lies above and left; one row and column more */
};

static double *
tabulate (BsrPlane *plane, gboolean squared, GError **error)
{
  int width = bsr_plane_width (plane), height = bsr_plane_height (plane);
  gsize stride = (gsize) width + 1;
  double *table = g_try_malloc0_n (stride * ((gsize) height + 1), sizeof *table);

  if (table == NULL)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                           "there is no memory for the sums over a scan");
      return NULL;
    }
  for (int y = 0; y < height; y++)
    {
      const float *row = bsr_plane_row_f32 (plane, y);
      const double *above = table + (gsize) y * stride;
      double *here = table + ((gsize) y + 1) * stride;
      double sum = 0.0;
      for (int x = 0; x < width; x++)
        {
          double value = (double) row[x];
          sum += squared ? value * value : value;
          here[x + 1] = above[x + 1] + sum;
        }
    }
  return table;
}

BsrBoxSums *
bsr_box_sums_new (BsrPlane *plane, gboolean squares, GError **error)
{
  g_return_val_if_fail (plane != NULL, NULL);

  g_autoptr (BsrBoxSums) sums = g_new0 (BsrBoxSums, 1);
  sums->width = bsr_plane_width (plane);
  sums->height = bsr_plane_height (plane);
  sums->values = tabulate (plane, FALSE, error);
  if (sums->values == NULL)
    return NULL;
  if (squares && (sums->squares = tabulate (plane, TRUE, error)) == NULL)
    return NULL;
  return g_steal_pointer (&sums);
}

void
bsr_box_sums_free (BsrBoxSums *sums)
{
  g_free (sums->values);
  g_free (sums->squares);
  g_free (sums);
}

static double
sum_of (const BsrBoxSums *sums, const double *table, BsrBox box)
{
  gsize stride = (gsize) sums->width + 1;
  const double *top = table + (gsize) box.y * stride;
  const double *bottom = table + ((gsize) box.y + (gsize) box.height) * stride;
  return bottom[box.x + box.width] - bottom[box.x] - top[box.x + box.width] + top[box.x];
}

static BsrBox
cut (const BsrBoxSums *sums, BsrBox box)
{
  if (box.width <= 0 || box.height <= 0)
    return (BsrBox){ 0 };
  return bsr_box_intersect (box, (BsrBox){ 0, 0, sums->width, sums->height });
}

double
bsr_box_sums_mean (const BsrBoxSums *sums, BsrBox box)
{
  box = cut (sums, box);
  if (bsr_box_is_empty (box))
    return (double) NAN;
  return sum_of (sums, sums->values, box) / (double) bsr_box_area (box);
}

double
bsr_box_sums_deviation (const BsrBoxSums *sums, BsrBox box)
{
  g_return_val_if_fail (sums->squares != NULL, (double) NAN);

  box = cut (sums, box);
  if (bsr_box_is_empty (box))
    return (double) NAN;
  double n = (double) bsr_box_area (box), mean = sum_of (sums, sums->values, box) / n;
  return sqrt (MAX (0.0, sum_of (sums, sums->squares, box) / n - mean * mean));
}
