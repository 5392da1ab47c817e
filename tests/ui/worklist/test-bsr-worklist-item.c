#include "bsr-test.h"

#include <math.h>

#include "bsr-worklist-item.h"

static BsrWorklistItem *
item_new (const char *id, BsrCaseState state, BsrPriority priority, int hours_to_cut_off,
          double risk)
{
  BsrCaseSummary *summary = g_new0 (BsrCaseSummary, 1);
  summary->id = g_strdup (id);
  summary->container = g_strdup ("CSQU3054383");
  summary->goods = g_strdup ("Äpfel, fresh");
  summary->state = state;
  summary->priority = priority;
  summary->risk = risk;
  summary->top_score = NAN;
  if (hours_to_cut_off >= 0)
    summary->cut_off = g_date_time_new_utc (2024, 5, 2, hours_to_cut_off, 0, 0);
  return bsr_worklist_item_new (summary);
}

static void
test_order (void **state)
{
  /* Each comes before the next. */
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, item_new ("1", BSR_STATE_SCANNED, BSR_PRIORITY_URGENT, 9, 0.1));
  g_ptr_array_add (items, item_new ("2", BSR_STATE_SECOND_OPINION, BSR_PRIORITY_HIGH, 2, 0.1));
  g_ptr_array_add (items, item_new ("3", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 3, 0.9));
  g_ptr_array_add (items, item_new ("4", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 3, 0.2));
  g_ptr_array_add (items, item_new ("5", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 3, NAN));
  g_ptr_array_add (items, item_new ("6", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, -1, 0.9));
  g_ptr_array_add (items, item_new ("7", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, -1, 0.9));
  g_ptr_array_add (items, item_new ("8", BSR_STATE_FLAGGED, BSR_PRIORITY_URGENT, 1, 0.9));
  g_ptr_array_add (items, item_new ("9", BSR_STATE_TO_BE_EXAMINED, BSR_PRIORITY_URGENT, 1, 0.9));
  g_ptr_array_add (items, item_new ("a", BSR_STATE_RELEASED, BSR_PRIORITY_URGENT, 1, 0.9));
  for (guint i = 0; i < items->len; i++)
    for (guint j = 0; j < items->len; j++)
      {
        int order = bsr_worklist_item_compare (items->pdata[i], items->pdata[j], NULL);
        assert_int_equal ((order > 0) - (order < 0), (i > j) - (i < j));
      }
}

static void
test_matches (void **state)
{
  g_autoptr (BsrWorklistItem) item =
      item_new ("MAPTM-7", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 1, 0.1);
  assert_true (bsr_worklist_item_matches (item, BSR_WORKLIST_ALL, NULL));
  assert_true (bsr_worklist_item_matches (item, BSR_WORKLIST_ALL, ""));
  assert_true (bsr_worklist_item_matches (item, BSR_WORKLIST_OPEN, "csqu 305-438"));
  assert_true (bsr_worklist_item_matches (item, BSR_WORKLIST_OPEN, "maptm-7"));
  assert_true (bsr_worklist_item_matches (item, BSR_WORKLIST_OPEN, "FRESH äPF"));
  assert_false (bsr_worklist_item_matches (item, BSR_WORKLIST_OPEN, "fresh pears"));
  assert_false (bsr_worklist_item_matches (item, BSR_WORKLIST_CLOSED, NULL));
  assert_false (bsr_worklist_item_matches (item, BSR_WORKLIST_TO_EXAMINE, NULL));
}

static void
test_scopes (void **state)
{
  static const BsrWorklistScope scopes[] = {
    [BSR_STATE_FLAGGED] = BSR_WORKLIST_OPEN,
    [BSR_STATE_SCANNED] = BSR_WORKLIST_OPEN,
    [BSR_STATE_QUEUED] = BSR_WORKLIST_OPEN,
    [BSR_STATE_UNDER_REVIEW] = BSR_WORKLIST_OPEN,
    [BSR_STATE_SECOND_OPINION] = BSR_WORKLIST_OPEN,
    [BSR_STATE_AWAITING_SUPERVISOR] = BSR_WORKLIST_OPEN,
    [BSR_STATE_TO_BE_EXAMINED] = BSR_WORKLIST_TO_EXAMINE,
    [BSR_STATE_EXAMINED] = BSR_WORKLIST_CLOSED,
    [BSR_STATE_RELEASED] = BSR_WORKLIST_CLOSED,
    [BSR_STATE_NOT_EXAMINED] = BSR_WORKLIST_CLOSED,
    [BSR_STATE_CLOSED] = BSR_WORKLIST_CLOSED,
  };
  for (guint s = 0; s < G_N_ELEMENTS (scopes); s++)
    {
      g_autoptr (BsrWorklistItem) item = item_new ("1", s, BSR_PRIORITY_HIGH, 1, 0.1);
      for (int scope = BSR_WORKLIST_OPEN; scope <= BSR_WORKLIST_CLOSED; scope++)
        assert_int_equal (bsr_worklist_item_matches (item, scope, NULL), scope == (int) scopes[s]);
    }
}

static void
test_equal (void **state)
{
  g_autoptr (BsrWorklistItem) a = item_new ("1", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 1, NAN);
  g_autoptr (BsrWorklistItem) same = item_new ("1", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 1, NAN);
  g_autoptr (BsrWorklistItem) later = item_new ("1", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 2, NAN);
  g_autoptr (BsrWorklistItem) rated = item_new ("1", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 1, 0.0);
  g_autoptr (BsrWorklistItem) done = item_new ("1", BSR_STATE_RELEASED, BSR_PRIORITY_HIGH, 1, NAN);
  assert_true (bsr_worklist_item_equal (a, same));
  assert_false (bsr_worklist_item_equal (a, later));
  assert_false (bsr_worklist_item_equal (a, rated));
  assert_false (bsr_worklist_item_equal (a, done));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_order),
    cmocka_unit_test (test_matches),
    cmocka_unit_test (test_scopes),
    cmocka_unit_test (test_equal),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
