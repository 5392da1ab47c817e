#include "bsr-test.h"

#include "bsr-grid.h"
#include "bsr-test-scan.h"

static BsrGrid *
grid_of (const BsrTestScan *scan, BsrBox box, double cell_mm)
{
  BsrAcquisition acquisition;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, 0, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrGrid *grid = bsr_grid_new (radiograph, box, cell_mm, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  return grid;
}

static void
cells_are_square_in_millimetres (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (100, 100, 8.0, 4.0);
  bsr_test_scan_add (scan, (BsrBox){ 20, 20, 61, 71 }, 20.0);
  g_autoptr (BsrGrid) grid = grid_of (scan, (BsrBox){ 20, 20, 61, 71 }, 16.0);
  bsr_test_assert_close (bsr_grid_cell_width_mm (grid), 16.0, 0.0);
  bsr_test_assert_close (bsr_grid_cell_height_mm (grid), 16.0, 0.0);
  assert_int_equal (bsr_grid_width (grid), 31); /* 30 of 2 pixels, and one of 1 */
  assert_int_equal (bsr_grid_height (grid), 18);
  assert_int_equal (bsr_grid_across (grid, 81.0), 5);
  assert_int_equal (bsr_grid_down (grid, 1.0), 1);

  BsrBox last = bsr_grid_to_pixels (grid, (BsrBox){ 30, 17, 1, 1 });
  assert_memory_equal (&last, &((BsrBox){ 80, 88, 1, 3 }), sizeof last);
  for (int y = 0; y < 18; y++)
    for (int x = 0; x < 31; x++)
      {
        bsr_test_assert_close (bsr_plane_row_f32 (bsr_grid_steel (grid), y)[x], 20.0, 0.2);
        /* 20 mm of steel at 7.87 g/cm3, known to organic or metal only: 10 %. */
        bsr_test_assert_close (bsr_plane_row_f32 (bsr_grid_mass (grid), y)[x], 15.74, 1.6);
        bsr_test_assert_close (bsr_plane_row_f32 (bsr_grid_good (grid), y)[x], 1.0, 0.0);
        bsr_test_assert_close (bsr_plane_row_f32 (bsr_grid_opaque (grid), y)[x], 0.0, 0.0);
        assert_true (bsr_plane_row_f32 (bsr_grid_variance (grid), y)[x] > 0.0F);
      }
}

static void
large_pixels_are_cells_of_their_own (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (40, 30, 40.0, 25.0);
  bsr_test_scan_add (scan, (BsrBox){ 10, 10, 20, 10 }, 30.0);
  g_autoptr (BsrGrid) grid = grid_of (scan, (BsrBox){ 0, 0, 40, 30 }, 15.0);
  assert_int_equal (bsr_grid_width (grid), 40);
  assert_int_equal (bsr_grid_height (grid), 30);
  bsr_test_assert_close (bsr_grid_cell_width_mm (grid), 40.0, 0.0);
  bsr_test_assert_close (bsr_plane_row_f32 (bsr_grid_steel (grid), 15)[15], 30.0, 0.3);
  bsr_test_assert_close (bsr_plane_row_f32 (bsr_grid_steel (grid), 3)[3], 0.0, 0.3);
}

static void
opaque_cells_say_so (void **state)
{
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (200, 120, 5.0, 5.0);
  bsr_test_scan_add (scan, (BsrBox){ 60, 40, 60, 60 }, 800.0);
  g_autoptr (BsrGrid) grid = grid_of (scan, (BsrBox){ 0, 0, 200, 120 }, 20.0);
  bsr_test_assert_close (bsr_plane_row_f32 (bsr_grid_opaque (grid), 15)[20], 1.0, 0.0);
  bsr_test_assert_close (bsr_plane_row_f32 (bsr_grid_opaque (grid), 2)[2], 0.0, 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (cells_are_square_in_millimetres),
    cmocka_unit_test (large_pixels_are_cells_of_their_own),
    cmocka_unit_test (opaque_cells_say_so),
  };
  return cmocka_run_group_tests_name ("grid", tests, NULL, NULL);
}
