#include "bsr-dossier-fixture.h"

#include <string.h>

/* How the officer looks at the scan, and what is kept of it. */

/* The looks that undo and redo asked for. */
static void
restored_cb (BsrDossier *dossier, const BsrLook *look, BsrLook *shown)
{
  *shown = *look;
}

static BsrLook
window (double low)
{
  BsrLook look = bsr_look_default ();
  look.tone.low = low;
  return look;
}

static void
change (Fixture *fixture, BsrLook *shown, BsrLook to, gboolean continues)
{
  bsr_dossier_change_look (fixture->dossier, shown, &to, continues);
  *shown = to;
}

static void
assert_undo_label (Fixture *fixture, const char *expected)
{
  g_autofree char *label = NULL;
  g_object_get (fixture->dossier, "undo-label", &label, NULL);
  if (g_strcmp0 (label, expected) != 0)
    fail_msg ("%s, not %s", label, expected);
}

static void
looks_and_marks_share_one_order_of_undo (void **state)
{
  Fixture *fixture = *state;
  BsrLook shown = window (0.0);
  g_signal_connect (fixture->dossier, "look-restored", G_CALLBACK (restored_cb), &shown);
  gint64 before = 0, after = 0;
  change (fixture, &shown, window (0.1), FALSE);
  fixture_add (fixture, "a", "see");
  change (fixture, &shown, window (0.2), FALSE);
  fixture_flush_well (fixture);
  bsr_store_verify_audit (fixture->inner, &before, NULL);

  assert_undo_label (fixture, "Window");
  bsr_dossier_undo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.1, 0.0);
  assert_undo_label (fixture, "Add rectangle");
  assert_false (fixture_flag (fixture, "saving")); /* a look is no act */
  bsr_dossier_undo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.1, 0.0);
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (fixture->dossier)), 0);
  bsr_dossier_undo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.0, 0.0);
  assert_false (fixture_flag (fixture, "can-undo"));
  for (int i = 0; i < 3; i++)
    bsr_dossier_redo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.2, 0.0);
  fixture_flush_well (fixture);
  bsr_store_verify_audit (fixture->inner, &after, NULL);
  assert_int_equal (after - before, 2); /* the mark taken back and put there again */
  fixture_assert_shown_is_kept (fixture);
}

static void
one_drag_is_one_step (void **state)
{
  Fixture *fixture = *state;
  BsrLook shown = window (0.0);
  g_signal_connect (fixture->dossier, "look-restored", G_CALLBACK (restored_cb), &shown);
  change (fixture, &shown, window (0.1), FALSE);
  change (fixture, &shown, window (0.2), TRUE);
  change (fixture, &shown, window (0.3), TRUE);
  change (fixture, &shown, window (0.4), FALSE); /* the next drag */
  BsrLook gamma = window (0.4);
  gamma.tone.gamma = 2.0;
  change (fixture, &shown, gamma, TRUE); /* another knob */
  bsr_dossier_undo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.4, 0.0);
  bsr_dossier_undo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.3, 0.0);
  bsr_dossier_undo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.0, 0.0);
  assert_false (fixture_flag (fixture, "can-undo"));
  assert_true (fixture_flag (fixture, "can-redo"));

  /* What was undone cannot be turned on; a new change ends what could be redone. */
  bsr_dossier_redo (fixture->dossier);
  change (fixture, &shown, window (0.6), TRUE);
  assert_false (fixture_flag (fixture, "can-redo"));
  bsr_dossier_undo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.3, 0.0);
}

static void
a_knob_turned_back_leaves_no_step (void **state)
{
  Fixture *fixture = *state;
  BsrLook shown = window (0.0);
  change (fixture, &shown, window (0.1), FALSE);
  change (fixture, &shown, window (0.0), TRUE);
  assert_false (fixture_flag (fixture, "can-undo"));
}

static void
a_mark_that_is_not_saved_leaves_the_looks (void **state)
{
  Fixture *fixture = *state;
  BsrLook shown = window (0.0);
  g_signal_connect (fixture->dossier, "look-restored", G_CALLBACK (restored_cb), &shown);
  bsr_failing_store_close_gate (fixture->store);
  change (fixture, &shown, window (0.1), FALSE);
  fixture_add (fixture, "a", "see");
  change (fixture, &shown, window (0.2), FALSE);
  bsr_failing_store_fail_after (fixture->store, 0);
  bsr_failing_store_open_gate (fixture->store);
  assert_false (fixture_flush (fixture, NULL));
  bsr_test_assert_close (shown.tone.low, 0.2, 0.0);
  bsr_dossier_undo (fixture->dossier);
  bsr_dossier_undo (fixture->dossier);
  bsr_test_assert_close (shown.tone.low, 0.0, 0.0);
  assert_false (fixture_flag (fixture, "can-undo"));
}

static void
an_analysis_that_says_something_else_leaves_the_looks (void **state)
{
  Fixture *fixture = *state;
  BsrLook shown = window (0.0);
  change (fixture, &shown, window (0.1), FALSE);
  bsr_dossier_weigh_finding (fixture->dossier, 1, BSR_WEIGHT_CONFIRMED);
  g_autoptr (BsrAnalysis) other = fixture_analysis ((double[]){ 0.2 }, 1, 1.0);
  bsr_dossier_set_analysis (fixture->dossier, other);
  assert_undo_label (fixture, "Window");
}

static BsrViewState *
state_of (Fixture *fixture, double x)
{
  BsrLook look = window (0.25);
  bsr_look_add (&look, BSR_ENHANCE_DARK, 40.0);
  const BsrViewPlace place = { x, 2.0, 4.0, 1.0, 640, 480 };
  const char *scan = bsr_dossier_scan (fixture->dossier, 0)->sha256;
  return bsr_view_state_new (scan, &look, &place, BSR_OVERLAY_FINDINGS);
}

static void
a_decision_keeps_what_was_seen (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrViewState) seen = state_of (fixture, 1.5);
  bsr_dossier_note_view (fixture->dossier, seen);
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_EXAMINE, "dense");
  bsr_dossier_note_view (fixture->dossier, NULL);
  bsr_dossier_decide (fixture->dossier, BSR_DECISION_RELEASE, "by the papers");
  for (int reopened = 0; reopened < 2; reopened++)
    {
      GPtrArray *decisions = bsr_dossier_decisions (fixture->dossier);
      assert_int_equal (decisions->len, 2);
      assert_true (bsr_view_state_equal (((BsrDecision *) decisions->pdata[0])->seen, seen));
      assert_null (((BsrDecision *) decisions->pdata[1])->seen);
      fixture_flush_well (fixture);
      fixture_reopen (fixture);
    }
}

static void
views_are_kept_by_name_and_as_the_scan_was_left (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrViewState) one = state_of (fixture, 1.0), two = state_of (fixture, 2.0);
  assert_null (bsr_dossier_left_view (fixture->dossier, one->scan));
  bsr_dossier_keep_view (fixture->dossier, NULL, one);
  bsr_dossier_keep_view (fixture->dossier, "Left door", two);
  bsr_dossier_keep_view (fixture->dossier, NULL, one); /* so already: nothing happens */
  assert_int_equal (bsr_dossier_views (fixture->dossier)->len, 2);
  for (int reopened = 0; reopened < 2; reopened++)
    {
      GPtrArray *views = bsr_dossier_views (fixture->dossier);
      assert_int_equal (views->len, 2);
      const BsrKeptView *named = views->pdata[1];
      assert_string_equal (named->name, "Left door");
      assert_string_equal (named->officer, "officer 7");
      assert_true (bsr_view_state_equal (named->state, two));
      assert_true (bsr_view_state_equal (bsr_dossier_left_view (fixture->dossier, one->scan), one));
      assert_null (bsr_dossier_left_view (fixture->dossier, "another"));
      fixture_flush_well (fixture);
      fixture_reopen (fixture);
    }
}

static void
a_view_that_is_not_saved_is_taken_back (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrViewState) one = state_of (fixture, 1.0);
  bsr_failing_store_fail_after (fixture->store, 0);
  bsr_dossier_keep_view (fixture->dossier, "Doors", one);
  assert_false (fixture_flush (fixture, NULL));
  assert_int_equal (bsr_dossier_views (fixture->dossier)->len, 0);
  assert_non_null (strstr (fixture->failures->str, "the disk is full"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (looks_and_marks_share_one_order_of_undo, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (one_drag_is_one_step, fixture_set_up, fixture_tear_down),
    cmocka_unit_test_setup_teardown (a_knob_turned_back_leaves_no_step, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (a_mark_that_is_not_saved_leaves_the_looks, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (an_analysis_that_says_something_else_leaves_the_looks,
                                     fixture_set_up, fixture_tear_down),
    cmocka_unit_test_setup_teardown (a_decision_keeps_what_was_seen, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (views_are_kept_by_name_and_as_the_scan_was_left, fixture_set_up,
                                     fixture_tear_down),
    cmocka_unit_test_setup_teardown (a_view_that_is_not_saved_is_taken_back, fixture_set_up,
                                     fixture_tear_down),
  };
  return cmocka_run_group_tests_name ("dossier-view", tests, NULL, NULL);
}
