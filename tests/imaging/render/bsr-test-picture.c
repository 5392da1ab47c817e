#include "bsr-test-picture.h"

#include <math.h>

BsrScene *
bsr_test_scene (int width, int height, const guint16 *samples, int n_threads)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u16 (plane, y)[x] = samples[y * width + x];
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  return bsr_scene_new (image, NULL, n_threads, NULL, NULL);
}

BsrTestPicture
bsr_test_picture (const BsrScene *scene, const BsrLook *look, BsrRaster raster)
{
  BsrTestPicture picture = { raster.width, raster.height, NULL };
  gsize stride = (gsize) raster.width * 4;
  picture.rgba = g_malloc (stride * (gsize) raster.height);
  bsr_scene_render (scene, look, raster.x, raster.y, raster.scale_x, raster.scale_y, picture.rgba,
                    raster.width, raster.height, stride);
  return picture;
}

void
bsr_test_picture_clear (BsrTestPicture *picture)
{
  g_clear_pointer (&picture->rgba, g_free);
}

int
bsr_test_picture_at (const BsrTestPicture *picture, int x, int y)
{
  return picture->rgba[4 * (y * picture->width + x)];
}

double
bsr_test_picture_mean (const BsrTestPicture *picture, BsrBox box, double *spread)
{
  double sum = 0.0, squares = 0.0, n = (double) bsr_box_area (box);
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      {
        double value = bsr_test_picture_at (picture, x, y);
        sum += value;
        squares += value * value;
      }
  if (spread != NULL)
    *spread = sqrt (MAX (squares / n - sum / n * (sum / n), 0.0));
  return sum / n;
}
