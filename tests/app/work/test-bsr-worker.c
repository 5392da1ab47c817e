#include "bsr-test.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-store-suite.h"
#include "bsr-worker.h"

#define ACTOR (&bsr_store_suite_actor)

typedef struct
{
  char *folder;
  BsrStore *store;
  GCancellable *cancellable;
  BsrWorkerHabits habits;
  int n_events[BSR_WORKER_WAITS + 1];
  char *problem; /* of the last that failed */
  BsrWorkerEvent stop_at, rob_at; /* what to do when that is told; -1: nothing */
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
  desk->cancellable = g_cancellable_new ();
  desk->habits = bsr_worker_habits_default ();
  desk->habits.once = TRUE;
  desk->habits.n_threads = 1;
  desk->stop_at = desk->rob_at = (BsrWorkerEvent) -1;
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->store);
  g_object_unref (desk->cancellable);
  bsr_test_folder_remove (desk->folder);
  g_free (desk->problem);
  g_free (desk);
  return 0;
}

/* Somebody else analyses the scan meanwhile. */
static void
rob (Desk *desk, const BsrJob *job)
{
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  assert_true (bsr_store_save_analysis (desk->store, ACTOR, job->scan_id, json, NULL));
}

static void
tell_cb (BsrWorkerEvent event, const BsrJob *job, const BsrScan *scan, const GError *error,
         gpointer data)
{
  Desk *desk = data;
  desk->n_events[event]++;
  if (event == BSR_WORKER_FAILED || event == BSR_WORKER_PARKED)
    {
      g_free (desk->problem);
      desk->problem = g_strdup (error->message);
    }
  if (event == desk->stop_at)
    g_cancellable_cancel (desk->cancellable);
  if (event == desk->rob_at)
    rob (desk, job);
}

static void
work (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  const BsrWorkerEars ears = { .tell = tell_cb, .data = desk };
  assert_true (bsr_worker_run (desk->store, ACTOR, &desk->habits, &ears, desk->cancellable, &error));
  bsr_test_assert_no_error (error);
}

static gint64
entries_of (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  bsr_store_verify_audit (desk->store, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

/* (transfer full): the only job. */
static BsrJobLine *
only_line (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = bsr_store_list_jobs (desk->store, TRUE, 10, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (lines->len, 1);
  return g_ptr_array_steal_index (lines, 0);
}

static void
assert_stands (Desk *desk, BsrJobState state, int attempts)
{
  BsrJobLine *line = only_line (desk);
  assert_int_equal (line->state, state);
  assert_int_equal (line->attempts, attempts);
  bsr_job_line_free (line);
}

static void
all_that_waits_is_analysed_once (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  gint64 first = bsr_store_suite_scanned_case (desk->store, desk->folder, "T-1");
  bsr_store_suite_scanned_case (desk->store, desk->folder, "T-2");
  gint64 before = entries_of (desk);
  work (desk);
  work (desk);
  assert_int_equal (desk->n_events[BSR_WORKER_TOOK], 2);
  assert_int_equal (desk->n_events[BSR_WORKER_DID], 2);
  assert_int_equal (entries_of (desk), before + 2);
  g_autofree char *json = bsr_store_get_analysis (desk->store, first, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_analysis_n_checks (analysis) > 0); /* held against its declaration */
}

/* Writes over the scan's file in the vault: it can be no scan any more. */
static void
spoil (Desk *desk, gint64 scan_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScan) scan = bsr_store_get_scan (desk->store, scan_id, &error);
  bsr_test_assert_no_error (error);
  g_file_set_contents (scan->path, "no scan", -1, &error);
  bsr_test_assert_no_error (error);
}

static void
what_fails_is_tried_again_and_parked (void **state)
{
  Desk *desk = *state;
  gint64 scan = bsr_store_suite_scanned_case (desk->store, desk->folder, "T-1");
  spoil (desk, scan);
  desk->habits.first_wait_s = 0;
  desk->habits.most_attempts = 3;
  work (desk);
  assert_int_equal (desk->n_events[BSR_WORKER_FAILED], 2);
  assert_int_equal (desk->n_events[BSR_WORKER_PARKED], 1);
  BsrJobLine *line = only_line (desk);
  assert_int_equal (line->state, BSR_JOB_PARKED);
  assert_string_equal (line->problem, desk->problem);
  bsr_job_line_free (line);
}

static void
pauses_grow (void **state)
{
  const BsrWorkerHabits habits = { .first_wait_s = 15 };
  assert_int_equal (bsr_worker_wait_s (&habits, 1), 15);
  assert_int_equal (bsr_worker_wait_s (&habits, 2), 30);
  assert_int_equal (bsr_worker_wait_s (&habits, 4), 120);
  assert_int_equal (bsr_worker_wait_s (&habits, 60), 3600);
}

static void
cancelled_work_is_given_back (void **state)
{
  Desk *desk = *state;
  bsr_store_suite_scanned_case (desk->store, desk->folder, "T-1");
  gint64 before = entries_of (desk);
  desk->habits.once = FALSE;
  desk->stop_at = BSR_WORKER_TOOK;
  work (desk);
  assert_int_equal (desk->n_events[BSR_WORKER_DID], 0);
  assert_int_equal (entries_of (desk), before);
  assert_stands (desk, BSR_JOB_WAITING, 0);
}

static void
what_another_has_done_is_dropped (void **state)
{
  Desk *desk = *state;
  bsr_store_suite_scanned_case (desk->store, desk->folder, "T-1");
  gint64 before = entries_of (desk);
  desk->rob_at = BSR_WORKER_TOOK;
  work (desk);
  assert_int_equal (desk->n_events[BSR_WORKER_LOST], 1);
  assert_int_equal (desk->n_events[BSR_WORKER_FAILED], 0);
  assert_int_equal (entries_of (desk), before + 1);
  assert_stands (desk, BSR_JOB_DONE, 1);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (all_that_waits_is_analysed_once, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_fails_is_tried_again_and_parked, set_up, tear_down),
    cmocka_unit_test (pauses_grow),
    cmocka_unit_test_setup_teardown (cancelled_work_is_given_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_another_has_done_is_dropped, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("worker", tests, NULL, NULL);
}
