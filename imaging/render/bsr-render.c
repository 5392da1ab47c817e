#include "bsr-render.h"

#include <math.h>

#include "bsr-rendition.h"
#include "bsr-scene-private.h"

/* The automatic window: shares of the pixels below its low and above its high end. */
#define AUTO_LOW 0.005
#define AUTO_HIGH 0.995
/* Samples looked at for it are at most about this many. */
#define AUTO_SAMPLES 1000000

#define BYTES_PER_PIXEL 4

void
bsr_scene_render (const BsrScene *scene, const BsrLook *look, double x, double y, double scale_x,
                  double scale_y, guint8 *rgba, int width, int height, gsize stride)
{
  g_return_if_fail (scene != NULL && look != NULL && rgba != NULL);
  g_return_if_fail (isfinite (x) && isfinite (y) && isfinite (scale_x) && isfinite (scale_y));
  g_return_if_fail (scale_x > 0.0 && scale_y > 0.0);
  g_return_if_fail (width >= 0 && height >= 0 && stride >= (gsize) width * BYTES_PER_PIXEL);

  BsrRaster raster = { x, y, scale_x, scale_y, width, height };
  g_autoptr (BsrRendition) rendition = bsr_rendition_new (scene, look);
  bsr_rendition_render (rendition, &raster, scene->n_threads, rgba, stride);
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

  if (scene->is_colour) /* as whoever coloured it wanted it */
    {
      *low = 0.0;
      *high = 1.0;
      return;
    }
  double scale;
  BsrPlane *plane = bsr_scene_pyramid (scene, tone, &scale)->levels[0];
  g_autofree guint32 *histogram = g_new0 (guint32, 65536);
  gint64 area = bsr_box_area (box);
  int step = 1 + (int) lrint (sqrt ((double) area / AUTO_SAMPLES));
  gint64 total = 0;
  for (int y = box.y; y < box.y + box.height; y += step)
    {
      const guint16 *row = bsr_plane_row_u16 (plane, y >> scene->n_left_out);
      for (int x = box.x; x < box.x + box.width; x += step, total++)
        histogram[row[x >> scene->n_left_out]]++;
    }
  *low = percentile (histogram, AUTO_LOW, total) / scale;
  *high = MAX (percentile (histogram, AUTO_HIGH, total) / scale, *low + 1.0 / scale);
}
