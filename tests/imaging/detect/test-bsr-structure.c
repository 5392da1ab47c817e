#include "bsr-test.h"

#include "bsr-container-model.h"
#include "bsr-container.h"
#include "bsr-simulator.h"
#include "bsr-structure.h"
#include "bsr-test-scan.h"

#define SEED 20261126

static const BsrBox container = { 0, 0, 6058 / 5, 2590 / 5 };

typedef struct
{
  BsrGrid *grid;
  BsrInside *inside;
  BsrStructure *structure;
} Seen;

/* What is seen in @box of a scan, or where a container is found in it. */
static Seen
see_in (BsrImage *image, const BsrAcquisition *acquisition, const BsrBox *box)
{
  g_autoptr (GError) error = NULL;
  BsrBox found;
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  if (box == NULL)
    assert_true (bsr_container_find (radiograph, &found));
  Seen seen = { .grid = bsr_grid_new (radiograph, box != NULL ? *box : found, 15.0, 1, NULL, &error) };
  bsr_test_assert_no_error (error);
  seen.inside = bsr_inside_new (seen.grid);
  seen.structure = bsr_structure_new (seen.grid, seen.inside, NULL, &error);
  bsr_test_assert_no_error (error);
  return seen;
}

static Seen
see (const BsrTestScan *scan)
{
  BsrAcquisition acquisition;
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, 1, SEED, &acquisition);
  return see_in (image, &acquisition, &container);
}

static void
forget (Seen *seen)
{
  bsr_structure_free (seen->structure);
  bsr_inside_free (seen->inside);
  bsr_grid_free (seen->grid);
}

static BsrTestScan *
empty_new (void)
{
  BsrTestScan *scan = bsr_test_scan_new (container.width + 40, container.height, 5.0, 5.0);
  bsr_test_scan_add_container (scan, container);
  return scan;
}

static BsrStructureZone
zone_at (const Seen *seen, double x_mm, double y_mm)
{
  return bsr_plane_row_u8 (bsr_structure_zones (seen->structure),
                           (int) (y_mm / 15.0))[(int) (x_mm / 15.0)];
}

static void
zones_and_periods_are_found (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  Seen seen = see (scan);
  const BsrStructureFacts *facts = bsr_structure_facts (seen.structure);

  assert_int_equal (facts->nominal_feet, 20);
  bsr_test_assert_close (facts->wall.period_mm, 280.0, 2.0);
  /* The sine's crest is a quarter of a period from the container's edge. */
  bsr_test_assert_close (facts->wall.phase_mm, 70.0, 10.0);
  bsr_test_assert_close (facts->wall.amplitude_mm, 0.5, 0.1);
  bsr_test_assert_close (facts->members.period_mm, 305.0, 2.0);
  bsr_test_assert_close (facts->floor_top * 15.0, 2590.0 - 163.0, 30.0);
  assert_int_equal (zone_at (&seen, 60.0, 1300.0), BSR_STRUCTURE_POST);
  assert_int_equal (zone_at (&seen, 3000.0, 1300.0), BSR_STRUCTURE_LOAD_SPACE);
  assert_int_equal (zone_at (&seen, 3000.0, 20.0), BSR_STRUCTURE_ROOF);
  assert_int_equal (zone_at (&seen, 3000.0, 2540.0), BSR_STRUCTURE_FLOOR);
  forget (&seen);
}

static void
load_does_not_change_what_is_expected (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 400, 1000, 2000, 1420), 40.0);
  Seen seen = see (scan);
  float bare = bsr_plane_row_f32 (bsr_structure_expected (seen.structure), 100)[300];
  float loaded = bsr_plane_row_f32 (bsr_structure_expected (seen.structure), 100)[100];
  double sigmas;
  BsrStructureZone zone;

  bsr_test_assert_close ((double) bare, 3.6, 0.6);
  bsr_test_assert_close ((double) loaded, 3.6, 0.6);
  assert_true (bsr_structure_judge (seen.structure, (BsrBox){ 90, 100, 10, 10 }, &sigmas, &zone));
  assert_true (sigmas > 20.0);
  assert_int_equal (zone, BSR_STRUCTURE_LOAD_SPACE);
  assert_true (bsr_structure_judge (seen.structure, (BsrBox){ 300, 100, 10, 10 }, &sigmas, NULL));
  assert_true (sigmas < 3.0 && sigmas > -3.0);
  /* Nothing is expected of a post. */
  assert_false (bsr_structure_judge (seen.structure, (BsrBox){ 2, 100, 5, 10 }, &sigmas, &zone));
  forget (&seen);
}

/* An empty container of @size, simulated. */
static Seen
see_simulated (BsrContainerSize size)
{
  g_autoptr (GError) error = NULL;
  BsrRandom random = bsr_random_stream (SEED, 0, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (size, &random);
  BsrScanner scanner = bsr_scanner_preset (0);
  scanner.pitch_x_mm = scanner.pitch_y_mm = 10.0;
  g_autoptr (BsrSimulation) simulation = bsr_simulator_run (model, &scanner, SEED, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  return see_in (bsr_simulation_image (simulation), bsr_simulation_acquisition (simulation), NULL);
}

static void
reefers_are_told_by_walls_and_machine (void **state)
{
  static const struct
  {
    BsrContainerSize size;
    gboolean reefer;
  } cases[] = { { BSR_CONTAINER_20_REEFER, TRUE }, { BSR_CONTAINER_40_HIGH_REEFER, TRUE },
                { BSR_CONTAINER_20, FALSE }, { BSR_CONTAINER_40_HIGH, FALSE },
                { BSR_CONTAINER_20_OPEN_TOP, FALSE } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Seen seen = see_simulated (cases[i].size);
      const BsrStructureFacts *facts = bsr_structure_facts (seen.structure);
      assert_int_equal (facts->reefer, cases[i].reefer);
      /* The front is at the left of every simulated scan; its machine is 0.4 m deep. */
      BsrStructureZone zone = zone_at (&seen, 330.0, 1600.0);
      assert_int_equal (zone == BSR_STRUCTURE_REEFER_UNIT, cases[i].reefer);
      /* The near edge of the floor and its far edge, 170 mm high, as a source below sees them. */
      int rows = facts->floor_end - facts->floor_top;
      assert_in_range (rows, 140 / 20, 700 / 15);
      if (facts->floor_end < bsr_grid_height (seen.grid))
        assert_int_equal (bsr_plane_row_u8 (bsr_structure_zones (seen.structure), facts->floor_end)[100],
                          BSR_STRUCTURE_CHASSIS);
      if (cases[i].reefer)
        assert_int_equal (facts->front, BSR_STRUCTURE_SIDE_LEFT);
      forget (&seen);
    }
}

static void
cancelling_ends_it (void **state)
{
  g_autoptr (BsrTestScan) scan = empty_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Seen seen = see (scan);
  g_cancellable_cancel (cancellable);
  assert_null (bsr_structure_new (seen.grid, seen.inside, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  forget (&seen);
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (zones_and_periods_are_found),
    cmocka_unit_test (load_does_not_change_what_is_expected),
    cmocka_unit_test (reefers_are_told_by_walls_and_machine),
    cmocka_unit_test (cancelling_ends_it),
  };
  return cmocka_run_group_tests_name ("structure", tests, NULL, NULL);
}
