#include "bsr-ui-test.h"

#include "bsr-columns-dialog.h"
#include "bsr-import-report.h"
#include "bsr-store-arrivals.h"
#include "bsr-window.h"

/* Tables of a port of which nobody has said what the columns are. */
#define HEADINGS "Boîte;Pds;Nature\n"

/* (transfer full) */
static char *
write_table (BsrUiTestDesk *desk, const char *name, const char *row)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat (HEADINGS, row, NULL);
  char *path = g_build_filename (desk->folder, name, NULL);
  g_file_set_contents (path, text, -1, &error);
  bsr_test_assert_no_error (error);
  return path;
}

static GtkWidget *
dialog_of (void)
{
  return bsr_ui_test_window (BSR_TYPE_COLUMNS_DIALOG);
}

static gboolean
is_asked (gpointer unused)
{
  return dialog_of () != NULL;
}

static gboolean
has_case (gpointer window)
{
  return bsr_session_dossier (bsr_window_session (window)) != NULL;
}

static gboolean
is_known (BsrStore *store, const char *container)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (store, container, &error);
  bsr_test_assert_no_error (error);
  return cases->len > 0;
}

static gboolean
knows_last (gpointer store)
{
  return is_known (store, "TCLU4265731");
}

static gboolean
remembers_something (void)
{
  g_autofree char *tables = bsr_csv_mapping_folder ();
  g_autoptr (GDir) folder = g_dir_open (tables, 0, NULL);
  return folder != NULL && g_dir_read_name (folder) != NULL;
}

static void
cancelling_leaves_no_trace (void **state)
{
  BsrUiTestDesk *desk = *state;
  g_autofree char *path = write_table (desk, "one.csv", "HLXU2008419;12,4;Clous\n");
  const char *const paths[] = { path, NULL };
  bsr_window_import (desk->window, paths);
  bsr_ui_test_wait (is_asked, NULL);
  gtk_window_close (GTK_WINDOW (dialog_of ()));
  bsr_ui_test_settle ();
  assert_null (dialog_of ());
  assert_false (is_known (desk->store, "HLXU2008419"));
  assert_false (remembers_something ());
}

/* One answer serves the tables that came with it, and those of the next day. */
static void
a_table_is_asked_about_once (void **state)
{
  BsrUiTestDesk *desk = *state;
  g_autofree char *one = write_table (desk, "one.csv", "HLXU2008419;12,4;Clous\n");
  g_autofree char *two = write_table (desk, "two.csv", "MSCU1234566;7;Vis\n");
  g_autofree char *next = write_table (desk, "three.csv", "TCLU4265731;3;Bois\n");
  const char *const both[] = { one, two, NULL }, *const later[] = { next, NULL };
  bsr_window_import (desk->window, both);
  bsr_ui_test_wait (is_asked, NULL);
  assert_string_equal (gtk_window_get_title (GTK_WINDOW (dialog_of ())), "Columns of one.csv");
  g_signal_emit_by_name (bsr_ui_test_find_named (dialog_of (), "read", GTK_TYPE_BUTTON), "clicked");
  bsr_ui_test_wait (has_case, desk->window);
  assert_true (is_known (desk->store, "HLXU2008419"));
  assert_true (is_known (desk->store, "MSCU1234566"));
  assert_true (remembers_something ());
  bsr_window_import (desk->window, later);
  bsr_ui_test_wait (knows_last, desk->store);
  bsr_ui_test_settle ();
  assert_null (dialog_of ());
}

static gboolean
is_reported (gpointer unused)
{
  return bsr_ui_test_window (BSR_TYPE_IMPORT_REPORT) != NULL;
}

/* What is remembered of the second column. */
static BsrCsvField
remembered (const char *path)
{
  BsrMassUnit unit;
  g_autofree char *tables = bsr_csv_mapping_folder ();
  g_autoptr (BsrCsvColumns) columns = bsr_csv_columns_read (path, tables, NULL);
  return bsr_csv_columns_field (columns, 1, &unit);
}

/* As if somebody had said that only the container counts. */
static void
remember_too_little (void)
{
  static const char *const headings[] = { "Boîte", "Pds", "Nature", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *tables = bsr_csv_mapping_folder ();
  g_autoptr (BsrCsvMapping) mapping = bsr_csv_mapping_new ();
  bsr_csv_mapping_set (mapping, "Boîte", BSR_CSV_CONTAINER, BSR_MASS_UNIT_KG);
  bsr_csv_mapping_save (mapping, tables, headings, &error);
  bsr_test_assert_no_error (error);
}

/* (nullable): the button of what is said in passing */
static GtkWidget *
find_offer (GtkWidget *root)
{
  GtkWidget *found = NULL;
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), "Columns…") == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_offer (child);
  return found;
}

static gboolean
is_offered (gpointer window)
{
  return find_offer (window) != NULL;
}

/* What was wrong is said anew, from the report of what was left out, or where nothing was. */
static void
an_answer_can_be_corrected (void **state)
{
  BsrUiTestDesk *desk = *state;
  g_autofree char *path = write_table (desk, "one.csv", "HLXU2008419;12,4;Clous\n");
  const char *const paths[] = { path, NULL };
  remember_too_little ();
  bsr_window_import (desk->window, paths);
  bsr_ui_test_wait (is_reported, NULL);
  assert_int_equal (remembered (path), BSR_CSV_IGNORE);
  GtkWidget *report = bsr_ui_test_window (BSR_TYPE_IMPORT_REPORT);
  g_signal_emit_by_name (bsr_ui_test_find_named (report, "columns", GTK_TYPE_BUTTON), "clicked");
  bsr_ui_test_wait (is_asked, NULL);
  bsr_csv_columns_set (bsr_columns_dialog_columns (BSR_COLUMNS_DIALOG (dialog_of ())), 1,
                       BSR_CSV_ITEM_GROSS, BSR_MASS_UNIT_T);
  g_signal_emit_by_name (bsr_ui_test_find_named (dialog_of (), "read", GTK_TYPE_BUTTON), "clicked");
  bsr_ui_test_wait (is_offered, desk->window);
  assert_int_equal (remembered (path), BSR_CSV_ITEM_GROSS);
  assert_false (is_reported (NULL)); /* every column has been spoken of */
  g_signal_emit_by_name (find_offer (GTK_WIDGET (desk->window)), "clicked");
  assert_true (is_asked (NULL));
}

int
main (void)
{
  /* What is remembered of tables is this program's own. */
  char *settings = bsr_test_folder_new ();
  g_setenv ("XDG_CONFIG_HOME", settings, TRUE);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (cancelling_leaves_no_trace, bsr_ui_test_desk_set_up,
                                     bsr_ui_test_desk_tear_down),
    cmocka_unit_test_setup_teardown (a_table_is_asked_about_once, bsr_ui_test_desk_set_up,
                                     bsr_ui_test_desk_tear_down),
    cmocka_unit_test_setup_teardown (an_answer_can_be_corrected, bsr_ui_test_desk_set_up,
                                     bsr_ui_test_desk_tear_down),
  };
  int failed = cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
  bsr_test_folder_remove (settings);
  return failed;
}
