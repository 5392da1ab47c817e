#pragma once

#include "bsr-pyramid.h"

G_BEGIN_DECLS

/**
 * BsrSamplerAxis:
 *
 * How the outputs along one axis come from the samples along it: output i, where it is inside
 * (@begin <= i < @end), is the sum of @n_taps samples from @start[i] with weights that add to 1.
 * One tap is the nearest neighbour.
 */
typedef struct
{
  int n_taps;
  int begin, end;
  int *start;
  float *weights; /* n_taps for each output */
} BsrSamplerAxis;

/* Rows of a plane resampled to an output raster. Immutable: threads share it. */
typedef struct
{
  BsrPlane *plane; /* not owned: the pyramid outlives the sampler */
  BsrSamplerAxis x, y;
} BsrSampler;

/* An output raster over the source; as bsr_scene_render() takes it. */
typedef struct
{
  double x, y;
  double scale_x, scale_y;
  int width, height;
} BsrRaster;

/**
 * bsr_sampler_init:
 * @base_level: 0: the pyramid's finest level has the source's pixels; 1: it is halved already
 * @source_width, @source_height: source pixels; outputs whose centre is off them are outside
 * @smooth: %FALSE: always the nearest sample of the level that fits
 *
 * Where the scale is below 1 samples are averaged by area from the next finer level.
 */
void bsr_sampler_init (BsrSampler *sampler, const BsrPyramid *pyramid, int base_level,
                       const BsrRaster *raster, int source_width, int source_height,
                       gboolean smooth);
void bsr_sampler_clear (BsrSampler *sampler);

/* Floats of scratch that bsr_sampler_row() needs. */
int bsr_sampler_scratch (const BsrSampler *sampler);

/* Output row @row, which is inside, into @out[x.begin] ... @out[x.end - 1]. */
void bsr_sampler_row (const BsrSampler *sampler, int row, float *scratch, guint16 *out);

/* Whether rows @a and @b, both inside, are the same whatever the samples. */
gboolean bsr_sampler_rows_are_equal (const BsrSampler *sampler, int a, int b);

G_END_DECLS
