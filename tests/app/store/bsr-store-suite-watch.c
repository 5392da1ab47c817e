#include "bsr-store-fixture.h"

#include "bsr-store-watch.h"

/* Each store tells those who watch it. */

/* How long a watch may take to tell, microseconds: a file is asked twice a second, and machines are busy. */
#define LONGEST_US (20 * G_USEC_PER_SEC)

static void
count_cb (gpointer n)
{
  ++*(int *) n;
}

/* Lets the main context run until @n is not @before, or time is up. */
static void
wait_for_news (const int *n, int before)
{
  gint64 end = g_get_monotonic_time () + LONGEST_US;
  while (*n == before && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  assert_int_not_equal (*n, before);
}

/* Until nothing comes any more: what was told of once may be told of again. */
static void
wait_for_quiet (void)
{
  gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
acts_of_others_are_told (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  int n = 0;
  BsrStoreWatch *watch = bsr_store_watch (fixture->store, count_cb, &n);
  assert_non_null (watch);
  g_autoptr (BsrStore) other = fixture->factory (fixture->folder, &error);
  bsr_test_assert_no_error (error);
  wait_for_quiet ();
  int before = n;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  assert_true (bsr_store_put_case (other, ACTOR, flagged, &error));
  wait_for_news (&n, before);
  wait_for_quiet ();
  before = n;
  assert_true (bsr_store_note_view (fixture->store, ACTOR, "T-1", &error)); /* and its own */
  wait_for_news (&n, before);
  bsr_store_unwatch (watch);
}

static void
nothing_is_told_when_nobody_watches (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  int n = 0;
  BsrStoreWatch *watch = bsr_store_watch (fixture->store, count_cb, &n);
  wait_for_quiet ();
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  bsr_store_unwatch (watch);
  int before = n;
  wait_for_quiet ();
  assert_int_equal (n, before);
  bsr_store_unwatch (NULL);
}

const struct CMUnitTest store_suite_watch_tests[] = {
  cmocka_unit_test (acts_of_others_are_told),
  cmocka_unit_test (nothing_is_told_when_nobody_watches),
};
const gsize store_suite_n_watch_tests = G_N_ELEMENTS (store_suite_watch_tests);
