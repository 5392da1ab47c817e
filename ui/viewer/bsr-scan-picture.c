#include "bsr-scan-picture.h"

#include <math.h>

#include "bsr-filter.h"
#include "bsr-thread-team.h"

/* Longest edge of the overview, device pixels: drawn in a fraction of a millisecond. */
#define OVERVIEW_EDGE 512.0

#define BYTES_PER_PIXEL 4

BsrScanPicture *
bsr_scan_picture_new (guint64 id, BsrScene *scene, const BsrLook *look,
                      const BsrViewTransform *transform)
{
  BsrScanPicture *picture = g_atomic_rc_box_new0 (BsrScanPicture);
  picture->id = picture->samples = id;
  picture->scene = bsr_scene_ref (scene);
  picture->look = *look;
  picture->scale_x = bsr_view_transform_scale_x (transform);
  picture->scale_y = transform->zoom;
  return picture;
}

BsrScanPicture *
bsr_scan_picture_ref (BsrScanPicture *picture)
{
  return g_atomic_rc_box_acquire (picture);
}

static void
clear (gpointer data)
{
  BsrScanPicture *picture = data;
  g_clear_pointer (&picture->rendition, bsr_rendition_free);
  bsr_scene_unref (picture->scene);
}

void
bsr_scan_picture_unref (BsrScanPicture *picture)
{
  g_atomic_rc_box_release_full (picture, clear);
}

gboolean
bsr_scan_picture_is (const BsrScanPicture *picture, const BsrScene *scene, const BsrLook *look,
                     const BsrViewTransform *transform)
{
  return picture->scene == scene && picture->scale_x == bsr_view_transform_scale_x (transform)
         && picture->scale_y == transform->zoom && bsr_look_equal (&picture->look, look);
}

gboolean
bsr_scan_picture_looks_like (const BsrScanPicture *a, const BsrScanPicture *b)
{
  return a == b || (a->scene == b->scene && bsr_look_equal (&a->look, &b->look));
}

gboolean
bsr_scan_picture_shares (const BsrScanPicture *picture, const BsrScanPicture *other)
{
  return picture->scene == other->scene && picture->scale_x == other->scale_x
         && picture->scale_y == other->scale_y && bsr_tile_serves (&picture->look, &other->look);
}

gboolean
bsr_scan_picture_keeps_samples (const BsrScanPicture *picture)
{
  return picture->scale_x < 1.0 || picture->scale_y < 1.0 || bsr_look_has_filter (&picture->look);
}

BsrTileJob *
bsr_tile_job_new (BsrScanPicture *picture, const BsrViewTransform *transform,
                  const BsrTilePlace *places, int n_tiles)
{
  BsrTileJob *job = g_new0 (BsrTileJob, 1);
  job->picture = bsr_scan_picture_ref (picture);
  job->transform = *transform;
  job->n_tiles = n_tiles;
  job->places = g_memdup2 (places, sizeof *places * n_tiles);
  job->samples = g_new0 (BsrTile *, n_tiles);
  job->images = g_new0 (BsrTileImage *, n_tiles);
  return job;
}

void
bsr_tile_job_free (BsrTileJob *job)
{
  for (int i = 0; i < job->n_tiles; i++)
    {
      g_clear_pointer (&job->samples[i], bsr_tile_unref);
      g_clear_pointer (&job->images[i], bsr_tile_image_unref);
    }
  g_clear_pointer (&job->overview, bsr_tile_image_unref);
  g_free (job->places);
  g_free (job->samples);
  g_free (job->images);
  bsr_scan_picture_unref (job->picture);
  g_free (job);
}

static void
draw_tile_cb (int item, int thread, gpointer data)
{
  BsrTileJob *job = data;
  const BsrScanPicture *picture = job->picture;
  BsrTileGrid grid = bsr_tile_grid_of (&job->transform);
  BsrRaster raster = bsr_tile_grid_raster (&grid, job->places[item]);
  gsize stride = (gsize) raster.width * BYTES_PER_PIXEL;
  guint8 *rgba = g_try_malloc (stride * (gsize) raster.height);
  if (rgba == NULL)
    return;
  if (job->samples[item] == NULL && bsr_scan_picture_keeps_samples (picture))
    job->samples[item] = bsr_tile_new (picture->rendition, &raster);
  if (job->samples[item] != NULL)
    bsr_rendition_shade (picture->rendition, job->samples[item], rgba, stride);
  else
    bsr_rendition_render (picture->rendition, &raster, 1, rgba, stride);
  job->images[item] = bsr_tile_image_new_take (rgba, raster.width, raster.height);
}

static BsrTileImage *
draw_overview (const BsrTileJob *job)
{
  const BsrViewTransform *transform = &job->transform;
  double across = transform->scan_width * transform->aspect, down = transform->scan_height;
  double scale = MIN (OVERVIEW_EDGE / MAX (across, down), 1.0);
  int width = MAX ((int) lrint (across * scale), 1), height = MAX ((int) lrint (down * scale), 1);
  BsrRaster raster = { 0.0, 0.0, (double) width / transform->scan_width,
                       (double) height / transform->scan_height, width, height };
  guint8 *rgba = g_try_malloc ((gsize) width * (gsize) height * BYTES_PER_PIXEL);
  if (rgba == NULL)
    return NULL;
  bsr_rendition_render (job->picture->rendition, &raster, 1, rgba, (gsize) width * BYTES_PER_PIXEL);
  return bsr_tile_image_new_take (rgba, width, height);
}

void
bsr_tile_job_run (BsrTileJob *job)
{
  BsrScanPicture *picture = job->picture;
  if (picture->rendition == NULL)
    picture->rendition = bsr_rendition_new (picture->scene, &picture->look);
  bsr_thread_team_run (job->n_tiles, 0, draw_tile_cb, job, NULL, NULL);
  if (job->with_overview)
    job->overview = draw_overview (job);
}
