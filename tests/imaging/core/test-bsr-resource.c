#include "bsr-resource.h"

#include "bsr-test.h"
#include "resource-fixture.h"

#define PATH "/basira/tests/resource-fixture.txt"
#define N_THREADS 16

static gpointer
load_cb (gpointer waiting)
{
  g_mutex_lock (waiting); /* all at once, as near as can be */
  g_mutex_unlock (waiting);
  return bsr_resource_load (resource_fixture_get_resource (), PATH, NULL);
}

/* First of all tests: who asks while another thread makes resources ready waits for it. */
static void
every_thread_that_asks_first_is_answered (void **state)
{
  GMutex waiting;
  GThread *threads[N_THREADS];
  g_mutex_init (&waiting);
  g_mutex_lock (&waiting);
  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("asks", load_cb, &waiting);
  g_mutex_unlock (&waiting);
  for (int i = 0; i < N_THREADS; i++)
    {
      g_autoptr (GBytes) bytes = g_thread_join (threads[i]);
      assert_non_null (bytes);
      assert_int_equal (g_bytes_get_size (bytes), sizeof "built in\n" - 1);
    }
  g_mutex_clear (&waiting);
}

static void
what_is_not_built_in_is_said (void **state)
{
  g_autoptr (GError) error = NULL;
  assert_null (
      bsr_resource_load (resource_fixture_get_resource (), "/basira/tests/other.txt", &error));
  assert_true (g_error_matches (error, G_RESOURCE_ERROR, G_RESOURCE_ERROR_NOT_FOUND));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_thread_that_asks_first_is_answered),
    cmocka_unit_test (what_is_not_built_in_is_said),
  };
  return cmocka_run_group_tests_name ("resource", tests, NULL, NULL);
}
