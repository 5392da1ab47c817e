#include "bsr-ui-test.h"

#include "bsr-hint.h"

/* The pointer or the focus comes to @widget, or goes. */
static void
point (GtkWidget *widget, GType controller_type, const char *signal)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  int n = 0;
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (!g_type_is_a (G_OBJECT_TYPE (controller), controller_type))
        continue;
      n++;
      if (controller_type == GTK_TYPE_EVENT_CONTROLLER_MOTION && g_str_equal (signal, "enter"))
        g_signal_emit_by_name (controller, signal, 1.0, 1.0);
      else
        g_signal_emit_by_name (controller, signal);
    }
  assert_int_equal (n, 1);
}

static GtkWidget *
hinting (BsrSession *session, BsrBox box)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("x"));
  bsr_hint_attach (label, session, box);
  return label;
}

static void
pointer_and_focus_light_up_and_put_out (void **state)
{
  const GType types[] = { GTK_TYPE_EVENT_CONTROLLER_MOTION, GTK_TYPE_EVENT_CONTROLLER_FOCUS };
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (GtkWidget) one = hinting (session, (BsrBox){ 1, 2, 3, 4 });
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      point (one, types[i], "enter");
      assert_int_equal (bsr_session_hint_box (session).width, 3);
      point (one, types[i], "leave");
      assert_true (bsr_box_is_empty (bsr_session_hint_box (session)));
    }
}

/* The next one is entered before the last one is left. */
static void
who_leaves_late_puts_out_nothing_else (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (GtkWidget) one = hinting (session, (BsrBox){ 1, 2, 3, 4 });
  g_autoptr (GtkWidget) two = hinting (session, (BsrBox){ 5, 6, 7, 8 });
  point (one, GTK_TYPE_EVENT_CONTROLLER_MOTION, "enter");
  point (two, GTK_TYPE_EVENT_CONTROLLER_FOCUS, "enter");
  point (one, GTK_TYPE_EVENT_CONTROLLER_MOTION, "leave");
  assert_int_equal (bsr_session_hint_box (session).width, 7);
}

static void
nowhere_is_no_hint (void **state)
{
  g_autoptr (BsrSession) session = bsr_session_new ();
  g_autoptr (GtkWidget) nowhere = hinting (session, (BsrBox){ 0 });
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (nowhere);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      assert_false (GTK_IS_EVENT_CONTROLLER_FOCUS (controller));
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (pointer_and_focus_light_up_and_put_out),
    cmocka_unit_test (who_leaves_late_puts_out_nothing_else),
    cmocka_unit_test (nowhere_is_no_hint),
  };
  return cmocka_run_group_tests_name ("hint", tests, bsr_ui_test_init, NULL);
}
