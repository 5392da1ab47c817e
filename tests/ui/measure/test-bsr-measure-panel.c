#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-measure-panel.h"
#include "bsr-profile-plot.h"
#include "bsr-scan-file.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrDossier *dossier;
  BsrSession *session;
  GtkWidget *window, *panel;
} Desk;

/* The case's scan, 96 x 48 pixels of 80 mm, with its physics. */
static void
show_scan (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan
      = bsr_scan_load (bsr_dossier_scan (desk->dossier, 0)->path, &image, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrRadiograph) radiograph
      = bsr_radiograph_new (image, &scan->acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrScene) scene = bsr_scene_new (image, radiograph, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  bsr_session_set_dossier (desk->session, desk->dossier);
  bsr_session_set_scene (desk->session, scene);
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "7", TRUE);
  desk->dossier = bsr_ui_test_open (desk->store, "7");
  desk->session = bsr_session_new ();
  desk->window = g_object_ref_sink (gtk_window_new ());
  desk->panel = g_object_new (BSR_TYPE_MEASURE_PANEL, NULL);
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->panel);
  bsr_measure_panel_set_session (BSR_MEASURE_PANEL (desk->panel), desk->session);
  show_scan (desk);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->window);
  bsr_ui_test_flush (desk->dossier);
  g_object_unref (desk->session);
  g_object_unref (desk->dossier);
  bsr_ui_test_settle ();
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

/* Whether a label below @root shows a text that holds @part. */
static gboolean
says (GtkWidget *root, const char *part)
{
  if (!gtk_widget_get_visible (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;
  return FALSE;
}

static void
mark (Desk *desk, BsrShape shape, const BsrPoint *points, int n)
{
  g_autoptr (BsrAnnotation) annotation
      = bsr_annotation_new (NULL, shape, BSR_CATEGORY_NOTE, points, n, "");
  bsr_dossier_add_annotation (desk->dossier, annotation);
  bsr_session_select_annotation (desk->session, bsr_annotation_id (annotation), FALSE);
}

static gboolean
says_mass (gpointer panel)
{
  return says (panel, "kg");
}

static void
it_hides_where_there_is_nothing_to_measure (void **state)
{
  Desk *desk = *state;
  const BsrPoint corners[] = { { 40, 22 }, { 50, 30 } };
  assert_false (gtk_widget_get_visible (desk->panel));
  bsr_session_set_tool (desk->session, BSR_TOOL_RECTANGLE);
  assert_false (gtk_widget_get_visible (desk->panel));
  /* The tool shows it, and how it is used, before a hand has moved. */
  bsr_session_set_tool (desk->session, BSR_TOOL_PROFILE);
  assert_true (gtk_widget_get_visible (desk->panel));
  assert_true (says (desk->panel, "Drag along"));
  bsr_session_set_tool (desk->session, BSR_TOOL_SELECT);
  assert_false (gtk_widget_get_visible (desk->panel));
  mark (desk, BSR_SHAPE_TEXT, corners, 1);
  assert_false (gtk_widget_get_visible (desk->panel));
}

/* The dense thing, 10 x 8 pixels of 80 mm. */
static void
a_region_shows_its_figures (void **state)
{
  Desk *desk = *state;
  const BsrPoint corners[] = { { 40, 22 }, { 50, 30 } };
  mark (desk, BSR_SHAPE_REGION, corners, 2);
  assert_true (gtk_widget_get_visible (desk->panel));
  assert_true (says (desk->panel, "0.51 m²"));
  assert_true (says (desk->panel, "0.80 × 0.64 m"));
  assert_true (says (desk->panel, "80.0 × 80.0 mm, stated by the scanner"));
  bsr_ui_test_wait (says_mass, desk->panel);
  assert_true (says (desk->panel, "g/cm²"));
  bsr_session_select_annotation (desk->session, NULL, FALSE);
  assert_false (gtk_widget_get_visible (desk->panel));
}

/* Any mark that encloses something is measured: an ellipse, too. */
static void
an_officer_s_mark_is_measured_as_well (void **state)
{
  Desk *desk = *state;
  const BsrPoint corners[] = { { 40, 22 }, { 50, 30 } };
  mark (desk, BSR_SHAPE_ELLIPSE, corners, 2);
  assert_true (says (desk->panel, "0.40 m²"));
  bsr_ui_test_wait (says_mass, desk->panel);
}

static gboolean
says_steel (gpointer panel)
{
  return says (panel, "Thickest");
}

static void
pointing_at_the_profile_shows_the_place_on_the_scan (void **state)
{
  Desk *desk = *state;
  const BsrPoint points[] = { { 12, 26 }, { 82, 26 }, { 40, 26.25 } };
  mark (desk, BSR_SHAPE_PROFILE, points, 3);
  bsr_ui_test_wait (says_steel, desk->panel);
  assert_true (says (desk->panel, "5.60 m"));
  GtkWidget *plot = bsr_ui_test_find (desk->panel, BSR_TYPE_PROFILE_PLOT);
  g_signal_emit_by_name (plot, "pointed", 0.5);
  BsrBox hint = bsr_session_hint_box (desk->session);
  assert_int_equal (hint.x, 47);
  assert_int_equal (hint.y, 26);
  g_signal_emit_by_name (plot, "pointed", -1.0);
  assert_true (bsr_box_is_empty (bsr_session_hint_box (desk->session)));
}

static gboolean
strip_is_200_mm (gpointer data)
{
  Desk *desk = data;
  g_autoptr (BsrAnnotation) annotation
      = g_list_model_get_item (bsr_dossier_annotations (desk->dossier), 0);
  const BsrPoint *points = bsr_annotation_points (annotation, NULL);
  const BsrPitch *pitch = bsr_measurements_pitch (bsr_session_measurements (desk->session));
  double width = bsr_line_profile_width_mm (points[0], points[1], points[2], pitch);
  return width > 199.9 && width < 200.1;
}

static void
the_width_of_the_strip_is_set_and_undone (void **state)
{
  Desk *desk = *state;
  const BsrPoint points[] = { { 12, 26 }, { 82, 26 }, { 40, 26.25 } };
  mark (desk, BSR_SHAPE_PROFILE, points, 3);
  GtkWidget *spin = bsr_ui_test_find (desk->panel, GTK_TYPE_SPIN_BUTTON);
  bsr_test_assert_close (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), 40.0, 1e-9);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 200.0);
  bsr_ui_test_wait (strip_is_200_mm, desk);
  bsr_dossier_undo (desk->dossier);
  assert_false (strip_is_200_mm (desk));
  bsr_test_assert_close (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), 40.0, 1e-9);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (it_hides_where_there_is_nothing_to_measure, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_region_shows_its_figures, set_up, tear_down),
    cmocka_unit_test_setup_teardown (an_officer_s_mark_is_measured_as_well, set_up, tear_down),
    cmocka_unit_test_setup_teardown (pointing_at_the_profile_shows_the_place_on_the_scan, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (the_width_of_the_strip_is_set_and_undone, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("measure-panel", tests, bsr_ui_test_init, NULL);
}
