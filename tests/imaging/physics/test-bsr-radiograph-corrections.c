#include "bsr-test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bsr-radiograph.h"

#define SEED 20261201
#define WIDTH 700
#define HEIGHT 320
#define AIR 60000.0

/* What a scanner does to a scan. */
typedef struct
{
  double gain, dose;  /* relative standard deviations */
  double dx, dy;      /* of plane 1, pixels */
  double swing;       /* amplitude, pixels */
} Faults;

static double
normal (guint64 *state)
{
  double radius = sqrt (-2.0 * log (1.0 - bsr_test_random (state)));
  return radius * cos (2.0 * G_PI * bsr_test_random (state));
}

static double
edge (double x)
{
  return 1.0 / (1.0 + exp (-1.6 * x));
}

/* Open beam around a container with roof, rail and floor, packages of many sizes in it. */
static double
scene (double x, double y)
{
  double inside = edge (x - 40.0) * edge (WIDTH - 40.0 - x);
  double a = 0.15 * edge (y - 30.0) * edge (290.0 - y)
             + 0.5 * edge (y - 30.0) * edge (38.0 - y) + 1.2 * edge (y - 275.0) * edge (290.0 - y);
  for (int i = 0; i < 16; i++)
    {
      double left = 50.0 + fmod (i * 137.31, WIDTH - 180.0), top = 60.0 + fmod (i * 71.77, 140.0);
      double width = 20.0 + fmod (i * 23.9, 70.0), height = 15.0 + fmod (i * 17.3, 60.0);
      if (x > left - 9.0 && x < left + width + 9.0 && y > top - 9.0 && y < top + height + 9.0)
        a += (0.15 + 0.05 * (i % 5)) * edge (x - left) * edge (left + width - x) * edge (y - top)
             * edge (top + height - y);
    }
  return inside * a;
}

static double
attenuation (double x, double y, int plane)
{
  return (plane == 0 ? 1.0 : 1.12) * scene (x, y);
}

/* (transfer full) */
static BsrImage *
scan_new (const Faults *faults)
{
  guint64 seed = SEED;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  BsrPlane *planes[2];
  for (int i = 0; i < 2; i++)
    {
      double gains[HEIGHT], doses[WIDTH];
      for (int y = 0; y < HEIGHT; y++)
        gains[y] = exp (faults->gain * normal (&seed));
      for (int x = 0; x < WIDTH; x++)
        doses[x] = exp (faults->dose * normal (&seed));
      planes[i] = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            double swing = faults->swing * sin (2.0 * G_PI * x / 200.0);
            double dx = i == 1 ? faults->dx : 0.0, dy = i == 1 ? faults->dy : 0.0;
            double mean = AIR * exp (-attenuation (x - dx, y - swing - dy, i));
            double counts = gains[y] * doses[x] * (mean + sqrt (225.0 + 4.0 * mean) * normal (&seed));
            bsr_plane_row_u16 (planes[i], y)[x] = (guint16)CLAMP (lrint (counts), 0, 65535);
          }
    }
  g_autoptr (GError) error = NULL;
  BsrImage *image = bsr_image_new (planes, 2, 16, &error);
  bsr_test_assert_no_error (error);
  bsr_plane_unref (planes[0]);
  bsr_plane_unref (planes[1]);
  return image;
}

static BsrRadiograph *
develop_image (BsrImage *image, int n_threads)
{
  g_autoptr (GError) error = NULL;
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  for (int i = 0; i < 2; i++)
    {
      acquisition.planes[i].energy_mv = i == 0 ? 6.0 : 4.0;
      acquisition.planes[i].air = AIR;
    }
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static BsrRadiograph *
develop (const Faults *faults)
{
  g_autoptr (BsrImage) image = scan_new (faults);
  return develop_image (image, 1);
}

/* Root mean square of what means of 64 pixels along a row (or a column) are off the truth. */
static double
unevenness (const BsrRadiograph *radiograph, int plane, gboolean rows)
{
  double sum = 0.0;
  int n = 0;
  for (int line = 50; line < (rows ? 270 : WIDTH - 60); line++)
    {
      double off = 0.0;
      for (int i = 0; i < 64; i++)
        {
          int x = rows ? 100 + i : line, y = rows ? line : 100 + i;
          off += ((double)bsr_radiograph_attenuation_at (radiograph, plane, x, y)
                  - attenuation (x, y, plane))
                 / 64.0;
        }
      sum += off * off;
      n++;
    }
  return sqrt (sum / n);
}

/* Root mean square of what pixels in the container are off the truth. @raw: by the counts as they
 * came. */
static double
misplacement (const BsrRadiograph *radiograph, int plane, gboolean raw)
{
  BsrPlane *counts = bsr_image_plane (bsr_radiograph_image (radiograph), plane);
  double sum = 0.0;
  int n = 0;
  for (int y = 20; y < HEIGHT - 20; y++)
    for (int x = 60; x < WIDTH - 60; x++, n++)
      {
        double a = (double)bsr_radiograph_attenuation_at (radiograph, plane, x, y);
        if (raw)
          a = log (AIR / bsr_plane_row_u16 (counts, y)[x]);
        sum += pow (a - attenuation (x, y, plane), 2.0);
      }
  return sqrt (sum / n);
}

static void
gains_and_doses_go (void **state)
{
  Faults faults = { .gain = 0.012, .dose = 0.012 };
  g_autoptr (BsrRadiograph) radiograph = develop (&faults);
  const BsrCorrections *corrections = bsr_radiograph_corrections (radiograph);
  for (int i = 0; i < 2; i++)
    {
      double rows = unevenness (radiograph, i, TRUE), columns = unevenness (radiograph, i, FALSE);
      print_message ("of 0.012 are left %.4f in rows, %.4f in columns; said %.4f, %.4f\n", rows,
                     columns, corrections->gain_spread[i], corrections->dose_spread[i]);
      assert_true (rows < 0.6 * faults.gain && columns < 0.6 * faults.dose);
      bsr_test_assert_close (corrections->gain_spread[i], faults.gain, 0.003);
      bsr_test_assert_close (corrections->dose_spread[i], faults.dose, 0.003);
    }
  bsr_test_assert_close (corrections->dx, 0.0, 0.0);
  bsr_test_assert_close (corrections->wobble, 0.0, 0.0);
}

/* Mean difference of plane 1's cells, attenuation. */
static double
cells_apart (const BsrRadiograph *a, const BsrRadiograph *b)
{
  const BsrCells *cells[] = { bsr_radiograph_cells (a), bsr_radiograph_cells (b) };
  int n = cells[0]->width * cells[0]->height;
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += abs (cells[0]->cells[i].low - cells[1]->cells[i].low);
  return sum / n / BSR_ATTENUATION_STEPS;
}

static void
energies_come_together (void **state)
{
  Faults none = { 0 }, faults = { .dx = 1.5, .dy = -2.0 };
  g_autoptr (BsrRadiograph) clean = develop (&none);
  g_autoptr (BsrRadiograph) radiograph = develop (&faults);
  const BsrCorrections *corrections = bsr_radiograph_corrections (radiograph);
  double raw = misplacement (radiograph, 1, TRUE), left = misplacement (radiograph, 1, FALSE);
  print_message ("offset %.2f, %.2f; off by %.4f before, %.4f after, %.4f without fault\n",
                 corrections->dx, corrections->dy, raw, left, misplacement (clean, 1, FALSE));
  bsr_test_assert_close (corrections->dx, faults.dx, 0.06);
  bsr_test_assert_close (corrections->dy, faults.dy, 0.06);
  assert_true (left < 0.15 * raw);
  double apart = cells_apart (clean, radiograph);
  print_message ("cells %.4f apart\n", apart);
  assert_true (apart < 0.004);
  /* The plane that the other is moved onto is as it was. */
  for (int y = 0; y < HEIGHT; y++)
    assert_memory_equal (bsr_plane_row_u16 (bsr_radiograph_codes (clean, 0), y),
                         bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 0), y),
                         WIDTH * sizeof (guint16));
}

static void
swings_go (void **state)
{
  Faults faults = { .swing = 2.0 };
  g_autoptr (BsrRadiograph) radiograph = develop (&faults);
  double wobble = bsr_radiograph_corrections (radiograph)->wobble;
  for (int i = 0; i < 2; i++)
    {
      double raw = misplacement (radiograph, i, TRUE), left = misplacement (radiograph, i, FALSE);
      print_message ("swing %.2f; off by %.4f before, %.4f after\n", wobble, raw, left);
      assert_true (left < 0.3 * raw);
    }
  bsr_test_assert_close (wobble, 2.0 / sqrt (2.0), 0.3);
}

static void
clean_scans_are_left_alone (void **state)
{
  Faults none = { 0 };
  g_autoptr (BsrRadiograph) radiograph = develop (&none);
  const BsrCorrections *corrections = bsr_radiograph_corrections (radiograph);
  BsrCorrections nothing = { 0 };
  for (int i = 0; i < 2; i++)
    print_message ("%.5f, %.5f\n", corrections->gain_spread[i], corrections->dose_spread[i]);
  assert_memory_equal (corrections, &nothing, sizeof nothing);
  /* Bit for bit what the counts alone are. */
  double air = bsr_radiograph_air (radiograph, 0);
  int n_good = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        if (bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), y)[x]
            & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE | BSR_PIXEL_OPAQUE))
          continue;
        int counts = bsr_plane_row_u16 (bsr_image_plane (bsr_radiograph_image (radiograph), 0), y)[x];
        int code = (int)bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 0), y)[x];
        double exact = BSR_ATTENUATION_STEPS * log (air / counts);
        assert_true (fabs (code - MAX (exact, 0.0)) < 0.52); /* nearest, by chords */
        n_good++;
      }
  assert_true (n_good > 0.95 * WIDTH * HEIGHT);
}

static void
threads_change_nothing (void **state)
{
  static const int n_threads[] = { 2, 5 };
  Faults faults = { 0.01, 0.01, 1.5, -2.0, 2.0 };
  g_autoptr (BsrImage) image = scan_new (&faults);
  g_autoptr (BsrRadiograph) one = develop_image (image, 1);
  assert_true (bsr_radiograph_corrections (one)->wobble > 0.0
               && bsr_radiograph_corrections (one)->dx > 0.0);
  const BsrCells *cells = bsr_radiograph_cells (one);
  for (guint k = 0; k < G_N_ELEMENTS (n_threads); k++)
    {
      g_autoptr (BsrRadiograph) more = develop_image (image, n_threads[k]);
      assert_memory_equal (bsr_radiograph_corrections (one), bsr_radiograph_corrections (more),
                           sizeof (BsrCorrections));
      assert_memory_equal (cells->cells, bsr_radiograph_cells (more)->cells,
                           sizeof (BsrCell) * (gsize)(cells->width * cells->height));
      for (int i = 0; i < 2; i++)
        for (int y = 0; y < HEIGHT; y++)
          {
            assert_memory_equal (bsr_plane_row_u16 (bsr_radiograph_codes (one, i), y),
                                 bsr_plane_row_u16 (bsr_radiograph_codes (more, i), y),
                                 WIDTH * sizeof (guint16));
            assert_memory_equal (bsr_plane_row_u8 (bsr_radiograph_flags (one, i), y),
                                 bsr_plane_row_u8 (bsr_radiograph_flags (more, i), y), WIDTH);
          }
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (gains_and_doses_go),         cmocka_unit_test (energies_come_together),
    cmocka_unit_test (swings_go),                  cmocka_unit_test (clean_scans_are_left_alone),
    cmocka_unit_test (threads_change_nothing),
  };
  return cmocka_run_group_tests_name ("radiograph-corrections", tests, NULL, NULL);
}
