#include "bsr-test.h"

#include <math.h>

#include "bsr-load.h"
#include "bsr-test-scan.h"

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
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, SEED, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrGrid) grid = bsr_grid_new (radiograph, container, 15.0, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrInside) inside = bsr_inside_new (grid);
  if (kg_of_steel_mm != NULL) /* g/cm2 to kg/m2 */
    *kg_of_steel_mm = 10.0 * (bsr_radiograph_mass_thickness (radiograph, steel_mm + 3.6)
                              - bsr_radiograph_mass_thickness (radiograph, 3.6));
  g_autoptr (BsrStructure) structure = bsr_structure_new (grid, inside, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrLoadMap) map = bsr_load_map_new (grid, inside, structure, &error);
  bsr_test_assert_no_error (error);
  return bsr_load_of_map (radiograph, grid, map, bsr_inside_wall_sd_mm (inside));
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

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (empty_is_empty),
    cmocka_unit_test (a_slab_weighs_what_it_is),
    cmocka_unit_test (a_load_reaches_behind_the_posts),
    cmocka_unit_test (opaque_means_at_least),
  };
  return cmocka_run_group_tests_name ("load", tests, NULL, NULL);
}
