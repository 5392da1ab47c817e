#include "bsr-test.h"

#include <math.h>

#include "bsr-contrast.h"
#include "bsr-place.h"
#include "bsr-test-scan.h"

#define SCALE_MM 120.0

static BsrGrid *
grid_of (const BsrTestScan *scan)
{
  BsrAcquisition acquisition;
  BsrBox all = { 20, 0, scan->width - 20, scan->height };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, 0, &acquisition);
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrGrid *grid = bsr_grid_new (radiograph, all, 15.0, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return grid;
}

/* The first 20 columns are air. */
static BsrTestScan *
slab_new (double mm)
{
  BsrTestScan *scan = bsr_test_scan_new (820, 400, 5.0, 5.0);
  bsr_test_scan_add (scan, (BsrBox){ 20, 0, 800, 400 }, mm);
  return scan;
}

static BsrContrast *
contrast_of (const BsrGrid *grid, double opaque_mm)
{
  g_autoptr (GError) error = NULL;
  BsrBox all = { 0, 0, bsr_grid_width (grid), bsr_grid_height (grid) };
  BsrContrast *contrast = bsr_contrast_new (grid, all, BSR_CONTRAST_BOTH, SCALE_MM, opaque_mm, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  return contrast;
}

static double
largest (const BsrContrast *contrast)
{
  double most = 0.0;
  for (int y = 0; y < bsr_contrast_height (contrast); y++)
    for (int x = 0; x < bsr_contrast_width (contrast); x++)
      most = MAX (most, fabs ((double) bsr_plane_row_f32 (bsr_contrast_excess (contrast), y)[x]));
  return most;
}

static void
edges_layers_and_stacks_do_not_stand_out (void **state)
{
  g_autoptr (BsrTestScan) scan = slab_new (10.0);
  bsr_test_scan_add (scan, (BsrBox){ 20, 180, 800, 220 }, 40.0);  /* a layer */
  for (int x = 100; x < 800; x += 240)
    bsr_test_scan_add (scan, (BsrBox){ x, 0, 6, 400 }, -8.0);     /* gaps between stacks */
  g_autoptr (BsrGrid) grid = grid_of (scan);
  g_autoptr (BsrContrast) contrast = contrast_of (grid, 1e6);
  assert_true (largest (contrast) < 1.5);
}

static void
a_block_stands_out_by_what_it_is (void **state)
{
  g_autoptr (BsrTestScan) scan = slab_new (30.0);
  BsrBox truth = { 400, 200, 48, 48 };
  bsr_test_scan_add (scan, truth, 12.0);
  g_autoptr (BsrGrid) grid = grid_of (scan);
  g_autoptr (BsrContrast) contrast = contrast_of (grid, 1e6);
  bsr_test_assert_close (largest (contrast), 12.0, 0.5);

  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BsrPlace));
  assert_true (bsr_places_find (grid, contrast, 3.0, places, NULL));
  assert_int_equal (places->len, 1);
  const BsrPlace *place = &g_array_index (places, BsrPlace, 0);
  assert_true (bsr_box_iou (place->box, truth) > 0.6);
  bsr_test_assert_close (place->around_mm, 30.0, 0.5);
  bsr_test_assert_close (place->good, 1.0, 0.0);
  bsr_test_assert_close (place->opaque, 0.0, 0.0);
  bsr_test_assert_close (bsr_place_enclosure (place), 1.0, 0.25);
  bsr_test_assert_close (place->side_mm[BSR_SIDE_LEFT], 30.0, 2.0);
}

static void
what_surroundings_cannot_tell_is_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = slab_new (90.0);
  bsr_test_scan_add (scan, (BsrBox){ 400, 200, 48, 48 }, -30.0);
  g_autoptr (BsrGrid) grid = grid_of (scan);
  g_autoptr (BsrContrast) contrast = contrast_of (grid, 80.0);
  bsr_test_assert_close (largest (contrast), 0.0, 0.0);
}

static void
one_thing_at_two_scales_is_one_place (void **state)
{
  const BsrPlace found[] = {
    { .scale_mm = 80, .sigmas = 9, .weight = 9, .excess_mm = 10, .area_mm2 = 6400,
      .box = { 110, 110, 20, 20 } },
    { .scale_mm = 180, .sigmas = 8, .weight = 8, .excess_mm = 9, .area_mm2 = 32400,
      .box = { 100, 100, 45, 45 } }, /* fits best */
    { .scale_mm = 400, .sigmas = 6, .weight = 6, .excess_mm = 2, .area_mm2 = 160000,
      .box = { 80, 80, 90, 90 } },
    { .scale_mm = 180, .sigmas = -7, .weight = 7, .excess_mm = -9, .area_mm2 = 32400,
      .box = { 100, 100, 45, 45 } }, /* of the other sign: another thing */
  };
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BsrPlace));
  g_array_append_vals (places, found, G_N_ELEMENTS (found));
  bsr_places_merge (places);
  assert_int_equal (places->len, 2);
  assert_int_equal (g_array_index (places, BsrPlace, 0).box.width, 45);
  bsr_test_assert_close (g_array_index (places, BsrPlace, 0).weight, 9.0, 0.0);
  assert_true (g_array_index (places, BsrPlace, 1).sigmas < 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (edges_layers_and_stacks_do_not_stand_out),
    cmocka_unit_test (a_block_stands_out_by_what_it_is),
    cmocka_unit_test (what_surroundings_cannot_tell_is_nothing),
    cmocka_unit_test (one_thing_at_two_scales_is_one_place),
  };
  return cmocka_run_group_tests_name ("contrast", tests, NULL, NULL);
}
