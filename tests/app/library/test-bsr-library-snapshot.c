#include "bsr-library-fixture.h"

#include "bsr-library-snapshot.h"

#define N_LOADS 200
#define N_NEAREST 5

static void
own_scan_is_not_found (void **state)
{
  g_autoptr (BsrLibrarySnapshot) snapshot
      = bsr_library_snapshot_new (library_fixture_new (N_LOADS, 4));
  g_autoptr (BsrLibraryEntry) own = library_fixture_entry ("0802", 2, NULL);
  assert_non_null (bsr_library_get (bsr_library_snapshot_library (snapshot), own->id));
  BsrSimilarLoad all[N_NEAREST + 1], others[N_NEAREST];
  assert_int_equal (
      bsr_library_snapshot_find (snapshot, &own->descriptor, NULL, N_NEAREST + 1, all),
      N_NEAREST + 1);
  assert_string_equal (all[0].entry->id, own->id);
  bsr_test_assert_close ((double) all[0].distance, 0.0, 0.0);
  assert_int_equal (
      bsr_library_snapshot_find (snapshot, &own->descriptor, own->scan, N_NEAREST, others),
      N_NEAREST);
  for (int i = 0; i < N_NEAREST; i++)
    assert_string_equal (others[i].entry->id, all[i + 1].entry->id);
}

#define N_THREADS 4

typedef struct
{
  BsrLibrarySnapshot *snapshot;
  BsrLoadDescriptor descriptor;
  double none_probability;
} Work;

static gpointer
ask_in_thread (gpointer data)
{
  Work *work = data;
  g_autoptr (BsrLibraryModel) model
      = bsr_library_snapshot_model_new (work->snapshot, NULL, 0, NULL, NULL);
  g_autoptr (BsrLibraryAnswer) answer = bsr_library_model_ask (model, &work->descriptor);
  work->none_probability = answer->none_probability;
  bsr_library_snapshot_unref (work->snapshot);
  return NULL;
}

/* Each thread with a reference of its own, the last of which frees it. */
static void
threads_share_it (void **state)
{
  guint64 random = 7;
  GThread *threads[N_THREADS];
  Work work[N_THREADS];
  BsrLibrarySnapshot *snapshot = bsr_library_snapshot_new (library_fixture_new (N_LOADS, 4));
  BsrLoadDescriptor descriptor = library_fixture_descriptor ("0801", &random);
  for (int i = 0; i < N_THREADS; i++)
    {
      work[i] = (Work){ bsr_library_snapshot_ref (snapshot), descriptor, -1.0 };
      threads[i] = g_thread_new ("ask", ask_in_thread, &work[i]);
    }
  bsr_library_snapshot_unref (snapshot);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  assert_true (work[0].none_probability > 0.0);
  for (int i = 1; i < N_THREADS; i++)
    bsr_test_assert_close (work[i].none_probability, work[0].none_probability, 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (own_scan_is_not_found),
    cmocka_unit_test (threads_share_it),
  };
  return cmocka_run_group_tests_name ("library-snapshot", tests, NULL, NULL);
}
