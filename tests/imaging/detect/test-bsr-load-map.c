#include "bsr-test.h"

#include <math.h>

#include "bsr-test-load.h"

#define SEED 20261130
#define PITCH_MM 6.0

static const BsrBox container = { 40, 20, 6058 / 6, 2591 / 6 };

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

static BsrLoadCell
cell_at (const BsrTestLoad *load, int x, int y)
{
  return bsr_plane_row_u8 (bsr_load_map_cells (load->map), y)[x];
}

static double
mass_at (const BsrTestLoad *load, int x, int y)
{
  return (double) bsr_plane_row_f32 (bsr_load_map_mass (load->map), y)[x];
}

/* Cells of row @y that hold load, as a share of the space. */
static double
share_of_row (const BsrTestLoad *load, int y)
{
  BsrBox space = bsr_load_map_space (load->map);
  int n = 0;
  for (int x = space.x; x < space.x + space.width; x++)
    n += cell_at (load, x, y) != BSR_LOAD_NONE;
  return (double) n / space.width;
}

/* Mass thickness of the load in row @y, g/cm2. */
static double
mean_of_row (const BsrTestLoad *load, int y)
{
  BsrBox space = bsr_load_map_space (load->map);
  double sum = 0.0;
  for (int x = space.x; x < space.x + space.width; x++)
    sum += (double) bsr_plane_row_f32 (bsr_load_map_mass (load->map), y)[x];
  return sum / space.width;
}

/* What must hold of every map. */
static void
assert_sound (const BsrTestLoad *load)
{
  BsrBox space = bsr_load_map_space (load->map);
  int width = bsr_grid_width (load->grid), height = bsr_grid_height (load->grid);
  assert_true (space.x >= 0 && space.y >= 0 && space.width >= 0 && space.height >= 0);
  assert_true (space.x + space.width <= width && space.y + space.height <= height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        assert_true (isfinite (mass_at (load, x, y)));
        if (cell_at (load, x, y) == BSR_LOAD_NONE)
          bsr_test_assert_close (mass_at (load, x, y), 0.0, 0.0);
        else
          assert_true (bsr_box_contains_point (space, x, y));
      }
}

/* kg of all cells of @kind. */
static double
weigh (const BsrTestLoad *load, BsrLoadCell kind)
{
  double g_cm2 = 0.0;
  for (int y = 0; y < bsr_grid_height (load->grid); y++)
    for (int x = 0; x < bsr_grid_width (load->grid); x++)
      if (cell_at (load, x, y) == kind)
        g_cm2 += mass_at (load, x, y);
  double cell_cm2 = bsr_grid_cell_width_mm (load->grid) * bsr_grid_cell_height_mm (load->grid) / 100.0;
  return g_cm2 * cell_cm2 / 1000.0;
}

static void
an_empty_container_holds_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  BsrBox space = bsr_load_map_space (load->map);
  assert_sound (load);
  for (int y = space.y; y < space.y + space.height; y++)
    assert_true (share_of_row (load, y) < 0.01);
}

static void
a_slab_is_seen_where_it_is (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 1200, 1200, 3000, 900, 40.0);
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  assert_sound (load);
  double expected = bsr_radiograph_mass_thickness (load->radiograph, 43.6)
                    - bsr_radiograph_mass_thickness (load->radiograph, 3.6);
  double cell_mm = bsr_grid_cell_width_mm (load->grid), sum = 0.0;
  int n = 0;
  for (int y = 0; y < bsr_grid_height (load->grid); y++)
    for (int x = 0; x < bsr_grid_width (load->grid); x++)
      {
        /* From the slab's edges inwards; load is told to half a place of 75 mm and a cell. */
        double across = fmin (x * cell_mm - 1200.0, 4200.0 - (x + 1) * cell_mm);
        double down = fmin (y * cell_mm - 1200.0, 2100.0 - (y + 1) * cell_mm);
        double in = fmin (across, down);
        if (in > cell_mm)
          assert_int_equal (cell_at (load, x, y), BSR_LOAD_SEEN);
        if (in < -75.0)
          assert_int_equal (cell_at (load, x, y), BSR_LOAD_NONE);
        if (in <= cell_mm)
          continue;
        sum += mass_at (load, x, y);
        n++;
      }
  assert_true (n > 5000);
  bsr_test_assert_close (sum / n, expected, 0.03 * expected);
}

/* Where every column is loaded up to the roof, what the rows below it would show is not known. */
static void
rows_that_are_never_bare_are_not_guessed (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 80, 70, 5898, 2350, 30.0);
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  BsrBox space = bsr_load_map_space (load->map);
  assert_sound (load);
  bsr_test_assert_close (share_of_row (load, space.y + 1), 0.0, 0.0);
  int middle = space.y + space.height / 2;
  assert_true (share_of_row (load, middle) > 0.99);
  double expected = bsr_radiograph_mass_thickness (load->radiograph, 33.6)
                    - bsr_radiograph_mass_thickness (load->radiograph, 3.6);
  bsr_test_assert_close (mean_of_row (load, middle), expected, 0.03 * expected);
}

/* Boxes of less than a place or a wall: no load is told, and nothing breaks. */
static void
the_tiniest_boxes_have_maps (void **state)
{
  static const BsrBox boxes[] = { { 300, 200, 1, 1 },   { 300, 200, 2, 100 }, { 300, 200, 100, 2 },
                                  { 300, 200, 12, 12 }, { 300, 200, 40, 40 }, { 40, 20, 30, 431 } };
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 80, 400, 5898, 2000, 30.0);
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, boxes[i], SEED);
      assert_sound (load);
    }
}

/* The roof's far edge, seen by a source below it, ends within a row of cells. */
static void
the_roof_s_fringe_is_no_load (void **state)
{
  static const int presets[] = { 1, 7 };
  g_autoptr (BsrSceneModel) model = bsr_test_load_model_new (SEED);
  bsr_test_load_add_block (model, "cellulose", 50.0, 5800.0, 600.0);
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      BsrScanner scanner = bsr_scanner_preset (presets[i]);
      g_autoptr (BsrTestLoad) load = bsr_test_load_of_model (model, &scanner, SEED);
      const BsrStructureFacts *facts = bsr_structure_facts (load->structure);
      assert_sound (load);
      assert_true (facts->roof_end > facts->roof_top);
      int most = facts->roof_end + bsr_grid_down (load->grid, 300.0);
      for (int y = facts->roof_top; y < most; y++)
        assert_true (share_of_row (load, y) < 0.1);
    }
}

/* Half of the floor is bare: its boards are seen, and what they hide is supposed. */
static void
boards_seen_aslant_hide_no_mass (void **state)
{
  static const int presets[] = { 3, 5 };
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      g_autoptr (BsrSceneModel) model = bsr_test_load_model_new (SEED);
      double kg = bsr_test_load_add_block (model, "cellulose", 300.0, 3300.0, 1200.0);
      BsrScanner scanner = bsr_scanner_preset (presets[i]);
      g_autoptr (BsrTestLoad) load = bsr_test_load_of_model (model, &scanner, SEED);
      assert_sound (load);
      double seen = weigh (load, BSR_LOAD_SEEN), supposed = weigh (load, BSR_LOAD_SUPPOSED);
      print_message ("preset %d: %.0f kg, seen %.0f, supposed %.0f\n", presets[i], kg, seen, supposed);
      assert_true (supposed > 0.05 * kg);
      bsr_test_assert_close (seen + supposed, kg, 0.05 * kg);
    }
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (an_empty_container_holds_nothing),
    cmocka_unit_test (a_slab_is_seen_where_it_is),
    cmocka_unit_test (rows_that_are_never_bare_are_not_guessed),
    cmocka_unit_test (the_tiniest_boxes_have_maps),
    cmocka_unit_test (the_roof_s_fringe_is_no_load),
    cmocka_unit_test (boards_seen_aslant_hide_no_mass),
  };
  return cmocka_run_group_tests_name ("load-map", tests, NULL, NULL);
}
