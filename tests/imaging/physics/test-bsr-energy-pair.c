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

/* Pixels of air, of steel, opaque and at full scale. */
static void
pixels_are_sorted_by_what_they_say (void **state)
{
  static const Stack blocks[] = { { "steel", 60.0, { 20, 20, 60, 60 } }, { "lead", 900.0, { 100, 20, 60, 60 } } };
  StackScan scan = stack_scan_default (blocks, G_N_ELEMENTS (blocks), 180, 100);
  g_autoptr (BsrRadiograph) radiograph = stack_scan_develop (&scan, 1);
  BsrEnergySums air = { 0 }, steel = { 0 }, lead = { 0 }, both = { 0 };
  bsr_energy_sums_add_run (&air, radiograph, 0, 5, 180);
  bsr_energy_sums_add_run (&steel, radiograph, 30, 50, 40);
  bsr_energy_sums_add_run (&lead, radiograph, 100, 50, 60);
  bsr_energy_sums_add_run (&both, radiograph, 100, 50, 60);
  bsr_energy_sums_merge (&both, &steel);
  assert_true (air.n + air.n_flawed == 180 && air.n > 170);
  assert_true (steel.n >= 38 && steel.n_opaque == 0);
  assert_true (steel.low > steel.high && steel.high > steel.n * 2u * BSR_ATTENUATION_STEPS);
  assert_int_equal (steel.brighter, 0);
  assert_true (lead.n_opaque > 50);
  assert_int_equal (both.n, lead.n + steel.n);
  assert_int_equal (both.n_opaque, lead.n_opaque + steel.n_opaque);
  assert_int_equal (both.high, lead.high + steel.high);
}

/* Within two pixels of air a dark pixel may hold some of its light. */
static void
what_is_brighter_beside_is_known (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  BsrEnergySums inside = { 0 }, edge = { 0 };
  for (int y = 30; y < 70; y++)
    {
      bsr_energy_sums_add_run (&inside, radiograph, 24, y, 1);
      bsr_energy_sums_add_run (&edge, radiograph, 21, y, 1);
    }
  assert_int_equal (inside.brighter, 0);
  bsr_test_assert_close ((double) edge.brighter / edge.n / 65536.0, 0.88, 0.03);
  BsrEnergyPair dark, light;
  bsr_energy_pair_of_sums (&dark, radiograph, &inside);
  inside.brighter = edge.brighter;
  bsr_energy_pair_of_sums (&light, radiograph, &inside);
  assert_true (light.common > dark.common + 0.005);
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

/* Where the attenuation rises by half a neper a pixel, along both axes, less is known. */
static void
edges_say_less (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of ();
  BsrEnergySums sums = { .high = 100 * 8192, .low = 100 * 9421, .n = 100 };
  BsrEnergyPair level, steep;
  bsr_energy_pair_of_sums (&level, radiograph, &sums);
  sums.slope_x = 100 * BSR_ATTENUATION_STEPS;
  sums.slope_y = -100 * BSR_ATTENUATION_STEPS;
  bsr_energy_pair_of_sums (&steep, radiograph, &sums);
  bsr_test_assert_close (steep.common, hypot (level.common, 0.25 * M_SQRT1_2), 1e-9);
  bsr_test_assert_close (steep.high, level.high, 0.0);
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
    cmocka_unit_test (what_is_brighter_beside_is_known),
    cmocka_unit_test (runs_add_up),
    cmocka_unit_test (only_noise_averages),
    cmocka_unit_test (edges_say_less),
    cmocka_unit_test (the_bias_of_the_logarithm_is_taken_off),
  };
  return cmocka_run_group_tests_name ("energy-pair", tests, NULL, NULL);
}
