#include "bsr-test.h"
#include "bsr-noise-model.h"
#include "synthetic-scan.h"

#include <math.h>

/* Eight steps of falling transmission, 1 to e^-7, each 32 pixels wide. */
static double
steps_scene (int x, int y, int plane)
{
  return exp (-(double) (x / 32));
}

/* The same with a ramp and stripes over it: texture that must not read as noise. */
static double
textured_scene (int x, int y, int plane)
{
  double texture = y < 48 ? 0.2 * (y % 4) : 0.0;
  return exp (-(double) (x / 32) - 0.002 * y - texture);
}

static BsrNoiseModel
measure (const SyntheticScan *scan)
{
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  synthetic_scan_planes (scan, planes);
  g_autoptr (BsrPlane) counts = planes[0];
  g_autoptr (BsrPlane) flags
      = bsr_plane_new (BSR_FORMAT_U8, scan->width, scan->height, NULL);
  g_autofree float *signal = g_new (float, 65536);
  for (int i = 0; i < 65536; i++)
    signal[i] = (float) (i - scan->dark);
  BsrNoiseModel model;
  g_autoptr (GError) error = NULL;
  assert_true (bsr_noise_model_measure (&model, counts, signal, flags, scan->air, 1.0, 1, NULL, &error));
  bsr_test_assert_no_error (error);
  return model;
}

static void
compare (const SyntheticScan *scan, double tolerance)
{
  BsrNoiseModel model = measure (scan);
  for (int i = 0; i < 8; i++)
    {
      double mean = scan->air * exp (-i);
      double truth = sqrt (scan->electronic * scan->electronic + scan->gain * mean);
      double found = sqrt (bsr_noise_model_variance (&model, mean));
      print_message ("mean %.0f: noise %.1f, truth %.1f\n", mean, found, truth);
      bsr_test_assert_close (found / truth, 1.0, tolerance);
    }
}

static void
steps_recover_noise (void **state)
{
  SyntheticScan scan = synthetic_scan_default (steps_scene);
  scan.n_planes = 1;
  scan.dark = 400.0;
  compare (&scan, 0.10);
  scan.gain = 1.0;
  scan.electronic = 60.0;
  scan.seed = 99;
  compare (&scan, 0.10);
}

static void
texture_is_not_noise (void **state)
{
  SyntheticScan scan = synthetic_scan_default (textured_scene);
  scan.n_planes = 1;
  scan.dark = 400.0;
  compare (&scan, 0.20);
}

static void
variance_never_falls_and_is_positive (void **state)
{
  SyntheticScan scan = synthetic_scan_default (textured_scene);
  scan.n_planes = 1;
  BsrNoiseModel model = measure (&scan);
  double last = 0.0;
  for (double signal = 0.0; signal < 1e6; signal = signal * 1.1 + 1.0)
    {
      double variance = bsr_noise_model_variance (&model, signal);
      assert_true (isfinite (variance) && variance > 0.0);
      assert_true (variance >= last * (1.0 - 1e-12));
      last = variance;
    }
  assert_true (bsr_noise_model_variance (&model, -5.0) > 0.0);
}

static double
open_scene (int x, int y, int plane)
{
  return 1.0;
}

/* Too small to hold blocks: the nominal 1 % of the open beam. */
static void
tiny_image_takes_the_nominal_noise (void **state)
{
  SyntheticScan scan = synthetic_scan_default (open_scene);
  scan.n_planes = 1;
  scan.width = 5;
  scan.height = 3;
  BsrNoiseModel model = measure (&scan);
  assert_int_equal (model.n_knots, 0);
  bsr_test_assert_close (sqrt (bsr_noise_model_variance (&model, 60000.0)), 600.0, 1.0);
}

/* Without noise, what is left is that of rounding: 1 / sqrt 12 of a count. */
static void
rounding_is_the_least_noise (void **state)
{
  SyntheticScan scan = synthetic_scan_default (open_scene);
  scan.n_planes = 1;
  scan.electronic = scan.gain = 0.0;
  BsrNoiseModel model = measure (&scan);
  bsr_test_assert_close (bsr_noise_model_variance (&model, 60000.0), 1.0 / 12.0, 1e-9);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (steps_recover_noise),
    cmocka_unit_test (texture_is_not_noise),
    cmocka_unit_test (variance_never_falls_and_is_positive),
    cmocka_unit_test (tiny_image_takes_the_nominal_noise),
    cmocka_unit_test (rounding_is_the_least_noise),
  };
  return cmocka_run_group_tests_name ("noise-model", tests, NULL, NULL);
}
