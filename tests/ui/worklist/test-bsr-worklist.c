#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-error.h"
#include "bsr-store-claims.h"
#include "bsr-worklist-columns.h"
#include "bsr-worklist-read.h"
#include "bsr-worklist.h"

/* Cases of a long list: more than the pages that are kept. */
#define LONG (7 * BSR_WORKLIST_PAGE)

/* Pixels: see bsr-window.ui. */
#define NARROW 272

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrWorklist *worklist;
} Desk;

static void
put (Desk *desk, const char *id, BsrPriority priority, const char *goods)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *container = g_strdup_printf ("CSQU305438%c", *id);
  g_autoptr (BsrCase) flagged = bsr_case_new (id, container);
  bsr_case_add_item (flagged, "4407")->description = g_strdup (goods);
  flagged->priority = priority;
  assert_true (bsr_store_put_case (desk->store, &bsr_ui_test_actor, flagged, &error));
  bsr_test_assert_no_error (error);
}

static void
decide (Desk *desk, const char *id, BsrDecisionKind kind)
{
  g_autoptr (GError) error = NULL;
  assert_true (bsr_store_decide (desk->store, &bsr_ui_test_actor, id, kind, "seen", &error));
}

static gboolean
is_read (gpointer worklist)
{
  return !bsr_worklist_model_reading (bsr_worklist_model (worklist));
}

static void
settle (Desk *desk)
{
  bsr_ui_test_wait (is_read, desk->worklist);
}

static void
reload (Desk *desk)
{
  bsr_worklist_model_reload (bsr_worklist_model (desk->worklist));
  settle (desk);
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = bsr_ui_test_store (desk->folder);
  desk->worklist = g_object_ref_sink (g_object_new (BSR_TYPE_WORKLIST, NULL));
  bsr_worklist_filter_set_officer (bsr_worklist_filter (desk->worklist), bsr_ui_test_actor.officer);
  bsr_worklist_model_set_store (bsr_worklist_model (desk->worklist), desk->store);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->worklist);
  bsr_ui_test_settle ();
  g_object_unref (desk->store);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

/* Four cases of which two can be judged: 3, 2, then 4, then 1. */
static void
fill (Desk *desk)
{
  bsr_ui_test_put_case (desk->store, desk->folder, "1", TRUE);
  bsr_ui_test_put_case (desk->store, desk->folder, "2", TRUE);
  bsr_ui_test_put_case (desk->store, desk->folder, "3", TRUE);
  put (desk, "1", BSR_PRIORITY_URGENT, "copper wire");
  put (desk, "2", BSR_PRIORITY_ROUTINE, "paper");
  put (desk, "3", BSR_PRIORITY_URGENT, "steel wire");
  put (desk, "4", BSR_PRIORITY_URGENT, "paper");
  decide (desk, "1", BSR_DECISION_RELEASE);
  reload (desk);
}

/* The ids of the cases as shown: "3241". */
static char *
shown (Desk *desk)
{
  GString *ids = g_string_new (NULL);
  GListModel *model = G_LIST_MODEL (bsr_worklist_model (desk->worklist));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BsrWorklistItem) item = g_list_model_get_item (model, i);
      g_string_append (ids, bsr_worklist_item_summary (item)->id);
    }
  return g_string_free (ids, FALSE);
}

static void
assert_shown (Desk *desk, const char *expected)
{
  settle (desk);
  g_autofree char *ids = shown (desk);
  assert_string_equal (ids, expected);
}

static void
test_presets_search_and_order (void **state)
{
  Desk *desk = *state;
  BsrWorklistFilter *filter = bsr_worklist_filter (desk->worklist);
  fill (desk);
  assert_shown (desk, "3241");
  bsr_worklist_filter_set_preset (filter, BSR_WORKLIST_TO_LOOK_AT);
  assert_shown (desk, "32");
  bsr_worklist_filter_set_preset (filter, BSR_WORKLIST_MINE);
  assert_shown (desk, "1");
  bsr_worklist_filter_set_preset (filter, BSR_WORKLIST_SECOND_OPINION);
  assert_shown (desk, "");
  bsr_worklist_filter_set_preset (filter, BSR_WORKLIST_ALL);
  bsr_worklist_filter_set_search (filter, "wire");
  assert_shown (desk, "31"); /* the newest first */
  bsr_worklist_filter_set_sort (filter, BSR_CASE_SORT_CASE, FALSE);
  assert_shown (desk, "13");
  bsr_worklist_filter_set_sort (filter, BSR_CASE_SORT_CASE, TRUE);
  assert_shown (desk, "31");
  bsr_worklist_filter_set_search (filter, "csqu 3054384");
  assert_shown (desk, "4");
  bsr_worklist_filter_set_search (filter, "");
  bsr_worklist_filter_set_state (filter, BSR_STATE_RELEASED);
  assert_shown (desk, "1");
  bsr_worklist_filter_reset (filter);
  assert_shown (desk, "3241");
}

static void
choose (BsrWorklistColumns *columns, const char *drop_down, guint selected)
{
  GObject *widget
      = gtk_widget_get_template_child (GTK_WIDGET (columns), BSR_TYPE_WORKLIST_COLUMNS, drop_down);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), selected);
}

/* Cases of which each differs from the others in one column: "a" is the plain one. */
static void
fill_columns (Desk *desk)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  for (char id = 'a'; id <= 'i'; id++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrCase) flagged = bsr_case_new ((char[]){ id, '\0' }, "CSQU3054383");
      BsrManifestItem *item = bsr_case_add_item (flagged, "4407");
      flagged->risk = id == 'b' ? 0.6 : id == 'c' ? 0.9 : 0.1;
      flagged->cut_off = g_date_time_add_hours (now, id == 'd' ? -1 : id == 'e' ? 2 : 48);
      flagged->bill_of_lading = g_strdup (id == 'f' ? "MEDU1" : "MEDU2");
      flagged->port_of_lading = g_strdup (id == 'g' ? "ECGYE" : "CNSHA");
      flagged->port_of_discharge = g_strdup (id == 'h' ? "MACAS" : "MAPTM");
      item->origin = g_strdup (id == 'i' ? "EC" : "CN");
      assert_true (bsr_store_put_case (desk->store, &bsr_ui_test_actor, flagged, &error));
      bsr_test_assert_no_error (error);
    }
  bsr_worklist_filter_set_sort (bsr_worklist_filter (desk->worklist), BSR_CASE_SORT_CASE, FALSE);
}

static void
test_every_column (void **state)
{
  static const struct
  {
    const char *drop_down;
    guint selected;
    const char *expected;
  } choices[] = {
    { "risk_drop_down", 2, "bc" },   { "risk_drop_down", 3, "c" },    { "score_drop_down", 1, "" },
    { "cut_off_drop_down", 1, "d" }, { "cut_off_drop_down", 2, "e" }, { "cut_off_drop_down", 3, "e" },
    { "scans_drop_down", 1, "abcdefghi" }, { "scans_drop_down", 2, "" }, { "scans_drop_down", 3, "" },
  };
  static const struct
  {
    const char *text, *expected;
  } texts[] = {
    [BSR_WORKLIST_COLUMN_BILL] = { "MEDU1", "f" },     [BSR_WORKLIST_COLUMN_LADING] = { "ecgye", "g" },
    [BSR_WORKLIST_COLUMN_DISCHARGE] = { "macas", "h" }, [BSR_WORKLIST_COLUMN_ORIGIN] = { "ec", "i" },
    [BSR_WORKLIST_COLUMN_OFFICER] = { "officer 7", "b" },
  };
  Desk *desk = *state;
  BsrWorklistFilter *filter = bsr_worklist_filter (desk->worklist);
  BsrWorklistColumns *columns = BSR_WORKLIST_COLUMNS (
      bsr_ui_test_find (GTK_WIDGET (filter), BSR_TYPE_WORKLIST_COLUMNS));
  fill_columns (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      choose (columns, choices[i].drop_down, choices[i].selected);
      assert_true (bsr_worklist_filter_narrows (filter));
      assert_shown (desk, choices[i].expected);
      bsr_worklist_columns_reset (columns);
      assert_shown (desk, "abcdefghi");
    }
  decide (desk, "b", BSR_DECISION_EXAMINE);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    {
      bsr_worklist_columns_set_text (columns, (BsrWorklistColumn) i, texts[i].text);
      assert_shown (desk, texts[i].expected);
    }
  bsr_worklist_filter_reset (filter);
  assert_false (bsr_worklist_filter_narrows (filter));
}

/* A preset and a state say the same of a case: choosing one lets go of the other. */
static void
test_preset_or_state (void **state)
{
  Desk *desk = *state;
  BsrWorklistFilter *filter = bsr_worklist_filter (desk->worklist);
  fill (desk);
  bsr_worklist_filter_set_state (filter, BSR_STATE_FLAGGED);
  assert_shown (desk, "4");
  bsr_worklist_filter_set_preset (filter, BSR_WORKLIST_TO_LOOK_AT);
  assert_shown (desk, "32");
  bsr_worklist_filter_set_state (filter, BSR_STATE_FLAGGED);
  assert_shown (desk, "4");
  assert_true (bsr_worklist_filter_narrows (filter));
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, int *changes)
{
  (*changes)++;
}

static void
test_only_changes_are_told (void **state)
{
  Desk *desk = *state;
  int changes = 0;
  fill (desk);
  g_signal_connect (bsr_worklist_model (desk->worklist), "items-changed", G_CALLBACK (count_cb), &changes);
  reload (desk);
  assert_int_equal (changes, 0);

  put (desk, "5", BSR_PRIORITY_URGENT, "sand"); /* comes */
  decide (desk, "3", BSR_DECISION_EXAMINE);     /* moves */
  reload (desk);
  assert_shown (desk, "24531");
  assert_int_equal (changes, 1); /* all at once */
}

/* The list of cases; the drop-downs beside it have lists of their own. */
static GtkListView *
list_view_of (BsrWorklist *worklist)
{
  for (GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (worklist)); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    if (GTK_IS_STACK (child))
      return GTK_LIST_VIEW (bsr_ui_test_find (child, GTK_TYPE_LIST_VIEW));
  return NULL;
}

static GtkSingleSelection *
selection_of (Desk *desk)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (list_view_of (desk->worklist)));
}

static void
test_current_stays_selected (void **state)
{
  Desk *desk = *state;
  fill (desk);
  assert_int_equal (gtk_single_selection_get_selected (selection_of (desk)), GTK_INVALID_LIST_POSITION);
  bsr_worklist_set_current (desk->worklist, "2");
  assert_int_equal (gtk_single_selection_get_selected (selection_of (desk)), 1);
  decide (desk, "2", BSR_DECISION_RELEASE);
  reload (desk);
  assert_shown (desk, "3412");
  assert_int_equal (gtk_single_selection_get_selected (selection_of (desk)), 3);
  bsr_worklist_filter_set_preset (bsr_worklist_filter (desk->worklist), BSR_WORKLIST_TO_LOOK_AT);
  assert_shown (desk, "3");
  assert_int_equal (gtk_single_selection_get_selected (selection_of (desk)), GTK_INVALID_LIST_POSITION);
}

static void
fill_long (Desk *desk)
{
  for (int i = 0; i < LONG; i++)
    {
      g_autofree char *id = g_strdup_printf ("%04d", i);
      put (desk, id, BSR_PRIORITY_ROUTINE, "sand");
    }
  bsr_worklist_filter_set_sort (bsr_worklist_filter (desk->worklist), BSR_CASE_SORT_CASE, FALSE);
  settle (desk);
}

/* First and last id of what is there, and how many. */
static void
assert_part (Desk *desk, int first, int last)
{
  GListModel *model = G_LIST_MODEL (bsr_worklist_model (desk->worklist));
  guint n = g_list_model_get_n_items (model);
  assert_int_equal (n, last - first + 1);
  g_autoptr (BsrWorklistItem) one = g_list_model_get_item (model, 0);
  g_autoptr (BsrWorklistItem) other = g_list_model_get_item (model, n - 1);
  g_autofree char *first_id = g_strdup_printf ("%04d", first), *last_id = g_strdup_printf ("%04d", last);
  assert_string_equal (bsr_worklist_item_summary (one)->id, first_id);
  assert_string_equal (bsr_worklist_item_summary (other)->id, last_id);
}

static void
test_pages_follow_and_go (void **state)
{
  Desk *desk = *state;
  BsrWorklistModel *model = bsr_worklist_model (desk->worklist);
  gboolean more;
  fill_long (desk);
  /* The list is not on a screen: it has no height, and asks for nothing more by itself. */
  int n_pages = (int) g_list_model_get_n_items (G_LIST_MODEL (model)) / BSR_WORKLIST_PAGE;
  for (; n_pages < 6; n_pages++)
    {
      bsr_worklist_model_read_after (model);
      settle (desk);
    }
  assert_part (desk, BSR_WORKLIST_PAGE, 6 * BSR_WORKLIST_PAGE - 1);
  reload (desk);
  assert_part (desk, BSR_WORKLIST_PAGE, 6 * BSR_WORKLIST_PAGE - 1);
  assert_int_equal (bsr_worklist_model_count (model, &more), LONG);
  assert_false (more);
  for (int i = 0; i < 3; i++)
    {
      bsr_worklist_model_read_before (model);
      settle (desk);
    }
  assert_part (desk, 0, 5 * BSR_WORKLIST_PAGE - 1);
  for (int i = 0; i < 4; i++)
    {
      bsr_worklist_model_read_after (model);
      settle (desk);
    }
  assert_part (desk, 2 * BSR_WORKLIST_PAGE, LONG - 1);
}

static void
opened_cb (BsrWorklist *worklist, const char *id, char **opened)
{
  g_free (*opened);
  *opened = g_strdup (id);
}

static void
test_activating_opens (void **state)
{
  Desk *desk = *state;
  g_autofree char *opened = NULL;
  fill (desk);
  g_signal_connect (desk->worklist, "open-case", G_CALLBACK (opened_cb), &opened);
  g_signal_emit_by_name (list_view_of (desk->worklist), "activate", 1u);
  assert_string_equal (opened, "2");
  g_signal_emit_by_name (bsr_worklist_filter (desk->worklist), "activate");
  assert_string_equal (opened, "3");
}

/* The page of the stack that is shown. */
static const char *
page_of (Desk *desk)
{
  return gtk_stack_get_visible_child_name (
      GTK_STACK (gtk_widget_get_last_child (GTK_WIDGET (desk->worklist))));
}

static void
test_empty_and_failed_say_so (void **state)
{
  Desk *desk = *state;
  reload (desk);
  assert_string_equal (page_of (desk), "none");
  fill (desk);
  assert_string_equal (page_of (desk), "list");
  bsr_worklist_filter_set_search (bsr_worklist_filter (desk->worklist), "nothing");
  settle (desk);
  assert_string_equal (page_of (desk), "none");
  g_autoptr (GError) error = g_error_new_literal (BSR_ERROR, BSR_ERROR_ENVIRONMENT, "the disk is gone");
  g_signal_emit_by_name (bsr_worklist_model (desk->worklist), "failed", error);
  assert_string_equal (page_of (desk), "failed");
  bsr_worklist_filter_reset (bsr_worklist_filter (desk->worklist));
  settle (desk);
  assert_string_equal (page_of (desk), "list");
}

/* As wide as the window gives it beside a scan on a screen of 1366 pixels, also with rows in it. */
static void
test_list_is_narrow (void **state)
{
  Desk *desk = *state;
  int least;
  fill (desk);
  gtk_widget_measure (GTK_WIDGET (desk->worklist), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  assert_true (least <= NARROW);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_kept (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static char *
next_case (Desk *desk, const char *but_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  bsr_worklist_next_async (desk->store, bsr_ui_test_actor.station, but_case, keep_cb, &result);
  bsr_ui_test_wait (is_kept, &result);
  char *next = bsr_worklist_next_finish (result, &error);
  bsr_test_assert_no_error (error);
  return next;
}

static void
test_next_case (void **state)
{
  Desk *desk = *state;
  fill (desk);
  g_autofree char *first = next_case (desk, NULL), *second = next_case (desk, "3");
  assert_string_equal (first, "3");
  /* Not case 4, however urgent: there is nothing to look at yet. */
  assert_string_equal (second, "2");
  decide (desk, "2", BSR_DECISION_RELEASE);
  assert_null (next_case (desk, "3"));
}

/* What another station has in hand is said of it, and is not the next one for this. */
static void
test_holders (void **state)
{
  const BsrActor other = { "officer 9", "lane 1" };
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  fill (desk);
  bsr_worklist_model_set_station (bsr_worklist_model (desk->worklist), bsr_ui_test_actor.station);
  bsr_case_claim_free (bsr_store_claim_case (desk->store, &other, "3", 3600, &error));
  bsr_case_claim_free (bsr_store_claim_case (desk->store, &bsr_ui_test_actor, "2", 3600, &error));
  bsr_test_assert_no_error (error);
  reload (desk);
  assert_shown (desk, "3241");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (BsrWorklistItem) item
          = g_list_model_get_item (G_LIST_MODEL (bsr_worklist_model (desk->worklist)), i);
      const char *holder = bsr_worklist_item_summary (item)->holder;
      if (i == 0)
        assert_string_equal (holder, "officer 9, lane 1");
      else
        assert_null (holder);
    }
  g_autofree char *next = next_case (desk, NULL);
  assert_string_equal (next, "2");
  assert_null (next_case (desk, "2"));
}

int
main (void)
{
#define TEST(name) cmocka_unit_test_setup_teardown (name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST (test_presets_search_and_order), TEST (test_preset_or_state),     TEST (test_only_changes_are_told),
    TEST (test_current_stays_selected),   TEST (test_pages_follow_and_go), TEST (test_activating_opens),
    TEST (test_empty_and_failed_say_so),  TEST (test_list_is_narrow),      TEST (test_next_case),
    TEST (test_every_column),             TEST (test_holders),
  };
#undef TEST
  return cmocka_run_group_tests_name ("worklist", tests, bsr_ui_test_init, NULL);
}
