#include "bsr-ui-test.h"

#include "bsr-arrival-detail.h"
#include "bsr-case-choice.h"
#include "bsr-store-arrivals.h"
#include "bsr-tray-window.h"

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrTrayWindow *window;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  bsr_ui_test_put_case (desk->store, desk->folder, "A", FALSE);
  *state = desk;
  return 0;
}

static void
open_window (Desk *desk)
{
  desk->window = BSR_TRAY_WINDOW (bsr_tray_window_new (desk->store, "officer 7", "lane 2", NULL));
  gtk_window_present (GTK_WINDOW (desk->window));
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->window));
  bsr_ui_test_settle ();
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static GtkWidget *
page (Desk *desk, BsrArrivalStanding standing)
{
  return GTK_WIDGET (bsr_tray_window_page (desk->window, standing));
}

static const char *
shown (GtkWidget *tray_page)
{
  GtkWidget *stack = bsr_ui_test_find (tray_page, GTK_TYPE_STACK);
  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

typedef struct
{
  GtkWidget *page;
  const char *name;
} Shown;

static gboolean
is_shown (gpointer data)
{
  const Shown *wanted = data;
  return g_strcmp0 (shown (wanted->page), wanted->name) == 0;
}

static void
wait_for_page (Desk *desk, BsrArrivalStanding standing, const char *name)
{
  bsr_ui_test_wait (is_shown, &(Shown){ page (desk, standing), name });
}

static GtkWidget *
choice_of (Desk *desk)
{
  return bsr_ui_test_find (page (desk, BSR_ARRIVAL_WAITING), BSR_TYPE_CASE_CHOICE);
}

static gboolean
has_choice (gpointer choice)
{
  g_auto (GStrv) chosen = bsr_case_choice_chosen (choice);
  return *chosen != NULL;
}

static gboolean
has_picture (gpointer detail)
{
  GtkWidget *picture = bsr_ui_test_find (detail, GTK_TYPE_PICTURE);
  return gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

static gboolean
has_said (gpointer window)
{
  return bsr_tray_window_said (window) != NULL;
}

static void
an_empty_tray_says_so (void **state)
{
  Desk *desk = *state;
  open_window (desk);
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "none");
  wait_for_page (desk, BSR_ARRIVAL_SET_ASIDE, "none");
}

static void
a_scan_is_seen_and_linked (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  bsr_ui_test_take_arrival (desk->store, desk->folder, "one", "CSQU3054383", "two could be meant");
  open_window (desk);
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "list");
  GtkWidget *detail = bsr_ui_test_find (page (desk, BSR_ARRIVAL_WAITING), BSR_TYPE_ARRIVAL_DETAIL);
  bsr_ui_test_wait (has_picture, detail);
  bsr_ui_test_wait (has_choice, choice_of (desk));
  GtkWidget *link = bsr_ui_test_find_named (detail, "link", GTK_TYPE_BUTTON);
  assert_string_equal (gtk_button_get_label (GTK_BUTTON (link)), "_Link to 1 Case");
  assert_true (gtk_widget_is_sensitive (link));
  g_signal_emit_by_name (link, "clicked");
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "none");
  bsr_ui_test_wait (has_said, desk->window);
  assert_string_equal (bsr_tray_window_said (desk->window), "The scan is now with A.");
  assert_int_equal (bsr_store_count_waiting (desk->store, &error), 0);
}

static gboolean
is_enabled (gpointer widget)
{
  return gtk_widget_is_sensitive (widget);
}

/* One that nobody can know is not chosen by itself; a search finds its case. */
static void
a_case_is_searched_for (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_take_arrival (desk->store, desk->folder, "one", NULL, "no number was read");
  open_window (desk);
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "list");
  GtkWidget *waiting = page (desk, BSR_ARRIVAL_WAITING);
  GtkWidget *link = bsr_ui_test_find_named (waiting, "link", GTK_TYPE_BUTTON);
  GtkWidget *entry = bsr_ui_test_find_named (waiting, "search-case", GTK_TYPE_SEARCH_ENTRY);
  assert_false (gtk_widget_is_sensitive (link));
  gtk_editable_set_text (GTK_EDITABLE (entry), "csqu 305");
  g_signal_emit_by_name (entry, "activate");
  while (!has_choice (choice_of (desk)))
    {
      g_main_context_iteration (NULL, TRUE);
      bsr_case_choice_set_chosen (BSR_CASE_CHOICE (choice_of (desk)), "A", TRUE);
    }
  bsr_ui_test_wait (is_enabled, link);
  g_signal_emit_by_name (link, "clicked");
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "none");
}

static void
a_scan_is_set_aside_and_taken_back (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_take_arrival (desk->store, desk->folder, "one", NULL, "no number was read");
  open_window (desk);
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "list");
  GtkWidget *waiting = page (desk, BSR_ARRIVAL_WAITING);
  GtkWidget *aside = page (desk, BSR_ARRIVAL_SET_ASIDE);
  GtkWidget *button = bsr_ui_test_find_named (waiting, "set-aside", GTK_TYPE_BUTTON);
  GtkWidget *reason = bsr_ui_test_find_named (waiting, "aside-reason", GTK_TYPE_ENTRY);
  assert_false (gtk_widget_is_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (reason), " a truck of the port ");
  assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "none");
  wait_for_page (desk, BSR_ARRIVAL_SET_ASIDE, "list");
  GtkWidget *back = bsr_ui_test_find_named (aside, "back-reason", GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (back), "it was a container");
  g_signal_emit_by_name (back, "activate");
  wait_for_page (desk, BSR_ARRIVAL_SET_ASIDE, "none");
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "list");
}

/* What an officer has ticked and written stays when something else comes in. */
static void
what_was_begun_outlives_another_arrival (void **state)
{
  Desk *desk = *state;
  bsr_ui_test_take_arrival (desk->store, desk->folder, "one", NULL, "no number was read");
  open_window (desk);
  wait_for_page (desk, BSR_ARRIVAL_WAITING, "list");
  GtkWidget *waiting = page (desk, BSR_ARRIVAL_WAITING);
  GtkWidget *reason = bsr_ui_test_find_named (waiting, "aside-reason", GTK_TYPE_ENTRY);
  GListModel *items
      = bsr_tray_model_items (bsr_tray_page_model (BSR_TRAY_PAGE (waiting)));
  gtk_editable_set_text (GTK_EDITABLE (reason), "half a rea");
  bsr_ui_test_take_arrival (desk->store, desk->folder, "two", NULL, "no number was read");
  while (g_list_model_get_n_items (items) < 2)
    g_main_context_iteration (NULL, TRUE);
  bsr_ui_test_settle ();
  assert_string_equal (gtk_editable_get_text (GTK_EDITABLE (reason)), "half a rea");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (an_empty_tray_says_so, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_scan_is_seen_and_linked, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_case_is_searched_for, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_scan_is_set_aside_and_taken_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_was_begun_outlives_another_arrival, set_up, tear_down),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
