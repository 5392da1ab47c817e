#include "bsr-test.h"
#include <math.h>
#include "bsr-decision.h"

static void
times_are_kept_in_utc (void **state)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) at = g_date_time_new (zone, 2024, 5, 1, 12, 30, 0);
  g_autoptr (BsrDecision) decision
      = bsr_decision_new (BSR_DECISION_EXAMINE, "dense block", "officer 7", at);
  assert_int_equal (g_date_time_get_hour (decision->at), 11);
  assert_int_equal (g_date_time_get_utc_offset (decision->at), 0);
  assert_true (g_date_time_equal (decision->at, at));

  g_autoptr (BsrDecision) copy = bsr_decision_copy (decision);
  assert_ptr_not_equal (copy->reason, decision->reason);
  assert_string_equal (copy->reason, "dense block");
  assert_string_equal (copy->officer, "officer 7");
  assert_int_equal (copy->kind, BSR_DECISION_EXAMINE);
}

static void
outcome_copy_is_whole (void **state)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 1, 12, 30, 0.25);
  g_autoptr (BsrOutcome) outcome = bsr_outcome_new (
      BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "parcels behind the wall", 12.5, "officer 7", at);
  g_autoptr (BsrOutcome) copy = bsr_outcome_copy (outcome);
  assert_int_equal (copy->result, BSR_OUTCOME_PROHIBITED);
  assert_int_equal (copy->extent, BSR_EXTENT_FULL);
  assert_string_equal (copy->found, "parcels behind the wall");
  bsr_test_assert_close (copy->quantity_kg, 12.5, 0.0);
  assert_true (g_date_time_equal (copy->at, at));
}

static void
names_are_stable_and_come_back (void **state)
{
  assert_string_equal (bsr_decision_kind_to_string (BSR_DECISION_SECOND_OPINION), "second-opinion");
  assert_string_equal (bsr_outcome_result_to_string (BSR_OUTCOME_MISDECLARED), "misdeclared");
  assert_string_equal (bsr_examination_extent_to_string (BSR_EXTENT_PARTIAL), "partial");
  assert_string_equal (bsr_finding_weight_to_string (BSR_WEIGHT_EXPLAINED), "explained");

  for (BsrDecisionKind k = BSR_DECISION_RELEASE; k <= BSR_DECISION_SECOND_OPINION; k++)
    assert_int_equal (bsr_decision_kind_from_string (bsr_decision_kind_to_string (k)), k);
  for (BsrOutcomeResult r = BSR_OUTCOME_CONFORMING; r <= BSR_OUTCOME_INCONCLUSIVE; r++)
    assert_int_equal (bsr_outcome_result_from_string (bsr_outcome_result_to_string (r)), r);
  for (BsrExaminationExtent e = BSR_EXTENT_DOOR; e <= BSR_EXTENT_FULL; e++)
    assert_int_equal (bsr_examination_extent_from_string (bsr_examination_extent_to_string (e)), e);
  for (BsrFindingWeight w = BSR_WEIGHT_OPEN; w <= BSR_WEIGHT_EXPLAINED; w++)
    {
      assert_int_equal (bsr_finding_weight_from_string (bsr_finding_weight_to_string (w)), w);
      assert_string_not_equal (bsr_finding_weight_words (w), "");
    }
}

static void
unknown_names_are_minus_one (void **state)
{
  assert_int_equal (bsr_decision_kind_from_string ("Release"), -1);
  assert_int_equal (bsr_outcome_result_from_string (""), -1);
  assert_int_equal (bsr_examination_extent_from_string (NULL), -1);
  assert_int_equal (bsr_finding_weight_from_string ("open "), -1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (times_are_kept_in_utc),
    cmocka_unit_test (outcome_copy_is_whole),
    cmocka_unit_test (names_are_stable_and_come_back),
    cmocka_unit_test (unknown_names_are_minus_one),
  };
  return cmocka_run_group_tests_name ("decision", tests, NULL, NULL);
}
