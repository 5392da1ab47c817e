#include "bsr-test.h"
#include "bsr-energy-pair.h"
#include "stack-scan.h"

#include <math.h>

static const Stack stacks[] = { { "steel", 60.0, { 20, 20, 60, 60 } },
                                { "steel", 160.0, { 100, 20, 60, 60 } } };

static BsrRadiograph *
radiograph_of (void)
{
  StackScan scan = stack_scan_default (stacks, G_N_ELEMENTS (stacks), 180, 100);
  scan.electronic = 30.0;
  return stack_scan_develop (&scan, 1);
}

static void
pixels_are_sorted_by_what_they_say (void **state)
{
  BsrEnergySums sums = { 0 }, other = { 0 };
  bsr_energy_sums_add (&sums, 100, 120, BSR_PIXEL_AIR);
  bsr_energy_sums_add (&sums, 300, 320, BSR_PIXEL_OPAQUE);
  bsr_energy_sums_add (&sums, 300, 320, BSR_PIXEL_OPAQUE | BSR_PIXEL_DEAD);
  bsr_energy_sums_add (&sums, 300, 320, BSR_PIXEL_SPIKE);
  bsr_energy_sums_add (&other, 1, 2, BSR_PIXEL_SATURATED);
  bsr_energy_sums_merge (&sums, &other);
  assert_int_equal (sums.n, 1);
  assert_int_equal (sums.high, 100);
  assert_int_equal (sums.low, 120);
  assert_int_equal (sums.n_opaque, 1);
  assert_int_equal (sums.n_flawed, 3);
}

static void
runs_add_up (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  BsrEnergySums whole = { 0 }, parts = { 0 };
  for (int y = 30; y < 40; y++)
    {
      bsr_energy_sums_add_run (&whole, radiograph, 25, y, 50);
      bsr_energy_sums_add_run (&parts, radiograph, 25, y, 13);
      bsr_energy_sums_add_run (&parts, radiograph, 38, y, 37);
    }
  assert_memory_equal (&whole, &parts, sizeof whole);
  assert_true (whole.n > 480);
}

/* More pixels fall noise as the root of their number, and what is common not at all. */
static void
only_noise_averages (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  BsrEnergyPair one, many;
  bsr_energy_pair_init (&one, radiograph, 2.0, 2.3, 1.0);
  bsr_energy_pair_init (&many, radiograph, 2.0, 2.3, 100.0);
  bsr_test_assert_close (one.noise / many.noise, 10.0, 1e-9);
  bsr_test_assert_close (one.noise_high / many.noise_high, 10.0, 1e-9);
  bsr_test_assert_close (one.common, many.common, 0.0);
  assert_true (many.common > 0.002 && many.common < 0.02);
  bsr_energy_pair_init (&many, radiograph, 6.0, 6.3, 100.0);
  assert_true (many.common > 2.0 * one.common); /* stray radiation */
}

/* Behind 160 g/cm2 of steel single pixels are noisy: the mean of their logarithms is too high. */
static void
the_bias_of_the_logarithm_is_taken_off (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  BsrEnergySums sums = { 0 };
  for (int y = 25; y < 75; y++)
    bsr_energy_sums_add_run (&sums, radiograph, 105, y, 50);
  double high = (double) sums.high / sums.n / BSR_ATTENUATION_STEPS;
  double low = (double) sums.low / sums.n / BSR_ATTENUATION_STEPS;
  double noise = bsr_radiograph_noise (radiograph, 0, high);
  assert_true (noise > 0.02);
  BsrEnergyPair pair;
  bsr_energy_pair_init (&pair, radiograph, high, low, sums.n);
  BsrScatter scatter = bsr_scatter_or_usual (bsr_radiograph_scatter (radiograph, 0));
  double straight = high - 0.5 * noise * noise;
  bsr_test_assert_close (pair.high, straight + bsr_scatter_bias (&scatter, straight), 1e-9);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (pixels_are_sorted_by_what_they_say),
    cmocka_unit_test (runs_add_up),
    cmocka_unit_test (only_noise_averages),
    cmocka_unit_test (the_bias_of_the_logarithm_is_taken_off),
  };
  return cmocka_run_group_tests_name ("energy-pair", tests, NULL, NULL);
}
