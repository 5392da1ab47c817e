#include "bsr-test.h"

#include "bsr-inside.h"
#include "bsr-test-scan.h"

static const BsrBox container = { 0, 0, 6000 / 5, 2600 / 5 };

static BsrTestScan *
container_scan_new (void)
{
  BsrTestScan *scan = bsr_test_scan_new (container.width + 40, container.height, 5.0, 5.0);
  bsr_test_scan_add_container (scan, container);
  return scan;
}

static BsrGrid *
grid_of (const BsrTestScan *scan)
{
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, 0, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrGrid *grid = bsr_grid_new (radiograph, container, 15.0, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return grid;
}

/* Rows of the grid, 15 mm each, from the roof down. */
static void
assert_space (const BsrInside *inside)
{
  BsrBox space = bsr_inside_space (inside);
  bsr_test_assert_close (space.x * 15.0, 178.0, 15.0);
  bsr_test_assert_close (space.y * 15.0, 118.0, 15.0);
  bsr_test_assert_close ((space.x + space.width) * 15.0, 6000.0 - 178.0, 15.0);
  bsr_test_assert_close ((space.y + space.height) * 15.0, 2600.0 - 163.0, 30.0);
}

static void
an_empty_one_is_measured (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  g_autoptr (BsrGrid) grid = grid_of (scan);
  g_autoptr (BsrInside) inside = bsr_inside_new (grid);
  assert_space (inside);
  bsr_test_assert_close (bsr_inside_wall_mm (inside), 3.6, 0.2);
  bsr_test_assert_close (bsr_inside_bare_mm (inside, 80), 3.6, 0.5);
  assert_true (bsr_inside_load_threshold (inside, 80) > bsr_inside_bare_mm (inside, 80) + 2.0);
  assert_true (bsr_inside_wall_sd_mm (inside) > 0.0);
}

static void
a_full_one_has_nominal_walls (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 60, 60, 5880, 2377), 50.0);
  g_autoptr (BsrGrid) grid = grid_of (scan);
  g_autoptr (BsrInside) inside = bsr_inside_new (grid);
  assert_space (inside);
  bsr_test_assert_close (bsr_inside_wall_mm (inside), 4.0, 0.5);
}

/* A source near the ground sees the roof as a band of 11 mm above the bare walls. */
static void
a_roof_seen_from_below_is_no_load (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 0, 0, 6000, 500), 8.0);
  g_autoptr (BsrGrid) grid = grid_of (scan);
  g_autoptr (BsrInside) inside = bsr_inside_new (grid);
  bsr_test_assert_close (bsr_inside_wall_mm (inside), 3.6, 0.3);
  bsr_test_assert_close (bsr_inside_bare_mm (inside, 20), 11.6, 1.0);
  bsr_test_assert_close (bsr_inside_bare_mm (inside, 80), 3.6, 0.5);
}

static void
structure_at_the_ends_is_passed (void **state)
{
  g_autoptr (BsrTestScan) scan = container_scan_new ();
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 170, 0, 150, 2600), 30.0);
  g_autoptr (BsrGrid) grid = grid_of (scan);
  g_autoptr (BsrInside) inside = bsr_inside_new (grid);
  BsrBox clear = bsr_inside_clear (inside), space = bsr_inside_space (inside);
  bsr_test_assert_close (clear.x * 15.0, 320.0, 15.0);
  assert_int_equal (clear.x + clear.width, space.x + space.width);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (an_empty_one_is_measured),
    cmocka_unit_test (a_full_one_has_nominal_walls),
    cmocka_unit_test (a_roof_seen_from_below_is_no_load),
    cmocka_unit_test (structure_at_the_ends_is_passed),
  };
  return cmocka_run_group_tests_name ("inside", tests, NULL, NULL);
}
