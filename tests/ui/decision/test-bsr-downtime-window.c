#include "bsr-ui-test.h"

#include "bsr-downtime-window.h"

typedef struct
{
  BsrDowntimeWindow *window;
  int n;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  const Wanted *wanted = data;
  return bsr_downtime_window_n_shown (wanted->window) == wanted->n;
}

static void
wait_for (BsrDowntimeWindow *window, int n)
{
  bsr_ui_test_wait (is_shown, &(Wanted){ window, n });
}

static void
test_downtimes_are_recorded_and_ended (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (BsrStore) store = bsr_ui_test_store (folder);
  GtkWidget *widget = bsr_downtime_window_new (store, "officer 7", "lane 2");
  BsrDowntimeWindow *window = BSR_DOWNTIME_WINDOW (widget);
  wait_for (window, 0);
  bsr_downtime_window_submit (window, "lane 1", "fault", "2026-11-05 08:15", "noon", "tube");
  assert_string_equal (bsr_downtime_window_refusal (window),
                       "Not possible: start and end are written 08:15 or 2026-11-05 08:15.");
  bsr_downtime_window_submit (window, "lane 1", "fault", "2026-11-05 08:15", "2026-11-05 08:00", "");
  assert_string_equal (bsr_downtime_window_refusal (window),
                       "Not possible: a downtime cannot end before it starts.");
  bsr_downtime_window_submit (window, "lane 1", "fault", "2026-11-05 08:15", "", "tube");
  assert_null (bsr_downtime_window_refusal (window));
  wait_for (window, 1);
  GtkWidget *list = bsr_ui_test_find (widget, GTK_TYPE_LIST_BOX);
  GtkWidget *button = bsr_ui_test_find (list, GTK_TYPE_BUTTON);
  assert_string_equal (gtk_button_get_label (GTK_BUTTON (button)), "Runs again");
  bsr_downtime_window_submit (window, "lane 2", "weather", "2026-11-05 08:15", "2026-11-05 09:15", "");
  wait_for (window, 2);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&store);
  bsr_ui_test_settle ();
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_downtimes_are_recorded_and_ended),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
