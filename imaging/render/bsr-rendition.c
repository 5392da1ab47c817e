#include "bsr-rendition-private.h"

#include <string.h>

#include "bsr-thread-team.h"

/* Rows of one item of work; where steps look at a neighbourhood, parts that are drawn at once:
 * their samples stay in a cache, and the margin around them is small beside them. */
#define BAND_ROWS 32
#define PART_COLUMNS 512
#define PART_ROWS 96
/* Outputs below are drawn by the caller alone: starting a thread takes as long. */
#define MIN_PIXELS_FOR_THREADS 65536

typedef struct
{
  const BsrRendition *rendition;
  const BsrRaster *raster;
  BsrSampling sampling;
  int part_columns, part_rows, n_columns;
  guint8 *rgba;
  gsize stride;
} RenderJob;

BsrRendition *
bsr_rendition_new (const BsrScene *scene, const BsrLook *look)
{
  g_return_val_if_fail (scene != NULL && look != NULL, NULL);

  BsrRendition *rendition = g_new0 (BsrRendition, 1);
  rendition->scene = scene;
  rendition->look = *look;
  rendition->pyramid = bsr_scene_pyramid (scene, &look->tone, NULL);
  rendition->has_filter = bsr_look_has_filter (look) && !scene->is_colour;
  rendition->has_material = bsr_view_mode_is_material (look->tone.mode) && bsr_scene_has_material (scene);
  if (bsr_look_needs_noise (look) && !scene->is_colour)
    bsr_noise_table_init (&rendition->noise, scene, &look->tone);
  bsr_transfer_init (&rendition->transfer, scene, look, rendition->has_material);
  return rendition;
}

void
bsr_rendition_free (BsrRendition *rendition)
{
  bsr_transfer_clear (&rendition->transfer);
  g_free (rendition);
}

void
bsr_fill_background (guint8 *rgba, int begin, int end)
{
  const guint8 grey = BSR_SCENE_BACKGROUND;
  for (int i = begin; i < end; i++)
    {
      guint8 *pixel = rgba + (gsize) i * BSR_BYTES_PER_PIXEL;
      pixel[0] = pixel[1] = pixel[2] = grey;
      pixel[3] = 255;
    }
}

/* What of @part lies outside the scan. */
static void
draw_outside (const RenderJob *job, BsrBox part, BsrBox inside)
{
  for (int row = part.y; row < part.y + part.height; row++)
    {
      guint8 *out = job->rgba + job->stride * (gsize) row;
      gboolean is_outside = row < inside.y || row >= inside.y + inside.height;
      int end = part.x + part.width;
      bsr_fill_background (out, part.x, is_outside ? end : inside.x);
      bsr_fill_background (out, is_outside ? end : inside.x + inside.width, end);
    }
}

static void
draw_inside (const RenderJob *job, BsrBox part)
{
  const BsrRendition *rendition = job->rendition;
  BsrSamplingDesk desk;
  BsrTransferDesk colours;

  bsr_sampling_desk_init (&desk, &job->sampling, part);
  bsr_transfer_desk_init (&colours, &rendition->transfer, job->raster, part.x, part.x + part.width);
  for (int row = part.y; row < part.y + part.height; row++)
    {
      guint8 *out = job->rgba + job->stride * (gsize) row + (gsize) part.x * BSR_BYTES_PER_PIXEL;
      if (row > part.y && bsr_transfer_is_even (&rendition->transfer) && bsr_sampling_repeats (&job->sampling, row))
        {
          memcpy (out, out - job->stride, (gsize) part.width * BSR_BYTES_PER_PIXEL);
          continue;
        }
      bsr_sampling_row (&job->sampling, &desk, row, desk.samples, desk.beside);
      bsr_transfer_row (&rendition->transfer, &colours, job->raster, row, desk.samples, desk.beside,
                        out);
    }
  bsr_transfer_desk_clear (&colours);
  bsr_sampling_desk_clear (&desk);
}

static void
render_part_cb (int item, int thread, gpointer data)
{
  const RenderJob *job = data;
  BsrBox bounds = { 0, 0, job->raster->width, job->raster->height };
  BsrBox part = { item % job->n_columns * job->part_columns, item / job->n_columns * job->part_rows,
                  job->part_columns, job->part_rows };
  part = bsr_box_intersect (part, bounds);
  BsrBox inside = bsr_box_intersect (part, job->sampling.inside);
  /* Nothing of it inside: background from its left edge on. */
  if (bsr_box_is_empty (inside))
    inside = (BsrBox){ part.x, part.y, 0, 0 };
  draw_outside (job, part, inside);
  if (inside.width > 0)
    draw_inside (job, inside);
}

void
bsr_rendition_render (const BsrRendition *rendition, const BsrRaster *raster, int n_threads,
                      guint8 *rgba, gsize stride)
{
  g_return_if_fail (rendition != NULL && raster != NULL && rgba != NULL);
  if (raster->width < 1 || raster->height < 1)
    return;

  RenderJob job = { .rendition = rendition, .raster = raster, .rgba = rgba, .stride = stride };
  bsr_sampling_init (&job.sampling, rendition, raster);
  job.part_columns = rendition->has_filter ? PART_COLUMNS : raster->width;
  job.part_rows = rendition->has_filter ? PART_ROWS : BAND_ROWS;
  job.n_columns = (raster->width + job.part_columns - 1) / job.part_columns;
  int n_rows = (raster->height + job.part_rows - 1) / job.part_rows;
  gboolean is_small = (gint64) raster->width * raster->height < MIN_PIXELS_FOR_THREADS;
  bsr_thread_team_run (job.n_columns * n_rows, is_small ? 1 : n_threads, render_part_cb, &job, NULL,
                       NULL);
  bsr_sampling_clear (&job.sampling);
}
