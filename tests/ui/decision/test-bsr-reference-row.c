#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-reference-row.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrDossier *dossier;
  GtkWidget *window, *row;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  desk->dossier = bsr_ui_test_open (desk->store, "7");
  g_autoptr (BsrAnalysis) analysis = bsr_ui_test_analysis ();
  bsr_dossier_set_analysis (desk->dossier, analysis);
  desk->row = g_object_new (BSR_TYPE_REFERENCE_ROW, NULL);
  desk->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->row);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_reference_row_set_dossier (BSR_REFERENCE_ROW (desk->row), desk->dossier);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->dossier);
  g_object_unref (desk->store);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static GtkWidget *
part (Desk *desk, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (desk->row, BSR_TYPE_REFERENCE_ROW, name));
}

static const char *
label (Desk *desk, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (part (desk, name)));
}

static void
record (Desk *desk, BsrOutcomeResult result)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (result, BSR_EXTENT_FULL, "pine", NAN, "officer 9", now);
  bsr_dossier_record_outcome (desk->dossier, outcome);
}

static void
examine (Desk *desk)
{
  bsr_dossier_decide (desk->dossier, BSR_DECISION_EXAMINE, "dense");
  record (desk, BSR_OUTCOME_CONFORMING);
  bsr_ui_test_flush (desk->dossier);
}

/* Writes into the open form and presses the button that is in sight. */
static void
write_and_submit (Desk *desk, const char *text)
{
  g_signal_emit_by_name (part (desk, "open_button"), "clicked");
  assert_true (gtk_widget_get_visible (part (desk, "form_box")));
  assert_false (gtk_widget_get_sensitive (part (desk, "submit_button")));
  gtk_editable_set_text (GTK_EDITABLE (part (desk, "entry")), text);
  assert_true (gtk_widget_get_sensitive (part (desk, "submit_button")));
  g_signal_emit_by_name (part (desk, "submit_button"), "clicked");
}

static gboolean
is_saved (gpointer dossier)
{
  gboolean saving;
  g_object_get (dossier, "saving", &saving, NULL);
  return !saving;
}

static void
only_loads_found_as_declared_have_it (void **state)
{
  Desk *desk = *state;
  assert_false (gtk_widget_get_visible (desk->row));
  bsr_dossier_decide (desk->dossier, BSR_DECISION_EXAMINE, "dense");
  assert_false (gtk_widget_get_visible (desk->row));
  record (desk, BSR_OUTCOME_CONFORMING);
  assert_true (gtk_widget_get_visible (desk->row));
  record (desk, BSR_OUTCOME_MISDECLARED);
  assert_false (gtk_widget_get_visible (desk->row));
  bsr_ui_test_flush (desk->dossier);
  bsr_reference_row_set_dossier (BSR_REFERENCE_ROW (desk->row), NULL);
  assert_false (gtk_widget_get_visible (desk->row));
}

static void
a_supervisor_confirms_and_a_reason_withdraws (void **state)
{
  Desk *desk = *state;
  examine (desk);
  assert_string_equal (label (desk, "standing_label"),
                       "Not confirmed: later loads are not compared with it");
  gtk_test_accessible_assert_property (part (desk, "entry"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Name of the supervisor who confirms it");
  write_and_submit (desk, "  supervisor 1 ");
  bsr_ui_test_flush (desk->dossier);
  assert_true (g_str_has_prefix (label (desk, "standing_label"), "Confirmed by supervisor 1, "));
  assert_false (gtk_widget_get_visible (part (desk, "form_box")));
  assert_string_equal (gtk_button_get_label (GTK_BUTTON (part (desk, "open_button"))), "Withdraw…");
  gtk_test_accessible_assert_property (part (desk, "entry"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Why the load is withdrawn");
  write_and_submit (desk, "other pallets behind it");
  bsr_ui_test_flush (desk->dossier);
  assert_null (bsr_dossier_contribution (desk->dossier));
  assert_string_equal (gtk_button_get_label (GTK_BUTTON (part (desk, "open_button"))),
                       "Confirm as reference…");
}

static void
who_recorded_the_outcome_is_refused_in_words (void **state)
{
  Desk *desk = *state;
  examine (desk);
  write_and_submit (desk, "officer 7");
  bsr_ui_test_wait (is_saved, desk->dossier);
  assert_string_equal (label (desk, "refusal_label"),
                       "Not saved: 'officer 7' has given the outcome of case '7': somebody else must "
                       "confirm the load.");
  assert_true (gtk_widget_get_visible (part (desk, "refusal_label")));
  assert_true (gtk_widget_get_visible (part (desk, "form_box")));
  assert_string_equal (gtk_editable_get_text (GTK_EDITABLE (part (desk, "entry"))), "officer 7");
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk->window));
  assert_true (gtk_widget_is_ancestor (focus, part (desk, "entry")));

  /* A better name; then what else goes wrong is none of the row's business. */
  gtk_editable_set_text (GTK_EDITABLE (part (desk, "entry")), "supervisor 1");
  g_signal_emit_by_name (part (desk, "entry"), "activate");
  bsr_ui_test_flush (desk->dossier);
  assert_string_equal (bsr_dossier_contribution (desk->dossier)->supervisor, "supervisor 1");
  bsr_dossier_decide (desk->dossier, BSR_DECISION_RELEASE, " ");
  bsr_ui_test_wait (is_saved, desk->dossier);
  assert_false (gtk_widget_get_visible (part (desk, "form_box")));
  assert_string_equal (label (desk, "refusal_label"), "");
}

static void
cancelling_forgets_what_was_written (void **state)
{
  Desk *desk = *state;
  examine (desk);
  g_signal_emit_by_name (part (desk, "open_button"), "clicked");
  gtk_editable_set_text (GTK_EDITABLE (part (desk, "entry")), " ");
  g_signal_emit_by_name (part (desk, "entry"), "activate"); /* without words: nothing happens */
  assert_true (gtk_widget_get_visible (part (desk, "form_box")));
  gtk_editable_set_text (GTK_EDITABLE (part (desk, "entry")), "super");
  bsr_reference_row_set_dossier (BSR_REFERENCE_ROW (desk->row), desk->dossier);
  assert_false (gtk_widget_get_visible (part (desk, "form_box")));
  assert_string_equal (gtk_editable_get_text (GTK_EDITABLE (part (desk, "entry"))), "");
  assert_null (bsr_dossier_contribution (desk->dossier));
}

int
main (void)
{
#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (only_loads_found_as_declared_have_it),
    TEST (a_supervisor_confirms_and_a_reason_withdraws),
    TEST (who_recorded_the_outcome_is_refused_in_words),
    TEST (cancelling_forgets_what_was_written),
  };
#undef TEST
  return cmocka_run_group_tests_name ("reference row", tests, bsr_ui_test_init, NULL);
}
