#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-tone-bar.h"
#include "bsr-window.h"

static gboolean
is_closed (gpointer window)
{
  return !gtk_widget_get_visible (window);
}

static gboolean
has_physics (gpointer window)
{
  BsrScene *scene = bsr_session_scene (bsr_window_session (window));
  return scene != NULL && bsr_scene_has_physics (scene);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/* Whether @widget says by itself what it is: by its accessible label, its own label, tooltip or
 * placeholder. */
static gboolean
has_name (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  if (!is_empty (gtk_widget_get_tooltip_text (widget)))
    return TRUE;
  if (GTK_IS_BUTTON (widget) && !is_empty (gtk_button_get_label (GTK_BUTTON (widget))))
    return TRUE;
  if (GTK_IS_CHECK_BUTTON (widget))
    return !is_empty (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)));
  return GTK_IS_ENTRY (widget) && !is_empty (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)));
}

/* Counts what an officer can press or fill below @root and that has no name of its own. What
 * lies inside such a widget is its own affair. */
static int
count_nameless (GtkWidget *root)
{
  gboolean control = GTK_IS_BUTTON (root) || GTK_IS_ENTRY (root) || GTK_IS_DROP_DOWN (root) ||
                     GTK_IS_MENU_BUTTON (root) || GTK_IS_CHECK_BUTTON (root);
  int n = 0;
  if (control && !has_name (root))
    {
      print_message ("nameless: %s in %s\n", G_OBJECT_TYPE_NAME (root),
                     G_OBJECT_TYPE_NAME (gtk_widget_get_parent (root)));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !control;
       child = gtk_widget_get_next_sibling (child))
    if (!g_str_equal (G_OBJECT_TYPE_NAME (child), "AdwViewSwitcher") &&
        !g_str_equal (G_OBJECT_TYPE_NAME (child), "GtkWindowControls"))
      n += count_nameless (child);
  return n;
}

static void
test_opens_a_case_and_names_all_controls (void **state)
{
  BsrUiTestDesk *desk = *state;
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_wait (has_physics, desk->window);
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (desk->window)), "CSQU3054383 – Basira");
  assert_int_equal (count_nameless (GTK_WIDGET (desk->window)), 0);
}

static void
test_tools_and_undo_by_action (void **state)
{
  BsrUiTestDesk *desk = *state;
  BsrSession *session = bsr_window_session (desk->window);
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_wait (has_physics, desk->window);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.tool", "i", BSR_TOOL_POLYGON);
  assert_int_equal (bsr_session_tool (session), BSR_TOOL_POLYGON);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.invert", NULL);
  assert_true (bsr_session_tone (session)->invert);

  BsrDossier *dossier = bsr_session_dossier (session);
  const BsrPoint corners[] = { { 1, 2 }, { 30, 20 } };
  g_autoptr (BsrAnnotation) mark = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE,
                                                       BSR_CATEGORY_NOTE, corners, 2, "");
  bsr_dossier_add_annotation (dossier, mark);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.undo", NULL);
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (dossier)), 0);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.redo", NULL);
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (dossier)), 1);
}

/* The case's scan has one energy: it has no low one and no materials, and says so. */
static void
test_views_by_action (void **state)
{
  BsrUiTestDesk *desk = *state;
  BsrSession *session = bsr_window_session (desk->window);
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_wait (has_physics, desk->window);
  const struct
  {
    int view;
    BsrViewMode mode;
  } steps[] = { { 2, BSR_VIEW_STEEL }, { 3, BSR_VIEW_STEEL }, { 5, BSR_VIEW_STEEL }, { 0, BSR_VIEW_PLANE } };
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.view", "i", steps[i].view);
      assert_int_equal (bsr_session_tone (session)->mode, steps[i].mode);
    }
  BsrToneBar *bar = BSR_TONE_BAR (bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_TONE_BAR));
  assert_null (bsr_tone_bar_press_view (bar, 0));
  assert_non_null (bsr_tone_bar_press_view (bar, 3));
}

/* Acts that are not saved when the window is closed are saved before it goes. */
static void
test_closing_saves (void **state)
{
  BsrUiTestDesk *desk = *state;
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_wait (has_physics, desk->window);
  bsr_dossier_decide (bsr_session_dossier (bsr_window_session (desk->window)),
                      BSR_DECISION_EXAMINE, "strange");
  gtk_window_close (GTK_WINDOW (desk->window));
  bsr_ui_test_wait (is_closed, desk->window);
  BsrCaseState case_state;
  g_autoptr (GError) error = NULL;
  bsr_store_get_state (desk->store, "7", &case_state, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (case_state, BSR_STATE_TO_BE_EXAMINED);
}

static void
test_every_icon_is_there (void **state)
{
  static const char *const names[] = {
    "bsr-tool-select-symbolic", "bsr-tool-window-symbolic", "bsr-tool-rectangle-symbolic",
    "bsr-tool-ellipse-symbolic", "bsr-tool-polygon-symbolic", "bsr-tool-arrow-symbolic",
    "bsr-tool-text-symbolic", "bsr-invert-symbolic", "bsr-findings-symbolic",
    "bsr-manifest-symbolic", "bsr-marks-symbolic", "bsr-record-symbolic", "bsr-consistent-symbolic",
    "bsr-mismatch-symbolic", "bsr-inconclusive-symbolic", "bsr-opaque-symbolic",
    "bsr-release-symbolic", "bsr-examine-symbolic", "bsr-second-opinion-symbolic",
    "bsr-supervisor-symbolic", "bsr-waive-symbolic", "bsr-caveat-symbolic", "list-remove-symbolic",
    "bsr-enhance-symbolic", "bsr-seen-symbolic", "go-up-symbolic", "go-down-symbolic",
    "window-close-symbolic", "view-refresh-symbolic", "document-save-symbolic",
    "org.basira.Basira", "org.basira.Basira-symbolic", "sidebar-show-symbolic",
    "document-open-symbolic", "edit-undo-symbolic", "edit-redo-symbolic", "open-menu-symbolic",
    "zoom-fit-best-symbolic", "zoom-original-symbolic", "process-stop-symbolic",
    "user-trash-symbolic", "scanner-symbolic", "dialog-error-symbolic",
  };
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  gtk_icon_theme_add_resource_path (theme, "/org/basira/Basira/icons");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!gtk_icon_theme_has_icon (theme, names[i]))
      fail_msg ("there is no icon %s", names[i]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_opens_a_case_and_names_all_controls,
                                     bsr_ui_test_desk_set_up, bsr_ui_test_desk_tear_down),
    cmocka_unit_test_setup_teardown (test_tools_and_undo_by_action, bsr_ui_test_desk_set_up,
                                     bsr_ui_test_desk_tear_down),
    cmocka_unit_test_setup_teardown (test_views_by_action, bsr_ui_test_desk_set_up,
                                     bsr_ui_test_desk_tear_down),
    cmocka_unit_test_setup_teardown (test_closing_saves, bsr_ui_test_desk_set_up,
                                     bsr_ui_test_desk_tear_down),
    cmocka_unit_test (test_every_icon_is_there),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
