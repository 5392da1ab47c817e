#include "bsr-store-fixture.h"

#include "bsr-error.h"
#include "bsr-store-jobs.h"

/* The part of the suite on scans that wait to be analysed. A lease of no seconds has ended by the time
 * that somebody else asks. */

#define LEASE_S 3600
#define ATTEMPTS 3

static BsrJob *
take_for (BsrStore *store, int lease_s)
{
  g_autoptr (GError) error = NULL;
  BsrJob *job = bsr_store_take_job (store, "host:1", 0, lease_s, ATTEMPTS, &error);
  bsr_test_assert_no_error (error);
  return job;
}

static BsrJob *
take (Fixture *fixture)
{
  return take_for (fixture->store, LEASE_S);
}

static void
assert_none_due (Fixture *fixture)
{
  g_autoptr (BsrJob) job = take (fixture);
  assert_null (job);
}

static gboolean
finish (Fixture *fixture, const BsrJob *job, GError **error)
{
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  return bsr_store_finish_job (fixture->store, ACTOR, job, json, error);
}

/* How the only job stands. */
static BsrJobLine *
only_line (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = bsr_store_list_jobs (fixture->store, TRUE, 10, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (lines->len, 1);
  return g_ptr_array_steal_index (lines, 0);
}

static void
assert_stands (Fixture *fixture, BsrJobState state, int attempts, const char *problem)
{
  BsrJobLine *line = only_line (fixture);
  assert_int_equal (line->state, state);
  assert_int_equal (line->attempts, attempts);
  assert_string_equal (line->problem != NULL ? line->problem : "", problem);
  bsr_job_line_free (line);
}

static gint64
scanned (Fixture *fixture, const char *id)
{
  return bsr_store_suite_scanned_case (fixture->store, fixture->folder, id);
}

static void
added_scan_waits (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = scanned (fixture, "T-1");
  BsrJobLine *line = only_line (fixture);
  assert_int_equal (line->scan_id, scan);
  assert_string_equal (line->case_id, "T-1");
  assert_string_equal (line->scan_name, "T-1.tiff");
  assert_int_equal (line->state, BSR_JOB_WAITING);
  assert_null (line->due);
  assert_null (line->worker);
  bsr_job_line_free (line);
  g_autoptr (BsrScan) same = bsr_store_get_scan (fixture->store, scan, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (same->name, "T-1.tiff");
  assert_null (bsr_store_get_scan (fixture->store, scan + 1, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "no scan");
}

static void
job_has_one_taker (void **state)
{
  Fixture *fixture = *state;
  gint64 scan = scanned (fixture, "T-1"), before = fixture_entries (fixture);
  g_autoptr (BsrJob) job = take (fixture);
  assert_int_equal (job->scan_id, scan);
  assert_string_equal (job->case_id, "T-1");
  assert_int_equal (job->attempt, 1);
  assert_none_due (fixture);
  BsrJobLine *line = only_line (fixture);
  assert_int_equal (line->state, BSR_JOB_RUNNING);
  assert_string_equal (line->worker, "host:1");
  assert_non_null (line->due);
  bsr_job_line_free (line);
  assert_int_equal (fixture_entries (fixture), before); /* no act */
}

static void
urgent_cases_come_first (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  scanned (fixture, "T-1");
  gint64 scan = scanned (fixture, "T-2");
  g_autoptr (BsrCase) hurried = bsr_store_suite_case ("T-2");
  hurried->priority = BSR_PRIORITY_URGENT;
  assert_true (bsr_store_put_case (fixture->store, ACTOR, hurried, &error));
  g_autoptr (BsrJob) first = take (fixture), second = take (fixture);
  assert_int_equal (first->scan_id, scan);
  assert_string_equal (second->case_id, "T-1");
}

static void
lapsed_job_keeps_its_place (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  scanned (fixture, "T-1");
  scanned (fixture, "T-2");
  g_autoptr (BsrJob) first = take (fixture), second = take_for (fixture->store, 0);
  assert_string_equal (second->case_id, "T-2"); /* and its worker dies */
  scanned (fixture, "T-3");
  g_autoptr (BsrCase) hurried = bsr_store_suite_case ("T-3");
  hurried->priority = BSR_PRIORITY_URGENT;
  assert_true (bsr_store_put_case (fixture->store, ACTOR, hurried, &error));
  assert_true (bsr_store_release_job (fixture->store, first, &error));
  bsr_test_assert_no_error (error);
  const char *const places[] = { "T-3", "T-1", "T-2" };
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (BsrJob) job = take (fixture);
      assert_string_equal (job->case_id, places[i]);
    }
  assert_none_due (fixture);
}

static void
case_that_is_hurried_takes_its_lapsed_job_along (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  scanned (fixture, "T-1");
  scanned (fixture, "T-2");
  g_autoptr (BsrJob) other = take (fixture), lapsed = take_for (fixture->store, 0);
  g_autoptr (BsrCase) hurried = bsr_store_suite_case ("T-2");
  hurried->priority = BSR_PRIORITY_URGENT;
  assert_true (bsr_store_put_case (fixture->store, ACTOR, hurried, &error));
  assert_true (bsr_store_release_job (fixture->store, other, &error));
  g_autoptr (BsrJob) next = take (fixture);
  assert_int_equal (next->scan_id, lapsed->scan_id);
}

static void
result_and_end_are_one_act (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = scanned (fixture, "T-1"), before = fixture_entries (fixture);
  g_autoptr (BsrJob) job = take (fixture);
  assert_true (finish (fixture, job, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), before + 1);
  assert_stands (fixture, BSR_JOB_DONE, 1, "");
  g_autofree char *json = bsr_store_get_analysis (fixture->store, scan, &error);
  assert_non_null (json);
  assert_none_due (fixture);
  assert_false (finish (fixture, job, &error)); /* a second time */
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT, "is another's by now");
  assert_int_equal (fixture_entries (fixture), before + 1);
}

static void
lost_lease_stores_nothing (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;
  scanned (fixture, "T-1");
  gint64 before = fixture_entries (fixture);
  g_autoptr (BsrJob) slow = take_for (fixture->store, 0);
  assert_true (bsr_store_renew_job (fixture->store, slow, 0, &held, &error));
  assert_true (held); /* nobody else has it yet */
  g_autoptr (BsrJob) quick = take (fixture);
  assert_int_equal (quick->scan_id, slow->scan_id);
  assert_int_equal (quick->attempt, 2);
  assert_true (bsr_store_renew_job (fixture->store, slow, LEASE_S, &held, &error));
  assert_false (held);
  assert_false (finish (fixture, slow, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT, "is another's by now");
  g_clear_error (&error);
  assert_true (bsr_store_fail_job (fixture->store, slow, "late", -1, &error));
  assert_true (bsr_store_release_job (fixture->store, slow, &error));
  assert_stands (fixture, BSR_JOB_RUNNING, 2, "");
  assert_int_equal (fixture_entries (fixture), before);
  assert_true (finish (fixture, quick, &error));
  assert_int_equal (fixture_entries (fixture), before + 1);
}

static void
failed_attempt_waits_and_is_parked_at_last (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  scanned (fixture, "T-1");
  g_autoptr (BsrJob) first = take (fixture);
  assert_true (bsr_store_fail_job (fixture->store, first, "no disk", 3600, &error));
  assert_none_due (fixture); /* for an hour */
  assert_stands (fixture, BSR_JOB_WAITING, 1, "no disk");
  gint64 before = fixture_entries (fixture);
  g_autoptr (BsrJob) none = bsr_store_take_job (fixture->store, "w", 99, LEASE_S, 1, &error);
  assert_null (none);
  bsr_test_assert_no_error (error);
  /* The window does not wait: the officer does. */
  g_autoptr (BsrJob) second
      = bsr_store_take_job (fixture->store, "w", first->scan_id, LEASE_S, ATTEMPTS, &error);
  assert_int_equal (second->attempt, 2);
  assert_true (bsr_store_fail_job (fixture->store, second, "torn file", -1, &error));
  assert_stands (fixture, BSR_JOB_PARKED, 2, "torn file");
  assert_none_due (fixture);
  assert_int_equal (fixture_entries (fixture), before);

  assert_true (bsr_store_requeue_job (fixture->store, ACTOR, first->scan_id, &error));
  assert_int_equal (fixture_entries (fixture), before + 1);
  assert_true (bsr_store_requeue_job (fixture->store, ACTOR, first->scan_id, &error));
  assert_int_equal (fixture_entries (fixture), before + 1); /* it waits already */
  g_autoptr (BsrJob) again = take (fixture);
  assert_int_equal (again->attempt, 1);
  assert_true (finish (fixture, again, &error));
  assert_false (bsr_store_requeue_job (fixture->store, ACTOR, 99, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "no scan");
}

static void
job_that_ends_its_workers_is_parked (void **state)
{
  Fixture *fixture = *state;
  scanned (fixture, "T-1");
  for (int i = 1; i <= ATTEMPTS; i++)
    {
      g_autoptr (BsrJob) job = take_for (fixture->store, 0); /* and its worker dies */
      assert_int_equal (job->attempt, i);
    }
  assert_none_due (fixture);
  assert_stands (fixture, BSR_JOB_PARKED, ATTEMPTS, "its workers ended 3 times before it was done");
}

static void
released_job_was_never_taken (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  scanned (fixture, "T-1");
  g_autoptr (BsrJob) job = take (fixture);
  assert_true (bsr_store_release_job (fixture->store, job, &error));
  assert_stands (fixture, BSR_JOB_WAITING, 0, "");
  g_autoptr (BsrJob) again = take (fixture);
  assert_int_equal (again->attempt, 1);
}

static void
analysis_saved_elsewhere_ends_the_job (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = scanned (fixture, "T-1"), before = fixture_entries (fixture);
  g_autoptr (BsrJob) job = take (fixture);
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 11.0);
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan, json, &error));
  assert_stands (fixture, BSR_JOB_DONE, 1, "");
  assert_false (finish (fixture, job, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_CONFLICT, "is another's by now");
  assert_int_equal (fixture_entries (fixture), before + 1);
}

/* One of several workers, with a handle of its own. */
static gpointer
work (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = fixture->factory (fixture->folder, &error);
  int n = 0;
  while (error == NULL)
    {
      g_autoptr (BsrJob) job
          = bsr_store_take_job (store, "host:2", 0, LEASE_S, ATTEMPTS, &error);
      if (job == NULL)
        break;
      g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, (double) n);
      n += bsr_store_finish_job (store, ACTOR, job, json, &error);
    }
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  return GINT_TO_POINTER (error == NULL ? n : -1);
}

static void
workers_share_what_waits (void **state)
{
  Fixture *fixture = *state;
  enum { SCANS = 20, WORKERS = 4 };
  GThread *threads[WORKERS];
  int n = 0;
  for (int i = 0; i < SCANS; i++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", i);
      scanned (fixture, id);
    }
  gint64 before = fixture_entries (fixture);
  for (int i = 0; i < WORKERS; i++)
    threads[i] = g_thread_new ("worker", work, fixture);
  for (int i = 0; i < WORKERS; i++)
    {
      int did = GPOINTER_TO_INT (g_thread_join (threads[i]));
      assert_true (did >= 0);
      n += did;
    }
  assert_int_equal (n, SCANS);
  assert_int_equal (fixture_entries (fixture), before + SCANS);
}

const struct CMUnitTest store_suite_job_tests[] = {
  cmocka_unit_test (added_scan_waits),
  cmocka_unit_test (job_has_one_taker),
  cmocka_unit_test (urgent_cases_come_first),
  cmocka_unit_test (lapsed_job_keeps_its_place),
  cmocka_unit_test (case_that_is_hurried_takes_its_lapsed_job_along),
  cmocka_unit_test (result_and_end_are_one_act),
  cmocka_unit_test (lost_lease_stores_nothing),
  cmocka_unit_test (failed_attempt_waits_and_is_parked_at_last),
  cmocka_unit_test (job_that_ends_its_workers_is_parked),
  cmocka_unit_test (released_job_was_never_taken),
  cmocka_unit_test (analysis_saved_elsewhere_ends_the_job),
  cmocka_unit_test (workers_share_what_waits),
};
const gsize store_suite_n_job_tests = G_N_ELEMENTS (store_suite_job_tests);
