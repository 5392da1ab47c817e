#include "bsr-ui-test.h"

#include "bsr-image-window.h"
#include "bsr-scan-view.h"

/* With the settings' schema and the memory's backend. */
static BsrImageWindow *
open_image (GtkWindow *main, BsrSession *session, BsrKeyMap *keys, GSettings *settings)
{
  BsrImageWindow *image = bsr_image_window_new (session, main, keys, settings);
  bsr_image_window_show (image, main);
  bsr_ui_test_settle ();
  return image;
}

static void
assert_size (BsrImageWindow *window, int width, int height)
{
  int across, down;
  gtk_window_get_default_size (GTK_WINDOW (window), &across, &down);
  assert_int_equal (across, width);
  assert_int_equal (down, height);
}

/* One monitor: nothing is filled, and what was chosen for two is not forgotten. */
static void
its_size_is_remembered (void **state)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.basira.Basira");
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrKeyMap) keys = bsr_key_map_new ();
  GtkWindow *main = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (main);
  g_settings_set_string (settings, "image-monitor", "HDMI-9");

  BsrImageWindow *image = open_image (main, session, keys, settings);
  assert_size (image, 1200, 640);
  assert_false (gtk_window_is_fullscreen (GTK_WINDOW (image)));
  gtk_window_set_default_size (GTK_WINDOW (image), 700, 500);
  bsr_ui_test_settle ();
  gtk_window_destroy (GTK_WINDOW (image));

  int width, height;
  g_settings_get (settings, "image-size", "(ii)", &width, &height);
  assert_int_equal (width, 700);
  assert_int_equal (height, 500);
  g_autofree char *monitor = g_settings_get_string (settings, "image-monitor");
  assert_string_equal (monitor, "HDMI-9");
  assert_true (g_settings_get_boolean (settings, "image-fullscreen"));
  image = open_image (main, session, keys, settings);
  assert_size (image, 700, 500);
  gtk_window_destroy (GTK_WINDOW (image));
  gtk_window_destroy (main);
  bsr_ui_test_settle ();
}

static double
middle_of (GtkWidget *view)
{
  BsrBox box = bsr_scan_view_visible_box (BSR_SCAN_VIEW (view));
  return box.x + box.width / 2.0;
}

/* It joins where the main window is, goes along with it and leads it; on its own it does neither. */
static void
it_goes_where_the_main_window_goes (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrKeyMap) keys = bsr_key_map_new ();
  g_autoptr (BsrScene) scene = bsr_ui_test_scene ();
  GtkWindow *main = GTK_WINDOW (gtk_window_new ());
  GtkWidget *view = bsr_scan_view_new (session);
  gtk_window_set_default_size (main, 600, 300);
  gtk_window_set_child (main, view);
  gtk_window_set_title (main, "Case 7");
  gtk_window_present (main);
  bsr_session_set_scene (session, scene);
  bsr_ui_test_settle ();
  bsr_session_set_zoom (session, 24.0);
  bsr_session_reveal (session, (BsrBox){ 70, 20, 4, 4 });

  BsrImageWindow *image = open_image (main, session, keys, NULL);
  GtkWidget *own = bsr_ui_test_find (GTK_WIDGET (image), BSR_TYPE_SCAN_VIEW);
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (image)), "Case 7");
  bsr_test_assert_close (middle_of (own), middle_of (view), 1.0);
  bsr_session_reveal (session, (BsrBox){ 20, 20, 4, 4 });
  bsr_test_assert_close (middle_of (own), middle_of (view), 1.0);
  bsr_scan_view_pan (BSR_SCAN_VIEW (own), -200.0, 0.0);
  bsr_test_assert_close (middle_of (own), middle_of (view), 1.0);

  g_object_set (image, "linked", FALSE, NULL);
  double before = middle_of (view);
  bsr_scan_view_pan (BSR_SCAN_VIEW (own), -200.0, 0.0);
  bsr_test_assert_close (middle_of (view), before, 0.0);
  assert_true (middle_of (own) > before + 1.0);
  gtk_window_destroy (GTK_WINDOW (image));
  gtk_window_destroy (main);
  bsr_ui_test_settle ();
}

static void
without_settings_it_is_shown_all_the_same (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (BsrKeyMap) keys = bsr_key_map_new ();
  GtkWindow *main = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (main);
  BsrImageWindow *image = open_image (main, session, keys, NULL);
  assert_true (gtk_widget_get_mapped (GTK_WIDGET (image)));
  gtk_window_destroy (GTK_WINDOW (image));
  gtk_window_destroy (main);
  bsr_ui_test_settle ();
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (its_size_is_remembered),
    cmocka_unit_test (it_goes_where_the_main_window_goes),
    cmocka_unit_test (without_settings_it_is_shown_all_the_same),
  };
  return cmocka_run_group_tests_name ("image-window", tests, bsr_ui_test_init, NULL);
}
