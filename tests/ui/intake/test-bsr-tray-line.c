#include "bsr-ui-test.h"

#include "bsr-store-arrivals.h"
#include "bsr-tray-line.h"

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

static gboolean
is_gone (gpointer widget)
{
  return !gtk_widget_get_visible (widget);
}

static void
the_line_follows_the_store (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (BsrStore) store = bsr_ui_test_store (folder);
  GtkWidget *line = g_object_ref_sink (g_object_new (BSR_TYPE_TRAY_LINE, NULL));
  assert_false (gtk_widget_get_visible (line));
  bsr_tray_line_set_store (BSR_TRAY_LINE (line), store);
  gint64 id = bsr_ui_test_take_arrival (store, folder, "one", NULL, "no number was read");
  bsr_ui_test_wait (is_visible, line);
  GtkWidget *label = bsr_ui_test_find (line, GTK_TYPE_LABEL);
  assert_string_equal (gtk_label_get_label (GTK_LABEL (label)), "1 scan waits for a case");
  bsr_store_set_aside_arrival (store, &bsr_ui_test_actor, id, "a truck", NULL);
  bsr_ui_test_wait (is_gone, line);
  bsr_store_take_back_arrival (store, &bsr_ui_test_actor, id, "a container", NULL);
  bsr_ui_test_wait (is_visible, line);
  bsr_tray_line_set_store (BSR_TRAY_LINE (line), NULL);
  assert_false (gtk_widget_get_visible (line));
  g_object_unref (line);
  bsr_ui_test_settle ();
  g_clear_object (&store);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_line_follows_the_store),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
