#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-appearance-detector.h"
#include "bsr-appearance-input.h"
#include "bsr-commodity.h"
#include "bsr-concealment.h"
#include "bsr-container-model.h"
#include "bsr-container.h"
#include "bsr-simulator.h"
#include "bsr-test-look.h"
#include "bsr-test-scan.h"

#define SEED 77

static const BsrBox container = { 30, 20, 6058 / 6, 2591 / 6 };

/* A container with an even load and, with @hidden_mm, a block of so much more steel in it. */
static BsrTestLook
look_at (double hidden_mm, int n_planes)
{
  BsrAcquisition acquisition;
  g_autoptr (BsrTestScan) scan = bsr_test_scan_new (1080, 640, 6.0, 6.0);
  bsr_test_scan_add_container (scan, container);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 200, 900, 5650, 1520), 20.0);
  bsr_test_scan_add (scan, bsr_test_scan_inside (scan, container, 2500, 1500, 420, 300), hidden_mm);
  g_autoptr (BsrImage) image = bsr_test_scan_expose (scan, n_planes, SEED, &acquisition);
  return bsr_test_look (image, &acquisition, container);
}

static BsrAppearance *
appearance_of (const BsrTestLook *look, int n_threads)
{
  g_autoptr (GError) error = NULL;
  BsrAppearance *appearance = bsr_appearance_new (look->evidence, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return appearance;
}

static void
inputs_are_what_the_grid_shows (void **state)
{
  for (int n_planes = 1; n_planes <= 2; n_planes++)
    {
      BsrTestLook look = look_at (60.0, n_planes);
      const BsrGrid *grid = bsr_evidence_wide (look.evidence);
      int width = bsr_appearance_input_width (look.evidence);
      int height = bsr_appearance_input_height (look.evidence), n = width * height;
      g_autofree float *maps = bsr_appearance_input_new (look.evidence);
      assert_int_equal (width, (bsr_grid_width (grid) + 1) / 2);
      for (int i = 0; i < BSR_APPEARANCE_N_INPUTS * n; i++)
        assert_true (isfinite (maps[i]) && fabsf (maps[i]) <= 8.0F);

      int x = 61, y = 40, at = y * width + x;
      for (int quarter = 0; quarter < 4; quarter++)
        {
          float shown = bsr_plane_row_f32 (bsr_grid_attenuation (grid, 0), 2 * y + quarter / 2)[2 * x + quarter % 2];
          bsr_test_assert_close ((double) maps[(BSR_APPEARANCE_QUARTER_0 + quarter) * n + at], (double) shown / 3.0, 1e-6);
        }
      assert_true (maps[BSR_APPEARANCE_PLANES * n + at] == (float) (n_planes - 1));
      assert_true ((maps[BSR_APPEARANCE_LOW * n + at] > 0.0F) == (n_planes > 1));
      /* A cell in the block, 2.71 m from the end and 0.94 m above the floor, sticks out. */
      int in_x = (int) (2710.0 / (2.0 * bsr_grid_cell_width_mm (grid)));
      int in_y = (int) (1650.0 / (2.0 * bsr_grid_cell_height_mm (grid)));
      at = in_y * width + in_x;
      assert_true (maps[BSR_APPEARANCE_CONTRAST * n + at] > 1.0F);
      bsr_test_assert_close ((double) maps[BSR_APPEARANCE_ABOVE_FLOOR * n + at], 0.78, 0.15);
      bsr_test_assert_close ((double) maps[BSR_APPEARANCE_FROM_END * n + at], 1.5, 1e-6);
      bsr_test_look_clear (&look);
    }
}

/* Log odds at a box of lead, 400 by 400 by 400 mm, in cartons; or of the same place without. */
static double
odds_of_shield (gboolean hidden)
{
  g_autoptr (GError) error = NULL;
  const double centre[3] = { 3000.0, 1500.0, 1200.0 }, size[3] = { 400.0, 400.0, 400.0 };
  BsrRandom random = bsr_random_stream (SEED, 0, 0), other = bsr_random_stream (SEED, 1, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  assert_true (bsr_commodity_load (bsr_commodity_by_id ("footwear"), model, 0.0, 5500.0, &random) > 0);
  /* What is hidden says where it is seen, also where it is then left out. */
  bsr_concealment_add (model, BSR_CONCEALMENT_SHIELD, centre, size, &other);
  BsrScanner scanner = bsr_scanner_preset (0);
  g_autoptr (BsrSceneModel) bare = bsr_scene_model_without (model, 0);
  g_autoptr (BsrSimulation) simulation
      = bsr_simulator_run (hidden ? model : bare, &scanner, SEED, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrSimulation) shown = bsr_simulator_run (model, &scanner, SEED, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrBox box = bsr_simulation_object (shown, 0)->box;

  BsrBox found;
  g_autoptr (BsrRadiograph) seen
      = bsr_radiograph_new (bsr_simulation_image (simulation),
                            bsr_simulation_acquisition (simulation), 2, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_container_find (seen, &found));
  BsrTestLook look = bsr_test_look (bsr_simulation_image (simulation),
                                    bsr_simulation_acquisition (simulation), found);
  g_autoptr (BsrAppearance) appearance = appearance_of (&look, 1);
  BsrBox cell = bsr_grid_to_pixels (bsr_evidence_wide (look.evidence), (BsrBox){ 0, 0, 1, 1 });
  double mean, strongest = bsr_appearance_strongest (
                    appearance,
                    (BsrBox){ (box.x - found.x) / cell.width, (box.y - found.y) / cell.height,
                              box.width / cell.width, box.height / cell.height },
                    &mean);
  assert_true (mean <= strongest);
  bsr_test_look_clear (&look);
  return strongest;
}

static void
lead_in_cartons_looks_concealed (void **state)
{
  double with = odds_of_shield (TRUE), without = odds_of_shield (FALSE);
  print_message ("log odds %.2f with the shield, %.2f without\n", with, without);
  assert_true (with > 0.0);
  assert_true (with > without + 2.0);
}

static void
parts_hold_their_strongest_cell (void **state)
{
  BsrTestLook look = look_at (60.0, 2);
  g_autoptr (BsrAppearance) appearance = appearance_of (&look, 1);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (BsrAppearancePart));
  bsr_appearance_find (appearance, parts);
  assert_true (parts->len > 0);
  for (guint i = 0; i < parts->len; i++)
    {
      const BsrAppearancePart *part = &g_array_index (parts, BsrAppearancePart, i);
      double mean;
      assert_true (part->n >= 3 && part->n <= bsr_box_area (part->box));
      assert_true (part->strongest <= bsr_appearance_strongest (
                                          appearance, bsr_appearance_to_cells (part->box), &mean));
    }

  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (BsrFinding));
  BsrDetectInput input = { look.radiograph, container, bsr_evidence_grid (look.evidence),
                           bsr_evidence_inside (look.evidence), look.evidence, NULL, 1, appearance };
  assert_true (bsr_appearance_detector.run (&input, findings, NULL, NULL));
  assert_int_equal (findings->len, parts->len);
  BsrBox block = { 30 + 2500 / 6, 20 + 1500 / 6, 420 / 6, 300 / 6 };
  double best = 0.0, excess_mm = 0.0;
  for (guint i = 0; i < findings->len; i++)
    {
      const BsrFinding *finding = &g_array_index (findings, BsrFinding, i);
      double iou = bsr_box_iou (finding->box, block);
      assert_int_equal (finding->reason, BSR_REASON_APPEARANCE);
      if (iou > best)
        {
          best = iou;
          excess_mm = finding->steel_mm;
        }
    }
  assert_true (best > 0.4);
  assert_true (excess_mm > 20.0 && excess_mm < 61.0);
  bsr_test_look_clear (&look);
}

static void
threads_change_nothing (void **state)
{
  BsrTestLook look = look_at (60.0, 2);
  g_autoptr (BsrAppearance) one = appearance_of (&look, 1);
  g_autoptr (BsrAppearance) three = appearance_of (&look, 3);
  BsrPlane *a = bsr_appearance_odds (one), *b = bsr_appearance_odds (three);
  for (int y = 0; y < bsr_plane_height (a); y++)
    assert_memory_equal (bsr_plane_row_f32 (a, y), bsr_plane_row_f32 (b, y),
                         (gsize) bsr_plane_width (a) * sizeof (float));
  bsr_test_look_clear (&look);
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (inputs_are_what_the_grid_shows),
    cmocka_unit_test (lead_in_cartons_looks_concealed),
    cmocka_unit_test (parts_hold_their_strongest_cell),
    cmocka_unit_test (threads_change_nothing),
  };
  return cmocka_run_group_tests_name ("appearance", tests, NULL, NULL);
}
