#include "bsr-sampler.h"

#include <math.h>
#include <string.h>

/* Where pixels are far from square one axis is shrunk more than the other. The level follows the
 * axis that is shrunk less, so that nothing is blurred, until the other would average more than
 * this many samples. */
#define MAX_FOOTPRINT 8.0

/* The whole number below @value, which fits an int. */
static int
whole (double value)
{
  double below = floor (value);
  return (int) below;
}

static int
choose_level (const BsrPyramid *pyramid, int base_level, const BsrRaster *raster)
{
  double finest = MAX (raster->scale_x, raster->scale_y);
  double coarsest = MIN (raster->scale_x, raster->scale_y);
  int level = finest < 1.0 ? whole (log2 (1.0 / finest)) : 0;
  if (coarsest < 1.0 / MAX_FOOTPRINT)
    level = MAX (level, -whole (log2 (coarsest * MAX_FOOTPRINT)));
  return CLAMP (level - base_level, 0, pyramid->n_levels - 1);
}

/* Shares of the samples that the outputs cover. @step: samples from one output to the next. */
static void
axis_init_area (BsrSamplerAxis *axis, double origin, double step, int n_samples)
{
  axis->n_taps = whole (MIN (ceil (step) + 1.0, n_samples));
  axis->weights = g_new0 (float, (gsize) MAX (axis->end, 1) * axis->n_taps);
  for (int i = axis->begin; i < axis->end; i++)
    {
      double from = CLAMP (origin + i * step, 0.0, n_samples);
      double to = CLAMP (origin + (i + 1) * step, 0.0, n_samples);
      int start = CLAMP (whole (from), 0, n_samples - axis->n_taps);
      float *weights = axis->weights + (gsize) i * axis->n_taps;
      double covered = to - from;

      axis->start[i] = start;
      for (int k = 0; k < axis->n_taps && covered > 0.0; k++)
        {
          double share = MIN (to, start + k + 1.0) - MAX (from, start + k);
          weights[k] = (float) (MAX (share, 0.0) / covered);
        }
      if (covered <= 0.0)
        weights[0] = 1.0f;
    }
}

static void
axis_init (BsrSamplerAxis *axis, double origin, double scale, int n_outputs, int n_source,
           int level, int n_samples, gboolean smooth)
{
  double size = ldexp (1.0, level); /* source pixels in a sample */
  double step = 1.0 / (scale * size);

  *axis = (BsrSamplerAxis){ .n_taps = 1, .begin = n_outputs, .end = n_outputs };
  axis->start = g_new0 (int, MAX (n_outputs, 1));
  for (int i = 0; i < n_outputs; i++)
    {
      double centre = origin + (i + 0.5) / scale;
      if (centre >= 0.0 && centre < n_source)
        {
          axis->begin = MIN (axis->begin, i);
          axis->end = i + 1;
          axis->start[i] = MIN (whole (centre / size), n_samples - 1);
        }
    }
  if (axis->begin == n_outputs)
    axis->end = axis->begin = 0;

  /* A step of one sample on the samples' own grid is the nearest neighbour, exactly. */
  double phase = origin / size;
  gboolean on_grid = step == 1.0 && phase == floor (phase);
  if (smooth && step >= 1.0 && !on_grid && (level > 0 || scale < 1.0))
    axis_init_area (axis, phase, step, n_samples);
}

void
bsr_sampler_init (BsrSampler *sampler, const BsrPyramid *pyramid, int base_level,
                  const BsrRaster *raster, int source_width, int source_height, gboolean smooth)
{
  g_assert (raster->scale_x > 0.0 && raster->scale_y > 0.0);

  int level = choose_level (pyramid, base_level, raster);
  sampler->plane = pyramid->levels[level];
  axis_init (&sampler->x, raster->x, raster->scale_x, raster->width, source_width,
             level + base_level, bsr_plane_width (sampler->plane), smooth);
  axis_init (&sampler->y, raster->y, raster->scale_y, raster->height, source_height,
             level + base_level, bsr_plane_height (sampler->plane), smooth);
}

static void
axis_clear (BsrSamplerAxis *axis)
{
  g_clear_pointer (&axis->start, g_free);
  g_clear_pointer (&axis->weights, g_free);
}

void
bsr_sampler_clear (BsrSampler *sampler)
{
  axis_clear (&sampler->x);
  axis_clear (&sampler->y);
}

int
bsr_sampler_scratch (const BsrSampler *sampler)
{
  return bsr_plane_width (sampler->plane);
}

/* The rows under an output row, weighted, into scratch[first] ... scratch[last - 1]. */
static void
sum_rows (const BsrSampler *sampler, int row, int first, int last, float *restrict scratch)
{
  const BsrSamplerAxis *axis = &sampler->y;
  for (int k = 0; k < axis->n_taps; k++)
    {
      float weight = axis->weights ? axis->weights[(gsize) row * axis->n_taps + k] : 1.0f;
      const guint16 *restrict samples
          = bsr_plane_row_u16 (sampler->plane, axis->start[row] + k);
      if (k == 0)
        for (int i = first; i < last; i++)
          scratch[i] = weight * (float) samples[i];
      else if (weight != 0.0f)
        for (int i = first; i < last; i++)
          scratch[i] += weight * (float) samples[i];
    }
}

static void
sum_columns (const BsrSamplerAxis *axis, const float *scratch, guint16 *out)
{
  int n_taps = axis->n_taps;
  if (axis->weights == NULL)
    {
      for (int i = axis->begin; i < axis->end; i++)
        out[i] = (guint16) (int) (scratch[axis->start[i]] + 0.5f);
      return;
    }
  for (int i = axis->begin; i < axis->end; i++)
    {
      const float *weights = axis->weights + (gsize) i * n_taps;
      const float *samples = scratch + axis->start[i];
      float sum = weights[0] * samples[0];
      for (int k = 1; k < n_taps; k++)
        sum += weights[k] * samples[k];
      out[i] = (guint16) (int) (sum + 0.5f);
    }
}

void
bsr_sampler_row (const BsrSampler *sampler, int row, float *scratch, guint16 *out)
{
  const BsrSamplerAxis *x = &sampler->x, *y = &sampler->y;
  g_assert (row >= y->begin && row < y->end);

  if (x->begin == x->end)
    return;
  if (x->weights == NULL && y->weights == NULL)
    {
      const guint16 *samples = bsr_plane_row_u16 (sampler->plane, y->start[row]);
      for (int i = x->begin; i < x->end; i++)
        out[i] = samples[x->start[i]];
      return;
    }
  sum_rows (sampler, row, x->start[x->begin], x->start[x->end - 1] + x->n_taps, scratch);
  sum_columns (x, scratch, out);
}

gboolean
bsr_sampler_rows_are_equal (const BsrSampler *sampler, int a, int b)
{
  return sampler->y.weights == NULL && sampler->y.start[a] == sampler->y.start[b];
}
