#include "bsr-ui-test.h"


#include "bsr-compare-area.h"
#include "bsr-compare-bar.h"
#include "bsr-compare-desk.h"
#include "bsr-compare-divider.h"
#include "bsr-compare-legend.h"
#include "bsr-image-reader.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrSession *session;
  BsrDossier *dossier;
  GtkWidget *window, *desk, *view;
  BsrCompareModel *model;
} Desk;

/* The open case "1" of a container that case "2" has brought through before. */
static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "2", TRUE);
  bsr_ui_test_put_case (desk->store, desk->folder, "1", TRUE);
  desk->session = bsr_session_new ();
  desk->view = bsr_scan_view_new (desk->session);
  desk->desk = bsr_compare_desk_new (BSR_SCAN_VIEW (desk->view));
  desk->model = bsr_compare_desk_model (BSR_COMPARE_DESK (desk->desk));
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->desk);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_compare_model_set_store (desk->model, desk->store);
  desk->dossier = bsr_ui_test_open (desk->store, "1");
  bsr_session_set_dossier (desk->session, desk->dossier);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->window));
  bsr_ui_test_settle ();
  g_object_unref (desk->dossier);
  g_object_unref (desk->session);
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

/* The open scan in the session, with physics or without. */
static void
show_scan (Desk *desk, gboolean physics)
{
  g_autoptr (GError) error = NULL;
  BsrScan *scan = bsr_dossier_scan (desk->dossier, 0);
  g_autoptr (BsrImage) image = bsr_image_read (scan->path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrRadiograph) radiograph
      = physics ? bsr_radiograph_new (image, &scan->acquisition, 1, NULL, &error) : NULL;
  bsr_test_assert_no_error (error);
  g_autoptr (BsrScene) scene = bsr_scene_new (image, radiograph, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  bsr_session_set_scene (desk->session, scene);
}

static gboolean
has_candidates (gpointer model)
{
  return bsr_compare_model_candidates (model) != NULL;
}

static gboolean
has_comparison (gpointer model)
{
  return bsr_compare_model_comparison (model) != NULL;
}

static gboolean
is_wide (gpointer view)
{
  return gtk_widget_get_width (view) > 100;
}

static void
compare (Desk *desk)
{
  show_scan (desk, TRUE);
  bsr_ui_test_wait (is_wide, desk->view);
  bsr_compare_desk_toggle (BSR_COMPARE_DESK (desk->desk));
  bsr_ui_test_wait (has_comparison, desk->model);
}

static void
it_opens_with_the_same_container_and_leaves_the_view_as_it_was (void **state)
{
  Desk *desk = *state;
  show_scan (desk, TRUE);
  bsr_ui_test_wait (is_wide, desk->view);
  BsrViewTransform before = *bsr_scan_view_transform (BSR_SCAN_VIEW (desk->view));
  bsr_compare_desk_toggle (BSR_COMPARE_DESK (desk->desk));
  assert_true (bsr_compare_model_active (desk->model));
  bsr_ui_test_wait (has_comparison, desk->model);
  BsrCompareCandidate *chosen = bsr_compare_model_chosen (desk->model);
  assert_int_equal (chosen->kind, BSR_COMPARE_EARLIER);
  assert_string_equal (chosen->flagged->id, "2");
  bsr_ui_test_settle ();
  assert_true (gtk_widget_get_visible (bsr_ui_test_find (desk->desk, BSR_TYPE_COMPARE_BAR)));

  bsr_compare_desk_toggle (BSR_COMPARE_DESK (desk->desk));
  assert_false (bsr_compare_model_active (desk->model));
  assert_null (bsr_compare_model_comparison (desk->model));
  bsr_ui_test_settle ();
  bsr_ui_test_settle ();
  BsrViewTransform after = *bsr_scan_view_transform (BSR_SCAN_VIEW (desk->view));
  bsr_test_assert_close (after.x, before.x, 1e-9);
  bsr_test_assert_close (after.y, before.y, 1e-9);
  assert_false (gtk_widget_get_visible (bsr_ui_test_find (desk->desk, BSR_TYPE_COMPARE_BAR)));
}

static void
it_waits_for_the_open_scans_physics (void **state)
{
  Desk *desk = *state;
  show_scan (desk, FALSE);
  bsr_compare_desk_toggle (BSR_COMPARE_DESK (desk->desk));
  bsr_ui_test_wait (has_candidates, desk->model);
  assert_false (bsr_compare_model_busy (desk->model));
  assert_string_equal (bsr_compare_model_message (desk->model),
                       "This scan is still being analysed; the comparison follows.");
  show_scan (desk, TRUE);
  bsr_ui_test_wait (has_comparison, desk->model);
}

static void
modes_follow_each_other_and_lay_out_their_parts (void **state)
{
  Desk *desk = *state;
  compare (desk);
  GtkWidget *divider = bsr_ui_test_find (desk->desk, BSR_TYPE_COMPARE_DIVIDER);
  GtkWidget *legend = bsr_ui_test_find (desk->desk, BSR_TYPE_COMPARE_LEGEND);
  assert_false (gtk_widget_get_visible (divider));
  bsr_compare_desk_next_mode (BSR_COMPARE_DESK (desk->desk));
  assert_int_equal (bsr_compare_model_mode (desk->model), BSR_COMPARE_SWIPE);
  assert_true (gtk_widget_get_visible (divider));
  assert_false (gtk_widget_get_visible (legend));
  bsr_compare_desk_next_mode (BSR_COMPARE_DESK (desk->desk));
  assert_int_equal (bsr_compare_model_mode (desk->model), BSR_COMPARE_DIFFERENCE);
  assert_true (gtk_widget_get_visible (legend));
  assert_true (*bsr_compare_legend_sentence (BSR_COMPARE_LEGEND (legend)) != '\0');
  bsr_compare_desk_next_mode (BSR_COMPARE_DESK (desk->desk));
  assert_int_equal (bsr_compare_model_mode (desk->model), BSR_COMPARE_SIDE_BY_SIDE);
}

static void
the_divider_goes_where_it_is_moved (void **state)
{
  Desk *desk = *state;
  compare (desk);
  GtkWidget *area = bsr_ui_test_find (desk->desk, BSR_TYPE_COMPARE_AREA);
  GtkWidget *divider = bsr_ui_test_find (desk->desk, BSR_TYPE_COMPARE_DIVIDER);
  bsr_test_assert_close (bsr_compare_area_split (BSR_COMPARE_AREA (area)), 0.5, 0.0);
  g_signal_emit_by_name (divider, "moved", 0.25);
  bsr_test_assert_close (bsr_compare_area_split (BSR_COMPARE_AREA (area)), 0.25, 0.0);
}

static void
it_can_be_turned_round_and_back (void **state)
{
  Desk *desk = *state;
  compare (desk);
  BsrComparison *first = bsr_compare_model_comparison (desk->model);
  gboolean mirrored
      = bsr_scan_link_is_mirrored (&bsr_comparison_alignment (first)->link);
  bsr_compare_model_set_mirrored (desk->model, mirrored);
  assert_false (bsr_compare_model_busy (desk->model));
  bsr_compare_model_set_mirrored (desk->model, !mirrored);
  assert_true (bsr_compare_model_busy (desk->model));
  while (bsr_compare_model_busy (desk->model))
    g_main_context_iteration (NULL, TRUE);
  BsrComparison *turned = bsr_compare_model_comparison (desk->model);
  assert_true (bsr_scan_link_is_mirrored (&bsr_comparison_alignment (turned)->link) != mirrored);
}

static void
another_case_can_be_asked_for_and_another_dossier_ends_it (void **state)
{
  Desk *desk = *state;
  show_scan (desk, TRUE);
  bsr_compare_model_open_with (desk->model, "2");
  bsr_ui_test_wait (has_comparison, desk->model);
  assert_int_equal (bsr_compare_model_chosen (desk->model)->kind, BSR_COMPARE_ASKED);
  bsr_session_set_dossier (desk->session, NULL);
  assert_false (bsr_compare_model_active (desk->model));
  assert_null (bsr_compare_model_chosen (desk->model));
  assert_false (bsr_compare_model_can_open (desk->model));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (it_opens_with_the_same_container_and_leaves_the_view_as_it_was,
                                     set_up, tear_down),
    cmocka_unit_test_setup_teardown (it_waits_for_the_open_scans_physics, set_up, tear_down),
    cmocka_unit_test_setup_teardown (modes_follow_each_other_and_lay_out_their_parts, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_divider_goes_where_it_is_moved, set_up, tear_down),
    cmocka_unit_test_setup_teardown (it_can_be_turned_round_and_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (another_case_can_be_asked_for_and_another_dossier_ends_it, set_up,
                                     tear_down),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
