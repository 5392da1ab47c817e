#include "bsr-test.h"

#include "bsr-panel-history.h"
#include "bsr-session.h"

typedef struct
{
  BsrPanelHistory *history;
  BsrSession *session;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->history = bsr_panel_history_new ();
  desk->session = bsr_session_new ();
  bsr_panel_history_watch (desk->history, desk->session, "show-findings", "findings");
  bsr_panel_history_watch (desk->history, desk->session, "category", "category");
  bsr_panel_history_keep (desk->history, desk->session, "zoom", "zoom");
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->history);
  g_object_unref (desk->session);
  g_free (desk);
  return 0;
}

static gboolean
shows_findings (Desk *desk)
{
  gboolean shown;
  g_object_get (desk->session, "show-findings", &shown, NULL);
  return shown;
}

static void
changes_are_taken_back_in_order (void **state)
{
  Desk *desk = *state;
  assert_null (bsr_panel_history_undo_label (desk->history));
  assert_false (bsr_panel_history_undo (desk->history));
  g_object_set (desk->session, "show-findings", FALSE, NULL);
  bsr_session_set_category (desk->session, BSR_CATEGORY_NOTE);
  assert_string_equal (bsr_panel_history_undo_label (desk->history), "category");
  assert_true (bsr_panel_history_undo (desk->history));
  assert_int_equal (bsr_session_category (desk->session), 0);
  assert_false (shows_findings (desk));
  assert_true (bsr_panel_history_undo (desk->history));
  assert_true (shows_findings (desk));
  assert_false (bsr_panel_history_undo (desk->history));
  assert_string_equal (bsr_panel_history_redo_label (desk->history), "findings");
  assert_true (bsr_panel_history_redo (desk->history));
  assert_true (bsr_panel_history_redo (desk->history));
  assert_false (shows_findings (desk));
  assert_int_equal (bsr_session_category (desk->session), BSR_CATEGORY_NOTE);
}

/* What was done last comes first, whichever it is. */
static void
a_later_step_of_the_case_comes_first (void **state)
{
  Desk *desk = *state;
  g_object_set (desk->session, "show-findings", FALSE, NULL); /* a panel, */
  bsr_panel_history_set_depth (desk->history, 1, FALSE);      /* the case, */
  bsr_session_set_category (desk->session, BSR_CATEGORY_NOTE); /* a panel */
  assert_true (bsr_panel_history_undo (desk->history));
  assert_null (bsr_panel_history_undo_label (desk->history));
  assert_false (bsr_panel_history_undo (desk->history)); /* the case's turn */
  bsr_panel_history_set_depth (desk->history, 0, FALSE);
  assert_true (bsr_panel_history_undo (desk->history));
  assert_true (shows_findings (desk));

  assert_true (bsr_panel_history_redo (desk->history));
  assert_false (bsr_panel_history_redo (desk->history)); /* the case's turn */
  bsr_panel_history_set_depth (desk->history, 1, TRUE);
  assert_string_equal (bsr_panel_history_redo_label (desk->history), "category");
  assert_true (bsr_panel_history_redo (desk->history));
}

static void
a_new_step_ends_what_could_be_redone (void **state)
{
  Desk *desk = *state;
  g_object_set (desk->session, "show-findings", FALSE, NULL);
  bsr_panel_history_undo (desk->history);
  bsr_panel_history_set_depth (desk->history, 1, FALSE);
  assert_null (bsr_panel_history_redo_label (desk->history));

  g_object_set (desk->session, "show-findings", FALSE, NULL);
  bsr_panel_history_undo (desk->history);
  bsr_session_set_category (desk->session, BSR_CATEGORY_NOTE);
  assert_null (bsr_panel_history_redo_label (desk->history));
}

/* A divider moves through many places, and by itself too. */
static void
what_is_kept_is_one_step (void **state)
{
  Desk *desk = *state;
  bsr_session_set_zoom (desk->session, 2.0); /* by itself */
  bsr_panel_history_forget_change (desk->history, desk->session);
  assert_null (bsr_panel_history_undo_label (desk->history));
  bsr_session_set_zoom (desk->session, 3.0);
  bsr_panel_history_note (desk->history, desk->session);
  bsr_session_set_zoom (desk->session, 4.0);
  bsr_panel_history_note (desk->history, desk->session);
  assert_true (bsr_panel_history_undo (desk->history));
  assert_true (bsr_session_zoom (desk->session) == 2.0);
  assert_false (bsr_panel_history_undo (desk->history));
}

static void
what_is_leafed_through_is_one_step (void **state)
{
  Desk *desk = *state;
  bsr_panel_history_watch_merged (desk->history, desk->session, "tool", "tool");
  bsr_session_set_tool (desk->session, BSR_TOOL_ARROW);
  bsr_session_set_tool (desk->session, BSR_TOOL_TEXT);
  assert_true (bsr_panel_history_undo (desk->history));
  assert_int_equal (bsr_session_tool (desk->session), BSR_TOOL_SELECT);
  assert_false (bsr_panel_history_undo (desk->history));
  bsr_session_set_tool (desk->session, BSR_TOOL_ARROW);
  bsr_session_set_tool (desk->session, BSR_TOOL_SELECT); /* there and back is no change */
  assert_false (bsr_panel_history_undo (desk->history));
}

static void
another_case_begins_anew (void **state)
{
  Desk *desk = *state;
  g_object_set (desk->session, "show-findings", FALSE, NULL);
  bsr_panel_history_clear (desk->history);
  assert_false (bsr_panel_history_undo (desk->history));
  assert_false (shows_findings (desk));
}

static void
what_is_gone_is_passed_over (void **state)
{
  Desk *desk = *state;
  BsrSession *other = bsr_session_new ();
  bsr_panel_history_watch (desk->history, other, "category", "other");
  bsr_session_set_category (desk->session, BSR_CATEGORY_NOTE);
  bsr_session_set_category (other, BSR_CATEGORY_NOTE);
  g_object_unref (other);
  assert_string_equal (bsr_panel_history_undo_label (desk->history), "category");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (changes_are_taken_back_in_order, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_later_step_of_the_case_comes_first, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_new_step_ends_what_could_be_redone, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_is_kept_is_one_step, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_is_leafed_through_is_one_step, set_up, tear_down),
    cmocka_unit_test_setup_teardown (another_case_begins_anew, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_is_gone_is_passed_over, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("panel-history", tests, NULL, NULL);
}
