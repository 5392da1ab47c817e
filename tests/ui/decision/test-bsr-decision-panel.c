#include "bsr-ui-test.h"

#include "bsr-decision-form.h"
#include "bsr-decision-panel.h"
#include "bsr-outcome-form.h"
#include "bsr-viewing-line.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrDossier *dossier;
  BsrSession *session;
  BsrDecisionPanel *panel;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  desk->session = bsr_session_new ();
  desk->panel = g_object_ref_sink (g_object_new (BSR_TYPE_DECISION_PANEL, NULL));
  bsr_decision_panel_set_session (desk->panel, desk->session);
  assert_false (gtk_widget_get_sensitive (GTK_WIDGET (desk->panel)));
  desk->dossier = bsr_ui_test_open (desk->store, "7");
  bsr_session_set_dossier (desk->session, desk->dossier);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_flush (desk->dossier);
  g_object_unref (desk->panel);
  g_object_unref (desk->session);
  g_object_unref (desk->dossier);
  g_object_unref (desk->store);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static void
count_cb (int *n)
{
  (*n)++;
}

/* A reason code of each kind of decision. */
static const char *const codes[] = { "no-anomaly", "density-anomaly", "unclear-finding",
                                     "waiver-asked", "trusted-trader" };

static void
decide (Desk *desk, BsrDecisionKind kind)
{
  BsrDecisionForm *form = BSR_DECISION_FORM (
      bsr_ui_test_find (GTK_WIDGET (desk->panel), BSR_TYPE_DECISION_FORM));
  bsr_decision_form_choose (form, kind);
  bsr_decision_form_set_reason (form, codes[kind], "seen");
  bsr_decision_form_submit (form);
}

static void
test_outcome_only_when_to_be_examined (void **state)
{
  Desk *desk = *state;
  assert_true (gtk_widget_get_sensitive (GTK_WIDGET (desk->panel)));
  assert_string_equal (bsr_decision_panel_page (desk->panel), "decide");
  decide (desk, BSR_DECISION_SECOND_OPINION);
  assert_string_equal (bsr_decision_panel_page (desk->panel), "decide");
  decide (desk, BSR_DECISION_EXAMINE);
  assert_string_equal (bsr_decision_panel_page (desk->panel), "outcome");

  BsrOutcomeForm *form = BSR_OUTCOME_FORM (
      bsr_ui_test_find (GTK_WIDGET (desk->panel), BSR_TYPE_OUTCOME_FORM));
  bsr_decision_panel_set_officer (desk->panel, "officer 7");
  bsr_outcome_form_fill (form, BSR_OUTCOME_MISDECLARED, BSR_EXTENT_PARTIAL, "more wood", "200");
  bsr_outcome_form_submit (form);
  assert_string_equal (bsr_decision_panel_page (desk->panel), "done");
  bsr_ui_test_flush (desk->dossier);
  assert_int_equal (bsr_dossier_state (desk->dossier), BSR_STATE_EXAMINED);
  assert_int_equal (bsr_dossier_decisions (desk->dossier)->len, 2);
  assert_int_equal (bsr_dossier_outcomes (desk->dossier)->len, 1);
}

static void
test_state_is_shown_after_reopening (void **state)
{
  Desk *desk = *state;
  decide (desk, BSR_DECISION_RELEASE);
  assert_string_equal (bsr_decision_panel_page (desk->panel), "done");
  bsr_ui_test_flush (desk->dossier);
  g_autoptr (BsrDossier) again = bsr_ui_test_open (desk->store, "7");
  bsr_session_set_dossier (desk->session, NULL);
  bsr_session_set_dossier (desk->session, again);
  assert_string_equal (bsr_decision_panel_page (desk->panel), "done");
  bsr_ui_test_flush (again);
}

/* A release says what was not looked at, other decisions do not; all keep it. */
static void
test_what_was_not_looked_at_is_named_before_a_release (void **state)
{
  Desk *desk = *state;
  GtkWidget *line = bsr_ui_test_find (GTK_WIDGET (desk->panel), BSR_TYPE_VIEWING_LINE);
  GtkLabel *label = GTK_LABEL (bsr_ui_test_find (line, GTK_TYPE_LABEL));
  BsrDecisionForm *form = BSR_DECISION_FORM (
      bsr_ui_test_find (GTK_WIDGET (desk->panel), BSR_TYPE_DECISION_FORM));
  bsr_decision_form_choose (form, BSR_DECISION_RELEASE);
  assert_false (gtk_widget_get_visible (line)); /* nothing is known */
  g_autoptr (BsrScene) scene = bsr_ui_test_scene ();
  bsr_session_set_scene (desk->session, scene);
  assert_true (gtk_widget_get_visible (line));
  assert_string_equal (gtk_label_get_label (label),
                       "100 % of the container was not displayed so that an object of 10 cm (as "
                       "dense as 10 mm of steel) could be seen.");
  int n_asked = 0;
  g_signal_connect_swapped (desk->session, "show-open", G_CALLBACK (count_cb), &n_asked);
  g_signal_emit_by_name (bsr_ui_test_find (line, GTK_TYPE_BUTTON), "clicked");
  assert_int_equal (n_asked, 1);
  bsr_decision_form_choose (form, BSR_DECISION_EXAMINE);
  assert_false (gtk_widget_get_visible (line));

  decide (desk, BSR_DECISION_RELEASE);
  assert_false (gtk_widget_get_visible (line));
  bsr_ui_test_flush (desk->dossier);
  const BsrDecision *decision = bsr_dossier_decisions (desk->dossier)->pdata[0];
  assert_non_null (decision->viewing);
  bsr_test_assert_close (decision->viewing->displayed, 0.0, 0.0);
  bsr_test_assert_close (decision->viewing->object_mm, 100.0, 0.0);
}

static BsrDecisionForm *
form_of (Desk *desk)
{
  return BSR_DECISION_FORM (bsr_ui_test_find (GTK_WIDGET (desk->panel), BSR_TYPE_DECISION_FORM));
}

static void
test_what_was_begun_is_there_again (void **state)
{
  Desk *desk = *state;
  BsrDecisionKind kind;
  bsr_ui_test_put_case (desk->store, desk->folder, "8", TRUE);
  g_autoptr (BsrDossier) other = bsr_ui_test_open (desk->store, "8");
  bsr_decision_form_choose (form_of (desk), BSR_DECISION_RELEASE);
  bsr_decision_form_set_reason (form_of (desk), "artefact", "half a sente");
  bsr_session_set_dossier (desk->session, other);
  assert_true (bsr_decision_form_is_blank (form_of (desk)));
  bsr_decision_form_choose (form_of (desk), BSR_DECISION_WAIVE);
  bsr_session_set_dossier (desk->session, desk->dossier);
  assert_true (bsr_decision_form_kind (form_of (desk), &kind));
  assert_int_equal (kind, BSR_DECISION_RELEASE);
  assert_string_equal (bsr_decision_form_code (form_of (desk)), "artefact");
  bsr_session_set_dossier (desk->session, other);
  assert_true (bsr_decision_form_kind (form_of (desk), &kind));
  assert_int_equal (kind, BSR_DECISION_WAIVE);
  bsr_session_set_dossier (desk->session, desk->dossier);
  bsr_ui_test_flush (other);
}

/* The widget that has the keys lies in @ancestor. */
static void
assert_focus_in (GtkWindow *window, GtkWidget *ancestor)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  assert_non_null (focus);
  assert_true (gtk_widget_is_ancestor (focus, ancestor));
}

static void
test_the_keys_go_to_the_form_in_sight (void **state)
{
  Desk *desk = *state;
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (window, GTK_WIDGET (desk->panel));
  gtk_window_present (window);
  bsr_ui_test_settle ();
  assert_true (gtk_widget_grab_focus (GTK_WIDGET (desk->panel)));
  assert_focus_in (window, GTK_WIDGET (form_of (desk)));
  decide (desk, BSR_DECISION_EXAMINE);
  assert_true (gtk_widget_grab_focus (GTK_WIDGET (desk->panel)));
  assert_focus_in (window, bsr_ui_test_find (GTK_WIDGET (desk->panel), BSR_TYPE_OUTCOME_FORM));
  gtk_window_destroy (window);
}

static void
test_refusal_stands_beside_what_is_chosen (void **state)
{
  Desk *desk = *state;
  decide (desk, BSR_DECISION_SECOND_OPINION);
  bsr_decision_form_choose (form_of (desk), BSR_DECISION_RELEASE);
  bsr_decision_form_set_reason (form_of (desk), "no-anomaly", "fine after all");
  assert_false (bsr_decision_form_is_complete (form_of (desk)));
  bsr_decision_form_choose (form_of (desk), BSR_DECISION_EXAMINE);
  bsr_decision_form_set_reason (form_of (desk), "density-anomaly", NULL);
  assert_true (bsr_decision_form_is_complete (form_of (desk)));
}

static void
test_pages (void **state)
{
  static const struct
  {
    BsrCaseState state;
    const char *page;
  } pages[] = {
    { BSR_STATE_FLAGGED, "decide" },        { BSR_STATE_SCANNED, "decide" },
    { BSR_STATE_SECOND_OPINION, "decide" }, { BSR_STATE_TO_BE_EXAMINED, "outcome" },
    { BSR_STATE_EXAMINED, "done" },         { BSR_STATE_RELEASED, "done" },
    { BSR_STATE_QUEUED, "decide" },         { BSR_STATE_UNDER_REVIEW, "decide" },
    { BSR_STATE_NOT_EXAMINED, "done" },     { BSR_STATE_AWAITING_SUPERVISOR, "decide" },
    { BSR_STATE_CLOSED, "done" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    assert_string_equal (bsr_decision_panel_page_for_state (pages[i].state), pages[i].page);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_outcome_only_when_to_be_examined, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_state_is_shown_after_reopening, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_what_was_not_looked_at_is_named_before_a_release, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (test_what_was_begun_is_there_again, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_the_keys_go_to_the_form_in_sight, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_refusal_stands_beside_what_is_chosen, set_up, tear_down),
    cmocka_unit_test (test_pages),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
