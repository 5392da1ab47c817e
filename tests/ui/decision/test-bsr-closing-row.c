#include "bsr-ui-test.h"

#include "bsr-closing-row.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrDossier *dossier;
  BsrClosingRow *row;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  desk->row = g_object_ref_sink (g_object_new (BSR_TYPE_CLOSING_ROW, NULL));
  desk->dossier = bsr_ui_test_open (desk->store, "7");
  bsr_closing_row_set_dossier (desk->row, desk->dossier);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_flush (desk->dossier);
  g_object_unref (desk->row);
  g_object_unref (desk->dossier);
  g_object_unref (desk->store);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static void
test_is_there_only_where_a_case_can_be_closed_or_reopened (void **state)
{
  Desk *desk = *state;
  GtkWidget *row = GTK_WIDGET (desk->row);
  assert_false (gtk_widget_get_visible (row));
  bsr_dossier_decide_with_code (desk->dossier, BSR_DECISION_RELEASE, "no-anomaly", "fine", NULL, NULL);
  assert_true (gtk_widget_get_visible (row));
  bsr_closing_row_submit (desk->row, "supervisor 1", "complete", NULL);
  assert_null (bsr_closing_row_refusal (desk->row));
  assert_int_equal (bsr_dossier_state (desk->dossier), BSR_STATE_CLOSED);
  assert_true (gtk_widget_get_visible (row));
  bsr_closing_row_submit (desk->row, "supervisor 1", "new-facts", "a letter came");
  assert_int_equal (bsr_dossier_state (desk->dossier), BSR_STATE_RELEASED);
  GPtrArray *decisions = bsr_dossier_decisions (desk->dossier);
  const BsrDecision *last = decisions->pdata[decisions->len - 1];
  assert_string_equal (last->officer, "supervisor 1");
  assert_string_equal (last->reason, "a letter came");
}

static void
test_refusal_is_said_and_nothing_is_lost (void **state)
{
  Desk *desk = *state;
  bsr_dossier_decide_with_code (desk->dossier, BSR_DECISION_RELEASE, "no-anomaly", "fine", NULL, NULL);
  bsr_closing_row_submit (desk->row, "officer 7", "complete", "all done");
  assert_string_equal (bsr_closing_row_refusal (desk->row),
                       "Not possible: you decided the case, so another supervisor must close it.");
  GtkWidget *entry = bsr_ui_test_find (GTK_WIDGET (desk->row), GTK_TYPE_ENTRY);
  assert_string_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "officer 7");
  assert_int_equal (bsr_dossier_state (desk->dossier), BSR_STATE_RELEASED);
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (test_is_there_only_where_a_case_can_be_closed_or_reopened),
    TEST (test_refusal_is_said_and_nothing_is_lost),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
