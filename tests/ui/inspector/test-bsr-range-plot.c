#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-range-plot.h"

#define WIDTH 300
#define HEIGHT 60

static BsrCheckResult
result_of (double declared, double observed, double low, double high, const char *unit)
{
  return (BsrCheckResult){ .check = "mass", .item = -1, .verdict = BSR_VERDICT_MISMATCH,
                           .declared = declared, .observed = observed, .observed_low = low,
                           .observed_high = high, .unit = unit, .reason = (char *) "x" };
}

/* (transfer full): as wide as in the inspector. */
static BsrRangePlot *
plot_of (const BsrCheckResult *result, GtkTextDirection direction)
{
  BsrRangePlot *plot = g_object_ref_sink (g_object_new (BSR_TYPE_RANGE_PLOT, NULL));
  gtk_widget_set_direction (GTK_WIDGET (plot), direction);
  bsr_range_plot_show (plot, result);
  int least;
  gtk_widget_measure (GTK_WIDGET (plot), GTK_ORIENTATION_VERTICAL, WIDTH, &least, NULL, NULL, NULL);
  assert_true (least <= HEIGHT);
  gtk_widget_allocate (GTK_WIDGET (plot), WIDTH, HEIGHT, -1, NULL);
  return plot;
}

static void
only_quantities_are_drawn (void **state)
{
  const struct
  {
    BsrCheckResult result;
    gboolean shown;
  } cases[] = {
    { result_of (12000, 9500, 9000, 10000, "kg"), TRUE },
    { result_of (12000, 9500, NAN, NAN, "kg"), TRUE },
    { result_of (12000, NAN, 9000, INFINITY, "kg"), TRUE },
    { result_of (0.2, 0.6, 0.5, 0.7, ""), TRUE },
    { result_of (1, 2, NAN, NAN, ""), FALSE },
    { result_of (NAN, 9500, 9000, 10000, "kg"), FALSE },
    { result_of (12000, NAN, NAN, NAN, "kg"), FALSE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_int_equal (bsr_range_plot_can_show (&cases[i].result), cases[i].shown);
}

static void
scale_ends_at_a_round_number_above_all (void **state)
{
  const struct
  {
    BsrCheckResult result;
    double end;
  } cases[] = {
    { result_of (12000, 9500, 9000, 10000, "kg"), 15000 },
    { result_of (1000, 18200, 16900, 19500, "kg"), 20000 },
    { result_of (0, 0, 0, 0, "kg"), 1 },
    { result_of (0.2, 0.6, 0.5, 0.7, ""), 0.8 },
    { result_of (900, NAN, 820, INFINITY, "packages"), 1200 }, /* room for the arrow */
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BsrRangePlot) plot = plot_of (&cases[i].result, GTK_TEXT_DIR_LTR);
      bsr_test_assert_close (bsr_range_plot_scale_end (plot), cases[i].end, 1e-9);
    }
}

static void
places_are_in_proportion_and_mirrored (void **state)
{
  BsrCheckResult result = result_of (12000, 9500, 9000, 10000, "kg");
  g_autoptr (BsrRangePlot) plot = plot_of (&result, GTK_TEXT_DIR_LTR);
  g_autoptr (BsrRangePlot) mirrored = plot_of (&result, GTK_TEXT_DIR_RTL);
  double from = bsr_range_plot_place (plot, 0.0), to = bsr_range_plot_place (plot, 15000.0);
  assert_true (from >= 0.0 && from < 10.0 && to > WIDTH - 10.0 && to <= WIDTH);
  bsr_test_assert_close (bsr_range_plot_place (plot, 7500.0), (from + to) / 2.0, 1e-9);
  bsr_test_assert_close (bsr_range_plot_place (plot, INFINITY), to, 1e-9);
  for (double value = 0.0; value <= 15000.0; value += 2500.0)
    bsr_test_assert_close (bsr_range_plot_place (mirrored, value),
                           WIDTH - bsr_range_plot_place (plot, value), 1e-9);
}

static void
words_say_what_is_drawn (void **state)
{
  BsrCheckResult result = result_of (12000, NAN, 9000, INFINITY, "kg");
  g_autoptr (BsrRangePlot) plot = plot_of (&result, GTK_TEXT_DIR_LTR);
  gtk_test_accessible_assert_property (plot, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "declared 12\u202f000 kg, seen at least 9\u202f000 kg");
  gtk_test_accessible_assert_role (plot, GTK_ACCESSIBLE_ROLE_IMG);
}

/* Left and right ends of what is drawn at one height. */
static void
drawn_reach (GdkTexture *texture, int y, int *left, int *right)
{
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  g_autofree guchar *pixels = g_malloc0 ((gsize) (4 * width * height));
  gdk_texture_download (texture, pixels, (gsize) (4 * width));
  *left = width;
  *right = -1;
  for (int x = 0; x < width; x++)
    if (pixels[4 * (y * width + x) + 3] > 100) /* alpha */
      {
        *left = MIN (*left, x);
        *right = x;
      }
}

/* Through a renderer: the error bar reaches from the low to the high end, an open one to the end
 * of the scale. */
static void
error_bar_is_where_it_should_be (void **state)
{
  const double highs[] = { 10000.0, INFINITY };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *plot = g_object_new (BSR_TYPE_RANGE_PLOT, NULL);
  gtk_window_set_child (GTK_WINDOW (window), plot);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_widget_set_size_request (plot, WIDTH, HEIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (highs); i++)
    {
      BsrCheckResult result = result_of (12000, 9500, 6000, highs[i], "kg");
      bsr_range_plot_show (BSR_RANGE_PLOT (plot), &result);
      gtk_window_present (GTK_WINDOW (window));
      bsr_ui_test_settle ();
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GTK_WIDGET_GET_CLASS (plot)->snapshot (plot, snapshot);
      g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
      g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (
          gtk_native_get_renderer (GTK_NATIVE (window)), node,
          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (plot), HEIGHT));
      int left, right;
      drawn_reach (texture, 11, &left, &right);
      double low = bsr_range_plot_place (BSR_RANGE_PLOT (plot), 6000.0);
      double high = MAX (bsr_range_plot_place (BSR_RANGE_PLOT (plot), highs[i]),
                         bsr_range_plot_place (BSR_RANGE_PLOT (plot), 12000.0));
      bsr_test_assert_close (left, low, 2.0);
      bsr_test_assert_close (right, high, 2.0);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  bsr_ui_test_settle ();
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (only_quantities_are_drawn),
    cmocka_unit_test (scale_ends_at_a_round_number_above_all),
    cmocka_unit_test (places_are_in_proportion_and_mirrored),
    cmocka_unit_test (words_say_what_is_drawn),
    cmocka_unit_test (error_bar_is_where_it_should_be),
  };
  return cmocka_run_group_tests_name ("range plot", tests, bsr_ui_test_init, NULL);
}
