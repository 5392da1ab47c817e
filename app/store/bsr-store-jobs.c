#include "bsr-store-jobs.h"

#include "bsr-name.h"

G_DEFINE_INTERFACE (BsrStoreJobs, bsr_store_jobs, BSR_TYPE_STORE)

static const char *const state_names[] = { "waiting", "running", "done", "parked", NULL };

static void
bsr_store_jobs_default_init (BsrStoreJobsInterface *iface)
{
}

const char *
bsr_job_state_to_string (BsrJobState state)
{
  g_return_val_if_fail (state <= BSR_JOB_PARKED, NULL);
  return state_names[state];
}

int
bsr_job_state_from_string (const char *name)
{
  return bsr_name_index (state_names, name);
}

void
bsr_job_free (BsrJob *job)
{
  if (job == NULL)
    return;
  g_free (job->case_id);
  g_free (job->token);
  g_free (job);
}

void
bsr_job_line_free (BsrJobLine *line)
{
  if (line == NULL)
    return;
  g_free (line->case_id);
  g_free (line->scan_name);
  g_free (line->worker);
  g_clear_pointer (&line->due, g_date_time_unref);
  g_free (line->problem);
  g_free (line);
}

#define METHODS(store) BSR_STORE_JOBS_GET_IFACE (BSR_STORE_JOBS (store))

BsrJob *
bsr_store_take_job (BsrStore *store, const char *worker, gint64 scan_id, int lease_s,
                    int most_attempts, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_JOBS (store) && worker != NULL, NULL);
  g_return_val_if_fail (lease_s >= 0 && most_attempts > 0, NULL);
  return METHODS (store)->take_job (store, worker, scan_id, lease_s, most_attempts, error);
}

gboolean
bsr_store_renew_job (BsrStore *store, const BsrJob *job, int lease_s, gboolean *held, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_JOBS (store) && job != NULL, FALSE);
  g_return_val_if_fail (lease_s >= 0 && held != NULL, FALSE);
  return METHODS (store)->renew_job (store, job, lease_s, held, error);
}

gboolean
bsr_store_finish_job (BsrStore *store, const BsrActor *actor, const BsrJob *job, const char *json,
                      GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_JOBS (store) && actor != NULL, FALSE);
  g_return_val_if_fail (job != NULL && json != NULL, FALSE);
  return METHODS (store)->finish_job (store, actor, job, json, error);
}

gboolean
bsr_store_fail_job (BsrStore *store, const BsrJob *job, const char *problem, int wait_s,
                    GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_JOBS (store) && job != NULL && problem != NULL, FALSE);
  g_autofree char *text = g_utf8_make_valid (problem, -1);
  return METHODS (store)->fail_job (store, job, text, wait_s, error);
}

gboolean
bsr_store_release_job (BsrStore *store, const BsrJob *job, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_JOBS (store) && job != NULL, FALSE);
  return METHODS (store)->release_job (store, job, error);
}

gboolean
bsr_store_requeue_job (BsrStore *store, const BsrActor *actor, gint64 scan_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_JOBS (store) && actor != NULL, FALSE);
  return METHODS (store)->requeue_job (store, actor, scan_id, error);
}

GPtrArray *
bsr_store_list_jobs (BsrStore *store, gboolean done, int most, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_JOBS (store) && most >= 0, NULL);
  return METHODS (store)->list_jobs (store, done, most, error);
}

BsrScan *
bsr_store_get_scan (BsrStore *store, gint64 scan_id, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE_JOBS (store), NULL);
  return METHODS (store)->get_scan (store, scan_id, error);
}
