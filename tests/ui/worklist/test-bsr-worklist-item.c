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

static void
count_cb (BsrWorklistItem *item, int *changes)
{
  (*changes)++;
}

static void
test_follows_and_tells_what_changed (void **state)
{
  int changes = 0;
  g_autoptr (BsrWorklistItem) item = item_new ("1", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 1, NAN);
  g_autoptr (BsrWorklistItem) same = item_new ("1", BSR_STATE_SCANNED, BSR_PRIORITY_HIGH, 1, NAN);
  g_autoptr (BsrWorklistItem) done = item_new ("1", BSR_STATE_RELEASED, BSR_PRIORITY_HIGH, 1, NAN);
  g_signal_connect (item, "changed", G_CALLBACK (count_cb), &changes);
  bsr_worklist_item_follow (item, same);
  assert_int_equal (changes, 0);
  bsr_worklist_item_follow (item, done);
  assert_int_equal (changes, 1);
  assert_int_equal (bsr_worklist_item_summary (item)->state, BSR_STATE_RELEASED);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_equal),
    cmocka_unit_test (test_follows_and_tells_what_changed),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
