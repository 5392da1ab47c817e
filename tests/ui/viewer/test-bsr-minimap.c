#include "bsr-ui-test.h"
#include "bsr-minimap.h"

static BsrViewTransform
view_of (double zoom)
{
  return (BsrViewTransform){ .zoom = zoom, .aspect = 1.0, .x = 500.0, .y = 100.0, .view_width = 800,
                             .view_height = 400, .scan_width = 1000, .scan_height = 200 };
}

static void
useful_where_the_view_shows_a_part (void **state)
{
  BsrViewTransform view = view_of (0.8); /* just all of it */
  assert_false (bsr_minimap_is_useful (&view));
  view.zoom = 0.9;
  assert_true (bsr_minimap_is_useful (&view));
  view.zoom = 0.5;
  assert_false (bsr_minimap_is_useful (&view));
}

static void
small_part_of_the_view_in_the_shape_of_the_scan (void **state)
{
  BsrViewTransform view = view_of (2.0);
  int width, height;
  assert_true (bsr_minimap_size_for (&view, 800, 400, &width, &height));
  assert_int_equal (width, 224);
  assert_int_equal (height, 45);
  view.aspect = 0.5;
  assert_true (bsr_minimap_size_for (&view, 800, 400, &width, &height));
  assert_int_equal (width, 224);
  assert_int_equal (height, 90);
  assert_true (bsr_minimap_size_for (&view, 4000, 4000, &width, &height));
  assert_int_equal (height, 120);
  view.aspect = 1.0;
  assert_false (bsr_minimap_size_for (&view, 200, 100, &width, &height));
}

typedef struct
{
  int n;
  double x, y;
} Moved;

static void
move_to_cb (BsrMinimap *minimap, double x, double y, Moved *moved)
{
  *moved = (Moved){ moved->n + 1, x, y };
}

static GtkEventController *
find_drag (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_GESTURE_DRAG (controller))
        return controller;
    }
  return NULL;
}

static void
a_click_moves_the_view_there (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  GtkWidget *minimap = g_object_ref_sink (bsr_minimap_new ());
  BsrViewTransform view = view_of (2.0);
  Moved moved = { 0 };
  g_signal_connect (minimap, "move-to", G_CALLBACK (move_to_cb), &moved);
  g_signal_emit_by_name (find_drag (minimap), "drag-begin", 10.0, 10.0);
  assert_int_equal (moved.n, 0); /* nothing is shown yet */

  bsr_minimap_follow (BSR_MINIMAP (minimap), session, &view);
  int least;
  gtk_widget_measure (minimap, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (minimap, &(GtkAllocation){ 0, 0, 200, 40 }, -1);
  g_signal_emit_by_name (find_drag (minimap), "drag-begin", 50.0, 10.0);
  assert_int_equal (moved.n, 1);
  bsr_test_assert_close (moved.x, 250.0, 1e-9);
  bsr_test_assert_close (moved.y, 50.0, 1e-9);
  g_signal_emit_by_name (find_drag (minimap), "drag-begin", 900.0, -5.0);
  bsr_test_assert_close (moved.x, 1000.0, 1e-9);
  bsr_test_assert_close (moved.y, 0.0, 1e-9);
  g_object_unref (minimap);
  bsr_ui_test_settle ();
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (useful_where_the_view_shows_a_part),
    cmocka_unit_test (small_part_of_the_view_in_the_shape_of_the_scan),
    cmocka_unit_test (a_click_moves_the_view_there),
  };
  return cmocka_run_group_tests_name ("minimap", tests, bsr_ui_test_init, NULL);
}
