#include "bsr-test.h"

#include <math.h>

#include "bsr-cargo.h"
#include "bsr-concealment.h"
#include "bsr-container-model.h"
#include "bsr-container.h"
#include "bsr-simulator.h"
#include "bsr-structure-detector.h"

#define SEED 20261127

/* Coarser pixels than a portal's: a third of the time. */
static BsrSimulation *
scan (const BsrSceneModel *model, guint64 seed)
{
  BsrScanner scanner = bsr_scanner_single_energy ();
  scanner.pitch_x_mm = 7.5;
  scanner.pitch_y_mm = 8.0;
  g_autoptr (GError) error = NULL;
  BsrSimulation *simulation = bsr_simulator_run (model, &scanner, seed, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return simulation;
}

static GArray *
findings_of (const BsrSimulation *simulation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRadiograph) radiograph
      = bsr_radiograph_new (bsr_simulation_image (simulation),
                            bsr_simulation_acquisition (simulation), 1, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrBox box;
  assert_true (bsr_container_find (radiograph, &box));
  g_autoptr (BsrEvidence) evidence = bsr_evidence_new (radiograph, box, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrDetectInput input = { radiograph, box, bsr_evidence_grid (evidence),
                           bsr_evidence_inside (evidence), evidence, NULL, 1 };
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (BsrFinding));
  assert_true (bsr_structure_detector.run (&input, findings, NULL, &error));
  return findings;
}

/* Whether something as large as @at at the most stands out there; the judge has the last word. */
static gboolean
names (const GArray *findings, BsrReason reason, const BsrBox *at)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const BsrFinding *finding = &g_array_index (findings, BsrFinding, i);
      if (finding->reason == reason && finding->contrast > 3.0
          && bsr_box_area (finding->box) <= 6 * bsr_box_area (*at)
          && !bsr_box_is_empty (bsr_box_intersect (finding->box, *at)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
alarms (const GArray *findings, BsrReason reason, const BsrBox *at)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const BsrFinding *finding = &g_array_index (findings, BsrFinding, i);
      if (finding->score >= BSR_SCORE_ALARM && finding->reason == reason
          && (at == NULL || !bsr_box_is_empty (bsr_box_intersect (finding->box, *at))))
        return TRUE;
    }
  return FALSE;
}

static void
hide (BsrSceneModel *model, const char *zone, double x0, double x1, double y0, double y1, double z0,
      double z1)
{
  BsrSolid solid = bsr_solid_box (bsr_material_by_id ("cocaine"), x0, x1, y0, y1, z0, z1);
  solid.role = BSR_ROLE_CONCEALED;
  solid.object = bsr_scene_model_add_object (model, "organic-block", zone);
  bsr_scene_model_add (model, &solid);
}

static void
assert_found (BsrSceneModel *model, BsrReason reason)
{
  BsrSimulation *simulation = scan (model, SEED);
  g_autoptr (GArray) findings = findings_of (simulation);
  BsrBox truth = bsr_simulation_object (simulation, 0)->box;
  assert_true (names (findings, reason, &truth));
  bsr_simulation_free (simulation);
}

static BsrSceneModel *
empty_new (guint64 seed)
{
  BsrRandom random = bsr_random_stream (seed, 1, 0);
  return bsr_container_model_new (BSR_CONTAINER_20, &random);
}

static void
a_litre_behind_a_wall_panel (void **state)
{
  g_autoptr (BsrSceneModel) model = empty_new (SEED);
  hide (model, "side-wall", 3000.0, 3110.0, 1200.0, 1310.0, 50.0, 150.0);
  assert_found (model, BSR_REASON_STRUCTURE);
}

static void
packages_under_the_roof (void **state)
{
  g_autoptr (BsrSceneModel) model = empty_new (SEED);
  hide (model, "roof", 2500.0, 2800.0, 50.0, 130.0, 500.0, 1200.0);
  assert_found (model, BSR_REASON_STRUCTURE);
}

static void
packages_between_cross_members (void **state)
{
  g_autoptr (BsrSceneModel) model = empty_new (SEED);
  double below = bsr_scene_model_room (model)->inner_y1 + 28.0;
  hide (model, "floor", 3000.0, 3280.0, below, below + 110.0, 400.0, 1400.0);
  assert_found (model, BSR_REASON_STRUCTURE);
}

static void
packets_in_a_post (void **state)
{
  g_autoptr (BsrSceneModel) model = empty_new (SEED);
  hide (model, "post", 10.0, 120.0, 1000.0, 1400.0, 10.0, 140.0);
  hide (model, "post", 10.0, 120.0, 1000.0, 1400.0, 2298.0, 2428.0);
  assert_found (model, BSR_REASON_STRUCTURE);
}

static void
a_false_wall (void **state)
{
  g_autoptr (BsrSceneModel) model = empty_new (SEED);
  BsrRandom random = bsr_random_stream (SEED, 2, 0);
  const double centre[] = { 560.0, 0.0, 0.0 }, size[3] = { 0.0 };
  bsr_concealment_add (model, BSR_CONCEALMENT_FALSE_WALL, centre, size, &random);
  assert_found (model, BSR_REASON_SHORT);
}

/* A load that stands off the front wall with a flat face is no false wall. */
static void
a_load_that_ends_before_the_wall (void **state)
{
  BsrRandom random = bsr_random_stream (SEED, 3, 0);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  BsrCargoPlan plan = { BSR_CARGO_CARTONS, bsr_material_by_id ("cotton"), 0.2, 500.0,
                        INFINITY, 0.95, 0 };
  bsr_cargo_load (model, &plan, &random);
  BsrSimulation *simulation = scan (model, SEED);
  g_autoptr (GArray) findings = findings_of (simulation);
  assert_false (alarms (findings, BSR_REASON_SHORT, NULL));
  bsr_simulation_free (simulation);
}

static void
clean_ones_are_quiet (void **state)
{
  const BsrContainerSize sizes[] = { BSR_CONTAINER_20, BSR_CONTAINER_40_HIGH };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      BsrRandom random = bsr_random_stream (SEED, 1, i);
      g_autoptr (BsrSceneModel) model = bsr_container_model_new (sizes[i], &random);
      BsrSimulation *simulation = scan (model, SEED);
      g_autoptr (GArray) findings = findings_of (simulation);
      assert_false (alarms (findings, BSR_REASON_STRUCTURE, NULL));
      assert_false (alarms (findings, BSR_REASON_SHORT, NULL));
      bsr_simulation_free (simulation);
    }
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_litre_behind_a_wall_panel),
    cmocka_unit_test (packages_under_the_roof),
    cmocka_unit_test (packages_between_cross_members),
    cmocka_unit_test (packets_in_a_post),
    cmocka_unit_test (a_false_wall),
    cmocka_unit_test (a_load_that_ends_before_the_wall),
    cmocka_unit_test (clean_ones_are_quiet),
  };
  return cmocka_run_group_tests_name ("structure-detector", tests, NULL, NULL);
}
