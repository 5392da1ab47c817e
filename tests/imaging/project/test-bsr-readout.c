#include "bsr-test.h"

#include <math.h>

#include "bsr-readout.h"

#define SEED 4711
#define EDGE 300

static BsrPlane *
flat (double value)
{
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_F32, EDGE, EDGE, NULL);
  for (int y = 0; y < EDGE; y++)
    for (int x = 0; x < EDGE; x++)
      bsr_plane_row_f32 (plane, y)[x] = (float)value;
  return plane;
}

/* Without gain, dose and spikes: photons and electronics alone. */
static BsrScanner
quiet (void)
{
  BsrScanner scanner = bsr_scanner_single_energy ();
  scanner.gain_spread = scanner.pulse_spread = scanner.spikes_per_megapixel = 0.0;
  return scanner;
}

static BsrPlane *
counts_of (double transmission, double variance, const BsrScanner *scanner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPlane) t = flat (transmission), v = flat (variance);
  BsrPlane *counts = bsr_readout_counts (t, v, scanner, 0, SEED, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  return counts;
}

static void
moments (BsrPlane *counts, double *mean, double *variance)
{
  double sum = 0.0, squares = 0.0, n = (double)EDGE * EDGE;
  for (int y = 0; y < EDGE; y++)
    for (int x = 0; x < EDGE; x++)
      sum += bsr_plane_row_u16 (counts, y)[x];
  *mean = sum / n;
  for (int y = 0; y < EDGE; y++)
    for (int x = 0; x < EDGE; x++)
      squares += pow (bsr_plane_row_u16 (counts, y)[x] - *mean, 2.0);
  *variance = squares / n;
}

static void
mean_and_variance_are_as_modelled (void **state)
{
  BsrScanner scanner = quiet ();
  static const double cases[][2]
      = { { 0.9, 1.2 }, { 0.2, 0.28 }, { 0.01, 0.02 }, { 0.0008, 0.002 } };
  print_message ("seed %d\n", SEED);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsrPlane) counts = counts_of (cases[i][0], cases[i][1], &scanner);
      double mean, variance, n = (double)EDGE * EDGE;
      double air = scanner.air[0], electronic = scanner.electronic_noise;
      double expected
          = air * air * cases[i][1] / scanner.photons[0] + electronic * electronic + 1.0 / 12.0;
      moments (counts, &mean, &variance);
      bsr_test_assert_close (mean, scanner.dark[0] + air * cases[i][0], 5.0 * sqrt (expected / n));
      bsr_test_assert_close (variance / expected, 1.0, 0.03);
    }
}

static void
channels_differ_in_gain_and_pulses_in_dose (void **state)
{
  BsrScanner scanner = quiet ();
  scanner.photons[0] = 1e9;
  scanner.electronic_noise = 0.0;
  scanner.gain_spread = 0.01;
  g_autoptr (BsrPlane) rows = counts_of (0.5, 0.5, &scanner);
  double along = fabs (bsr_plane_row_u16 (rows, 10)[5] - (double)bsr_plane_row_u16 (rows, 10)[250]);
  double across = 0.0;
  for (int y = 0; y < EDGE; y++)
    across = MAX (across,
                  fabs (bsr_plane_row_u16 (rows, y)[5] - (double)bsr_plane_row_u16 (rows, 10)[5]));
  assert_true (along < 20.0 && across > 300.0);

  scanner.gain_spread = 0.0;
  scanner.pulse_spread = 0.01;
  g_autoptr (BsrPlane) columns = counts_of (0.5, 0.5, &scanner);
  double down
      = fabs (bsr_plane_row_u16 (columns, 5)[10] - (double)bsr_plane_row_u16 (columns, 250)[10]);
  double mean, variance;
  moments (columns, &mean, &variance);
  assert_true (down < 20.0);
  bsr_test_assert_close (sqrt (variance) / (mean - scanner.dark[0]), 0.01, 0.002);
}

static double
row_mean (BsrPlane *counts, int y)
{
  double sum = 0.0;
  for (int x = 0; x < EDGE; x++)
    sum += bsr_plane_row_u16 (counts, y)[x];
  return sum / EDGE;
}

/* Rows of a module share its gain; from module to module it steps by the spread. */
static void
modules_differ_in_gain (void **state)
{
  BsrScanner scanner = quiet ();
  scanner.photons[0] = 1e9;
  scanner.electronic_noise = 0.0;
  scanner.module_rows = 4;
  scanner.module_spread = 0.01;
  g_autoptr (BsrPlane) counts = counts_of (0.5, 0.5, &scanner);
  double squares = 0.0, within = 0.0, expected = 0.5 * scanner.air[0];
  int n = EDGE / 4;
  for (int module = 0; module < n; module++)
    {
      double first = row_mean (counts, module * 4) - scanner.dark[0];
      squares += pow (first / expected - 1.0, 2.0);
      within = MAX (within, fabs (row_mean (counts, module * 4 + 3) - scanner.dark[0] - first));
    }
  bsr_test_assert_close (sqrt (squares / n), 0.01, 0.003);
  assert_true (within < 2.0);
}

/* A channel that is right in air errs the more, the less comes through. */
static void
channels_err_behind_cargo (void **state)
{
  BsrScanner scanner = quiet ();
  scanner.photons[0] = 1e9;
  scanner.electronic_noise = 0.0;
  scanner.hardness_spread = 0.01;
  static const double transmissions[] = { 1.0, 0.1, 0.01 };
  for (gsize i = 0; i < G_N_ELEMENTS (transmissions); i++)
    {
      double t = transmissions[i], squares = 0.0;
      g_autoptr (BsrPlane) counts = counts_of (t, t, &scanner);
      for (int y = 0; y < EDGE; y++)
        squares += pow ((row_mean (counts, y) - scanner.dark[0]) / (t * scanner.air[0]) - 1.0, 2.0);
      bsr_test_assert_close (sqrt (squares / EDGE), 0.01 * -log (t), 0.001 + 0.15 * 0.01 * -log (t));
    }
}

static void
source_drifts (void **state)
{
  BsrScanner scanner = quiet ();
  scanner.photons[0] = 1e9;
  scanner.electronic_noise = 0.0;
  scanner.pulse_drift = 0.02;
  g_autoptr (BsrPlane) counts = counts_of (0.5, 0.5, &scanner);
  double most = 0.0, step = 0.0, expected = scanner.dark[0] + 0.5 * scanner.air[0];
  const guint16 *row = bsr_plane_row_u16 (counts, 5);
  for (int x = 1; x < EDGE; x++)
    {
      most = MAX (most, fabs (row[x] / expected - 1.0));
      step = MAX (step, fabs ((row[x] - (double)row[x - 1]) / expected));
    }
  assert_true (most > 0.002 && most < 0.021);
  assert_true (step < 0.002);
}

static void
signal_is_cut_at_both_ends (void **state)
{
  BsrScanner scanner = quiet ();
  g_autoptr (BsrPlane) bright = counts_of (1.2, 1.2, &scanner);
  assert_int_equal (bsr_plane_row_u16 (bright, 3)[3], 65535);
  scanner.dark[0] = 0.0;
  g_autoptr (BsrPlane) black = counts_of (0.0, 0.0, &scanner);
  int zeros = 0;
  for (int x = 0; x < EDGE; x++)
    zeros += bsr_plane_row_u16 (black, 7)[x] == 0;
  assert_in_range (zeros, EDGE / 3, EDGE * 2 / 3);
}

static void
dead_modules_answer_zero_and_spikes_stand_out (void **state)
{
  BsrScanner scanner = quiet ();
  scanner.spikes_per_megapixel = 500.0;
  scanner.n_dead = 2;
  scanner.dead[0] = (BsrDeadModule){ .first_row = 20, .n_rows = 4 };
  scanner.dead[1] = (BsrDeadModule){ .first_row = 40, .n_rows = 4, .period = 20, .width = 10 };
  g_autoptr (BsrPlane) counts = counts_of (0.1, 0.12, &scanner);
  int spikes = 0;
  for (int y = 0; y < EDGE; y++)
    for (int x = 0; x < EDGE; x++)
      {
        int value = bsr_plane_row_u16 (counts, y)[x];
        gboolean dead = (y >= 20 && y < 24) || (y >= 40 && y < 44 && x % 20 < 10);
        assert_true ((value == 0) == dead);
        spikes += value > 8500;
      }
  /* 45 are expected; one in thirty falls on a dead channel. */
  assert_in_range (spikes, 15, 80);
}

static void
blur_keeps_the_sum_and_flat_fields (void **state)
{
  g_autoptr (BsrPlane) plane = flat (0.0);
  bsr_plane_row_f32 (plane, 150)[150] = 1.0f;
  g_autoptr (BsrPlane) blurred = bsr_readout_blur (plane, 0.8, 2, NULL, NULL);
  double sum = 0.0, second = 0.0;
  for (int y = 140; y < 160; y++)
    for (int x = 140; x < 160; x++)
      {
        double value = (double)bsr_plane_row_f32 (blurred, y)[x];
        sum += value;
        second += value * (x - 150) * (x - 150);
      }
  bsr_test_assert_close (sum, 1.0, 1e-6);
  bsr_test_assert_close (second, 0.64, 0.02);

  g_autoptr (BsrPlane) even = flat (0.25), same = bsr_readout_blur (even, 0.8, 1, NULL, NULL);
  bsr_test_assert_close ((double)bsr_plane_row_f32 (same, 0)[0], 0.25, 1e-6);
  g_autoptr (BsrPlane) untouched = bsr_readout_blur (even, 0.0, 1, NULL, NULL);
  assert_ptr_equal (untouched, even);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (mean_and_variance_are_as_modelled),
    cmocka_unit_test (channels_differ_in_gain_and_pulses_in_dose),
    cmocka_unit_test (modules_differ_in_gain),
    cmocka_unit_test (channels_err_behind_cargo),
    cmocka_unit_test (source_drifts),
    cmocka_unit_test (signal_is_cut_at_both_ends),
    cmocka_unit_test (dead_modules_answer_zero_and_spikes_stand_out),
    cmocka_unit_test (blur_keeps_the_sum_and_flat_fields),
  };
  return cmocka_run_group_tests_name ("readout", tests, NULL, NULL);
}
