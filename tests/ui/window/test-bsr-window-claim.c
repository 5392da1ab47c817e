#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-claim-bar.h"
#include "bsr-decision-panel.h"
#include "bsr-window.h"

/* Another station works on the same store. */

static const BsrActor other_actor = { "officer 9", "lane 1" };

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrWindow *window;
  BsrClaimBar *bar;
  GtkWidget *panel;
  BsrDossier *dossier; /* (nullable) (unowned): to be followed by another */
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  desk->window = g_object_ref (bsr_window_new (NULL, "officer 7", "lane 2"));
  desk->bar = BSR_CLAIM_BAR (bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_CLAIM_BAR));
  desk->panel = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_DECISION_PANEL);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_window_set_store (desk->window, desk->store);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_close_window (GTK_WINDOW (desk->window));
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static gboolean
is_open_anew (gpointer data)
{
  Desk *desk = data;
  BsrSession *session = bsr_window_session (desk->window);
  return bsr_session_dossier (session) != NULL && bsr_session_dossier (session) != desk->dossier
         && bsr_session_scene (session) != NULL && bsr_scene_has_physics (bsr_session_scene (session));
}

static BsrDossier *
open_case (Desk *desk)
{
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_wait (is_open_anew, desk);
  return desk->dossier = bsr_session_dossier (bsr_window_session (desk->window));
}

static void
case_of_nobody_says_nothing (void **state)
{
  Desk *desk = *state;
  open_case (desk);
  assert_null (bsr_claim_bar_sentence (desk->bar));
  assert_true (gtk_widget_get_sensitive (desk->panel));
}

static void
case_of_another_is_said_and_not_decided (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  bsr_case_claim_free (bsr_store_claim_case (desk->store, &other_actor, "7", 3600, &error));
  bsr_test_assert_no_error (error);
  open_case (desk);
  const char *sentence = bsr_claim_bar_sentence (desk->bar);
  assert_non_null (sentence);
  assert_non_null (strstr (sentence, "For looking only: officer 9 at lane 1 has had this case since"));
  assert_false (gtk_widget_get_sensitive (desk->panel));
}

/* An officer who went home keeps nobody from his case: it is taken over with a reason, which stands in the log. */
static void
case_of_another_is_taken_over_with_a_reason (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  bsr_case_claim_free (bsr_store_claim_case (desk->store, &other_actor, "7", 3600, &error));
  open_case (desk);
  GtkWidget *button = bsr_ui_test_find_named (GTK_WIDGET (desk->bar), "take-over", GTK_TYPE_MENU_BUTTON);
  GtkWidget *entry
      = bsr_ui_test_find_named (GTK_WIDGET (desk->bar), "take-over-reason", GTK_TYPE_ENTRY);
  GtkWidget *confirm
      = bsr_ui_test_find_named (GTK_WIDGET (desk->bar), "take-over-confirm", GTK_TYPE_BUTTON);
  assert_true (gtk_widget_get_visible (button));
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  assert_false (gtk_widget_get_sensitive (confirm));
  gtk_editable_set_text (GTK_EDITABLE (entry), "went off shift");
  assert_true (gtk_widget_get_sensitive (confirm));
  g_signal_emit_by_name (confirm, "clicked");
  bsr_ui_test_wait (is_open_anew, desk);
  assert_null (bsr_claim_bar_sentence (desk->bar));
  assert_true (bsr_dossier_held (bsr_session_dossier (bsr_window_session (desk->window))));
  assert_true (gtk_widget_get_sensitive (desk->panel));
}

static void
conflict_stays_while_the_case_is_read_again (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  const BsrPoint corners[] = { { 1, 1 }, { 5, 3 } };
  BsrDossier *dossier = open_case (desk);
  gint64 scan = bsr_dossier_scan (dossier, 0)->id;
  g_autoptr (BsrAnnotation) mine = bsr_annotation_new ("a", BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "tool");
  g_autoptr (BsrAnnotation) theirs = bsr_annotation_new ("a", BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "knife");
  assert_true (bsr_store_put_annotation (desk->store, &other_actor, scan, theirs, &error));
  bsr_dossier_add_annotation (dossier, mine);
  bsr_ui_test_wait (is_open_anew, desk);
  const char *sentence = bsr_claim_bar_sentence (desk->bar);
  assert_non_null (sentence);
  assert_non_null (strstr (sentence, "Not saved: officer 9 at lane 1 has changed this meanwhile"));
  assert_non_null (strstr (sentence, "knife"));
  assert_non_null (strstr (sentence, "tool"));
  BsrDossier *now = bsr_session_dossier (bsr_window_session (desk->window));
  g_autoptr (BsrAnnotation) shown = g_list_model_get_item (bsr_dossier_annotations (now), 0);
  assert_string_equal (bsr_annotation_text (shown), "knife");
  assert_true (bsr_dossier_held (now));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (case_of_nobody_says_nothing, set_up, tear_down),
    cmocka_unit_test_setup_teardown (case_of_another_is_said_and_not_decided, set_up, tear_down),
    cmocka_unit_test_setup_teardown (case_of_another_is_taken_over_with_a_reason, set_up, tear_down),
    cmocka_unit_test_setup_teardown (conflict_stays_while_the_case_is_read_again, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("window claim", tests, bsr_ui_test_init, NULL);
}
