#include "bsr-ui-test.h"

#include <math.h>
#include <string.h>

#include "bsr-profile-plot.h"

#define WIDTH 400
#define HEIGHT 150

/* Ten places over 2 m: 0, 10, ... 90 mm; the last is opaque, one is dead. */
static BsrLineProfile *
profile_new (void)
{
  BsrLineProfile *profile = g_malloc0 (sizeof *profile + 10 * sizeof *profile->samples);
  g_atomic_ref_count_init (&profile->refs);
  profile->length_m = 2.0;
  profile->width_m = 0.05;
  profile->n_samples = 10;
  for (int i = 0; i < 10; i++)
    profile->samples[i] = (BsrProfileSample){ 1.0F - (float) i / 20.0F, (float) i / 10.0F,
                                              (float) i * 10.0F, i == 9, i == 4 };
  return profile;
}

static BsrProfilePlot *
plot_new (void)
{
  g_autoptr (BsrLineProfile) profile = profile_new ();
  BsrProfilePlot *plot = g_object_ref_sink (g_object_new (BSR_TYPE_PROFILE_PLOT, NULL));
  bsr_profile_plot_show (plot, profile);
  gtk_widget_measure (GTK_WIDGET (plot), GTK_ORIENTATION_VERTICAL, WIDTH, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (plot), WIDTH, HEIGHT, -1, NULL);
  return plot;
}

static void
the_scale_ends_at_a_round_number_above_all (void **state)
{
  g_autoptr (BsrProfilePlot) plot = plot_new ();
  bsr_test_assert_close (bsr_profile_plot_scale_end (plot), 100.0, 1e-9);
  bsr_profile_plot_set_quantity (plot, BSR_PROFILE_TRANSMISSION);
  bsr_test_assert_close (bsr_profile_plot_scale_end (plot), 150.0, 1e-9);
  bsr_profile_plot_set_quantity (plot, BSR_PROFILE_ATTENUATION);
  bsr_test_assert_close (bsr_profile_plot_scale_end (plot), 1.0, 1e-9);
}

static char *
property (BsrProfilePlot *plot, GtkAccessibleProperty name)
{
  return gtk_test_accessible_check_property (GTK_ACCESSIBLE (plot), name, "none of this");
}

static void
it_says_the_same_in_numbers (void **state)
{
  g_autoptr (BsrProfilePlot) plot = plot_new ();
  g_autofree char *label = property (plot, GTK_ACCESSIBLE_PROPERTY_LABEL);
  assert_non_null (strstr (label, "2.00 m"));
  assert_non_null (strstr (label, "50 mm"));
  assert_non_null (strstr (label, "0.0 to 90.0 mm of steel"));
  bsr_profile_plot_point (plot, 0.25);
  g_autofree char *place = property (plot, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  assert_non_null (strstr (place, "0.50 m: 20.0 mm"));
}

static void
pointed_cb (BsrProfilePlot *plot, double share, double *last)
{
  *last = share;
}

static void
press (BsrProfilePlot *plot, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (plot));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean taken;
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &taken);
    }
}

static void
arrows_and_pointer_tell_the_place (void **state)
{
  g_autoptr (BsrProfilePlot) plot = plot_new ();
  double last = -2.0;
  g_signal_connect (plot, "pointed", G_CALLBACK (pointed_cb), &last);
  press (plot, GDK_KEY_Right, 0);
  bsr_test_assert_close (last, 0.0, 0.0);
  press (plot, GDK_KEY_Right, GDK_SHIFT_MASK);
  bsr_test_assert_close (last, 0.05, 1e-9);
  press (plot, GDK_KEY_Left, GDK_SHIFT_MASK);
  press (plot, GDK_KEY_Left, 0);
  bsr_test_assert_close (last, 0.0, 1e-9);
  /* What others point at is shown and not told back. */
  bsr_profile_plot_point (plot, 0.7);
  bsr_test_assert_close (last, 0.0, 1e-9);
}

static void
it_is_drawn_whatever_it_holds (void **state)
{
  g_autoptr (BsrProfilePlot) plot = plot_new ();
  bsr_profile_plot_point (plot, 1.0);
  for (int i = 0; i < 2; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      GTK_WIDGET_GET_CLASS (plot)->snapshot (GTK_WIDGET (plot), snapshot);
      g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
      assert_int_equal (node != NULL, i == 0);
      bsr_profile_plot_show (plot, NULL);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_scale_ends_at_a_round_number_above_all),
    cmocka_unit_test (it_says_the_same_in_numbers),
    cmocka_unit_test (arrows_and_pointer_tell_the_place),
    cmocka_unit_test (it_is_drawn_whatever_it_holds),
  };
  return cmocka_run_group_tests_name ("profile-plot", tests, bsr_ui_test_init, NULL);
}
