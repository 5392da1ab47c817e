#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-worklist.h"

static void
add (GPtrArray *summaries, const char *id, BsrCaseState state, BsrPriority priority, int n_scans)
{
  BsrCaseSummary *summary = g_new0 (BsrCaseSummary, 1);
  summary->id = g_strdup (id);
  summary->container = g_strdup_printf ("CSQU305438%s", id);
  summary->goods = g_strdup (priority == BSR_PRIORITY_URGENT ? "wire" : "paper");
  summary->state = state;
  summary->priority = priority;
  summary->risk = summary->top_score = NAN;
  summary->n_scans = n_scans;
  g_ptr_array_add (summaries, summary);
}

static GPtrArray *
summaries_new (void)
{
  GPtrArray *summaries = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_summary_free);
  add (summaries, "1", BSR_STATE_RELEASED, BSR_PRIORITY_URGENT, 1);
  add (summaries, "2", BSR_STATE_SCANNED, BSR_PRIORITY_ROUTINE, 1);
  add (summaries, "3", BSR_STATE_SCANNED, BSR_PRIORITY_URGENT, 1);
  add (summaries, "4", BSR_STATE_FLAGGED, BSR_PRIORITY_URGENT, 0);
  return summaries;
}

static BsrWorklist *
worklist_new (void)
{
  BsrWorklist *worklist = g_object_ref_sink (g_object_new (BSR_TYPE_WORKLIST, NULL));
  g_autoptr (GPtrArray) summaries = summaries_new ();
  bsr_worklist_model_take (bsr_worklist_model (worklist), summaries);
  assert_int_equal (summaries->len, 0);
  return worklist;
}

/* The ids of the cases as shown: "3241". */
static char *
shown (BsrWorklist *worklist)
{
  GString *ids = g_string_new (NULL);
  GListModel *model = bsr_worklist_shown (worklist);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BsrWorklistItem) item = g_list_model_get_item (model, i);
      g_string_append (ids, bsr_worklist_item_summary (item)->id);
    }
  return g_string_free (ids, FALSE);
}

static void
assert_shown (BsrWorklist *worklist, const char *expected)
{
  g_autofree char *ids = shown (worklist);
  assert_string_equal (ids, expected);
}

static void
test_sorted_and_filtered (void **state)
{
  g_autoptr (BsrWorklist) worklist = worklist_new ();
  assert_shown (worklist, "3241");
  bsr_worklist_set_scope (worklist, BSR_WORKLIST_CLOSED);
  assert_shown (worklist, "1");
  bsr_worklist_set_scope (worklist, BSR_WORKLIST_OPEN);
  assert_shown (worklist, "324");
  bsr_worklist_set_search (worklist, "wire");
  assert_shown (worklist, "34");
  bsr_worklist_set_search (worklist, "nothing");
  assert_shown (worklist, "");
  bsr_worklist_set_search (worklist, "");
  bsr_worklist_set_scope (worklist, BSR_WORKLIST_ALL);
  assert_shown (worklist, "3241");
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, int *changes)
{
  (*changes)++;
}

static void
test_only_changes_are_told (void **state)
{
  g_autoptr (BsrWorklist) worklist = worklist_new ();
  int changes = 0;
  g_signal_connect (bsr_worklist_model (worklist), "items-changed", G_CALLBACK (count_cb), &changes);

  g_autoptr (GPtrArray) same = summaries_new ();
  bsr_worklist_model_take (bsr_worklist_model (worklist), same);
  assert_int_equal (changes, 0);

  g_autoptr (GPtrArray) other = summaries_new ();
  ((BsrCaseSummary *) other->pdata[2])->state = BSR_STATE_TO_BE_EXAMINED;
  g_ptr_array_remove_index (other, 1);
  add (other, "5", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 1);
  bsr_worklist_model_take (bsr_worklist_model (worklist), other);
  assert_int_equal (changes, 3);
  assert_shown (worklist, "5431");
}

static void
test_next_case (void **state)
{
  g_autoptr (BsrWorklist) worklist = worklist_new ();
  g_autofree char *first = bsr_worklist_next_case (worklist, NULL);
  g_autofree char *second = bsr_worklist_next_case (worklist, "3");
  assert_string_equal (first, "3");
  /* Not case 4, however urgent: there is nothing to look at yet. */
  assert_string_equal (second, "2");
  bsr_worklist_set_search (worklist, "nothing");
  g_autofree char *hidden = bsr_worklist_next_case (worklist, NULL);
  assert_string_equal (hidden, "3");
}

/* The list of cases; the drop-down beside it has a list of its own. */
static GtkListView *
list_view_of (BsrWorklist *worklist)
{
  for (GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (worklist)); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    if (GTK_IS_STACK (child))
      return GTK_LIST_VIEW (bsr_ui_test_find (child, GTK_TYPE_LIST_VIEW));
  return NULL;
}

static void
test_current_stays_selected (void **state)
{
  g_autoptr (BsrWorklist) worklist = worklist_new ();
  GtkSingleSelection *selection =
      GTK_SINGLE_SELECTION (gtk_list_view_get_model (list_view_of (worklist)));
  assert_int_equal (gtk_single_selection_get_selected (selection), GTK_INVALID_LIST_POSITION);
  bsr_worklist_set_current (worklist, "2");
  assert_int_equal (gtk_single_selection_get_selected (selection), 1);

  g_autoptr (GPtrArray) released = summaries_new ();
  ((BsrCaseSummary *) released->pdata[1])->state = BSR_STATE_RELEASED;
  bsr_worklist_model_take (bsr_worklist_model (worklist), released);
  assert_shown (worklist, "3412");
  assert_int_equal (gtk_single_selection_get_selected (selection), 3);
  bsr_worklist_set_scope (worklist, BSR_WORKLIST_OPEN);
  assert_int_equal (gtk_single_selection_get_selected (selection), GTK_INVALID_LIST_POSITION);
}

static void
opened_cb (BsrWorklist *worklist, const char *id, char **opened)
{
  *opened = g_strdup (id);
}

static void
test_activating_opens (void **state)
{
  g_autoptr (BsrWorklist) worklist = worklist_new ();
  g_autofree char *opened = NULL;
  g_signal_connect (worklist, "open-case", G_CALLBACK (opened_cb), &opened);
  g_signal_emit_by_name (list_view_of (worklist), "activate", 1u);
  assert_string_equal (opened, "2");
}

static gboolean
has_cases (gpointer worklist)
{
  return g_list_model_get_n_items (bsr_worklist_shown (worklist)) == 1;
}

static void
test_reads_the_store (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (BsrWorklist) worklist = g_object_ref_sink (g_object_new (BSR_TYPE_WORKLIST, NULL));
  BsrStore *store = bsr_ui_test_store (folder);
  bsr_worklist_model_set_store (bsr_worklist_model (worklist), store);
  bsr_worklist_model_reload (bsr_worklist_model (worklist));
  bsr_ui_test_put_case (store, folder, "7", FALSE);
  bsr_worklist_model_reload (bsr_worklist_model (worklist));
  bsr_ui_test_wait (has_cases, worklist);
  assert_shown (worklist, "7");
  g_clear_object (&store);
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_sorted_and_filtered), cmocka_unit_test (test_only_changes_are_told),
    cmocka_unit_test (test_next_case),           cmocka_unit_test (test_current_stays_selected),
    cmocka_unit_test (test_activating_opens),    cmocka_unit_test (test_reads_the_store),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
