#include "bsr-test.h"
#include "synthetic-scan.h"

#include <math.h>

SyntheticScan
synthetic_scan_default (SyntheticScene scene)
{
  return (SyntheticScan){ .width = 256, .height = 192, .n_planes = 2, .bits = 16, .air = 60000.0,
                          .electronic = 15.0, .gain = 10.0, .seed = 20260517, .scene = scene };
}

/* Box and Muller 1958. */
static double
normal (guint64 *state)
{
  double radius = sqrt (-2.0 * log (1.0 - bsr_test_random (state)));
  return radius * cos (2.0 * G_PI * bsr_test_random (state));
}

void
synthetic_scan_planes (const SyntheticScan *scan, BsrPlane *planes[BSR_IMAGE_MAX_PLANES])
{
  guint64 state = scan->seed;
  double top = exp2 (scan->bits) - 1.0;
  print_message ("seed %" G_GUINT64_FORMAT "\n", state);
  for (int i = 0; i < scan->n_planes; i++)
    {
      planes[i] = bsr_plane_new (BSR_FORMAT_U16, scan->width, scan->height, NULL);
      assert_non_null (planes[i]);
      for (int y = 0; y < scan->height; y++)
        for (int x = 0; x < scan->width; x++)
          {
            double mean = scan->air * scan->scene (x, y, i);
            double sigma = sqrt (scan->electronic * scan->electronic + scan->gain * mean);
            double value = scan->dark + mean + sigma * normal (&state);
            bsr_plane_row_u16 (planes[i], y)[x] = (guint16) CLAMP (round (value), 0.0, top);
          }
    }
}

BsrImage *
synthetic_scan_wrap (BsrPlane *planes[BSR_IMAGE_MAX_PLANES], int n_planes, int bits)
{
  g_autoptr (GError) error = NULL;
  BsrImage *image = bsr_image_new (planes, n_planes, bits, &error);
  bsr_test_assert_no_error (error);
  for (int i = 0; i < n_planes; i++)
    bsr_plane_unref (planes[i]);
  return image;
}

BsrImage *
synthetic_scan_new (const SyntheticScan *scan)
{
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  synthetic_scan_planes (scan, planes);
  return synthetic_scan_wrap (planes, scan->n_planes, scan->bits);
}

BsrAcquisition
synthetic_scan_acquisition (const SyntheticScan *scan)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (scan->n_planes);
  for (int i = 0; i < scan->n_planes; i++)
    {
      acquisition.planes[i].energy_mv = i == 0 ? 6.0 : 4.0;
      acquisition.planes[i].air = scan->air;
      acquisition.planes[i].dark = scan->dark;
    }
  return acquisition;
}
