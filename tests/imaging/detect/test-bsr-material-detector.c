#include "bsr-test.h"

#include "bsr-material-detector.h"
#include "bsr-two-energies.h"

#define SEED 20261127

static const BsrBox all = { 0, 0, BSR_TWO_ENERGIES_WIDTH, BSR_TWO_ENERGIES_HEIGHT };
static const BsrBox place = { 700, 130, 42, 40 };

static GArray *
detect (const BsrTestThing *things, int n_things, guint64 seed, GCancellable *cancellable,
        GError **error)
{
  g_autoptr (BsrRadiograph) radiograph = bsr_two_energies_new (things, n_things, 0.02, seed);
  g_autoptr (BsrEvidence) evidence = bsr_evidence_new (radiograph, all, 2, NULL, NULL);
  BsrDetectInput input
      = { radiograph, all, bsr_evidence_grid (evidence), bsr_evidence_inside (evidence), evidence,
          NULL,       2 };
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (BsrFinding));
  if (!bsr_material_detector.run (&input, findings, cancellable, error))
    return NULL;
  bsr_findings_merge (findings, BSR_SCORE_LISTED, 200);
  return g_steal_pointer (&findings);
}

static void
metal_among_cartons_is_an_alarm (void **state)
{
  const BsrTestThing metal = { place, 0.7, 0.95 };
  g_autoptr (GArray) findings = detect (&metal, 1, SEED, NULL, NULL);
  assert_true (findings->len > 0);
  const BsrFinding *finding = &g_array_index (findings, BsrFinding, 0);
  print_message ("%+.1f sigmas at %d,%d %dx%d\n", finding->contrast, finding->box.x, finding->box.y,
                 finding->box.width, finding->box.height);
  assert_string_equal (finding->detector, "material");
  assert_int_equal (finding->reason, BSR_REASON_MATERIAL);
  assert_true (finding->contrast < -5.0); /* whether that is an alarm is the judge's to say */
  assert_true (bsr_box_iou (finding->box, place) > 0.4);
  assert_true (finding->steel_mm > 0.0 && finding->around_mm > 0.0 && finding->mass_kg > 0.0);
  bsr_test_assert_close (finding->width_mm, place.width * BSR_TWO_ENERGIES_PITCH_MM, 100.0);
}

static void
light_elements_have_the_other_sign (void **state)
{
  const BsrTestThing light = { place, 0.7, 1.05 };
  g_autoptr (GArray) findings = detect (&light, 1, SEED + 1, NULL, NULL);
  assert_true (findings->len > 0);
  assert_true (g_array_index (findings, BsrFinding, 0).contrast > 0.0);
  assert_true (bsr_box_iou (g_array_index (findings, BsrFinding, 0).box, place) > 0.4);
}

static void
a_load_alone_is_quiet (void **state)
{
  const BsrTestThing same = { place, 0.7, 1.0 };
  for (int more = 0; more < 2; more++)
    {
      g_autoptr (GArray) findings = detect (&same, more, SEED + 2 + (guint64)more, NULL, NULL);
      for (guint i = 0; i < findings->len; i++)
        assert_true (g_array_index (findings, BsrFinding, i).score < BSR_SCORE_ALARM);
    }
}

static void
it_needs_two_energies_and_can_be_cancelled (void **state)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  assert_int_equal (bsr_material_detector.min_planes, 2);
  g_cancellable_cancel (cancellable);
  assert_null (detect (NULL, 0, SEED, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (metal_among_cartons_is_an_alarm),
    cmocka_unit_test (light_elements_have_the_other_sign),
    cmocka_unit_test (a_load_alone_is_quiet),
    cmocka_unit_test (it_needs_two_energies_and_can_be_cancelled),
  };
  return cmocka_run_group_tests_name ("material-detector", tests, NULL, NULL);
}
