#include "bsr-sampler.h"

#include <math.h>
#include <string.h>

/* Where pixels are far from square one axis is shrunk more than the other. The level follows the
 * axis that is shrunk less, so that nothing is blurred, until the other would average more than
 * this many samples. */
#define MAX_FOOTPRINT 8.0

/* Fewer would be slower: see BsrRenderKernels. */
#define LEAST_TAPS 4

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

double
bsr_raster_place (double origin, double scale, double at)
{
  /* Off the raster by less than this is rounding; it is not to be seen. */
  const double slack = 1e-3;
  double index = round (origin * scale);
  return fabs (origin * scale - index) < slack ? (index + at) / scale : origin + at / scale;
}

/* Shares of the samples that the outputs cover; an output covers 1 / @scale source pixels. */
static void
axis_init_area (BsrSamplerAxis *axis, double origin, double scale, double size, int n_samples)
{
  axis->n_taps = whole (MIN (MAX (ceil (1.0 / (scale * size)) + 1.0, LEAST_TAPS), n_samples));
  axis->weights = g_new0 (guint16, (gsize) MAX (axis->end, 1) * axis->n_taps);
  for (int i = axis->begin; i < axis->end; i++)
    {
      double from = CLAMP (bsr_raster_place (origin, scale, i) / size, 0.0, n_samples);
      double to = CLAMP (bsr_raster_place (origin, scale, i + 1.0) / size, 0.0, n_samples);
      int start = CLAMP (whole (from), 0, n_samples - axis->n_taps);
      guint16 *weights = axis->weights + (gsize) i * axis->n_taps;
      int given = 0;

      axis->start[i] = start;
      /* Rounded where the shares end, so that they add up. */
      for (int k = 0; k < axis->n_taps; k++)
        {
          double covered = CLAMP ((start + k + 1.0 - from) / MAX (to - from, 1e-12), 0.0, 1.0);
          int until = whole (covered * BSR_WEIGHT_ONE + 0.5);
          weights[k] = (guint16) (until - given);
          given = until;
        }
      weights[0] = (guint16) (weights[0] + BSR_WEIGHT_ONE - given);
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
      double centre = bsr_raster_place (origin, scale, i + 0.5);
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
    axis_init_area (axis, origin, scale, size, n_samples);
}

void
bsr_sampler_init (BsrSampler *sampler, const BsrPyramid *pyramid, int base_level,
                  const BsrRaster *raster, int source_width, int source_height, gboolean smooth)
{
  g_assert (raster->scale_x > 0.0 && raster->scale_y > 0.0);

  int level = choose_level (pyramid, base_level, raster);
  sampler->kernels = bsr_render_kernels (bsr_simd_level ());
  sampler->plane = pyramid->levels[level];
  sampler->level = level + base_level;
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

BsrSamples
bsr_sampler_samples (const BsrSampler *sampler)
{
  BsrPlane *plane = sampler->plane;
  return (BsrSamples){ bsr_plane_row_u16 (plane, 0), bsr_plane_stride (plane) / sizeof (guint16),
                       bsr_plane_bounds (plane) };
}

BsrBox
bsr_sampler_footprint (const BsrSampler *sampler, BsrBox part)
{
  const BsrSamplerAxis *x = &sampler->x, *y = &sampler->y;
  g_assert (part.x >= x->begin && part.x + part.width <= x->end && part.width > 0);
  g_assert (part.y >= y->begin && part.y + part.height <= y->end && part.height > 0);
  int left = x->start[part.x], right = x->start[part.x + part.width - 1] + x->n_taps;
  int top = y->start[part.y], bottom = y->start[part.y + part.height - 1] + y->n_taps;
  return (BsrBox){ left, top, right - left, bottom - top };
}

int
bsr_sampler_scratch (const BsrSampler *sampler)
{
  return bsr_plane_width (sampler->plane);
}

static const guint16 *
row_of (const BsrSamples *samples, int x, int y)
{
  g_assert (y >= samples->box.y && y < samples->box.y + samples->box.height);
  return samples->data + samples->stride * (gsize) (y - samples->box.y) + (x - samples->box.x);
}

/* The rows under an output row, weighted, from sample @first on: one of them as it is, where it
 * is the only one, or in @scratch. */
static const guint16 *
blend_rows (const BsrSampler *sampler, const BsrSamples *samples, int row, int first, int n,
            guint16 *scratch)
{
  const BsrSamplerAxis *axis = &sampler->y;
  const guint16 *own = axis->weights + (gsize) row * axis->n_taps;
  const guint16 *rows[BSR_PYRAMID_MAX_LEVELS];
  guint16 weights[BSR_PYRAMID_MAX_LEVELS];
  int n_rows = 0;

  g_assert (axis->n_taps <= BSR_PYRAMID_MAX_LEVELS);
  for (int k = 0; k < axis->n_taps; k++)
    if (own[k] > 0)
      {
        rows[n_rows] = row_of (samples, first, axis->start[row] + k);
        weights[n_rows++] = own[k];
      }
  if (n_rows == 1)
    return rows[0];
  sampler->kernels->blend_rows (rows, weights, n_rows, n, scratch);
  return scratch;
}

void
bsr_sampler_row (const BsrSampler *sampler, const BsrSamples *samples, int row, int begin, int end,
                 guint16 *scratch, guint16 *out)
{
  const BsrSamplerAxis *x = &sampler->x, *y = &sampler->y;
  g_assert (row >= y->begin && row < y->end);
  g_assert (begin >= x->begin && end <= x->end);

  if (begin >= end)
    return;
  int first = x->start[begin], n = x->start[end - 1] + x->n_taps - first;
  const guint16 *blended = y->weights == NULL
                               ? row_of (samples, first, y->start[row])
                               : blend_rows (sampler, samples, row, first, n, scratch);
  if (x->weights != NULL)
    sampler->kernels->blend_columns (blended, first, x->start + begin,
                                     x->weights + (gsize) begin * x->n_taps, x->n_taps, end - begin,
                                     out);
  else if (n == end - begin)
    memcpy (out, blended, sizeof *out * n);
  else
    for (int i = begin; i < end; i++)
      out[i - begin] = blended[x->start[i] - first];
}

gboolean
bsr_sampler_rows_are_equal (const BsrSampler *sampler, int a, int b)
{
  return sampler->y.weights == NULL && sampler->y.start[a] == sampler->y.start[b];
}
