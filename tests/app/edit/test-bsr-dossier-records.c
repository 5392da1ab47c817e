#include "bsr-dossier-fixture.h"

#include <math.h>

#include "bsr-case-standing.h"
#include "bsr-error.h"

/* What goes on the record of an open case and cannot be undone. */

/* The case is closed by a supervisor at the desk of the officer who has it in hand. */
static void
later_decisions_move_the_state (void **state)
{
  Fixture *fixture = *state;
  BsrDossier *dossier = fixture->dossier;
  bsr_dossier_decide_with_code (dossier, BSR_DECISION_REFER, "opinions-differ", "unsure", NULL, NULL);
  assert_int_equal (bsr_dossier_state (dossier), BSR_STATE_AWAITING_SUPERVISOR);
  bsr_dossier_decide_with_code (dossier, BSR_DECISION_WAIVE, "departed", "it sailed", NULL, NULL);
  assert_int_equal (bsr_dossier_state (dossier), BSR_STATE_NOT_EXAMINED);
  g_autoptr (GError) alone = NULL;
  assert_false (fixture_flush (fixture, &alone)); /* what he referred he cannot waive himself */
  bsr_test_assert_error (alone, BSR_ERROR, BSR_ERROR_INVALID, "somebody else must decide it");
  assert_int_equal (bsr_dossier_state (dossier), BSR_STATE_AWAITING_SUPERVISOR);
  bsr_dossier_decide_with_code (dossier, BSR_DECISION_EXAMINE, "density-anomaly", "look", NULL, NULL);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_DOOR, "", NAN, "officer 9", at);
  bsr_dossier_record_outcome (dossier, outcome);
  bsr_dossier_decide_with_code (dossier, BSR_DECISION_CLOSE, "complete", "done", NULL,
                                "supervisor 2");
  assert_int_equal (bsr_dossier_state (dossier), BSR_STATE_CLOSED);
  fixture_flush_well (fixture);
  fixture_reopen (fixture);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_CLOSED);
  const BsrDecision *examine = bsr_dossier_decisions (fixture->dossier)->pdata[1];
  const BsrDecision *closing = bsr_dossier_decisions (fixture->dossier)->pdata[2];
  assert_string_equal (examine->code, "density-anomaly");
  assert_string_equal (closing->officer, "supervisor 2");
}

static void
refusal_is_known_before_it_is_tried (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, none = NULL;
  assert_false (
      bsr_dossier_check_decision (fixture->dossier, BSR_DECISION_WAIVE, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason code");
  assert_true (
      bsr_dossier_check_decision (fixture->dossier, BSR_DECISION_WAIVE, "departed", NULL, &none));
}

static void
caveat_that_is_not_saved_is_taken_back (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_dossier_put_caveat (fixture->dossier, "legal-hold", TRUE, "court 3");
  assert_int_equal (bsr_dossier_caveats (fixture->dossier)->len, 1);
  fixture_flush_well (fixture);
  bsr_failing_store_fail_after (fixture->store, 0);
  bsr_dossier_put_caveat (fixture->dossier, "legal-hold", FALSE, "");
  assert_int_equal (bsr_dossier_caveats (fixture->dossier)->len, 2);
  assert_false (fixture_flush (fixture, &error));
  bsr_failing_store_fail_after (fixture->store, -1);
  assert_int_equal (bsr_dossier_caveats (fixture->dossier)->len, 1);
}

static void
photograph_is_there_when_it_is_saved (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "doors.jpg", NULL);
  assert_true (g_file_set_contents (path, "\xff\xd8\xff picture", -1, NULL));
  bsr_dossier_add_photograph (fixture->dossier, path, "doors");
  assert_int_equal (bsr_dossier_photographs (fixture->dossier)->len, 0);
  fixture_flush_well (fixture);
  assert_int_equal (bsr_dossier_photographs (fixture->dossier)->len, 1);
  const BsrPhotograph *photograph = bsr_dossier_photographs (fixture->dossier)->pdata[0];
  assert_string_equal (photograph->caption, "doors");
  bsr_dossier_add_photograph (fixture->dossier, "/nowhere/a.jpg", "");
  assert_false (fixture_flush (fixture, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "cannot be read");
  assert_int_equal (bsr_dossier_photographs (fixture->dossier)->len, 1);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, fixture_set_up, fixture_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (later_decisions_move_the_state),
    TEST (refusal_is_known_before_it_is_tried),
    TEST (caveat_that_is_not_saved_is_taken_back),
    TEST (photograph_is_there_when_it_is_saved),
  };
  return cmocka_run_group_tests_name ("records of a dossier", tests, NULL, NULL);
}
