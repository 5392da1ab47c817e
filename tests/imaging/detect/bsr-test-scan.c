#include "bsr-test-scan.h"

#include <math.h>

#include "bsr-test.h"

/* Steps of the wedge, mm apart. */
#define STEP_MM 5.0

BsrTestScan *
bsr_test_scan_new (int width, int height, double pitch_x_mm, double pitch_y_mm)
{
  BsrTestScan *scan = g_new0 (BsrTestScan, 1);
  *scan = (BsrTestScan){ width, height, pitch_x_mm, pitch_y_mm, g_new0 (float, width * height) };
  return scan;
}

void
bsr_test_scan_free (BsrTestScan *scan)
{
  g_free (scan->steel);
  g_free (scan);
}

void
bsr_test_scan_add (BsrTestScan *scan, BsrBox box, double steel_mm)
{
  box = bsr_box_intersect (box, (BsrBox){ 0, 0, scan->width, scan->height });
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      scan->steel[y * scan->width + x] += (float) steel_mm;
}

BsrBox
bsr_test_scan_inside (const BsrTestScan *scan, BsrBox container, double left_mm, double top_mm,
                      double width_mm, double height_mm)
{
  return (BsrBox){ container.x + (int) lround (left_mm / scan->pitch_x_mm),
                   container.y + (int) lround (top_mm / scan->pitch_y_mm),
                   MAX (1, (int) lround (width_mm / scan->pitch_x_mm)),
                   MAX (1, (int) lround (height_mm / scan->pitch_y_mm)) };
}

void
bsr_test_scan_add_container (BsrTestScan *scan, BsrBox box)
{
  double length = box.width * scan->pitch_x_mm, height = box.height * scan->pitch_y_mm;

  for (int x = 0; x < box.width; x++) /* two walls, corrugated every 280 mm */
    {
      double mm = 3.6 + 0.5 * sin (2.0 * G_PI * x * scan->pitch_x_mm / 280.0);
      bsr_test_scan_add (scan, (BsrBox){ box.x + x, box.y, 1, box.height }, mm);
    }
  for (int end = 0; end < 2; end++)
    bsr_test_scan_add (scan, bsr_test_scan_inside (scan, box, end ? length - 170 : 0, 0, 170, height),
                       25.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, box, 0, 0, length, 60), 8.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, box, 0, height - 163, length, 28), 80.0);
  for (double left = 300.0; left < length - 300.0; left += 305.0) /* cross members */
    bsr_test_scan_add (scan, bsr_test_scan_inside (scan, box, left, height - 135, 45, 122), 60.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, box, 0, height - 135, length, 135), 6.0);
}

static double
gauss (guint64 *state)
{
  double a = bsr_test_random (state), b = bsr_test_random (state);
  return sqrt (-2.0 * log (1.0 - a)) * cos (2.0 * G_PI * b);
}

static BsrPlane *
expose_plane (const BsrTestScan *scan, double per_mm, guint64 *state)
{
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_U16, scan->width, scan->height, NULL);

  for (int y = 0; y < scan->height; y++)
    for (int x = 0; x < scan->width; x++)
      {
        double mm = MAX (0.0, (double) scan->steel[y * scan->width + x]);
        double counts = BSR_TEST_AIR * exp (-per_mm * mm);
        if (*state != 0) /* photons, and 3 counts of the electronics */
          counts += gauss (state) * sqrt (counts * BSR_TEST_AIR / BSR_TEST_PHOTONS + 9.0);
        bsr_plane_row_u16 (plane, y)[x] = (guint16) CLAMP (counts + 0.5, 0.0, 65535.0);
      }
  return plane;
}

BsrImage *
bsr_test_scan_expose (const BsrTestScan *scan, int n_planes, guint64 seed,
                      BsrAcquisition *acquisition)
{
  const double per_mm[] = { BSR_TEST_HIGH_PER_MM, BSR_TEST_LOW_PER_MM };
  BsrPlane *planes[2] = { NULL, NULL };
  GError *error = NULL;

  g_assert (n_planes == 1 || n_planes == 2);
  *acquisition = bsr_acquisition_assumed (n_planes);
  acquisition->pitch_x_mm = scan->pitch_x_mm;
  acquisition->pitch_y_mm = scan->pitch_y_mm;
  for (int i = 0; i < n_planes; i++)
    {
      acquisition->planes[i].energy_mv = i == 0 ? 6.0 : 4.0;
      acquisition->planes[i].air = BSR_TEST_AIR;
      planes[i] = expose_plane (scan, per_mm[i], &seed);
    }
  for (int i = 0; i * STEP_MM <= 300.0; i++)
    acquisition->steps[acquisition->n_steps++]
        = (BsrSteelStep){ i * STEP_MM, exp (-BSR_TEST_HIGH_PER_MM * i * STEP_MM) };
  BsrImage *image = bsr_image_new (planes, n_planes, 16, &error);
  bsr_test_assert_no_error (error);
  for (int i = 0; i < n_planes; i++)
    bsr_plane_unref (planes[i]);
  return image;
}
