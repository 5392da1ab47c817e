#include "bsr-test.h"
#include "bsr-thread-team.h"

typedef struct
{
  int done[1000];
  gint total; /* atomic */
  int cancel_at;
  GCancellable *cancellable;
} Tally;

static void
tally_work (int item, int thread, gpointer data)
{
  Tally *tally = data;
  tally->done[item]++;
  if (g_atomic_int_add (&tally->total, 1) + 1 == tally->cancel_at)
    g_cancellable_cancel (tally->cancellable);
}

static void
each_item_once_whatever_the_threads (void **state)
{
  for (int threads = 1; threads <= 7; threads += 3)
    {
      Tally tally = { 0 };
      assert_true (bsr_thread_team_run (1000, threads, tally_work, &tally, NULL, NULL));
      for (int i = 0; i < 1000; i++)
        assert_int_equal (tally.done[i], 1);
    }
  Tally none = { 0 };
  assert_true (bsr_thread_team_run (0, 2, tally_work, &none, NULL, NULL));
  assert_int_equal (none.total, 0);
}

static void
cancel_stops_between_items (void **state)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Tally tally = { .cancel_at = 10, .cancellable = cancellable };
  assert_false (bsr_thread_team_run (1000, 2, tally_work, &tally, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
  assert_in_range (tally.total, 10, 12);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_item_once_whatever_the_threads),
    cmocka_unit_test (cancel_stops_between_items),
  };
  return cmocka_run_group_tests_name ("thread-team", tests, NULL, NULL);
}
