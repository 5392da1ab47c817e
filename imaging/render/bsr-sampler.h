#pragma once

#include "bsr-pyramid.h"
#include "bsr-render-kernels.h"

G_BEGIN_DECLS

/**
 * BsrSamplerAxis:
 *
 * How the outputs along one axis come from the samples along it: output i, where it is inside
 * (@begin <= i < @end), is the sum of @n_taps samples from @start[i] with weights that add to
 * BSR_WEIGHT_ONE. One tap is the nearest neighbour.
 */
typedef struct
{
  int n_taps;
  int begin, end;
  int *start;
  guint16 *weights; /* (nullable): n_taps for each output */
} BsrSamplerAxis;

/* Rows of a plane resampled to an output raster. Immutable: threads share it. */
typedef struct
{
  const BsrRenderKernels *kernels;
  BsrPlane *plane; /* not owned: the pyramid outlives the sampler */
  int level;       /* halvings of the scan's pixels in @plane */
  BsrSamplerAxis x, y;
} BsrSampler;

/* An output raster over the source; as bsr_scene_render() takes it. */
typedef struct
{
  double x, y;
  double scale_x, scale_y;
  int width, height;
} BsrRaster;

/* Samples of a part of a plane: @box says which, the first of them is at @data. */
typedef struct
{
  const guint16 *data;
  gsize stride; /* samples */
  BsrBox box;
} BsrSamples;

/* Source position, pixels, of place @at of an axis of outputs: 0.5 is the first output's centre.
 * Outputs whose origin is on the raster of outputs, but for rounding, are placed by whole numbers,
 * so that parts of a raster are what the whole is. */
double bsr_raster_place (double origin, double scale, double at);

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

/* All of the sampler's plane; it lives as long as that. */
BsrSamples bsr_sampler_samples (const BsrSampler *sampler);

/* The samples under outputs @part, which are inside. */
BsrBox bsr_sampler_footprint (const BsrSampler *sampler, BsrBox part);

/* Samples of scratch that bsr_sampler_row() needs. */
int bsr_sampler_scratch (const BsrSampler *sampler);

/* Outputs @begin...@end - 1 of row @row, all inside, of @samples (which hold their footprint) into
 * @out, the first at its beginning. Off the exact mean by a few samples at most, by
 * how the weights are rounded; where all samples are the same, not at all. */
void bsr_sampler_row (const BsrSampler *sampler, const BsrSamples *samples, int row, int begin,
                      int end, guint16 *scratch, guint16 *out);

/* Whether rows @a and @b, both inside, are the same whatever the samples. */
gboolean bsr_sampler_rows_are_equal (const BsrSampler *sampler, int a, int b);

G_END_DECLS
