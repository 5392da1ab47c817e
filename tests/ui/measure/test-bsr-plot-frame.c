#include "bsr-ui-test.h"

#include "bsr-plot-frame.h"

static void
steps_are_round (void **state)
{
  bsr_test_assert_close (bsr_plot_frame_step (100.0, 5), 20.0, 1e-9);
  bsr_test_assert_close (bsr_plot_frame_step (7.06, 6), 2.0, 1e-9);
  bsr_test_assert_close (bsr_plot_frame_step (0.9, 4), 0.5, 1e-9);
  bsr_test_assert_close (bsr_plot_frame_step (300.0, 1), 500.0, 1e-9);
  assert_int_equal (bsr_plot_frame_decimals (20.0), 0);
  assert_int_equal (bsr_plot_frame_decimals (0.5), 1);
  assert_int_equal (bsr_plot_frame_decimals (0.02), 2);
}

static void
values_lie_between_the_axes (void **state)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (""));
  const BsrPlotFrame frame = { 2.0, 300.0, "m", "mm" };
  graphene_rect_t inside = bsr_plot_frame_inside (&frame, widget, 400, 150);
  double right = (double) (inside.origin.x + inside.size.width);
  double bottom = (double) (inside.origin.y + inside.size.height);
  assert_true (inside.origin.x > 0.0f && right < 400.0 && inside.origin.y > 0.0f && bottom < 150.0);
  bsr_test_assert_close (bsr_plot_frame_x (&frame, &inside, 0.0), (double) inside.origin.x, 1e-3);
  bsr_test_assert_close (bsr_plot_frame_x (&frame, &inside, 2.0), right, 1e-3);
  bsr_test_assert_close (bsr_plot_frame_y (&frame, &inside, 0.0), bottom, 1e-3);
  bsr_test_assert_close (bsr_plot_frame_y (&frame, &inside, 300.0), (double) inside.origin.y, 1e-3);
  /* What is beyond the scale ends at it. */
  bsr_test_assert_close (bsr_plot_frame_y (&frame, &inside, 900.0), (double) inside.origin.y, 1e-3);
}

static void
a_small_plot_is_drawn_without_complaint (void **state)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_label_new (""));
  const BsrPlotFrame frame = { 1e-6, 1e9, "m", "mm" };
  graphene_rect_t inside = bsr_plot_frame_inside (&frame, widget, 1, 1);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  bsr_plot_frame_snapshot (&frame, widget, snapshot, &inside);
  bsr_plot_frame_label (&frame, widget, snapshot, &inside, "0.5 m", 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (steps_are_round),
    cmocka_unit_test (values_lie_between_the_axes),
    cmocka_unit_test (a_small_plot_is_drawn_without_complaint),
  };
  return cmocka_run_group_tests_name ("plot-frame", tests, bsr_ui_test_init, NULL);
}
