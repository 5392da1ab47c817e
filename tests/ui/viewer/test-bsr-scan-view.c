#include "bsr-ui-test.h"
#include "bsr-scan-view-private.h"

#include <string.h>

/* The case's scan: see bsr_ui_test_put_case(). */
#define WIDTH 96
#define HEIGHT 48

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrDossier *dossier;
  BsrSession *session;
  GtkWidget *window, *view;
  BsrReadOut read_out;
} Desk;

static void
read_out_cb (BsrSession *session, const BsrReadOut *read_out, Desk *desk)
{
  desk->read_out = *read_out;
}

static BsrScene *
scene_of (int width, int height)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_u16 (plane, y)[x] = (guint16) (500 * x + y);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  return bsr_scene_new (image, NULL, 1, NULL, NULL);
}

static gboolean
is_allocated (gpointer view)
{
  return gtk_widget_get_width (view) > 0;
}

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
  desk->session = bsr_session_new ();
  desk->view = bsr_scan_view_new (desk->session);
  desk->window = gtk_window_new ();
  g_signal_connect (desk->session, "read-out", G_CALLBACK (read_out_cb), desk);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->view);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_ui_test_wait (is_allocated, desk->view);

  g_autoptr (BsrScene) scene = scene_of (WIDTH, HEIGHT);
  bsr_session_set_dossier (desk->session, desk->dossier);
  bsr_session_set_scene (desk->session, scene);
  gtk_widget_grab_focus (desk->view);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->window));
  bsr_ui_test_flush (desk->dossier);
  g_object_unref (desk->session);
  g_object_unref (desk->dossier);
  bsr_ui_test_settle ();
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

/* Presses a key in the view; returns whether the view took it. */
static gboolean
press (Desk *desk, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (desk->view);
  gboolean taken = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, modifiers, &taken);
    }
  return taken;
}

static void
press_often (Desk *desk, guint keyval, GdkModifierType modifiers, int times)
{
  for (int i = 0; i < times; i++)
    press (desk, keyval, modifiers);
}

static BsrAnnotation *
only_mark (Desk *desk)
{
  GListModel *marks = bsr_dossier_annotations (desk->dossier);
  assert_int_equal (g_list_model_get_n_items (marks), 1);
  return g_list_model_get_item (marks, 0);
}

static void
a_scan_is_fitted_and_follows_the_window (void **state)
{
  Desk *desk = *state;
  BsrBox visible = bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view));
  assert_int_equal (visible.width, WIDTH);
  assert_int_equal (visible.height, HEIGHT);
  double zoom = bsr_session_zoom (desk->session);
  assert_true (zoom > 1.0);

  bsr_session_set_zoom (desk->session, 32.0);
  visible = bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view));
  assert_true (visible.width < WIDTH);
  press (desk, GDK_KEY_0, 0);
  bsr_test_assert_close (bsr_session_zoom (desk->session), zoom, 1e-9);
}

static void
keys_zoom_in_steps_and_to_pixels (void **state)
{
  Desk *desk = *state;
  press (desk, GDK_KEY_1, 0);
  bsr_test_assert_close (bsr_session_zoom (desk->session), 1.0, 0.0);
  press (desk, GDK_KEY_plus, 0);
  bsr_test_assert_close (bsr_session_zoom (desk->session), 1.25, 0.0);
  press (desk, GDK_KEY_minus, 0);
  bsr_test_assert_close (bsr_session_zoom (desk->session), 1.0, 0.0);
  press_often (desk, GDK_KEY_plus, 0, 40);
  bsr_test_assert_close (bsr_session_zoom (desk->session), 32.0, 0.0);
}

static void
arrows_move_until_the_scan_ends (void **state)
{
  Desk *desk = *state;
  press_often (desk, GDK_KEY_plus, 0, 40);
  BsrBox before = bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view));
  press (desk, GDK_KEY_Right, 0);
  BsrBox after = bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view));
  assert_true (after.x > before.x);
  assert_int_equal (after.y, before.y);
  press_often (desk, GDK_KEY_Right, GDK_SHIFT_MASK, 100);
  after = bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view));
  assert_true (after.width > 0 && after.x + after.width == WIDTH);
}

static gboolean
holds (BsrBox outer, BsrBox inner)
{
  BsrBox common = bsr_box_intersect (outer, inner);
  return bsr_box_area (common) == bsr_box_area (inner);
}

static void
a_selected_finding_comes_into_view (void **state)
{
  Desk *desk = *state;
  BsrAnalysis *analysis = bsr_dossier_analysis (desk->dossier);
  press_often (desk, GDK_KEY_plus, 0, 40);
  for (int i = 0; i < 2; i++)
    {
      bsr_session_select_finding (desk->session, bsr_analysis_finding_id (analysis, i));
      assert_true (holds (bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view)),
                          bsr_analysis_finding (analysis, i)->box));
    }
  assert_true (press (desk, GDK_KEY_Escape, 0));
  assert_int_equal (bsr_session_selected_finding (desk->session), 0);
  /* Nothing left to give up: the window may have it. */
  assert_false (press (desk, GDK_KEY_Escape, 0));
}

static void
a_rectangle_is_drawn_moved_and_removed_by_keys (void **state)
{
  Desk *desk = *state;
  press (desk, GDK_KEY_plus, 0);
  bsr_session_set_tool (desk->session, BSR_TOOL_RECTANGLE);
  bsr_session_set_category (desk->session, BSR_CATEGORY_WEAPON);
  press (desk, GDK_KEY_Return, 0); /* shows the crosshair, where it does not show yet */
  press (desk, GDK_KEY_Left, 0);
  assert_true (desk->read_out.inside);
  if (g_list_model_get_n_items (bsr_dossier_annotations (desk->dossier)) == 0)
    press (desk, GDK_KEY_Return, 0);
  press_often (desk, GDK_KEY_Right, GDK_SHIFT_MASK, 1);
  press_often (desk, GDK_KEY_Down, 0, 5);
  press (desk, GDK_KEY_Return, 0);
  {
    g_autoptr (BsrAnnotation) mark = only_mark (desk);
    BsrBox box = bsr_annotation_box (mark);
    assert_int_equal (bsr_annotation_shape (mark), BSR_SHAPE_RECTANGLE);
    assert_int_equal (bsr_annotation_category (mark), BSR_CATEGORY_WEAPON);
    bsr_test_assert_close (box.width, 10.0, 1.0);
    bsr_test_assert_close (box.height, 5.0, 1.0);
    assert_string_equal (bsr_session_selected_annotation (desk->session), bsr_annotation_id (mark));
    assert_int_equal (bsr_session_tool (desk->session), BSR_TOOL_SELECT);

    press (desk, GDK_KEY_Left, GDK_CONTROL_MASK);
    g_autoptr (BsrAnnotation) moved = only_mark (desk);
    assert_int_equal (bsr_annotation_box (moved).x, box.x - 1);
  }
  press (desk, GDK_KEY_Delete, 0);
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (desk->dossier)), 0);
  bsr_dossier_undo (desk->dossier);
  g_object_unref (only_mark (desk));
}

static void
a_polygon_is_drawn_by_keys (void **state)
{
  Desk *desk = *state;
  bsr_session_set_tool (desk->session, BSR_TOOL_POLYGON);
  press (desk, GDK_KEY_Right, 0); /* shows the crosshair */
  press (desk, GDK_KEY_Return, 0);
  press (desk, GDK_KEY_Right, GDK_SHIFT_MASK);
  press (desk, GDK_KEY_Return, 0);
  press (desk, GDK_KEY_Up, GDK_SHIFT_MASK);
  press (desk, GDK_KEY_Return, 0);
  press (desk, GDK_KEY_Left, 0);
  press (desk, GDK_KEY_Return, 0);
  press (desk, GDK_KEY_BackSpace, 0);
  press (desk, GDK_KEY_Right, 0); /* back on the third corner: Enter closes */
  press (desk, GDK_KEY_Return, 0);
  g_autoptr (BsrAnnotation) mark = only_mark (desk);
  int n;
  bsr_annotation_points (mark, &n);
  assert_int_equal (bsr_annotation_shape (mark), BSR_SHAPE_POLYGON);
  assert_int_equal (n, 3);
}

/* Pixels are 80 mm wide and high. */
static void
a_distance_is_measured_by_keys_alone (void **state)
{
  Desk *desk = *state;
  BsrMeasurements *measurements = bsr_session_measurements (desk->session);
  bsr_session_set_category (desk->session, BSR_CATEGORY_WEAPON);
  bsr_session_set_tool (desk->session, BSR_TOOL_DISTANCE);
  press (desk, GDK_KEY_Right, 0); /* shows the crosshair */
  press (desk, GDK_KEY_Return, 0);
  press (desk, GDK_KEY_Right, GDK_SHIFT_MASK); /* 10 pixels */
  {
    /* It is measured while it is drawn. */
    BsrAnnotation *draft = bsr_measurements_draft (measurements);
    assert_non_null (draft);
    g_autoptr (BsrMeasurement) live = bsr_measurements_of (measurements, draft);
    bsr_test_assert_close (live->length.m, 0.8, 1e-6);
  }
  press_often (desk, GDK_KEY_Down, 0, 6);
  press (desk, GDK_KEY_Return, 0);
  g_autoptr (BsrAnnotation) mark = only_mark (desk);
  g_autoptr (BsrMeasurement) measured = bsr_measurements_of (measurements, mark);
  assert_null (bsr_measurements_draft (measurements));
  assert_int_equal (bsr_annotation_shape (mark), BSR_SHAPE_DISTANCE);
  /* It is no weapon. */
  assert_int_equal (bsr_annotation_category (mark), BSR_CATEGORY_NOTE);
  bsr_test_assert_close (measured->length.across_m, 0.8, 1e-6);
  bsr_test_assert_close (measured->length.up_m, -0.48, 1e-6);
  assert_int_equal (measured->pitch.source, BSR_PITCH_STATED);
  bsr_dossier_undo (desk->dossier);
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (desk->dossier)), 0);
  bsr_dossier_redo (desk->dossier);
  g_object_unref (only_mark (desk));
}

static void
a_profile_gets_its_strip (void **state)
{
  Desk *desk = *state;
  bsr_session_set_tool (desk->session, BSR_TOOL_PROFILE);
  press (desk, GDK_KEY_Right, 0);
  press (desk, GDK_KEY_Return, 0);
  press (desk, GDK_KEY_Right, GDK_SHIFT_MASK);
  press (desk, GDK_KEY_Return, 0);
  g_autoptr (BsrAnnotation) mark = only_mark (desk);
  g_autoptr (BsrMeasurement) measured
      = bsr_measurements_of (bsr_session_measurements (desk->session), mark);
  assert_int_equal (bsr_annotation_shape (mark), BSR_SHAPE_PROFILE);
  bsr_test_assert_close (measured->strip_mm, BSR_MEASUREMENT_STRIP_MM, 1e-6);
}

static void
escape_gives_up_one_thing_at_a_time (void **state)
{
  Desk *desk = *state;
  bsr_session_set_tool (desk->session, BSR_TOOL_ARROW);
  press (desk, GDK_KEY_Right, 0);
  press (desk, GDK_KEY_Return, 0);
  press (desk, GDK_KEY_Escape, 0);
  assert_int_equal (bsr_session_tool (desk->session), BSR_TOOL_ARROW);
  press (desk, GDK_KEY_Escape, 0);
  assert_int_equal (bsr_session_tool (desk->session), BSR_TOOL_SELECT);
  assert_int_equal (g_list_model_get_n_items (bsr_dossier_annotations (desk->dossier)), 0);
}

static void
the_window_is_set_by_keys (void **state)
{
  Desk *desk = *state;
  press (desk, GDK_KEY_A, GDK_SHIFT_MASK);
  double width = bsr_session_tone (desk->session)->high - bsr_session_tone (desk->session)->low;
  assert_true (width < 1.0);
  bsr_session_set_tool (desk->session, BSR_TOOL_WINDOW);
  press (desk, GDK_KEY_Left, 0);
  assert_true (bsr_session_tone (desk->session)->high - bsr_session_tone (desk->session)->low
               < width);
}

static void
text_is_entered_in_place (void **state)
{
  Desk *desk = *state;
  bsr_session_set_tool (desk->session, BSR_TOOL_TEXT);
  press (desk, GDK_KEY_Right, 0);
  press (desk, GDK_KEY_Return, 0);
  GtkWidget *entry = bsr_ui_test_find (desk->view, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  welded anew ");
  g_signal_emit_by_name (entry, "activate");
  bsr_ui_test_settle ();
  g_autoptr (BsrAnnotation) mark = only_mark (desk);
  assert_int_equal (bsr_annotation_shape (mark), BSR_SHAPE_TEXT);
  assert_string_equal (bsr_annotation_text (mark), "welded anew");
}

static void
the_description_says_what_is_seen (void **state)
{
  Desk *desk = *state;
  press (desk, GDK_KEY_1, 0);
  bsr_session_select_finding (desk->session, 1);
  g_autofree char *description = NULL;
  for (int i = 0; i < 100; i++)
    {
      g_usleep (10000);
      bsr_ui_test_settle ();
    }
  description = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (desk->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "none of this");
  assert_non_null (description);
  assert_non_null (strstr (description, "finding 1 of 2"));
  gtk_test_accessible_assert_role (desk->view, GTK_ACCESSIBLE_ROLE_IMG);
}

/* (transfer full): RGBA of the view as it is drawn; its width goes to @width. */
static guchar *
drawn (Desk *desk, int *width)
{
  int height = gtk_widget_get_height (desk->view);
  *width = gtk_widget_get_width (desk->view);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GTK_WIDGET_GET_CLASS (desk->view)->snapshot (desk->view, snapshot);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  g_autoptr (GdkTexture) texture
      = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (desk->window)), node,
                                     &GRAPHENE_RECT_INIT (0, 0, (float) *width, (float) height));
  guchar *pixels = g_malloc0 ((gsize) (4 * *width * height));
  gdk_texture_download (texture, pixels, (gsize) (4 * *width));
  return pixels;
}

/* The grid is drawn over the scan, and goes again. */
static void
a_grid_of_metres_is_shown_when_asked_for (void **state)
{
  Desk *desk = *state;
  int width, height = gtk_widget_get_height (desk->view);
  g_autofree guchar *without = drawn (desk, &width);
  g_object_set (desk->session, "show-grid", TRUE, NULL);
  g_autofree guchar *with = drawn (desk, &width);
  assert_memory_not_equal (with, without, (size_t) (4 * width * height));
  /* Heights are written where reading begins. */
  gtk_widget_set_direction (desk->view, GTK_TEXT_DIR_RTL);
  g_autofree guchar *mirrored = drawn (desk, &width);
  assert_memory_not_equal (mirrored, with, (size_t) (4 * width * height));
  gtk_widget_set_direction (desk->view, GTK_TEXT_DIR_LTR);
  g_object_set (desk->session, "show-grid", FALSE, NULL);
  g_autofree guchar *again = drawn (desk, &width);
  assert_memory_equal (again, without, (size_t) (4 * width * height));
}

/* What is pointed at elsewhere is framed, and nothing is laid over it. */
typedef struct
{
  GtkWidget *view;
  int width;
} AwaitedWidth;

static gboolean
has_width (gpointer data)
{
  const AwaitedWidth *awaited = data;
  return gtk_widget_get_width (awaited->view) == awaited->width;
}

/* What is shown again does not stay as small as the view was at first. */
static void
a_place_shown_again_grows_with_the_view (void **state)
{
  Desk *desk = *state;
  int width = gtk_widget_get_width (desk->view);
  const BsrViewPlace place = { 48.0, 24.0, 12.0, 1.0, width, gtk_widget_get_height (desk->view) };
  gtk_widget_set_margin_end (desk->view, width - width / 2);
  bsr_ui_test_wait (has_width, &(AwaitedWidth){ desk->view, width / 2 });
  g_signal_emit_by_name (desk->session, "place-wanted", &place, TRUE);
  bsr_test_assert_close (bsr_session_zoom (desk->session), 12.0 * (width / 2) / width, 1e-9);
  gtk_widget_set_margin_end (desk->view, 0);
  bsr_ui_test_wait (has_width, &(AwaitedWidth){ desk->view, width });
  bsr_test_assert_close (bsr_session_zoom (desk->session), 12.0, 1e-9);

  bsr_session_set_zoom (desk->session, 8.0); /* the officer goes on from there */
  gtk_widget_set_margin_end (desk->view, width - width / 2);
  bsr_ui_test_wait (has_width, &(AwaitedWidth){ desk->view, width / 2 });
  bsr_test_assert_close (bsr_session_zoom (desk->session), 8.0, 1e-9);
}

static void
a_hint_lights_up_around_its_place (void **state)
{
  Desk *desk = *state;
  const BsrBox box = { WIDTH / 4, HEIGHT / 4, WIDTH / 4, HEIGHT / 4 };
  int width, n_inside = 0, n_around = 0;
  g_autofree guchar *before = drawn (desk, &width);
  bsr_session_set_hint_box (desk->session, box);
  g_autofree guchar *lit = drawn (desk, &width);
  int height = gtk_widget_get_height (desk->view);
  double zoom = bsr_session_zoom (desk->session);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        /* The scan is fitted: its middle is the view's. */
        double at_x = (x + 0.5 - width / 2.0) / zoom + WIDTH / 2.0;
        double at_y = (y + 0.5 - height / 2.0) / zoom + HEIGHT / 2.0;
        gboolean changed = memcmp (before + 4 * (y * width + x), lit + 4 * (y * width + x), 4) != 0;
        n_inside += changed && bsr_box_contains_point (box, at_x, at_y);
        n_around += changed;
      }
  assert_int_equal (n_inside, 0);
  assert_true (n_around > 100);
  bsr_session_set_hint_box (desk->session, (BsrBox){ 0 });
  g_autofree guchar *after = drawn (desk, &width);
  assert_memory_equal (after, before, (gsize) (4 * width * height));
}

static void
another_case_shows_nothing_of_the_last (void **state)
{
  Desk *desk = *state;
  bsr_session_select_finding (desk->session, 1);
  bsr_session_set_dossier (desk->session, NULL);
  assert_null (bsr_session_scene (desk->session));
  assert_int_equal (bsr_session_selected_finding (desk->session), 0);
  assert_true (bsr_box_is_empty (bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view))));
  assert_false (press (desk, GDK_KEY_m, 0));
  bsr_ui_test_settle ();
}

/* (transfer full) */
static GtkEventController *
controller_of (Desk *desk, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (desk->view);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return g_steal_pointer (&controller);
    }
  fail_msg ("no controller of type %s", g_type_name (type));
  return NULL;
}

static void
scroll (Desk *desk, double dx, double dy)
{
  g_autoptr (GtkEventController) controller = controller_of (desk, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  gboolean taken = FALSE;
  g_signal_emit_by_name (controller, "scroll", dx, dy, &taken);
  assert_true (taken);
}

static void
let_go (Desk *desk, double speed_x, double speed_y)
{
  g_autoptr (GtkEventController) controller = controller_of (desk, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  g_signal_emit_by_name (controller, "decelerate", speed_x, speed_y);
}

static gboolean
is_at_rest (gpointer data)
{
  return BSR_SCAN_VIEW (((Desk *) data)->view)->glide == 0;
}

/* A wheel zooms; sideways it moves. */
static void
a_wheel_zooms_and_moves (void **state)
{
  Desk *desk = *state;
  double whole = bsr_session_zoom (desk->session);
  scroll (desk, 0.0, -1.0);
  bsr_test_assert_close (bsr_session_zoom (desk->session), 1.2 * whole, 1e-9);
  bsr_session_set_zoom (desk->session, 32.0);
  double before = BSR_SCAN_VIEW (desk->view)->transform.x;
  scroll (desk, 1.0, 0.0);
  bsr_test_assert_close (BSR_SCAN_VIEW (desk->view)->transform.x, before + 80.0 / 32.0, 1e-9);
}

/* A touchpad's movement goes on by what is left of it, a quarter of a second of its speed, and rests; a
 * touch stops it, and what is too slow does not begin. */
static void
a_movement_that_is_let_go_glides_to_rest (void **state)
{
  Desk *desk = *state;
  BsrScanView *view = BSR_SCAN_VIEW (desk->view);
  bsr_session_set_zoom (desk->session, 32.0);
  double x = view->transform.x, y = view->transform.y;
  let_go (desk, 100.0, -60.0);
  assert_false (is_at_rest (desk));
  bsr_ui_test_wait (is_at_rest, desk);
  /* All of the way is 25 and 15 logical pixels, less what is below 20 a second: 5 together. */
  double across = (view->transform.x - x) * 32.0, down = (view->transform.y - y) * 32.0;
  assert_true (across > 18.0 && across <= 25.0 && down < -10.0 && down >= -15.0);
  bsr_test_assert_close (down / across, -0.6, 1e-6);

  let_go (desk, 100.0, 0.0);
  scroll (desk, 1.0, 0.0);
  assert_true (is_at_rest (desk));
  let_go (desk, 10.0, 10.0);
  assert_true (is_at_rest (desk));
}

/* A scan's physics come while it is looked at already: a measurement that has been begun goes on, one on
 * a scan that went away does not. */
static void
a_measurement_goes_on_when_more_of_its_scan_is_known (void **state)
{
  Desk *desk = *state;
  bsr_session_set_tool (desk->session, BSR_TOOL_DISTANCE);
  press (desk, GDK_KEY_Right, 0);
  press (desk, GDK_KEY_Return, 0);
  g_autoptr (BsrScene) more = scene_of (WIDTH, HEIGHT);
  bsr_session_set_scene (desk->session, more);
  assert_true (bsr_scan_view_is_drawing (BSR_SCAN_VIEW (desk->view)));
  press_often (desk, GDK_KEY_Right, 0, 5);
  press (desk, GDK_KEY_Return, 0);
  g_autoptr (BsrAnnotation) mark = only_mark (desk);
  assert_int_equal (bsr_annotation_shape (mark), BSR_SHAPE_DISTANCE);

  bsr_session_set_tool (desk->session, BSR_TOOL_ANGLE);
  press (desk, GDK_KEY_Right, 0);
  press (desk, GDK_KEY_Return, 0);
  assert_true (bsr_scan_view_is_drawing (BSR_SCAN_VIEW (desk->view)));
  bsr_session_set_scene (desk->session, NULL);
  assert_false (bsr_scan_view_is_drawing (BSR_SCAN_VIEW (desk->view)));
  bsr_session_set_scene (desk->session, more);
  assert_false (bsr_scan_view_is_drawing (BSR_SCAN_VIEW (desk->view)));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (a_scan_is_fitted_and_follows_the_window, set_up, tear_down),
    cmocka_unit_test_setup_teardown (keys_zoom_in_steps_and_to_pixels, set_up, tear_down),
    cmocka_unit_test_setup_teardown (arrows_move_until_the_scan_ends, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_selected_finding_comes_into_view, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_rectangle_is_drawn_moved_and_removed_by_keys, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (a_polygon_is_drawn_by_keys, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_distance_is_measured_by_keys_alone, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_measurement_goes_on_when_more_of_its_scan_is_known, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (a_profile_gets_its_strip, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_grid_of_metres_is_shown_when_asked_for, set_up, tear_down),
    cmocka_unit_test_setup_teardown (escape_gives_up_one_thing_at_a_time, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_window_is_set_by_keys, set_up, tear_down),
    cmocka_unit_test_setup_teardown (text_is_entered_in_place, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_description_says_what_is_seen, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_place_shown_again_grows_with_the_view, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_hint_lights_up_around_its_place, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_wheel_zooms_and_moves, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_movement_that_is_let_go_glides_to_rest, set_up, tear_down),
    cmocka_unit_test_setup_teardown (another_case_shows_nothing_of_the_last, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("scan-view", tests, bsr_ui_test_init, NULL);
}
