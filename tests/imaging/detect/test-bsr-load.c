#include "bsr-test.h"

#include <math.h>

#include "bsr-test-load.h"

#define SEED 20261102

static const BsrBox container = { 40, 20, 6058 / 6, 2591 / 6 };

static BsrTestScan *
container_scan_new (void)
{
  BsrTestScan *scan = bsr_test_scan_new (1100, 480, 6.0, 6.0);
  bsr_test_scan_add_container (scan, container);
  return scan;
}

/* @kg_of_steel_mm: (out) (nullable): kg of a square metre of @steel_mm as the physics says */
static BsrLoad
describe (const BsrTestScan *scan, double steel_mm, double *kg_of_steel_mm)
{
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  if (kg_of_steel_mm != NULL) /* g/cm2 to kg/m2 */
    *kg_of_steel_mm = 10.0 * (bsr_radiograph_mass_thickness (load->radiograph, steel_mm + 3.6)
                              - bsr_radiograph_mass_thickness (load->radiograph, 3.6));
  return bsr_load_of_map (load->radiograph, load->grid, load->map, load->look.wall_sd_mm);
}

static void
empty_is_empty (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  BsrLoad load = describe (scan, 0.0, NULL);
  assert_true (load.empty);
  assert_true (load.empty_score > 0.9);
  assert_true (load.penetrated);
  assert_true (load.mass_kg < 50.0);
  assert_true (load.mass_kg_low >= 0.0 && load.mass_kg_high < 200.0);
  assert_true (load.fill_fraction < 0.01);
  /* The container's own: walls 14 m2 of 3.6 mm, floor, posts and rails as they were drawn. */
  assert_true (load.structure_kg > 500.0 && load.structure_kg < 3500.0);
}

static void
a_slab_weighs_what_it_is (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  double kg_m2;
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 900, 1200, 4200, 1200), 40.0);
  BsrLoad load = describe (scan, 40.0, &kg_m2);
  double expected = kg_m2 * 4.2 * 1.2;
  assert_false (load.empty);
  assert_true (load.penetrated);
  bsr_test_assert_close (load.mass_kg, expected, 0.05 * expected);
  assert_true (load.mass_kg_low < expected && load.mass_kg_high > expected);
  assert_true (isfinite (load.mass_kg_high));
  /* Of 2.31 m x 5.7 m inside. */
  bsr_test_assert_close (load.fill_fraction, 4.2 * 1.2 / (2.31 * 5.7), 0.03);
  bsr_test_assert_close (load.max_steel_mm, 44.0, 2.0);
}

static void
a_load_reaches_behind_the_posts (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  double kg_m2;
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 80, 1000, 5898, 1400), 25.0);
  BsrLoad load = describe (scan, 25.0, &kg_m2);
  double expected = kg_m2 * 5.898 * 1.4;
  bsr_test_assert_close (load.mass_kg, expected, 0.05 * expected);
}

static void
opaque_means_at_least (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 2000, 1600, 1500, 800), 600.0);
  BsrLoad load = describe (scan, 0.0, NULL);
  assert_false (load.empty);
  assert_false (load.penetrated);
  assert_true (isinf (load.mass_kg_high) && load.mass_kg_high > 0.0);
  assert_true (isfinite (load.mass_kg) && load.mass_kg_low > 0.0);
  bsr_test_assert_close (load.opaque_fraction, 1.5 * 0.8 / (6.058 * 2.591), 0.01);
}

static BsrLoadMass
weigh (const BsrTestLoad *load, int from, int to)
{
  return bsr_load_weigh (load->radiograph, load->grid, load->map, load->look.wall_sd_mm, from, to);
}

static void
columns_weigh_together_what_the_load_does (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 80, 1000, 5898, 1400), 25.0);
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  BsrLoad whole
      = bsr_load_of_map (load->radiograph, load->grid, load->map, load->look.wall_sd_mm);
  int width = bsr_grid_width (load->grid);
  BsrLoadMass all = weigh (load, 0, width);
  bsr_test_assert_close (all.kg, whole.mass_kg, 0.0);
  bsr_test_assert_close (all.low_kg, whole.mass_kg_low, 0.0);
  bsr_test_assert_close (all.high_kg, whole.mass_kg_high, 0.0);
  double kg = 0.0, loaded_mm2 = 0.0;
  for (int x = 0; x < width; x += 40)
    {
      BsrLoadMass some = weigh (load, x, x + 40);
      assert_true (some.low_kg <= some.kg && some.kg <= some.high_kg);
      assert_true (some.opaque_mm2 <= some.seen_mm2 && some.seen_mm2 <= some.loaded_mm2);
      kg += some.kg;
      loaded_mm2 += some.loaded_mm2;
    }
  bsr_test_assert_close (kg, all.kg, 1e-6 * all.kg);
  bsr_test_assert_close (loaded_mm2, all.loaded_mm2, 1e-6 * all.loaded_mm2);
}

static void
no_columns_weigh_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 80, 1000, 5898, 1400), 25.0);
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  static const int rows[][2] = { { 50, 50 }, { 60, 50 }, { -20, -10 }, { 5000, 6000 } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsrLoadMass mass = weigh (load, rows[i][0], rows[i][1]);
      bsr_test_assert_close (mass.kg + mass.high_kg + mass.loaded_mm2, 0.0, 0.0);
    }
}

static void
two_loads_are_taken_together (void **state)
{
  const BsrLoad loads[2] = {
    { .empty = TRUE, .empty_score = 0.9, .mass_kg = 10.0, .mass_kg_low = 5.0, .mass_kg_high = 15.0,
      .structure_kg = 2000.0, .fill_fraction = 0.0, .max_steel_mm = 4.0, .penetrated = TRUE },
    { .empty_score = 0.0, .mass_kg = 9000.0, .mass_kg_low = 8000.0, .mass_kg_high = INFINITY,
      .structure_kg = 2500.0, .fill_fraction = 0.8, .max_steel_mm = 300.0, .opaque_fraction = 0.4 },
  };
  BsrLoad both = bsr_load_join (loads, (double[]){ 100.0, 300.0 });
  assert_false (both.empty);
  assert_false (both.penetrated);
  bsr_test_assert_close (both.empty_score, 0.0, 0.0);
  bsr_test_assert_close (both.mass_kg, 9010.0, 1e-9);
  bsr_test_assert_close (both.mass_kg_low, 8005.0, 1e-9);
  assert_true (isinf (both.mass_kg_high));
  bsr_test_assert_close (both.structure_kg, 4500.0, 1e-9);
  bsr_test_assert_close (both.fill_fraction, 0.6, 1e-9);
  bsr_test_assert_close (both.opaque_fraction, 0.3, 1e-9);
  bsr_test_assert_close (both.max_steel_mm, 300.0, 0.0);
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (empty_is_empty),
    cmocka_unit_test (a_slab_weighs_what_it_is),
    cmocka_unit_test (a_load_reaches_behind_the_posts),
    cmocka_unit_test (opaque_means_at_least),
    cmocka_unit_test (columns_weigh_together_what_the_load_does),
    cmocka_unit_test (no_columns_weigh_nothing),
    cmocka_unit_test (two_loads_are_taken_together),
  };
  return cmocka_run_group_tests_name ("load", tests, NULL, NULL);
}
