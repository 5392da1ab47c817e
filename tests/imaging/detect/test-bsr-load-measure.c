#include "bsr-test.h"

#include <math.h>

#include "bsr-test-load.h"

#define SEED 20261201
#define PITCH_MM 6.0

static const BsrBox container = { 40, 20, 6058 / 6, 2591 / 6 };
/* The floor's boards begin there, mm below the roof. */
#define FLOOR_MM 2420.0

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

static BsrLoadRegion
measure (const BsrTestScan *scan)
{
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  return bsr_test_load_whole (load);
}

static double
value (const BsrLoadRegion *region, BsrLoadMeasure measure)
{
  return (double) region->descriptor.values[measure];
}

/* Packages of @width by @height, 24 mm and 18 mm of each a gap, @n along and @n_up upwards. */
static void
stack (BsrTestScan *scan, double left, double width, double height, int n, int n_up)
{
  for (int i = 0; i < n; i++)
    for (int k = 1; k <= n_up; k++)
      put (scan, left + i * width, FLOOR_MM - k * height, width - 24.0, height - 18.0, 30.0);
}

static void
nothing_is_measured_of_nothing (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  BsrLoadRegion region = measure (scan);
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    assert_true (isnan (region.descriptor.values[i]));
}

static void
a_uniform_slab_is_as_thick_high_and_dense_as_it_is (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 600, 1220, 4800, 1200, 30.0);
  g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, container, SEED);
  BsrLoadRegion region = bsr_test_load_whole (load);
  BsrBox space = bsr_load_map_space (load->map);
  double inside_mm = space.height * bsr_grid_cell_height_mm (load->grid);
  double g_cm2 = bsr_radiograph_mass_thickness (load->radiograph, 33.6)
                 - bsr_radiograph_mass_thickness (load->radiograph, 3.6);
  bsr_test_assert_close (value (&region, BSR_LOAD_MEASURE_MASS_THICKNESS), log (g_cm2), 0.03);
  /* From wall to wall, 2,350 mm. */
  bsr_test_assert_close (value (&region, BSR_LOAD_MEASURE_BULK_DENSITY), log (g_cm2 / 235.0), 0.1);
  bsr_test_assert_close (value (&region, BSR_LOAD_MEASURE_FILL_HEIGHT), 1200.0 / inside_mm, 0.04);
  bsr_test_assert_close (value (&region, BSR_LOAD_MEASURE_GAPS), 0.0, 0.01);
  assert_true (isnan (value (&region, BSR_LOAD_MEASURE_MATERIAL)));
  assert_true (isnan (value (&region, BSR_LOAD_MEASURE_MATERIAL_SPREAD)));
}

static void
packages_repeat_as_they_are_long_and_high (void **state)
{
  static const struct
  {
    double width, height;
    int n, n_up;
  } rows[] = { { 600.0, 300.0, 9, 6 },  { 420.0, 240.0, 12, 8 }, { 540.0, 306.0, 10, 6 },
               { 414.0, 252.0, 13, 7 }, { 900.0, 402.0, 6, 5 } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BsrTestScan) scan = empty_new ();
      stack (scan, 300.0, rows[i].width, rows[i].height, rows[i].n, rows[i].n_up);
      BsrLoadRegion region = measure (scan);
      double across = exp (value (&region, BSR_LOAD_MEASURE_PERIOD_ACROSS));
      double up = exp (value (&region, BSR_LOAD_MEASURE_PERIOD_UP));
      print_message ("%.0f x %.0f mm seen as %.0f x %.0f\n", rows[i].width, rows[i].height, across, up);
      /* To a cell of 18 mm. */
      bsr_test_assert_close (across, rows[i].width, 18.0);
      bsr_test_assert_close (up, rows[i].height, 18.0);
      assert_true (value (&region, BSR_LOAD_MEASURE_REPEAT_ACROSS) > 0.35);
      assert_true (value (&region, BSR_LOAD_MEASURE_REPEAT_UP) > 0.35);
    }
}

/* A shelf: 400 mm of load, as much free below it, and load again. */
static void
what_the_beam_passes_freely_is_a_gap (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  put (scan, 600, 1220, 4800, 400, 30.0);
  put (scan, 600, 2020, 4800, 400, 30.0);
  BsrLoadRegion region = measure (scan);
  /* Edges of load are told to half a place of 75 mm. */
  bsr_test_assert_close (value (&region, BSR_LOAD_MEASURE_GAPS), 1.0 / 3.0, 0.08);
}

static void
layers_vary_upwards_and_stacks_along (void **state)
{
  g_autoptr (BsrTestScan) layers = empty_new (), stacks = empty_new ();
  for (int i = 0; i < 6; i++)
    put (layers, 600, 1220 + i * 200, 4800, 200, i % 2 == 0 ? 20.0 : 40.0);
  for (int i = 0; i < 24; i++)
    put (stacks, 600 + i * 200, 1220, 200, 1200, i % 2 == 0 ? 20.0 : 40.0);
  BsrLoadRegion upright = measure (stacks), level = measure (layers);
  assert_true (value (&level, BSR_LOAD_MEASURE_LAYERING) > 0.5);
  assert_true (value (&upright, BSR_LOAD_MEASURE_LAYERING) < -0.5);
}

/* Squares of @edge_mm, alternately 20 mm and 40 mm of steel. */
static BsrLoadRegion
measure_board (double edge_mm)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  int n = (int) (4800.0 / edge_mm), n_up = (int) (1800.0 / edge_mm);
  for (int i = 0; i < n; i++)
    for (int k = 0; k < n_up; k++)
      put (scan, 600.0 + i * edge_mm, FLOOR_MM - (k + 1) * edge_mm, edge_mm, edge_mm,
           (i + k) % 2 == 0 ? 20.0 : 40.0);
  return measure (scan);
}

static void
each_spread_is_of_its_own_size (void **state)
{
  BsrLoadRegion fine = measure_board (30.0), middle = measure_board (150.0),
                coarse = measure_board (600.0);
  /* A third of the mean, where the size is right. */
  assert_true (value (&fine, BSR_LOAD_MEASURE_SPREAD_FINE) > log (0.2));
  assert_true (value (&fine, BSR_LOAD_MEASURE_SPREAD_COARSE) < log (0.1));
  assert_true (value (&middle, BSR_LOAD_MEASURE_SPREAD_MIDDLE) > log (0.2));
  assert_true (value (&middle, BSR_LOAD_MEASURE_SPREAD_COARSE) < log (0.1));
  assert_true (value (&coarse, BSR_LOAD_MEASURE_SPREAD_COARSE) > log (0.2));
  assert_true (value (&coarse, BSR_LOAD_MEASURE_SPREAD_MIDDLE)
               < value (&middle, BSR_LOAD_MEASURE_SPREAD_MIDDLE));
  assert_true (value (&coarse, BSR_LOAD_MEASURE_SPREAD_FINE)
               < value (&fine, BSR_LOAD_MEASURE_SPREAD_FINE) - 0.5);
}

/* A few heavy places among light ones, and the reverse. */
static void
skewness_tells_which_way_a_load_is_uneven (void **state)
{
  for (int sign = -1; sign <= 1; sign += 2)
    {
      g_autoptr (BsrTestScan) scan = empty_new ();
      put (scan, 600, 620, 4800, 1800, 30.0);
      for (int i = 0; i < 4; i++)
        put (scan, 900 + i * 1200, 1400, 300, 300, sign * 20.0);
      BsrLoadRegion region = measure (scan);
      assert_true (sign * value (&region, BSR_LOAD_MEASURE_SKEWNESS) > 1.0);
    }
}

/* Pixels larger than all places: a scan file may state them. */
static void
pixels_larger_than_a_place_end_well (void **state)
{
  static const double pitches[] = { 75.0, 160.0, 250.0, 700.0 };
  for (gsize i = 0; i < G_N_ELEMENTS (pitches); i++)
    {
      double pitch = pitches[i];
      BsrBox box = { 2, 2, (int) (12192.0 / pitch), MAX (2, (int) (2591.0 / pitch)) };
      g_autoptr (BsrTestScan) scan = bsr_test_scan_new (box.width + 4, box.height + 4, pitch, pitch);
      bsr_test_scan_add (scan, box, 4.0);
      bsr_test_scan_add (scan, (BsrBox){ box.x + 1, box.y + 1, box.width - 2, box.height - 1 }, 30.0);
      g_autoptr (BsrTestLoad) load = bsr_test_load_of_scan (scan, box, SEED);
      BsrLoadRegion region = bsr_test_load_whole (load);
      for (int k = 0; k < BSR_N_LOAD_MEASURES; k++)
        assert_false (isinf (region.descriptor.values[k]));
    }
}

static void
two_energies_tell_organic_goods_from_steel (void **state)
{
  static const struct
  {
    const char *material;
    double place, tolerance;
  } rows[] = { { "cellulose", 0.0, 0.06 }, { "aluminium", 0.36, 0.1 }, { "steel", 1.0, 0.06 } };
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.pitch_x_mm = scanner.pitch_y_mm = 7.5;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BsrSceneModel) model = bsr_test_load_model_new (SEED);
      bsr_test_load_add_block (model, rows[i].material, 500.0, 5300.0, 1200.0);
      g_autoptr (BsrTestLoad) load = bsr_test_load_of_model (model, &scanner, SEED);
      assert_non_null (load->places);
      BsrLoadRegion region = bsr_test_load_whole (load);
      const BsrMaterialShares *shares = &region.materials;
      const double of_class[] = { shares->organic, shares->inorganic, shares->metal };
      print_message ("%s: %.3f +- %.3f, %.2f %.2f %.2f %.2f\n", rows[i].material,
                     value (&region, BSR_LOAD_MEASURE_MATERIAL), region.material_error,
                     shares->organic, shares->inorganic, shares->metal, shares->unknown);
      assert_true (of_class[i] > 0.9);
      bsr_test_assert_close (shares->organic + shares->inorganic + shares->metal + shares->unknown,
                             1.0, 1e-9);
      bsr_test_assert_close (value (&region, BSR_LOAD_MEASURE_MATERIAL), rows[i].place,
                             rows[i].tolerance);
      assert_true (region.material_error > 0.0 && region.material_error < 0.5);
      assert_true (value (&region, BSR_LOAD_MEASURE_MATERIAL_SPREAD) < 0.1);
    }
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (nothing_is_measured_of_nothing),
    cmocka_unit_test (a_uniform_slab_is_as_thick_high_and_dense_as_it_is),
    cmocka_unit_test (packages_repeat_as_they_are_long_and_high),
    cmocka_unit_test (what_the_beam_passes_freely_is_a_gap),
    cmocka_unit_test (layers_vary_upwards_and_stacks_along),
    cmocka_unit_test (each_spread_is_of_its_own_size),
    cmocka_unit_test (skewness_tells_which_way_a_load_is_uneven),
    cmocka_unit_test (pixels_larger_than_a_place_end_well),
    cmocka_unit_test (two_energies_tell_organic_goods_from_steel),
  };
  return cmocka_run_group_tests_name ("load-measure", tests, NULL, NULL);
}
