#include "bsr-ui-test.h"

#include <string.h>

#include "bsr-columns-dialog.h"
#include "bsr-columns-words.h"

static const char list[] = "Boîte;Pds;PDS.;Nature\n"
                           "CSQU3054383;12,4;12,4;Clous\n"
                           "MSCU1234566;7,25;7,25;بضائع متنوعة\n";

typedef struct
{
  BsrCsvColumns *columns;
  GtkWidget *dialog; /* (nullable): it has gone */
  GString *answers;
} Desk;

static void
answered_cb (Desk *desk, gboolean read)
{
  g_string_append (desk->answers, read ? "read " : "cancel ");
}

static void
open_dialog (Desk *desk, const char *text)
{
  g_autoptr (GError) error = NULL;
  desk->columns = bsr_csv_columns_new (text, strlen (text), NULL, &error);
  bsr_test_assert_no_error (error);
  desk->answers = g_string_new (NULL);
  desk->dialog = bsr_columns_dialog_new ("liste.csv", desk->columns);
  g_signal_connect_swapped (desk->dialog, "answered", G_CALLBACK (answered_cb), desk);
  g_object_add_weak_pointer (G_OBJECT (desk->dialog), (gpointer *) &desk->dialog);
  gtk_window_present (GTK_WINDOW (desk->dialog));
  bsr_ui_test_settle ();
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  open_dialog (desk, list);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  if (desk->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (desk->dialog));
  bsr_ui_test_settle ();
  bsr_csv_columns_unref (desk->columns);
  g_string_free (desk->answers, TRUE);
  g_free (desk);
  return 0;
}

static GtkWidget *
drop_down_of (Desk *desk, int column)
{
  GtkListBox *box = GTK_LIST_BOX (bsr_ui_test_find (desk->dialog, GTK_TYPE_LIST_BOX));
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (box, column));
  return bsr_ui_test_find (row, GTK_TYPE_DROP_DOWN);
}

static const char *
chosen (Desk *desk, int column)
{
  return bsr_columns_words_choice (
      gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down_of (desk, column))));
}

static void
choose (Desk *desk, int column, BsrCsvField field, BsrMassUnit unit)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down_of (desk, column)),
                              bsr_columns_words_place (field, unit));
}

static GtkWidget *
read_button (Desk *desk)
{
  return bsr_ui_test_find_named (desk->dialog, "read", GTK_TYPE_BUTTON);
}

static const char *
outlook (Desk *desk)
{
  GtkWidget *label = bsr_ui_test_find_named (desk->dialog, "outlook", GTK_TYPE_LABEL);
  return gtk_label_get_label (GTK_LABEL (label));
}

/* Who does not see it hears which column is asked about, and what stands in it. */
static void
columns_are_shown_with_what_is_guessed (void **state)
{
  Desk *desk = *state;
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (desk->dialog)), "Columns of liste.csv");
  assert_string_equal (chosen (desk, 0), "Container number");
  assert_string_equal (chosen (desk, 1), "Not used");
  assert_true (gtk_widget_is_sensitive (read_button (desk)));
  g_autofree char *problem = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (drop_down_of (desk, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "What the column “Boîte” is");
  g_autofree char *other = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (drop_down_of (desk, 0)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "\u2068CSQU3054383\u2069 · \u2068MSCU1234566\u2069");
  assert_null (problem);
  assert_null (other);
}

static void
what_is_chosen_counts_at_once (void **state)
{
  Desk *desk = *state;
  BsrMassUnit unit;
  choose (desk, 1, BSR_CSV_ITEM_GROSS, BSR_MASS_UNIT_T);
  assert_int_equal (bsr_csv_columns_field (desk->columns, 1, &unit), BSR_CSV_ITEM_GROSS);
  assert_int_equal (unit, BSR_MASS_UNIT_T);
  assert_string_equal (chosen (desk, 2), "Gross mass of the goods, t"); /* the same heading */
  assert_non_null (strstr (outlook (desk), "12400 kg"));
  choose (desk, 0, BSR_CSV_IGNORE, BSR_MASS_UNIT_KG);
  assert_string_equal (outlook (desk), "Say which column holds the container number.");
  assert_false (gtk_widget_is_sensitive (read_button (desk)));
}

static void
it_is_answered_once (void **state)
{
  Desk *desk = *state;
  g_signal_emit_by_name (read_button (desk), "clicked");
  bsr_ui_test_settle ();
  assert_null (desk->dialog);
  assert_string_equal (desk->answers->str, "read ");
}

static void
closing_it_leaves_the_table_unread (void **state)
{
  Desk *desk = *state;
  assert_true (gtk_widget_activate_action (desk->dialog, "window.close", NULL));
  bsr_ui_test_settle ();
  assert_null (desk->dialog);
  assert_string_equal (desk->answers->str, "cancel ");
}

/* More than a window shows at once. */
#define WIDE 60

static void
a_wide_table_is_shown_whole (void **state)
{
  Desk desk = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  for (int i = 0; i < 2 * WIDE; i++)
    g_string_append_printf (text, "col%d%c", i % WIDE, i % WIDE == WIDE - 1 ? '\n' : ';');
  open_dialog (&desk, text->str);
  assert_string_equal (chosen (&desk, WIDE - 1), "Not used");
  gtk_window_destroy (GTK_WINDOW (desk.dialog));
  bsr_ui_test_settle ();
  bsr_csv_columns_unref (desk.columns);
  g_string_free (desk.answers, TRUE);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (columns_are_shown_with_what_is_guessed, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_is_chosen_counts_at_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown (it_is_answered_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown (closing_it_leaves_the_table_unread, set_up, tear_down),
    cmocka_unit_test (a_wide_table_is_shown_whole),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
