#include "bsr-store-fixture.h"

#include "bsr-failing-store.h"
#include "bsr-station-library.h"

typedef struct
{
  char *folder;
  BsrStore *inner;
  BsrFailingStore *store;
  BsrStationLibrary *library;
  int n_snapshots, n_failures;
} Desk;

static void
snapshot_cb (Desk *desk)
{
  desk->n_snapshots++;
}

static void
failed_cb (Desk *desk, const GError *error)
{
  assert_string_equal (error->message, "the disk is full");
  desk->n_failures++;
}

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  g_autofree char *url = g_strdup_printf ("sqlite:%s/store.db", desk->folder);
  desk->inner = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  desk->store = bsr_failing_store_new (desk->inner);
  desk->library = bsr_station_library_new (BSR_STORE (desk->store));
  g_signal_connect_swapped (desk->library, "notify::snapshot", G_CALLBACK (snapshot_cb), desk);
  g_signal_connect_swapped (desk->library, "failed", G_CALLBACK (failed_cb), desk);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->library);
  g_object_unref (desk->store);
  g_object_unref (desk->inner);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static void
wait_for (Desk *desk, int n_snapshots, int n_failures)
{
  while (desk->n_snapshots < n_snapshots || desk->n_failures < n_failures)
    g_main_context_iteration (NULL, TRUE);
}

static int
count (Desk *desk)
{
  BsrLibrarySnapshot *snapshot = bsr_station_library_snapshot (desk->library);
  return bsr_library_count (bsr_library_snapshot_library (snapshot));
}

static void
a_snapshot_stays_as_it_was (void **state)
{
  Desk *desk = *state;
  assert_null (bsr_station_library_snapshot (desk->library));
  bsr_station_library_refresh (desk->library);
  wait_for (desk, 1, 0);
  assert_int_equal (count (desk), 0);
  g_autoptr (BsrLibrarySnapshot) before
      = bsr_library_snapshot_ref (bsr_station_library_snapshot (desk->library));
  bsr_store_suite_contribute (desk->inner, desk->folder, "T-1", 0.5f);
  bsr_station_library_refresh (desk->library);
  wait_for (desk, 2, 0);
  assert_int_equal (count (desk), 1);
  assert_int_equal (bsr_library_count (bsr_library_snapshot_library (before)), 0);
}

/* However often it is asked for while it is read, it is read once more. */
static void
asking_while_it_is_read_reads_once_more (void **state)
{
  Desk *desk = *state;
  bsr_failing_store_close_gate (desk->store);
  for (int i = 0; i < 5; i++)
    bsr_station_library_refresh (desk->library);
  bsr_failing_store_open_gate (desk->store);
  wait_for (desk, 2, 0);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  assert_int_equal (desk->n_snapshots, 2);
}

static void
a_store_that_fails_leaves_the_last_one (void **state)
{
  Desk *desk = *state;
  bsr_store_suite_contribute (desk->inner, desk->folder, "T-1", 0.5f);
  bsr_station_library_refresh (desk->library);
  wait_for (desk, 1, 0);
  bsr_failing_store_fail_after (desk->store, 0);
  bsr_station_library_refresh (desk->library);
  wait_for (desk, 1, 1);
  assert_int_equal (count (desk), 1);
  bsr_failing_store_fail_after (desk->store, -1);
  bsr_station_library_refresh (desk->library); /* not stuck */
  wait_for (desk, 2, 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown (function, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TEST (a_snapshot_stays_as_it_was),
    TEST (asking_while_it_is_read_reads_once_more),
    TEST (a_store_that_fails_leaves_the_last_one),
  };
  return cmocka_run_group_tests_name ("station-library", tests, NULL, NULL);
}
