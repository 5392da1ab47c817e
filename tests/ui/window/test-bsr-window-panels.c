#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-image-window.h"
#include "bsr-inspector.h"
#include "bsr-keys-window.h"
#include "bsr-scan-view.h"
#include "bsr-window.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrWindow *window;
  BsrSession *session;
} Desk;

static gboolean
has_physics (gpointer window)
{
  BsrScene *scene = bsr_session_scene (bsr_window_session (window));
  return scene != NULL && bsr_scene_has_physics (scene);
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  desk->window = g_object_ref (bsr_window_new (NULL, "officer 7", "lane 2"));
  desk->session = bsr_window_session (desk->window);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_window_set_store (desk->window, desk->store);
  bsr_window_open_case (desk->window, "7");
  bsr_ui_test_wait (has_physics, desk->window);
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

static void
act (Desk *desk, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), action, NULL);
}

static const char *
page (Desk *desk)
{
  GtkWidget *inspector = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_INSPECTOR);
  GObject *pages = bsr_inspector_pages (BSR_INSPECTOR (inspector));
  return adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (pages));
}

static gboolean
has_action (GtkWidgetClass *class, const char *wanted)
{
  const char *name;
  GType owner;
  const GVariantType *type;
  const char *property;
  for (guint i = 0; gtk_widget_class_query_action (class, i, &owner, &name, &type, &property); i++)
    if (g_str_equal (name, wanted))
      return TRUE;
  return FALSE;
}

/* A line of the table that does nothing would be a key that does nothing. */
static void
every_command_has_an_action (void **state)
{
  Desk *desk = *state;
  GtkWidget *view = bsr_ui_test_find (GTK_WIDGET (desk->window), BSR_TYPE_SCAN_VIEW);
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    {
      if (g_str_has_prefix (all[i].action, "app.") || bsr_command_is_hold (&all[i]))
        continue;
      GtkWidget *widget = bsr_command_is_of_view (&all[i]) ? view : GTK_WIDGET (desk->window);
      if (!has_action (GTK_WIDGET_GET_CLASS (widget), all[i].action))
        fail_msg ("%s: there is no action %s", all[i].id, all[i].action);
    }
}

static void
tooltips_tell_the_key_in_force (void **state)
{
  Desk *desk = *state;
  GtkWidget *button = bsr_ui_test_find_named (GTK_WIDGET (desk->window), "tool-polygon", GTK_TYPE_WIDGET);
  assert_string_equal (gtk_widget_get_tooltip_text (button), "Mark a polygon (P)");
  bsr_key_map_assign (bsr_window_keys (desk->window), bsr_command_find ("tool-polygon"), 0,
                      bsr_key_normalised (GDK_KEY_period, 0), FALSE);
  assert_string_equal (gtk_widget_get_tooltip_text (button), "Mark a polygon (.)");
}

static void
panels_and_the_case_are_taken_back_in_order (void **state)
{
  Desk *desk = *state;
  BsrDossier *dossier = bsr_session_dossier (desk->session);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.show-page", "s", "marks");
  const BsrPoint corners[] = { { 1, 2 }, { 30, 20 } };
  g_autoptr (BsrAnnotation) mark
      = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "");
  bsr_dossier_add_annotation (dossier, mark);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.show-page", "s", "record");
  act (desk, "win.undo");
  assert_string_equal (page (desk), "marks");
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (dossier)), 1);
  act (desk, "win.undo");
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (dossier)), 0);
  act (desk, "win.undo");
  assert_string_equal (page (desk), "findings");
  for (int i = 0; i < 3; i++)
    act (desk, "win.redo");
  assert_string_equal (page (desk), "record");
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (dossier)), 1);
}

static void
a_finding_is_weighed_by_its_key (void **state)
{
  Desk *desk = *state;
  BsrDossier *dossier = bsr_session_dossier (desk->session);
  g_autoptr (BsrAnalysis) analysis = bsr_ui_test_analysis ();
  bsr_dossier_set_analysis (dossier, analysis);
  bsr_session_select_finding (desk->session, 1);
  GtkWidget *window = GTK_WIDGET (desk->window);
  gtk_widget_activate_action (window, "win.weigh-finding", "i", BSR_WEIGHT_EXPLAINED);
  assert_int_equal (bsr_dossier_weight (dossier, 1), BSR_WEIGHT_EXPLAINED);
  gtk_widget_activate_action (window, "win.weigh-finding", "i", BSR_WEIGHT_EXPLAINED);
  assert_int_equal (bsr_dossier_weight (dossier, 1), BSR_WEIGHT_OPEN);
}

static BsrImageWindow *
image_window (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (BSR_IS_IMAGE_WINDOW (window))
        return BSR_IMAGE_WINDOW (window);
    }
  return NULL;
}

static void
the_image_has_a_window_of_its_own (void **state)
{
  Desk *desk = *state;
  assert_null (image_window ());
  act (desk, "win.image-window");
  BsrImageWindow *image = image_window ();
  assert_non_null (image);
  assert_true (bsr_image_window_linked (image));
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (image)),
                       gtk_window_get_title (GTK_WINDOW (desk->window)));
  GtkWidget *view = bsr_ui_test_find (GTK_WIDGET (image), BSR_TYPE_SCAN_VIEW);
  assert_ptr_equal (bsr_scan_view_session (BSR_SCAN_VIEW (view)), desk->session);
  act (desk, "win.image-linked");
  assert_false (bsr_image_window_linked (image));
  act (desk, "win.image-window");
  assert_null (image_window ());
  /* As it was left. */
  act (desk, "win.image-window");
  assert_false (bsr_image_window_linked (image_window ()));
}

static gboolean
is_on (Desk *desk, const char *property)
{
  gboolean on;
  g_object_get (desk->window, property, &on, NULL);
  return on;
}

/* What the menu puts a check mark to is what is so, however it came to be. */
static void
the_menu_shows_what_is_on (void **state)
{
  Desk *desk = *state;
  assert_false (is_on (desk, "image-window") || is_on (desk, "raw-pixels"));
  act (desk, "win.image-window");
  act (desk, "win.raw-pixels");
  assert_true (is_on (desk, "image-window") && is_on (desk, "raw-pixels"));
  assert_true (bsr_view_share_raw_pixels (bsr_session_share (desk->session)));
  gtk_window_destroy (GTK_WINDOW (image_window ()));
  act (desk, "win.undo");
  assert_false (is_on (desk, "image-window") || is_on (desk, "raw-pixels"));
  assert_false (bsr_view_share_raw_pixels (bsr_session_share (desk->session)));
}

/* Every control is reached and left: round and round, back to the scan. */
static void
tab_comes_round (void **state)
{
  Desk *desk = *state;
  GtkWindow *window = GTK_WINDOW (desk->window);
  GtkWidget *view = bsr_ui_test_find (GTK_WIDGET (window), BSR_TYPE_SCAN_VIEW), *last = view;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const int most = 200; /* controls; the window has some sixty */
  int n = 0;
  gtk_widget_grab_focus (view);
  for (; n < most; n++)
    {
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      GtkWidget *focus = gtk_window_get_focus (window);
      if (focus == view)
        break;
      /* The end of the window: from nowhere it goes on at its beginning. */
      if (focus == NULL)
        continue;
      assert_ptr_not_equal (focus, last);
      assert_true (gtk_widget_get_mapped (focus));
      g_hash_table_add (seen, focus);
      last = focus;
    }
  assert_true (n < most);
  assert_true (g_hash_table_size (seen) > 15);
}

/* Nothing that is asked for while looking stands before the scan. */
static void
no_window_holds_up_the_scan (void **state)
{
  Desk *desk = *state;
  act (desk, "win.keys");
  act (desk, "win.image-window");
  bsr_ui_test_settle ();
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      assert_false (gtk_window_get_modal (window));
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (every_command_has_an_action, set_up, tear_down),
    cmocka_unit_test_setup_teardown (tooltips_tell_the_key_in_force, set_up, tear_down),
    cmocka_unit_test_setup_teardown (panels_and_the_case_are_taken_back_in_order, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_finding_is_weighed_by_its_key, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_image_has_a_window_of_its_own, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_menu_shows_what_is_on, set_up, tear_down),
    cmocka_unit_test_setup_teardown (tab_comes_round, set_up, tear_down),
    cmocka_unit_test_setup_teardown (no_window_holds_up_the_scan, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("window-panels", tests, bsr_ui_test_init, NULL);
}
