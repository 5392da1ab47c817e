#include "bsr-test.h"

#include <math.h>

#include "bsr-test-load.h"

#define SEED 20261202
#define PITCH_MM 6.0
/* A border is told to two slices of 150 mm. */
#define BORDER_MM 300.0

static const BsrBox container = { 40, 20, 12192 / 6, 2591 / 6 };

typedef struct
{
  int n;
  BsrLoadRegion regions[BSR_LOAD_MOST_REGIONS], whole;
} Parts;

static BsrTestScan *
empty_new (void)
{
  BsrTestScan *scan
      = bsr_test_scan_new (container.width + 80, container.height + 40, PITCH_MM, PITCH_MM);
  bsr_test_scan_add_container (scan, container);
  return scan;
}

static void
put (BsrTestScan *scan, double left, double top, double width, double height, double steel_mm)
{
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, left, top, width, height), steel_mm);
}

static gboolean
is_known (double value)
{
  return isfinite (value) || isnan (value);
}

/* What must hold of every region of a scan, in @within. */
static void
assert_sound (const BsrLoadRegion *region, BsrBox within)
{
  const BsrMaterialShares *shares = &region->materials;
  BsrBox common = bsr_box_intersect (region->box, within);
  assert_memory_equal (&common, &region->box, sizeof common);
  assert_true (isfinite (region->mass_kg) && region->mass_kg >= 0.0);
  assert_true (region->mass_kg_low >= 0.0 && region->mass_kg_low <= region->mass_kg);
  assert_true (region->mass_kg_high >= region->mass_kg);
  assert_true (isfinite (region->length_mm) && isfinite (region->volume_m3));
  assert_true (region->opaque_fraction >= 0.0 && region->opaque_fraction <= 1.0);
  bsr_test_assert_close (shares->organic + shares->inorganic + shares->metal + shares->unknown, 1.0,
                         1e-9);
  assert_true (is_known (region->material_error));
  assert_true (isnan (region->packages_low) || region->packages_low <= region->packages_high);
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    assert_true (is_known ((double) region->descriptor.values[i]));
}

/* Parts from left to right that do not overlap and weigh together what the whole does. */
static Parts
part (const BsrTestLoad *load)
{
  Parts parts = { .whole = bsr_test_load_whole (load) };
  parts.n = bsr_load_regions_find (&load->look, parts.regions);
  BsrBox all = { 0, 0, bsr_radiograph_width (load->radiograph),
                 bsr_radiograph_height (load->radiograph) };
  assert_sound (&parts.whole, all);
  assert_in_range (parts.n, 0, BSR_LOAD_MOST_REGIONS);
  double kg = 0.0;
  int end = 0;
  for (int i = 0; i < parts.n; i++)
    {
      const BsrLoadRegion *region = &parts.regions[i];
      assert_sound (region, all);
      assert_true (region->box.x >= end);
      end = region->box.x + region->box.width;
      kg += region->mass_kg;
    }
  bsr_test_assert_close (kg, parts.whole.mass_kg, 0.01 * parts.whole.mass_kg);
  return parts;
}

static Parts
part_scan (const BsrTestScan *scan)
{
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  return part (load);
}

/* Two regions, the second of which begins @border_mm from the container's left end. */
static void
assert_border (const Parts *parts, double border_mm)
{
  assert_int_equal (parts->n, 2);
  bsr_test_assert_close ((parts->regions[1].box.x - container.x) * PITCH_MM, border_mm, BORDER_MM);
  bsr_test_assert_close ((double) parts->regions[1].box.x,
                         (double) (parts->regions[0].box.x + parts->regions[0].box.width), 0.0);
}

static void
assert_nothing (const BsrLoadRegion *region)
{
  bsr_test_assert_close (region->mass_kg, 0.0, 0.0);
  bsr_test_assert_close (region->volume_m3, 0.0, 0.0);
  bsr_test_assert_close (region->materials.unknown, 1.0, 0.0);
  assert_true (bsr_box_is_empty (region->box));
  assert_true (isnan (region->material_error));
  assert_true (isnan (region->packages_low) && isnan (region->packages_high));
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    assert_true (isnan (region->descriptor.values[i]));
}

static void
an_empty_container_has_no_regions (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  Parts parts = part_scan (scan);
  assert_int_equal (parts.n, 0);
  assert_nothing (&parts.whole);
}

static void
where_no_columns_are_there_is_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 80, 1000, 12032, 1420, 30.0);
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  static const int rows[][2] = { { 100, 100 }, { 200, 100 }, { -50, -10 }, { 10000, 20000 } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsrLoadRegion region = bsr_load_region_measure (&load->look, rows[i][0], rows[i][1]);
      assert_nothing (&region);
    }
}

static void
columns_outside_add_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 80, 1000, 12032, 1420, 30.0);
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  BsrLoadRegion whole = bsr_test_load_whole (load);
  BsrLoadRegion wide = bsr_load_region_measure (&load->look, -1000, 100000);
  assert_memory_equal (&whole.box, &wide.box, sizeof whole.box);
  bsr_test_assert_close (wide.mass_kg, whole.mass_kg, 0.0);
  bsr_test_assert_close (wide.length_mm, whole.length_mm, 0.0);
}

/* Narrower than a slice, than a place, than a cell. */
static void
the_tiniest_boxes_have_no_regions_that_are_not_sound (void **state)
{
  static const BsrBox boxes[] = { { 500, 200, 1, 1 },   { 500, 200, 2, 100 },  { 500, 200, 100, 2 },
                                  { 500, 200, 20, 20 }, { 500, 100, 40, 330 }, { 40, 20, 30, 431 } };
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 80, 400, 12032, 2020, 30.0);
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, boxes[i], SEED);
      part (load);
    }
}

static void
one_uniform_load_is_one_region (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 80, 1000, 12032, 1420, 30.0);
  Parts parts = part_scan (scan);
  assert_int_equal (parts.n, 1);
  const BsrLoadRegion *region = &parts.regions[0];
  bsr_test_assert_close (region->length_mm, 12192.0 - 2 * 170.0, 60.0);
  bsr_test_assert_close (region->volume_m3, 12.032 * 1.42 * 2.35, 2.0);
  bsr_test_assert_close ((region->box.y - container.y) * PITCH_MM, 1000.0, 60.0);
  /* It ends with the floor. */
  bsr_test_assert_close ((region->box.y + region->box.height - container.y) * PITCH_MM, 2420.0, 30.0);
  assert_true (isnan (region->material_error));
}

static void
halves_of_other_thickness_are_two_regions (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 80, 1000, 5000, 1420, 15.0);
  put (scan, 5080, 1000, 7032, 1420, 60.0);
  Parts parts = part_scan (scan);
  assert_border (&parts, 5080.0);
  assert_true (parts.regions[1].mass_kg > 3.0 * parts.regions[0].mass_kg);
}

static void
halves_of_other_height_are_two_regions (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 80, 400, 7000, 2020, 30.0);
  put (scan, 7080, 1600, 5032, 820, 30.0);
  Parts parts = part_scan (scan);
  assert_border (&parts, 7080.0);
  bsr_test_assert_close ((parts.regions[0].box.y - container.y) * PITCH_MM, 400.0, 90.0);
  bsr_test_assert_close ((parts.regions[1].box.y - container.y) * PITCH_MM, 1600.0, 90.0);
}

static void
halves_of_other_material_are_two_regions (void **state)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.pitch_x_mm = scanner.pitch_y_mm = 7.5;
  g_autoptr (BsrSceneModel) model = bsr_test_load_model_new (SEED);
  double organic_kg = bsr_test_load_add_block (model, "cellulose", 100.0, 2900.0, 1200.0);
  double steel_kg = bsr_test_load_add_block (model, "steel", 2900.0, 5800.0, 1200.0);
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_model (model, &scanner, SEED);
  Parts parts = part (load);
  assert_int_equal (parts.n, 2);
  /* As long as the space shows of them; the posts hide some. */
  bsr_test_assert_close (parts.regions[0].length_mm, 2800.0, BORDER_MM);
  bsr_test_assert_close (parts.regions[0].mass_kg, organic_kg, 0.1 * organic_kg);
  bsr_test_assert_close (parts.regions[1].mass_kg, steel_kg, 0.1 * steel_kg);
  assert_true (parts.regions[0].materials.organic > 0.9);
  assert_true (parts.regions[1].materials.metal > 0.9);
  bsr_test_assert_close (parts.whole.materials.organic, 0.5, 0.1);
  bsr_test_assert_close (parts.whole.materials.metal, 0.5, 0.1);
}

/* Ten blocks, no two neighbours alike. */
static void
there_are_never_more_than_there_is_room_for (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  for (int i = 0; i < 10; i++)
    put (scan, 80 + i * 1203, 1000, 1203, 1420, i % 2 == 0 ? 8.0 : 80.0);
  Parts parts = part_scan (scan);
  assert_int_equal (parts.n, BSR_LOAD_MOST_REGIONS);
}

/* Less than a slice of it. */
static void
load_in_one_column_is_one_region (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 6000, 1000, 12, 1420, 100.0);
  Parts parts = part_scan (scan);
  assert_int_equal (parts.n, 1);
  assert_true (parts.regions[0].length_mm <= 2 * 150.0);
  bsr_test_assert_close ((parts.regions[0].box.x - container.x) * PITCH_MM, 6000.0, 150.0);
}

static void
an_opaque_load_is_at_least_so_heavy (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 1000, 400, 10000, 2020, 900.0);
  Parts parts = part_scan (scan);
  assert_int_equal (parts.n, 1);
  assert_true (isinf (parts.regions[0].mass_kg_high));
  assert_true (parts.regions[0].mass_kg_low > 1000.0);
  assert_true (parts.regions[0].opaque_fraction > 0.95);
}

/* 540 mm long and 306 mm high; deeper than that or less, by what is usual. */
static void
packages_are_bounded_by_their_repetition (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  for (int i = 0; i < 21; i++)
    for (int k = 1; k <= 6; k++)
      put (scan, 300 + i * 540, 2420 - k * 306, 516, 288, 30.0);
  Parts parts = part_scan (scan);
  assert_int_equal (parts.n, 1);
  double as_deep_as_long = 21.0 * 6.0 * 2350.0 / 540.0;
  print_message ("%.0f stand for %.0f...%.0f\n", as_deep_as_long, parts.regions[0].packages_low,
                 parts.regions[0].packages_high);
  bsr_test_assert_close (parts.regions[0].packages_low, as_deep_as_long / 1.7,
                         0.1 * as_deep_as_long / 1.7);
  bsr_test_assert_close (parts.regions[0].packages_high, as_deep_as_long / 0.6,
                         0.1 * as_deep_as_long / 0.6);
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (an_empty_container_has_no_regions),
    cmocka_unit_test (where_no_columns_are_there_is_nothing),
    cmocka_unit_test (columns_outside_add_nothing),
    cmocka_unit_test (the_tiniest_boxes_have_no_regions_that_are_not_sound),
    cmocka_unit_test (one_uniform_load_is_one_region),
    cmocka_unit_test (halves_of_other_thickness_are_two_regions),
    cmocka_unit_test (halves_of_other_height_are_two_regions),
    cmocka_unit_test (halves_of_other_material_are_two_regions),
    cmocka_unit_test (there_are_never_more_than_there_is_room_for),
    cmocka_unit_test (load_in_one_column_is_one_region),
    cmocka_unit_test (an_opaque_load_is_at_least_so_heavy),
    cmocka_unit_test (packages_are_bounded_by_their_repetition),
  };
  return cmocka_run_group_tests_name ("load-region", tests, NULL, NULL);
}
