#include "bsr-ui-test.h"

#include "bsr-keys-row.h"
#include "bsr-keys-window.h"

#include <string.h>

typedef struct
{
  BsrKeyMap *map;
  GtkWidget *window;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->map = bsr_key_map_new ();
  desk->window = bsr_keys_window_new (desk->map);
  gtk_window_present (GTK_WINDOW (desk->window));
  bsr_ui_test_settle ();
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  gtk_window_destroy (GTK_WINDOW (desk->window));
  bsr_ui_test_settle ();
  g_object_unref (desk->map);
  g_free (desk);
  return 0;
}

static BsrKeysRow *
row_of (Desk *desk, const char *id)
{
  GtkListBox *list = GTK_LIST_BOX (bsr_ui_test_find (desk->window, GTK_TYPE_LIST_BOX));
  GtkListBoxRow *row;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (bsr_keys_row_command (BSR_KEYS_ROW (row)) == bsr_command_find (id))
      return BSR_KEYS_ROW (row);
  fail_msg ("there is no row of %s", id);
  return NULL;
}

/* (nullable): the button below @root with that label, where it is shown. */
static GtkWidget *
button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0
      && gtk_widget_get_mapped (root))
    return root;
  GtkWidget *found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = button (child, label);
  return found;
}

static gboolean
says (GtkWidget *root, const char *part)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root)
      && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return TRUE;
  gboolean found = FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says (child, part);
  return found;
}

static void
commands_are_found_by_title_and_key (void **state)
{
  Desk *desk = *state;
  BsrKeysWindow *window = BSR_KEYS_WINDOW (desk->window);
  guint n;
  bsr_commands (&n);
  assert_int_equal (bsr_keys_window_n_shown (window), n);
  bsr_keys_window_search (window, "POLYGON");
  assert_int_equal (bsr_keys_window_n_shown (window), 1);
  bsr_keys_window_search (window, "shift+ctrl+o");
  assert_int_equal (bsr_keys_window_n_shown (window), 1);
  bsr_keys_window_search (window, "no such thing");
  assert_int_equal (bsr_keys_window_n_shown (window), 0);
  bsr_keys_window_search (window, "");
  assert_int_equal (bsr_keys_window_n_shown (window), n);
}

static void
a_free_key_is_taken_at_once (void **state)
{
  Desk *desk = *state;
  BsrKeysRow *row = row_of (desk, "fit");
  bsr_keys_row_begin (row, 0);
  assert_true (bsr_keys_row_is_waiting (row));
  bsr_keys_row_take (row, bsr_key_normalised (GDK_KEY_9, 0));
  assert_false (bsr_keys_row_is_waiting (row));
  assert_ptr_equal (bsr_key_map_find (desk->map, bsr_key_normalised (GDK_KEY_9, 0)),
                    bsr_command_find ("fit"));
}

static void
a_conflict_names_the_other_command (void **state)
{
  Desk *desk = *state;
  BsrKeysRow *row = row_of (desk, "fit");
  BsrKey key = bsr_key_normalised (GDK_KEY_i, 0);
  bsr_keys_row_begin (row, 0);
  bsr_keys_row_take (row, key);
  bsr_ui_test_settle ();
  assert_ptr_equal (bsr_key_map_find (desk->map, key), bsr_command_find ("invert"));
  assert_true (says (GTK_WIDGET (row), "Invert"));
  GtkWidget *swap = button (GTK_WIDGET (row), "Swap");
  assert_non_null (swap);
  g_signal_emit_by_name (swap, "clicked");
  assert_ptr_equal (bsr_key_map_find (desk->map, key), bsr_command_find ("fit"));
  assert_ptr_equal (bsr_key_map_find (desk->map, bsr_key_normalised (GDK_KEY_f, 0)),
                    bsr_command_find ("invert"));
}

static void
one_more_key_takes_over (void **state)
{
  Desk *desk = *state;
  BsrKeysRow *row = row_of (desk, "undo");
  bsr_keys_row_begin (row, 1);
  bsr_keys_row_take (row, bsr_key_normalised (GDK_KEY_i, 0));
  bsr_ui_test_settle ();
  assert_null (button (GTK_WIDGET (row), "Swap")); /* it has nothing to give */
  g_signal_emit_by_name (button (GTK_WIDGET (row), "Take over"), "clicked");
  assert_int_equal (bsr_key_map_n_keys (desk->map, bsr_command_find ("undo")), 2);
  assert_int_equal (bsr_key_map_n_keys (desk->map, bsr_command_find ("invert")), 0);
}

static void
a_key_of_the_toolkit_is_refused (void **state)
{
  Desk *desk = *state;
  BsrKeysRow *row = row_of (desk, "fit");
  bsr_keys_row_begin (row, 0);
  bsr_keys_row_take (row, bsr_key_normalised (GDK_KEY_Tab, 0));
  bsr_ui_test_settle ();
  assert_true (bsr_keys_row_is_waiting (row));
  assert_true (says (GTK_WIDGET (row), "Tab"));
  bsr_keys_row_cancel (row);
  assert_true (bsr_key_map_is_default (desk->map, bsr_command_find ("fit")));
}

static void
all_are_reset (void **state)
{
  Desk *desk = *state;
  GtkWidget *reset = button (desk->window, "Reset All");
  assert_false (gtk_widget_get_sensitive (reset));
  bsr_key_map_remove (desk->map, bsr_command_find ("undo"), 0);
  assert_true (gtk_widget_get_sensitive (reset));
  g_signal_emit_by_name (reset, "clicked");
  assert_true (bsr_key_map_is_default (desk->map, bsr_command_find ("undo")));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (commands_are_found_by_title_and_key, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_free_key_is_taken_at_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_conflict_names_the_other_command, set_up, tear_down),
    cmocka_unit_test_setup_teardown (one_more_key_takes_over, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_key_of_the_toolkit_is_refused, set_up, tear_down),
    cmocka_unit_test_setup_teardown (all_are_reset, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("keys-window", tests, bsr_ui_test_init, NULL);
}
