#include "bsr-ui-test.h"

#include "bsr-scan-view.h"

#define WIDTH 96
#define HEIGHT 48

typedef struct
{
  BsrSession *session;
  GtkWidget *windows[2];
  BsrScanView *views[2];
} Desk;

static gboolean
is_allocated (gpointer view)
{
  return gtk_widget_get_width (view) > 0;
}

static void
open_view (Desk *desk, int i, int width, int height)
{
  GtkWidget *view = bsr_scan_view_new (desk->session);
  desk->views[i] = BSR_SCAN_VIEW (view);
  desk->windows[i] = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (desk->windows[i]), width, height);
  gtk_window_set_child (GTK_WINDOW (desk->windows[i]), view);
  gtk_window_present (GTK_WINDOW (desk->windows[i]));
  bsr_ui_test_wait (is_allocated, view);
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->session = bsr_session_new ();
  open_view (desk, 0, 800, 400);
  open_view (desk, 1, 400, 200);
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 1, NULL, NULL);
  bsr_session_set_scene (desk->session, scene);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  for (int i = 0; i < 2; i++)
    gtk_window_destroy (GTK_WINDOW (desk->windows[i]));
  bsr_ui_test_settle ();
  g_object_unref (desk->session);
  g_free (desk);
  return 0;
}

static void
act (Desk *desk, int view, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->views[view]), action, NULL);
}

static double
middle_x (Desk *desk, int view)
{
  BsrBox box = bsr_scan_view_visible_box (desk->views[view]);
  return box.x + box.width / 2.0;
}

static gboolean
shows_all (Desk *desk, int view)
{
  BsrBox box = bsr_scan_view_visible_box (desk->views[view]);
  return box.width == WIDTH && box.height == HEIGHT;
}

/* Each at its own size. */
static void
all_of_the_scan_is_in_both (void **state)
{
  Desk *desk = *state;
  assert_true (shows_all (desk, 0) && shows_all (desk, 1));
  act (desk, 0, "scan.zoom-original");
  act (desk, 1, "scan.zoom-in");
  act (desk, 1, "scan.fit");
  assert_true (shows_all (desk, 0) && shows_all (desk, 1));
}

static void
a_linked_view_goes_along (void **state)
{
  Desk *desk = *state;
  bsr_session_set_zoom (desk->session, 32.0);
  bsr_session_reveal (desk->session, (BsrBox){ 80, 20, 4, 4 });
  assert_false (shows_all (desk, 0) || shows_all (desk, 1));
  bsr_test_assert_close (middle_x (desk, 0), middle_x (desk, 1), 1.0);
  assert_true (middle_x (desk, 0) > 60.0);
  /* And the other way round. */
  act (desk, 1, "scan.zoom-out");
  bsr_test_assert_close (bsr_session_zoom (desk->session), 24.0, 0.0);
  bsr_test_assert_close (middle_x (desk, 0), middle_x (desk, 1), 1.0);
}

/* A window that is opened beside another goes where that one is, not the other way round. */
static void
a_view_that_comes_later_joins (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->windows[1]));
  bsr_session_set_zoom (desk->session, 32.0);
  bsr_session_reveal (desk->session, (BsrBox){ 80, 20, 4, 4 });
  double middle = middle_x (desk, 0);
  open_view (desk, 1, 600, 300);
  bsr_test_assert_close (bsr_session_zoom (desk->session), 32.0, 0.0);
  bsr_test_assert_close (middle_x (desk, 0), middle, 0.0);
  bsr_test_assert_close (middle_x (desk, 1), middle, 1.0);
}

static void
a_view_of_its_own_stays (void **state)
{
  Desk *desk = *state;
  bsr_scan_view_set_linked (desk->views[1], FALSE);
  bsr_session_set_zoom (desk->session, 32.0);
  assert_true (shows_all (desk, 1));
  act (desk, 1, "scan.zoom-original");
  act (desk, 1, "scan.zoom-in");
  bsr_test_assert_close (bsr_session_zoom (desk->session), 32.0, 0.0);
  bsr_scan_view_set_linked (desk->views[1], TRUE);
  bsr_test_assert_close (middle_x (desk, 0), middle_x (desk, 1), 1.0);
  assert_false (shows_all (desk, 1));
}

/* The first view is twice as wide as high, so are 96 x 48 square pixels; of twice the width only half as
 * much fits. */
static void
raw_pixels_are_square (void **state)
{
  Desk *desk = *state;
  act (desk, 0, "scan.fit");
  double square = bsr_session_zoom (desk->session);
  g_autoptr (BsrScene) scene = bsr_ui_test_wide_scene ();
  bsr_session_set_scene (desk->session, scene);
  act (desk, 0, "scan.fit");
  bsr_test_assert_close (bsr_session_zoom (desk->session), square / 2.0, square * 0.02);
  g_object_set (bsr_session_share (desk->session), "raw-pixels", TRUE, NULL);
  bsr_test_assert_close (bsr_session_zoom (desk->session), square, 1e-9);
  g_object_set (bsr_session_share (desk->session), "raw-pixels", FALSE, NULL);
  bsr_test_assert_close (bsr_session_zoom (desk->session), square / 2.0, square * 0.02);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (all_of_the_scan_is_in_both, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_linked_view_goes_along, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_view_that_comes_later_joins, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_view_of_its_own_stays, set_up, tear_down),
    cmocka_unit_test_setup_teardown (raw_pixels_are_square, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("scan-view-link", tests, bsr_ui_test_init, NULL);
}
