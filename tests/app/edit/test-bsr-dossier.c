#include "bsr-dossier-fixture.h"

#include "bsr-error.h"

static void
opening_reads_the_whole_case_and_notes_the_view (void **state)
{
  Fixture *fixture = *state;
  BsrDossier *dossier = fixture->dossier;
  gint64 n = 0;
  assert_string_equal (bsr_dossier_case (dossier)->id, CASE_ID);
  assert_int_equal (bsr_dossier_state (dossier), BSR_STATE_SCANNED);
  assert_int_equal (bsr_dossier_n_scans (dossier), 1);
  assert_int_equal (bsr_dossier_scan_index (dossier), 0);
  assert_int_equal (bsr_dossier_scan (dossier, 0)->id, fixture->scan);
  assert_int_equal (bsr_analysis_n_findings (bsr_dossier_analysis (dossier)), N_FINDINGS);
  assert_int_equal (bsr_dossier_decisions (dossier)->len, 0);
  assert_false (fixture_flag (fixture, "can-undo") || fixture_flag (fixture, "can-redo")
                || fixture_flag (fixture, "saving"));
  assert_true (bsr_store_verify_audit (fixture->inner, &n, NULL));
  assert_int_equal (n, 5); /* case, scan, analysis, claim, view */
}

static void
opening_what_is_not_there_fails (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  bsr_dossier_open_async (fixture->inner, ACTOR, "T-9", NULL, fixture_finished_cb, &result);
  assert_null (bsr_dossier_open_finish (fixture_wait_for (&result), &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
}

static void
case_without_a_scan_opens (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-2");
  bsr_store_put_case (fixture->inner, ACTOR, flagged, NULL);
  bsr_dossier_open_async (fixture->inner, ACTOR, "T-2", NULL, fixture_finished_cb, &result);
  g_autoptr (BsrDossier) dossier = bsr_dossier_open_finish (fixture_wait_for (&result), &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_dossier_scan_index (dossier), -1);
  assert_null (bsr_dossier_analysis (dossier));
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (dossier)), 0);
  assert_int_equal (bsr_dossier_weight (dossier, 1), BSR_WEIGHT_OPEN);
}

static void
changes_are_shown_at_once_and_saved_behind (void **state)
{
  Fixture *fixture = *state;
  bsr_failing_store_close_gate (fixture->store); /* the store answers nobody now */
  fixture_add (fixture, "a", "one");
  fixture_add (fixture, "b", "two");
  g_autoptr (BsrAnnotation) changed = fixture_mark (NULL, "x");
  g_autoptr (BsrAnnotation) other = fixture_mark ("a", "three");
  bsr_dossier_change_annotation (fixture->dossier, other);
  bsr_dossier_remove_annotation (fixture->dossier, "b");
  bsr_dossier_weigh_finding (fixture->dossier, 2, BSR_WEIGHT_CONFIRMED);
  g_autofree char *shown = fixture_describe (fixture);
  assert_string_equal (shown, "a=three 1:open 2:confirmed 3:open ");
  assert_true (fixture_flag (fixture, "saving"));
  g_autofree char *kept = fixture_describe_kept (fixture);
  assert_string_equal (kept, "1:open 2:open 3:open ");

  bsr_failing_store_open_gate (fixture->store);
  fixture_flush_well (fixture);
  assert_false (fixture_flag (fixture, "saving"));
  fixture_assert_shown_is_kept (fixture);
  assert_int_equal (fixture->failures->len, 0);
}

static void
undo_and_redo_say_what_they_do_and_are_saved (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *undo = NULL, *redo = NULL, *none = NULL;
  fixture_add (fixture, "a", "one");
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_EXPLAINED);
  bsr_dossier_undo (fixture->dossier);
  g_object_get (fixture->dossier, "undo-label", &undo, "redo-label", &redo, NULL);
  assert_string_equal (undo, "Add rectangle");
  assert_string_equal (redo, "Explain finding");
  bsr_dossier_undo (fixture->dossier);
  bsr_dossier_undo (fixture->dossier); /* nothing left: nothing happens */
  g_object_get (fixture->dossier, "undo-label", &none, NULL);
  assert_null (none);
  fixture_flush_well (fixture);
  fixture_assert_shown_is_kept (fixture);
  bsr_dossier_redo (fixture->dossier);
  fixture_flush_well (fixture);
  g_autofree char *kept = fixture_describe_kept (fixture);
  assert_string_equal (kept, "a=one 1:open 2:open 3:open ");

  fixture_add (fixture, "b", "two"); /* a new step: nothing can be redone any more */
  assert_false (fixture_flag (fixture, "can-redo"));
  gint64 n = 0;
  fixture_flush_well (fixture);
  assert_true (bsr_store_verify_audit (fixture->inner, &n, NULL));
  assert_int_equal (n, 5 + 6); /* two steps, both undone, one redone, one more */
}

static void
decisions_and_outcomes_move_the_state_and_stay (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_DOOR,
                                                    "as declared", 0.5, "officer 9", at);
  const BsrViewing viewing = { 0.5, 0.25, 100.0, 10.0 };
  bsr_dossier_decide_on_viewing (fixture->dossier, BSR_DECISION_EXAMINE, "dense block", &viewing);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_TO_BE_EXAMINED);
  bsr_dossier_record_outcome (fixture->dossier, outcome);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_EXAMINED);
  assert_false (fixture_flag (fixture, "can-undo"));
  fixture_flush_well (fixture);
  fixture_reopen (fixture);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_EXAMINED);
  BsrDecision *decision = bsr_dossier_decisions (fixture->dossier)->pdata[0];
  assert_string_equal (decision->reason, "dense block");
  assert_string_equal (decision->officer, "officer 7");
  bsr_test_assert_close (decision->viewing->displayed, 0.5, 0.0);
  assert_int_equal (bsr_dossier_outcomes (fixture->dossier)->len, 1);
}

static void
refused_decision_is_taken_back (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_RELEASE, "fine");
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_EXAMINE, "  ");
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_TO_BE_EXAMINED);
  assert_false (fixture_flush (fixture, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason");
  assert_string_equal (fixture->failures->str, "a decision needs a reason in words;");
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_RELEASED);
  assert_int_equal (bsr_dossier_decisions (fixture->dossier)->len, 1);
}

static void
failed_act_takes_back_all_that_builds_on_it (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  fixture_add (fixture, "a", "one");
  fixture_add (fixture, "b", "two");
  bsr_dossier_undo (fixture->dossier);
  fixture_flush_well (fixture);

  bsr_failing_store_close_gate (fixture->store);
  bsr_failing_store_fail_after (fixture->store, 1);
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED); /* is still saved */
  bsr_dossier_undo (fixture->dossier);                                   /* fails */
  bsr_dossier_redo (fixture->dossier);
  fixture_add (fixture, "c", "three");
  g_autoptr (BsrAnnotation) moved = fixture_mark ("c", "moved");
  bsr_dossier_change_annotation (fixture->dossier, moved);
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_RELEASE, "fine");
  bsr_dossier_undo (fixture->dossier);
  bsr_failing_store_open_gate (fixture->store);
  assert_false (fixture_flush (fixture, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "disk is full");
  assert_string_equal (fixture->failures->str, "the disk is full;"); /* told once */

  g_autofree char *shown = fixture_describe (fixture);
  assert_string_equal (shown, "a=one 1:confirmed 2:open 3:open ");
  fixture_assert_shown_is_kept (fixture);
  assert_int_equal (bsr_dossier_state (fixture->dossier), BSR_STATE_SCANNED);
  assert_int_equal (bsr_dossier_decisions (fixture->dossier)->len, 0);
  g_autofree char *undo = NULL;
  g_object_get (fixture->dossier, "undo-label", &undo, NULL);
  assert_string_equal (undo, "Confirm finding");
  assert_false (fixture_flag (fixture, "can-redo")); /* the weight had made "b" unredoable */

  bsr_failing_store_fail_after (fixture->store, -1);
  fixture_add (fixture, "d", "four");
  fixture_flush_well (fixture);
  fixture_assert_shown_is_kept (fixture);
}

static void
failed_step_gives_back_what_could_be_redone (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *redo = NULL;
  fixture_add (fixture, "a", "one");
  bsr_dossier_undo (fixture->dossier);
  fixture_flush_well (fixture);
  bsr_failing_store_fail_after (fixture->store, 0);
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED);
  assert_false (fixture_flag (fixture, "can-redo"));
  assert_false (fixture_flush (fixture, NULL));
  g_object_get (fixture->dossier, "redo-label", &redo, NULL);
  assert_string_equal (redo, "Add rectangle");
  bsr_failing_store_fail_after (fixture->store, -1);
  bsr_dossier_redo (fixture->dossier);
  fixture_flush_well (fixture);
  g_autofree char *kept = fixture_describe_kept (fixture);
  assert_string_equal (kept, "a=one 1:open 2:open 3:open ");
}

static void
same_analysis_keeps_weights_and_another_opens_all_again (void **state)
{
  Fixture *fixture = *state;
  gint64 before = 0, after = 0;
  g_autoptr (BsrAnalysis) same = fixture_analysis ((double[]){ 0.9, 0.6, 0.3 }, N_FINDINGS, 77.0);
  g_autoptr (BsrAnalysis) other = fixture_analysis ((double[]){ 0.9, 0.2 }, 2, 5.0);
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED);
  fixture_flush_well (fixture);
  bsr_store_verify_audit (fixture->inner, &before, NULL);
  bsr_dossier_set_analysis (fixture->dossier, same);
  fixture_flush_well (fixture);
  bsr_store_verify_audit (fixture->inner, &after, NULL);
  assert_int_equal (before, after);
  assert_ptr_equal (bsr_dossier_analysis (fixture->dossier), same);
  assert_int_equal (bsr_dossier_weight (fixture->dossier, 1), BSR_WEIGHT_CONFIRMED);

  bsr_dossier_set_analysis (fixture->dossier, other);
  assert_int_equal (bsr_dossier_weight (fixture->dossier, 1), BSR_WEIGHT_OPEN);
  assert_false (fixture_flag (fixture, "can-undo")); /* that finding is not there any more */
  bsr_dossier_weigh_finding (fixture->dossier, 2, BSR_WEIGHT_EXPLAINED);
  fixture_flush_well (fixture);
  fixture_reopen (fixture);
  assert_int_equal (bsr_analysis_n_findings (bsr_dossier_analysis (fixture->dossier)), 2);
  assert_int_equal (bsr_dossier_weight (fixture->dossier, 2), BSR_WEIGHT_EXPLAINED);
}

static void
contests_are_undone_and_survive_reopening (void **state)
{
  Fixture *fixture = *state;
  g_autofree char *undo = NULL;
  bsr_dossier_contest_check (fixture->dossier, "material", 0, "steel racks");
  bsr_dossier_contest_check (fixture->dossier, "mass", -1, "no step wedge");
  bsr_dossier_contest_check (fixture->dossier, "material", 0, NULL);
  g_object_get (fixture->dossier, "undo-label", &undo, NULL);
  assert_string_equal (undo, "Withdraw contest");
  bsr_dossier_undo (fixture->dossier);
  g_autofree char *shown = fixture_describe (fixture);
  assert_string_equal (shown, "1:open 2:open 3:open mass=no step wedge by officer 7 "
                              "material=steel racks by officer 7 ");
  fixture_flush_well (fixture);
  fixture_assert_shown_is_kept (fixture);
  fixture_reopen (fixture);
  g_autofree char *after = fixture_describe (fixture);
  assert_string_equal (after, shown);
  assert_true (bsr_store_verify_audit (fixture->inner, NULL, NULL));
}

/* Whoever takes a withdrawal back gives the contest back to whose it was. */
static void
undone_withdrawal_keeps_whose_contest_it_was (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrContest) earlier = bsr_contest_new ("mass", -1, "no wedge", "officer 2", at);
  bsr_store_contest_check (fixture->inner, ACTOR, fixture->scan, earlier, NULL);
  fixture_reopen (fixture);
  bsr_dossier_contest_check (fixture->dossier, "mass", -1, NULL);
  assert_null (bsr_dossier_contest (fixture->dossier, "mass", -1));
  bsr_dossier_undo (fixture->dossier);
  fixture_flush_well (fixture);
  fixture_assert_shown_is_kept (fixture);
  assert_string_equal (bsr_dossier_contest (fixture->dossier, "mass", -1)->officer, "officer 2");
}

static void
contests_stand_as_long_as_their_check_says_the_same (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.9, 0.2 }, 2, 5.0);
  g_autoptr (GString) text = g_string_new (json);
  assert_int_equal (g_string_replace (text, "0.75", "0.65", 0), 1);
  g_autoptr (BsrAnalysis) other = bsr_analysis_from_json (text->str, -1, &error);
  bsr_test_assert_no_error (error);
  bsr_dossier_contest_check (fixture->dossier, "material", 0, "steel racks");
  bsr_dossier_contest_check (fixture->dossier, "mass", -1, "no step wedge");
  bsr_dossier_set_analysis (fixture->dossier, other);
  assert_null (bsr_dossier_contest (fixture->dossier, "material", 0));
  assert_non_null (bsr_dossier_contest (fixture->dossier, "mass", -1));
  fixture_flush_well (fixture);
  fixture_assert_shown_is_kept (fixture);
  bsr_dossier_undo (fixture->dossier);
  assert_null (bsr_dossier_contest (fixture->dossier, "mass", -1));
  assert_false (fixture_flag (fixture, "can-undo")); /* the other step went with its check */
}

static void
contest_that_cannot_be_saved_is_taken_back (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_dossier_contest_check (fixture->dossier, "mass", -1, " ");
  assert_false (fixture_flush (fixture, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason");
  assert_null (bsr_dossier_contest (fixture->dossier, "mass", -1));
  fixture_assert_shown_is_kept (fixture);
}

static void
each_scan_has_its_own_marks (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrScan) second = bsr_store_suite_scan (fixture->folder, "second.tiff", 2, TRUE);
  bsr_store_add_scan (fixture->inner, ACTOR, CASE_ID, second, NULL);
  fixture_reopen (fixture);
  GListModel *shown = bsr_dossier_annotations (fixture->dossier);
  assert_int_equal (bsr_dossier_scan_index (fixture->dossier), 1); /* the last one at first */
  fixture_add (fixture, "on second", "2");
  bsr_dossier_set_scan_index (fixture->dossier, 0);
  assert_ptr_equal (shown, bsr_dossier_annotations (fixture->dossier));
  assert_int_equal (g_list_model_get_n_items (shown), 0);
  fixture_add (fixture, "on first", "1");
  bsr_dossier_undo (fixture->dossier);
  bsr_dossier_undo (fixture->dossier); /* on the second scan: goes there */
  assert_int_equal (bsr_dossier_scan_index (fixture->dossier), 1);
  assert_int_equal (g_list_model_get_n_items (shown), 0);
  bsr_dossier_redo (fixture->dossier);
  fixture_flush_well (fixture);
  assert_int_equal (g_list_model_get_n_items (shown), 1);
}

static gboolean
tick_cb (gpointer data)
{
  (*(int *) data)++;
  return G_SOURCE_CONTINUE;
}

/* While the store does not answer at all, the loop runs on and flush waits. */
static void
main_loop_goes_on_while_acts_wait (void **state)
{
  Fixture *fixture = *state;
  int ticks = 0;
  g_autoptr (GAsyncResult) result = NULL;
  guint source = g_idle_add (tick_cb, &ticks);
  bsr_failing_store_close_gate (fixture->store);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%d", i);
      fixture_add (fixture, id, "x");
    }
  bsr_dossier_flush_async (fixture->dossier, fixture_finished_cb, &result);
  while (ticks < 100)
    g_main_context_iteration (NULL, TRUE);
  assert_null (result);
  assert_true (fixture_flag (fixture, "saving"));
  bsr_failing_store_open_gate (fixture->store);
  assert_true (bsr_dossier_flush_finish (fixture->dossier, fixture_wait_for (&result), NULL));
  g_source_remove (source);
  fixture_assert_shown_is_kept (fixture);
}

static void
dossier_that_nobody_holds_still_saves (void **state)
{
  Fixture *fixture = *state;
  fixture_add (fixture, "a", "last words");
  BsrDossier *dossier = g_steal_pointer (&fixture->dossier);
  g_object_add_weak_pointer (G_OBJECT (dossier), (gpointer *) &dossier);
  g_object_unref (dossier);
  while (dossier != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_autofree char *kept = fixture_describe_kept (fixture);
  assert_string_equal (kept, "a=last words 1:open 2:open 3:open ");
  fixture_reopen (fixture);
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, fixture_set_up, fixture_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (opening_reads_the_whole_case_and_notes_the_view),
    TEST (opening_what_is_not_there_fails),
    TEST (case_without_a_scan_opens),
    TEST (changes_are_shown_at_once_and_saved_behind),
    TEST (undo_and_redo_say_what_they_do_and_are_saved),
    TEST (decisions_and_outcomes_move_the_state_and_stay),
    TEST (refused_decision_is_taken_back),
    TEST (failed_act_takes_back_all_that_builds_on_it),
    TEST (failed_step_gives_back_what_could_be_redone),
    TEST (same_analysis_keeps_weights_and_another_opens_all_again),
    TEST (contests_are_undone_and_survive_reopening),
    TEST (undone_withdrawal_keeps_whose_contest_it_was),
    TEST (contests_stand_as_long_as_their_check_says_the_same),
    TEST (contest_that_cannot_be_saved_is_taken_back),
    TEST (each_scan_has_its_own_marks),
    TEST (main_loop_goes_on_while_acts_wait),
    TEST (dossier_that_nobody_holds_still_saves),
  };
#undef TEST
  return cmocka_run_group_tests_name ("dossier", tests, NULL, NULL);
}
