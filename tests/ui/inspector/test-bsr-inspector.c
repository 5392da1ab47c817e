#include "bsr-ui-test.h"

#include <adwaita.h>

#include "bsr-annotation-list.h"
#include "bsr-check-row.h"
#include "bsr-finding-list.h"
#include "bsr-finding-row.h"
#include "bsr-inspector.h"
#include "bsr-manifest-view.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrDossier *dossier;
  BsrSession *session;
  BsrInspector *inspector;
  BsrAnalysis *analysis;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  desk->dossier = bsr_ui_test_open (desk->store, "7");
  desk->session = bsr_session_new ();
  desk->inspector = g_object_ref_sink (g_object_new (BSR_TYPE_INSPECTOR, NULL));
  desk->analysis = bsr_ui_test_analysis ();
  bsr_inspector_set_session (desk->inspector, desk->session);
  bsr_session_set_dossier (desk->session, desk->dossier);
  bsr_dossier_set_analysis (desk->dossier, desk->analysis);
  bsr_inspector_show_analysis (desk->inspector, desk->analysis, FALSE);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_flush (desk->dossier);
  g_object_unref (desk->inspector);
  g_object_unref (desk->session);
  g_object_unref (desk->dossier);
  g_object_unref (desk->store);
  bsr_analysis_unref (desk->analysis);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static GtkListBox *
list_of (Desk *desk, GType type)
{
  GtkWidget *list = bsr_ui_test_find (GTK_WIDGET (desk->inspector), type);
  return GTK_LIST_BOX (bsr_ui_test_find (list, GTK_TYPE_LIST_BOX));
}

static BsrFindingRow *
finding_row (Desk *desk, int index)
{
  GtkListBox *list_box = list_of (desk, BSR_TYPE_FINDING_LIST);
  return BSR_FINDING_ROW (gtk_list_box_get_row_at_index (list_box, index));
}

static void
test_findings_are_bound (void **state)
{
  Desk *desk = *state;
  assert_int_equal (bsr_finding_row_id (finding_row (desk, 0)), 1);
  assert_true (bsr_finding_row_is_alarm (finding_row (desk, 0)));
  assert_int_equal (bsr_finding_row_id (finding_row (desk, 1)), 2);
  assert_false (bsr_finding_row_is_alarm (finding_row (desk, 1)));
  bsr_inspector_show_analysis (desk->inspector, NULL, TRUE);
  assert_null (gtk_list_box_get_row_at_index (list_of (desk, BSR_TYPE_FINDING_LIST), 0));
}

static void
test_selection_goes_both_ways (void **state)
{
  Desk *desk = *state;
  GtkListBox *list_box = list_of (desk, BSR_TYPE_FINDING_LIST);
  gtk_list_box_select_row (list_box, GTK_LIST_BOX_ROW (finding_row (desk, 1)));
  assert_int_equal (bsr_session_selected_finding (desk->session), 2);
  bsr_session_select_finding (desk->session, 1);
  assert_ptr_equal (gtk_list_box_get_selected_row (list_box), finding_row (desk, 0));
  bsr_session_select_finding (desk->session, 0);
  assert_null (gtk_list_box_get_selected_row (list_box));
}

static void
test_stepping_is_a_ring (void **state)
{
  Desk *desk = *state;
  bsr_inspector_step_finding (desk->inspector, 1);
  assert_int_equal (bsr_session_selected_finding (desk->session), 1);
  bsr_inspector_step_finding (desk->inspector, 1);
  assert_int_equal (bsr_session_selected_finding (desk->session), 2);
  bsr_inspector_step_finding (desk->inspector, 1);
  assert_int_equal (bsr_session_selected_finding (desk->session), 1);
  bsr_inspector_step_finding (desk->inspector, -1);
  assert_int_equal (bsr_session_selected_finding (desk->session), 2);
}

static void
notice_cb (BsrSession *session, const char *words, GString *said)
{
  g_string_append_printf (said, "%s;", words);
}

static void
centre_cb (BsrSession *session, const BsrBox *box, GString *said)
{
  g_string_append_printf (said, "%d,%d ", box->x, box->y);
}

static void
test_steps_are_centred_and_say_where_they_are (void **state)
{
  Desk *desk = *state;
  g_autoptr (GString) said = g_string_new (NULL);
  g_signal_connect (desk->session, "notice", G_CALLBACK (notice_cb), said);
  g_signal_connect (desk->session, "centre", G_CALLBACK (centre_cb), said);
  bsr_inspector_step_finding (desk->inspector, 1);
  bsr_inspector_step_finding (desk->inspector, 1);
  bsr_inspector_step_finding (desk->inspector, 1);
  bsr_inspector_step_finding (desk->inspector, -1);
  assert_string_equal (said->str, "40,22 Finding 1 of 2;20,20 Finding 2 of 2;"
                                  "40,22 Begins again · finding 1 of 2;"
                                  "20,20 From the end · finding 2 of 2;");
  g_string_truncate (said, 0);
  bsr_inspector_show_analysis (desk->inspector, NULL, TRUE);
  bsr_inspector_step_finding (desk->inspector, 1);
  assert_string_equal (said->str, "No findings yet;");
  g_signal_handlers_disconnect_by_data (desk->session, said);
}

static void
test_weights_are_kept_and_undone (void **state)
{
  Desk *desk = *state;
  g_signal_emit_by_name (finding_row (desk, 0), "weighed", BSR_WEIGHT_CONFIRMED);
  assert_int_equal (bsr_dossier_weight (desk->dossier, 1), BSR_WEIGHT_CONFIRMED);
  assert_int_equal (bsr_finding_row_weight (finding_row (desk, 0)), BSR_WEIGHT_CONFIRMED);
  assert_int_equal (bsr_finding_row_weight (finding_row (desk, 1)), BSR_WEIGHT_OPEN);
  bsr_dossier_undo (desk->dossier);
  assert_int_equal (bsr_finding_row_weight (finding_row (desk, 0)), BSR_WEIGHT_OPEN);
}

static void
test_weight_buttons_exclude_each_other (void **state)
{
  BsrFindingRow *row = finding_row (*state, 0);
  GtkWidget *confirmed = bsr_ui_test_find (GTK_WIDGET (row), GTK_TYPE_TOGGLE_BUTTON);
  GtkToggleButton *explained = GTK_TOGGLE_BUTTON (gtk_widget_get_next_sibling (confirmed));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (confirmed), TRUE);
  assert_int_equal (bsr_finding_row_weight (row), BSR_WEIGHT_CONFIRMED);
  gtk_toggle_button_set_active (explained, TRUE);
  assert_int_equal (bsr_finding_row_weight (row), BSR_WEIGHT_EXPLAINED);
  assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (confirmed)));
  gtk_toggle_button_set_active (explained, FALSE);
  assert_int_equal (bsr_finding_row_weight (row), BSR_WEIGHT_OPEN);
}

static void
test_worst_check_comes_first (void **state)
{
  GtkListBox *list_box = list_of (*state, BSR_TYPE_MANIFEST_VIEW);
  GtkWidget *first = GTK_WIDGET (gtk_list_box_get_row_at_index (list_box, 0));
  GtkWidget *second = GTK_WIDGET (gtk_list_box_get_row_at_index (list_box, 1));
  assert_true (gtk_widget_has_css_class (first, "mismatch"));
  assert_true (gtk_widget_has_css_class (second, "consistent"));
}

static void
test_badges (void **state)
{
  Desk *desk = *state;
  GtkWidget *stack = bsr_ui_test_find (GTK_WIDGET (desk->inspector), ADW_TYPE_VIEW_STACK);
  static const struct
  {
    const char *name;
    guint badge;
  } pages[] = { { "findings", 1 }, { "manifest", 1 }, { "marks", 0 }, { "record", 1 } };
  bsr_dossier_decide (desk->dossier, BSR_DECISION_SECOND_OPINION, "not clear");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *child = adw_view_stack_get_child_by_name (ADW_VIEW_STACK (stack), pages[i].name);
      AdwViewStackPage *page = adw_view_stack_get_page (ADW_VIEW_STACK (stack), child);
      assert_int_equal (adw_view_stack_page_get_badge_number (page), pages[i].badge);
    }
}

static void
test_marks_are_bound (void **state)
{
  Desk *desk = *state;
  const BsrPoint corners[] = { { 1, 2 }, { 30, 20 } };
  g_autoptr (BsrAnnotation) mark = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE,
                                                       BSR_CATEGORY_WEAPON, corners, 2, "a tube");
  bsr_dossier_add_annotation (desk->dossier, mark);
  GtkListBox *list_box = list_of (desk, BSR_TYPE_ANNOTATION_LIST);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list_box, 0);
  assert_non_null (row);
  gtk_list_box_select_row (list_box, row);
  assert_string_equal (bsr_session_selected_annotation (desk->session), bsr_annotation_id (mark));
  g_signal_emit_by_name (row, "recategorised", BSR_CATEGORY_BENIGN);
  g_autoptr (BsrAnnotation) changed =
      g_list_model_get_item (bsr_dossier_annotations (desk->dossier), 0);
  assert_int_equal (bsr_annotation_category (changed), BSR_CATEGORY_BENIGN);
  assert_string_equal (bsr_annotation_text (changed), "a tube");
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (list_box, 0), "removed");
  assert_null (gtk_list_box_get_row_at_index (list_box, 0));
  bsr_dossier_undo (desk->dossier);
  assert_non_null (gtk_list_box_get_row_at_index (list_box, 0));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_findings_are_bound, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_selection_goes_both_ways, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_stepping_is_a_ring, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_steps_are_centred_and_say_where_they_are, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (test_weights_are_kept_and_undone, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_weight_buttons_exclude_each_other, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_worst_check_comes_first, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_badges, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_marks_are_bound, set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
