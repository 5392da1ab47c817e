#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the pipeline is told, so that it need not find it: as a programmer would have it from a
 * calibration. Tables are by attenuation, @table_step apart. */
typedef struct
{
  int width, height, n_planes;
  const guint16 *counts[2]; /* rows without gaps of @stride samples */
  gsize stride;
  double dark, air[2], floor[2];
  double gain, electronic; /* variance of counts: electronic^2 + gain counts */
  const float *steel_of, *variance_of, *drift_of;
  int n_table;
  double table_step;
  int across, down; /* pixels of a cell */
  double cell_width_mm, cell_height_mm;
  const double *scales_mm;
  int n_scales;
} BenchPipeline;

/* Cells of whole @across x @down pixels only; -1 where nothing can be said. */
typedef struct
{
  int width, height;
  float *steel, *variance, *opaque, *ratio; /* each a value a cell */
  int excess_width[8], excess_height[8];
  float *excess[8]; /* of each scale */
} BenchAnswer;

void bench_cv_threads (int n_threads);
/* The pipeline in OpenCV, up to the cells; and with the contrast at all scales. */
void bench_cv_run (const BenchPipeline *pipeline, gboolean with_contrast, BenchAnswer *answer);
void bench_cv_clear (BenchAnswer *answer);

G_END_DECLS
