#include "bsr-ui-test.h"

#include <math.h>
#include <string.h>

#include "bsr-histogram-plot.h"

static const BsrSpread spread = { 0.25, 0.05 };

/* Shares of the beam from 0.2 to 0.3, most at 0.25. */
static BsrHistogram
histogram (void)
{
  BsrHistogram made = { .step = 0.01, .most = 80 };
  for (int i = 20; i < 30; i++)
    made.bins[i] = i == 25 ? 80 : 10;
  return made;
}

static void
the_scale_ends_with_the_last_bar (void **state)
{
  g_autoptr (BsrHistogramPlot) plot
      = g_object_ref_sink (g_object_new (BSR_TYPE_HISTOGRAM_PLOT, NULL));
  BsrHistogram shown = histogram ();
  bsr_histogram_plot_show (plot, &shown, 100.0, "% through", spread);
  bsr_test_assert_close (bsr_histogram_plot_scale_end (plot), 30.0, 1e-9);
}

static void
it_says_the_same_in_numbers (void **state)
{
  g_autoptr (BsrHistogramPlot) plot
      = g_object_ref_sink (g_object_new (BSR_TYPE_HISTOGRAM_PLOT, NULL));
  BsrHistogram shown = histogram ();
  bsr_histogram_plot_show (plot, &shown, 100.0, "% through", spread);
  g_autofree char *label = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (plot), GTK_ACCESSIBLE_PROPERTY_LABEL, "none of this");
  assert_non_null (
      strstr (label, "% through: from 20.0 to 30.0, most often 25.5, mean 25.0, spread 5.0"));
}

static void
nothing_is_drawn_of_nothing (void **state)
{
  g_autoptr (BsrHistogramPlot) plot
      = g_object_ref_sink (g_object_new (BSR_TYPE_HISTOGRAM_PLOT, NULL));
  gtk_widget_measure (GTK_WIDGET (plot), GTK_ORIENTATION_VERTICAL, 400, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (plot), 400, 150, -1, NULL);
  BsrHistogram shown = histogram (), blank = { .step = 1.0 };
  const BsrHistogram *const shows[] = { NULL, &blank, &shown };
  for (int i = 0; i < 3; i++)
    {
      bsr_histogram_plot_show (plot, shows[i], 100.0, "% through", spread);
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GTK_WIDGET_GET_CLASS (plot)->snapshot (GTK_WIDGET (plot), snapshot);
      g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
      assert_int_equal (node != NULL, i == 2);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_scale_ends_with_the_last_bar),
    cmocka_unit_test (it_says_the_same_in_numbers),
    cmocka_unit_test (nothing_is_drawn_of_nothing),
  };
  return cmocka_run_group_tests_name ("histogram-plot", tests, bsr_ui_test_init, NULL);
}
