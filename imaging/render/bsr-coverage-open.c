/* What has not been displayed yet: where most of it is, and a window that shows it. */

#include "bsr-coverage-private.h"

#include <math.h>

/* Of the samples of what is open, those beyond these shares do not set the window. */
#define LOW_SHARE 0.02
#define HIGH_SHARE 0.98
/* A window shows a part when it shows this share of it. */
#define MOST 0.5

/* Sums over all cells above and left of each: (width + 1) x (height + 1). */
static guint32 *
sum_open (const BsrCoverage *self)
{
  int stride = self->width + 1;
  guint32 *sums = g_new0 (guint32, (gsize) stride * (self->height + 1));
  for (int row = 0; row < self->height; row++)
    for (int column = 0; column < self->width; column++)
      {
        gsize at = (gsize) (row + 1) * stride + column + 1;
        sums[at] = sums[at - 1] + sums[at - stride] - sums[at - stride - 1]
                   + (self->states[(gsize) row * self->width + column] == BSR_COVERAGE_OPEN);
      }
  return sums;
}

/* What is open in the @width x @height cells at @column, @row; source pixels. */
static BsrBox
open_within (const BsrCoverage *self, int column, int row, int width, int height)
{
  BsrBox box = { 0 };
  for (int j = row; j < row + height; j++)
    for (int i = column; i < column + width; i++)
      if (self->states[(gsize) j * self->width + i] == BSR_COVERAGE_OPEN)
        box = bsr_box_union (box, bsr_coverage_cell_box (self, i, j));
  return box;
}

gboolean
bsr_coverage_find_open (const BsrCoverage *coverage, double width, double height, BsrBox *box)
{
  g_return_val_if_fail (coverage != NULL && box != NULL, FALSE);

  double scale = bsr_coverage_least_scale (coverage);
  double scale_x = scale * coverage->pitch_x_mm / coverage->pitch_y_mm;
  int n_across = (int) CLAMP (floor (width / scale_x / coverage->across), 1.0, coverage->width);
  int n_down = (int) CLAMP (floor (height / scale / coverage->down), 1.0, coverage->height);
  g_autofree guint32 *sums = sum_open (coverage);
  int stride = coverage->width + 1, best_column = 0, best_row = 0;
  guint32 most = 0;
  for (int row = 0; row + n_down <= coverage->height; row++)
    for (int column = 0; column + n_across <= coverage->width; column++)
      {
        const guint32 *top = sums + (gsize) row * stride + column;
        const guint32 *bottom = top + (gsize) n_down * stride;
        guint32 n = bottom[n_across] - bottom[0] - top[n_across] + top[0];
        if (n > most)
          {
            most = n;
            best_column = column;
            best_row = row;
          }
      }
  if (most == 0)
    return FALSE;
  *box = open_within (coverage, best_column, best_row, n_across, n_down);
  return TRUE;
}

/* (transfer full): the samples of what is open in @box. */
static GArray *
gather (const BsrCoverage *self, BsrBox box, const BsrCoverageSample *samples)
{
  GArray *gathered = g_array_new (FALSE, FALSE, sizeof (BsrCoverageSample));
  for (int row = 0; row < self->height; row++)
    for (int column = 0; column < self->width; column++)
      {
        gsize place = (gsize) row * self->width + column;
        BsrBox cell = bsr_coverage_cell_box (self, column, row);
        if (self->states[place] == BSR_COVERAGE_OPEN
            && !bsr_box_is_empty (bsr_box_intersect (cell, box)))
          g_array_append_val (gathered, samples[place]);
      }
  return gathered;
}

static int
compare_samples (gconstpointer a, gconstpointer b)
{
  return *(const guint16 *) a - *(const guint16 *) b;
}

static double
share_shown (const GArray *gathered, const BsrTone *tone, double scale)
{
  BsrVisibility visibility;
  guint n = 0;
  bsr_visibility_init (&visibility, tone, scale);
  for (guint i = 0; i < gathered->len; i++)
    n += bsr_coverage_stands_out (&visibility, g_array_index (gathered, BsrCoverageSample, i)) != 0;
  return (double) n / MAX (gathered->len, 1);
}

/* The window from the darkest sample with the object in it to the brightest without. */
static void
fit_window (const GArray *gathered, double scale, BsrTone *tone)
{
  g_autoptr (GArray) values = g_array_sized_new (FALSE, FALSE, sizeof (guint16), 2 * gathered->len);
  for (guint i = 0; i < gathered->len; i++)
    {
      BsrCoverageSample sample = g_array_index (gathered, BsrCoverageSample, i);
      g_array_append_val (values, sample.bare);
      g_array_append_val (values, sample.with);
    }
  g_array_sort (values, compare_samples);
  guint last = values->len - 1;
  tone->low = g_array_index (values, guint16, (guint) (LOW_SHARE * last)) / scale;
  tone->high = g_array_index (values, guint16, (guint) ceil (HIGH_SHARE * last)) / scale;
}

gboolean
bsr_coverage_open_tone (const BsrCoverage *coverage, BsrBox box, BsrTone *tone)
{
  g_return_val_if_fail (coverage != NULL && tone != NULL, FALSE);

  double scale;
  const BsrCoverageSample *samples = bsr_coverage_samples (coverage, tone, &scale);
  g_autoptr (GArray) gathered = gather (coverage, box, samples);
  if (gathered->len == 0 || share_shown (gathered, tone, scale) >= MOST)
    return FALSE;
  fit_window (gathered, scale, tone);
  if (share_shown (gathered, tone, scale) < MOST)
    tone->logarithmic = TRUE;
  return TRUE;
}
