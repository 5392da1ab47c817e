#include "bsr-test.h"

#include <math.h>

#include "bsr-detector.h"

#define WIDTH 120
#define HEIGHT 240
#define OPEN_VARIANCE 1.2

/* Open beam, with @value in the rows and columns given. */
static BsrPlane *
step_plane (double value, int from_x, int to_x, int from_y, int to_y)
{
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_F32, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      bsr_plane_row_f32 (plane, y)[x]
          = x >= from_x && x < to_x && y >= from_y && y < to_y ? (float)value : 1.0f;
  return plane;
}

static BsrScanner
pure (void)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.pitch_y_mm = 5.0;
  scanner.scatter_reach_mm = 50.0;
  scanner.lag_columns = 4.0;
  return scanner;
}

static double
at (BsrPlane *plane, int x, int y)
{
  return (double)bsr_plane_row_f32 (plane, y)[x];
}

/* A wide block that stops all: its middle sees scatter alone, open columns none. */
static void
scatter_is_a_share_of_what_was_taken (void **state)
{
  g_autoptr (GError) error = NULL;
  BsrScanner scanner = pure ();
  scanner.scatter = 0.004;
  g_autoptr (BsrPlane) t = step_plane (0.0, 40, 80, 60, 180), v = step_plane (0.0, 40, 80, 60, 180);
  assert_true (bsr_detector_scatter (t, v, OPEN_VARIANCE, &scanner, 2, NULL, &error));
  bsr_test_assert_no_error (error);
  bsr_test_assert_close (at (t, 60, 120), 0.004, 1e-6);
  bsr_test_assert_close (at (v, 60, 120), 0.004 * OPEN_VARIANCE, 1e-6);
  bsr_test_assert_close (at (t, 60, 180) - 1.0, 0.002, 1e-4); /* half, at the edge */
  bsr_test_assert_close (at (t, 60, 190) - 1.0, 0.004 * 0.159, 3e-4); /* one deviation out */
  bsr_test_assert_close (at (t, 60, 230), 1.0, 1e-6);
  bsr_test_assert_close (at (t, 39, 120), 1.0, 1e-7); /* another fan */
}

static void
veil_follows_the_columns_mean_and_air_stays (void **state)
{
  BsrScanner scanner = pure ();
  scanner.veil = 0.002;
  g_autoptr (BsrPlane) t = step_plane (0.0, 40, 80, 0, 120), v = step_plane (0.0, 40, 80, 0, 120);
  assert_true (bsr_detector_scatter (t, v, OPEN_VARIANCE, &scanner, 1, NULL, NULL));
  bsr_test_assert_close (at (t, 60, 60), 0.001 / 1.002, 1e-6);
  bsr_test_assert_close (at (t, 10, 60), 1.0, 1e-6);
}

/* After a step from air to nothing the light fades as an exponential; air stays 1. */
static void
lag_fades_as_it_should (void **state)
{
  BsrScanner scanner = pure ();
  scanner.n_planes = 1;
  scanner.lag = 0.01;
  g_autoptr (BsrPlane) plane = step_plane (0.0, 60, WIDTH, 0, HEIGHT);
  assert_true (bsr_detector_lag (&plane, &scanner, 2, NULL, NULL));
  double fades = exp (-1.0 / 4.0), steady = 0.01 / (1.0 - fades);
  bsr_test_assert_close (at (plane, 30, 7), 1.0, 1e-6);
  for (int x = 60; x < 80; x++)
    bsr_test_assert_close (at (plane, x, 7), steady / (1.0 + steady) * pow (fades, x - 60), 1e-6);

  /* One bright pulse leaves @lag in the next. */
  g_autoptr (BsrPlane) dark = step_plane (0.0, 0, WIDTH, 0, HEIGHT);
  g_autoptr (BsrPlane) pulse = step_plane (0.0, 0, WIDTH, 0, HEIGHT);
  bsr_plane_row_f32 (pulse, 3)[100] = 1.0f;
  assert_true (bsr_detector_lag (&dark, &scanner, 1, NULL, NULL));
  assert_true (bsr_detector_lag (&pulse, &scanner, 1, NULL, NULL));
  bsr_test_assert_close ((at (pulse, 101, 3) - at (dark, 101, 3)) / at (pulse, 100, 3), 0.01, 1e-5);
}

static void
interlaced_energies_glow_into_each_other (void **state)
{
  BsrScanner scanner = pure ();
  scanner.lag = 0.01;
  for (int interlaced = 0; interlaced < 2; interlaced++)
    {
      g_autoptr (BsrPlane) high = step_plane (0.0, 0, WIDTH, 0, HEIGHT);
      g_autoptr (BsrPlane) low = step_plane (0.0, 0, WIDTH, 0, HEIGHT);
      bsr_plane_row_f32 (high, 3)[100] = 1.0f;
      BsrPlane *planes[] = { high, low };
      scanner.interlaced = interlaced;
      assert_true (bsr_detector_lag (planes, &scanner, 1, NULL, NULL));
      assert_true ((at (low, 100, 3) > 0.005) == interlaced);
      assert_true (at (low, 99, 3) < 0.001);
    }
}

static void
nothing_is_done_when_off (void **state)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  g_autoptr (BsrPlane) t = step_plane (0.3, 40, 80, 60, 180), v = step_plane (0.3, 40, 80, 60, 180);
  BsrPlane *planes[] = { t, v };
  assert_true (bsr_detector_scatter (t, v, OPEN_VARIANCE, &scanner, 1, NULL, NULL));
  assert_true (bsr_detector_lag (planes, &scanner, 1, NULL, NULL));
  assert_true (at (t, 60, 120) == (double)0.3f && at (t, 5, 5) == 1.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (scatter_is_a_share_of_what_was_taken),
    cmocka_unit_test (veil_follows_the_columns_mean_and_air_stays),
    cmocka_unit_test (lag_fades_as_it_should),
    cmocka_unit_test (interlaced_energies_glow_into_each_other),
    cmocka_unit_test (nothing_is_done_when_off),
  };
  return cmocka_run_group_tests_name ("detector", tests, NULL, NULL);
}
