#include "bsr-test.h"

#include "bsr-job-lease.h"
#include "bsr-store-suite.h"

#define ACTOR (&bsr_store_suite_actor)
/* Renewed three times a second. */
#define LEASE_S 1

typedef struct
{
  char *folder;
  BsrStore *store;
  BsrJob *job;
  GCancellable *cancellable;
} Desk;

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  g_autofree char *url = g_strconcat ("sqlite:", desk->folder, "/store.db", NULL);
  desk->store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  bsr_store_suite_scanned_case (desk->store, desk->folder, "T-1");
  desk->job = bsr_store_take_job (desk->store, "host:1", 0, 0, 9, &error); /* has lapsed already */
  bsr_test_assert_no_error (error);
  desk->cancellable = g_cancellable_new ();
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_job_free (desk->job);
  g_object_unref (desk->store);
  g_object_unref (desk->cancellable);
  bsr_test_folder_remove (desk->folder);
  g_free (desk);
  return 0;
}

static void
lease_is_renewed_while_there_is_work (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  gboolean renewed = FALSE;
  BsrJobLease *lease = bsr_job_lease_new (desk->store, desk->job, LEASE_S, desk->cancellable);
  while (!renewed) /* the lease that had lapsed begins anew */
    {
      g_autoptr (GPtrArray) lines = bsr_store_list_jobs (desk->store, FALSE, 1, &error);
      bsr_test_assert_no_error (error);
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      renewed = g_date_time_compare (((BsrJobLine *) lines->pdata[0])->due, now) > 0;
      g_usleep (10000);
    }
  assert_true (bsr_job_lease_end (lease));
  assert_false (g_cancellable_is_cancelled (desk->cancellable));
}

static void
work_on_what_is_lost_is_cancelled (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  BsrJobLease *lease = bsr_job_lease_new (desk->store, desk->job, LEASE_S, desk->cancellable);
  assert_true (bsr_store_save_analysis (desk->store, ACTOR, desk->job->scan_id, json, &error));
  while (!g_cancellable_is_cancelled (desk->cancellable))
    g_usleep (10000);
  assert_false (bsr_job_lease_end (lease));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (lease_is_renewed_while_there_is_work, set_up, tear_down),
    cmocka_unit_test_setup_teardown (work_on_what_is_lost_is_cancelled, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("job lease", tests, NULL, NULL);
}
