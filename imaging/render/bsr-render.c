#include "bsr-render.h"

#include <math.h>
#include <string.h>

#include "bsr-material-paint.h"
#include "bsr-sampler.h"
#include "bsr-scene-private.h"
#include "bsr-thread-team.h"
#include "bsr-tone-table.h"

/* Rows of one item of work. */
#define BAND_ROWS 32
/* Outputs below are drawn by the caller alone: starting a thread takes as long. */
#define MIN_PIXELS_FOR_THREADS 65536

/* The automatic window: shares of the pixels below its low and above its high end. */
#define AUTO_LOW 0.005
#define AUTO_HIGH 0.995
/* Samples looked at for it are at most about this many. */
#define AUTO_SAMPLES 1000000

typedef struct
{
  guint8 rgba[4];
} Pixel;

typedef struct
{
  const BsrRaster *raster;
  BsrSampler samples;
  gboolean has_material;
  BsrSampler material;
  BsrToneTable tone;
  Pixel colours[256];
  BsrMaterialPaint paint; /* with the map of materials */
  guint8 *rgba;
  gsize stride;
} RenderJob;

/* What one thread works in. */
typedef struct
{
  float *scratch;
  guint16 *samples, *material;
} Desk;

static void
fill_background (Pixel *row, int begin, int end)
{
  const guint8 grey = BSR_SCENE_BACKGROUND;
  for (int i = begin; i < end; i++)
    row[i] = (Pixel){ { grey, grey, grey, 255 } };
}

static void
colour_by_palette (const RenderJob *job, const guint16 *samples, Pixel *row)
{
  const BsrSamplerAxis *x = &job->samples.x;
  for (int i = x->begin; i < x->end; i++)
    row[i] = job->colours[job->tone.level[samples[i]]];
}

/* Outputs from the scan's edge to the raster's: hatching moves with the scan. */
static gint64
raster_place (double source, double scale)
{
  return (gint64) floor (source * scale + 0.5);
}

static gboolean
is_repeated (const RenderJob *job, int row)
{
  gboolean hatched = job->has_material && job->paint.mode != BSR_VIEW_MATERIAL;
  return !hatched && bsr_sampler_rows_are_equal (&job->samples, row, row - 1)
         && (!job->has_material || bsr_sampler_rows_are_equal (&job->material, row, row - 1));
}

static void
render_row (const RenderJob *job, Desk *desk, int row, gboolean may_repeat)
{
  const BsrSamplerAxis *x = &job->samples.x, *y = &job->samples.y;
  Pixel *out = (Pixel *) (job->rgba + job->stride * row);

  if (row < y->begin || row >= y->end)
    {
      fill_background (out, 0, job->raster->width);
      return;
    }
  if (may_repeat && row > y->begin && is_repeated (job, row))
    {
      memcpy (out, job->rgba + job->stride * (row - 1), sizeof (Pixel) * job->raster->width);
      return;
    }

  fill_background (out, 0, x->begin);
  fill_background (out, x->end, job->raster->width);
  bsr_sampler_row (&job->samples, row, desk->scratch, desk->samples);
  if (job->has_material)
    {
      bsr_sampler_row (&job->material, row, NULL, desk->material);
      bsr_material_paint_row (&job->paint, desk->samples, desk->material, x->begin, x->end,
                              raster_place (job->raster->x, job->raster->scale_x),
                              raster_place (job->raster->y, job->raster->scale_y) + row,
                              (guint8 *) out);
    }
  else
    colour_by_palette (job, desk->samples, out);
}

static void
render_band_cb (int item, int thread, gpointer data)
{
  const RenderJob *job = data;
  int begin = item * BAND_ROWS;
  int end = MIN (begin + BAND_ROWS, job->raster->height);
  g_autofree float *scratch = g_new (float, bsr_sampler_scratch (&job->samples));
  g_autofree guint16 *samples = g_new (guint16, job->raster->width);
  g_autofree guint16 *material = g_new (guint16, job->raster->width);
  Desk desk = { scratch, samples, material };

  for (int row = begin; row < end; row++)
    render_row (job, &desk, row, row > begin);
}

/* The pyramid that @tone shows; the plane where the physics for it is not there. */
static const BsrPyramid *
choose_pyramid (const BsrScene *scene, const BsrTone *tone, double *scale)
{
  if (tone->mode == BSR_VIEW_STEEL && scene->steel.n_levels > 0)
    {
      *scale = BSR_SCENE_STEEL_SCALE;
      return &scene->steel;
    }
  *scale = BSR_SCENE_TRANSMISSION_SCALE;
  return &scene->planes[tone->mode == BSR_VIEW_PLANE ? CLAMP (tone->plane, 0, scene->n_planes - 1)
                                                     : 0];
}

static void
job_init_colours (RenderJob *job, const BsrTone *tone)
{
  const BsrPalette *palette = tone->palette ? tone->palette : bsr_palettes ();
  for (int i = 0; i < 256; i++)
    job->colours[i] = (Pixel){ { palette->rgb[i][0], palette->rgb[i][1], palette->rgb[i][2], 255 } };
}

void
bsr_scene_render (const BsrScene *scene, const BsrTone *tone, double x, double y, double scale_x,
                  double scale_y, guint8 *rgba, int width, int height, gsize stride)
{
  g_return_if_fail (scene != NULL && tone != NULL && rgba != NULL);
  g_return_if_fail (isfinite (x) && isfinite (y) && isfinite (scale_x) && isfinite (scale_y));
  g_return_if_fail (scale_x > 0.0 && scale_y > 0.0);
  g_return_if_fail (width >= 0 && height >= 0 && stride >= (gsize) width * sizeof (Pixel));

  BsrRaster raster = { x, y, scale_x, scale_y, width, height };
  g_autofree RenderJob *job = g_new0 (RenderJob, 1);
  double scale;
  const BsrPyramid *pyramid = choose_pyramid (scene, tone, &scale);
  job->raster = &raster;
  job->rgba = rgba;
  job->stride = stride;
  job->has_material = bsr_view_mode_is_material (tone->mode) && bsr_scene_has_material (scene);
  bsr_sampler_init (&job->samples, pyramid, 0, &raster, scene->width, scene->height, TRUE);
  if (job->has_material)
    bsr_sampler_init (&job->material, &scene->material, scene->material_level, &raster, scene->width,
                      scene->height, FALSE);
  bsr_tone_table_init (&job->tone, tone, scale);
  job_init_colours (job, tone);
  if (job->has_material)
    bsr_material_paint_init (&job->paint, tone->mode, &job->tone, scene->strip);

  gboolean is_small = (gint64) width * height < MIN_PIXELS_FOR_THREADS;
  bsr_thread_team_run ((height + BAND_ROWS - 1) / BAND_ROWS, is_small ? 1 : scene->n_threads,
                       render_band_cb, job, NULL, NULL);

  bsr_sampler_clear (&job->samples);
  bsr_sampler_clear (&job->material);
  bsr_material_paint_clear (&job->paint);
}

/* The sample below which @share of the @total counted ones lie. */
static int
percentile (const guint32 *histogram, double share, gint64 total)
{
  gint64 seen = 0;
  double wanted = share * (double) total;
  for (int i = 0; i < 65536; i++)
    {
      seen += histogram[i];
      if ((double) seen >= wanted && seen > 0)
        return i;
    }
  return 65535;
}

void
bsr_scene_auto_window (const BsrScene *scene, const BsrTone *tone, BsrBox box, double *low,
                       double *high)
{
  g_return_if_fail (scene != NULL && tone != NULL && low != NULL && high != NULL);

  BsrBox bounds = { 0, 0, scene->width, scene->height };
  box = bsr_box_intersect (bsr_box_is_empty (box) ? bounds : box, bounds);
  if (bsr_box_is_empty (box))
    box = bounds;

  double scale;
  BsrPlane *plane = choose_pyramid (scene, tone, &scale)->levels[0];
  g_autofree guint32 *histogram = g_new0 (guint32, 65536);
  gint64 area = bsr_box_area (box);
  int step = 1 + (int) lrint (sqrt ((double) area / AUTO_SAMPLES));
  gint64 total = 0;
  for (int y = box.y; y < box.y + box.height; y += step)
    {
      const guint16 *row = bsr_plane_row_u16 (plane, y);
      for (int x = box.x; x < box.x + box.width; x += step, total++)
        histogram[row[x]]++;
    }
  *low = percentile (histogram, AUTO_LOW, total) / scale;
  *high = MAX (percentile (histogram, AUTO_HIGH, total) / scale, *low + 1.0 / scale);
}
