#include "bsr-ui-test.h"
#include "bsr-scan-view.h"

#include <string.h>

/* How the view tells what it shows, goes to what it has not shown, and what lies over it. */

#define MS G_GINT64_CONSTANT (1000)

typedef struct
{
  BsrSession *session;
  GtkWidget *window, *view;
  gint64 now;
} Desk;

static gint64
clock_of (gpointer data)
{
  return ((Desk *) data)->now;
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
  g_autoptr (BsrScene) scene = bsr_ui_test_scene ();
  desk->session = bsr_session_new ();
  bsr_coverage_tracker_set_clock (bsr_session_coverage (desk->session), clock_of, desk);
  desk->view = bsr_scan_view_new (desk->session);
  desk->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (desk->window), desk->view);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_ui_test_wait (is_allocated, desk->view);
  bsr_session_set_scene (desk->session, scene);
  gtk_widget_grab_focus (desk->view);
  bsr_coverage_tracker_set_attentive (bsr_session_coverage (desk->session), TRUE);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->session);
  bsr_ui_test_settle ();
  g_free (desk);
  return 0;
}

static void
wait (Desk *desk, gint64 ms)
{
  desk->now += ms * MS;
  bsr_coverage_tracker_tick (bsr_session_coverage (desk->session));
}

static double
displayed_of (Desk *desk)
{
  BsrViewing viewing;
  assert_true (bsr_coverage_tracker_viewing (bsr_session_coverage (desk->session), &viewing));
  return viewing.displayed;
}

static void
black_out (Desk *desk)
{
  BsrTone tone = bsr_tone_default ();
  tone.low = 0.98;
  bsr_session_set_tone (desk->session, &tone);
}

static void
what_the_view_shows_is_told (void **state)
{
  Desk *desk = *state;
  wait (desk, 60000);
  bsr_test_assert_close (displayed_of (desk), 1.0, 1e-9);
}

static void
what_is_black_is_not (void **state)
{
  Desk *desk = *state;
  black_out (desk);
  wait (desk, 60000);
  bsr_test_assert_close (displayed_of (desk), 0.0, 0.0);
  BsrTone tone = bsr_tone_default ();
  bsr_session_set_tone (desk->session, &tone);
  wait (desk, 60000);
  bsr_test_assert_close (displayed_of (desk), 1.0, 1e-9);
}

static void
only_the_part_in_view_counts (void **state)
{
  Desk *desk = *state;
  bsr_session_set_zoom (desk->session, 24.0);
  wait (desk, 60000);
  double part = displayed_of (desk);
  assert_true (part > 0.0 && part < 0.8);
}

static GtkWidget *
notice_of (Desk *desk)
{
  GtkWidget *child = gtk_widget_get_first_child (desk->view);
  while (child != NULL && !gtk_widget_has_css_class (child, "scan-notice"))
    child = gtk_widget_get_next_sibling (child);
  assert_non_null (child);
  return child;
}

static void
it_goes_to_what_is_open_and_opens_the_window (void **state)
{
  Desk *desk = *state;
  black_out (desk);
  bsr_session_show_open (desk->session);
  assert_true (gtk_widget_get_visible (notice_of (desk)));
  assert_non_null (strstr (gtk_label_get_label (GTK_LABEL (notice_of (desk))), "the window was set"));
  assert_true (bsr_session_tone (desk->session)->low < 0.9);
  wait (desk, 60000);
  assert_true (displayed_of (desk) > 0.5);
  for (int i = 0; i < 20 && displayed_of (desk) < 1.0; i++)
    {
      bsr_session_show_open (desk->session);
      wait (desk, 60000);
    }
  bsr_test_assert_close (displayed_of (desk), 1.0, 1e-9);
  double zoom = bsr_session_zoom (desk->session);
  bsr_session_show_open (desk->session);
  bsr_test_assert_close (bsr_session_zoom (desk->session), zoom, 0.0);
  assert_non_null (strstr (gtk_label_get_label (GTK_LABEL (notice_of (desk))), "Everything"));
}

static gboolean
is_at_the_left (gpointer minimap)
{
  double x, y;
  GtkWidget *view = gtk_widget_get_parent (minimap);
  gtk_widget_translate_coordinates (minimap, view, 0.0, 0.0, &x, &y);
  return x < gtk_widget_get_width (view) / 4.0;
}

static gboolean
has_a_place (gpointer minimap)
{
  return gtk_widget_get_width (minimap) > 0;
}

static void
the_map_shows_where_there_is_more (void **state)
{
  Desk *desk = *state;
  GType type = g_type_from_name ("BsrMinimap");
  GtkWidget *minimap = bsr_ui_test_find (desk->view, type);
  assert_false (gtk_widget_get_child_visible (minimap));
  bsr_session_set_zoom (desk->session, 24.0);
  bsr_ui_test_wait (has_a_place, minimap);
  assert_true (gtk_widget_get_child_visible (minimap));
  double x, y;
  gtk_widget_translate_coordinates (minimap, desk->view, 0.0, 0.0, &x, &y);
  assert_true (x > gtk_widget_get_width (desk->view) / 2.0);
  gtk_widget_set_direction (desk->view, GTK_TEXT_DIR_RTL);
  bsr_ui_test_wait (is_at_the_left, minimap);
  gtk_widget_set_direction (desk->view, GTK_TEXT_DIR_LTR);
  BsrBox before = bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view));
  g_signal_emit_by_name (minimap, "move-to", 90.0, 40.0);
  BsrBox after = bsr_scan_view_visible_box (BSR_SCAN_VIEW (desk->view));
  assert_true (after.x > before.x && after.y > before.y);
  g_object_set (desk->session, "show-minimap", FALSE, NULL);
  assert_false (gtk_widget_get_child_visible (minimap));
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (what_the_view_shows_is_told),
    TEST (what_is_black_is_not),
    TEST (only_the_part_in_view_counts),
    TEST (it_goes_to_what_is_open_and_opens_the_window),
    TEST (the_map_shows_where_there_is_more),
  };
  return cmocka_run_group_tests_name ("scan-view-coverage", tests, bsr_ui_test_init, NULL);
}
