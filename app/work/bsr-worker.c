#include "bsr-worker.h"

#include <unistd.h>

#include "bsr-error.h"
#include "bsr-job-analysis.h"
#include "bsr-job-lease.h"

/* How long a scan may wait for a worker that was killed: an analysis of the largest scans takes some ten
 * seconds, and signs of life come all the time. */
#define LEASE_S 60
/* What fails five times over some minutes (a share that is not mounted, say) does not mend by itself. */
#define MOST_ATTEMPTS 5
#define FIRST_WAIT_S 15
#define LONGEST_WAIT_S 3600
/* Between two looks for work when there was none: an officer opens a scan minutes after it was made. */
#define PAUSE_S 2

typedef struct
{
  BsrStore *store;
  const BsrActor *actor;
  const BsrWorkerHabits *habits;
  const BsrWorkerEars *ears;
  GCancellable *cancellable;
  char *name;
} Worker;

BsrWorkerHabits
bsr_worker_habits_default (void)
{
  return (BsrWorkerHabits){
    .lease_s = LEASE_S, .most_attempts = MOST_ATTEMPTS, .first_wait_s = FIRST_WAIT_S
  };
}

char *
bsr_worker_name (void)
{
  return g_strdup_printf ("%s:%d", g_get_host_name (), (int) getpid ());
}

int
bsr_worker_wait_s (const BsrWorkerHabits *habits, int attempt)
{
  g_return_val_if_fail (habits != NULL && attempt >= 1, 0);

  gint64 wait_s = habits->first_wait_s;
  for (int i = 1; i < attempt && wait_s < LONGEST_WAIT_S; i++)
    wait_s *= 2;
  return (int) MIN (wait_s, LONGEST_WAIT_S);
}

static void
tell (const Worker *worker, BsrWorkerEvent event, const BsrJob *job, const BsrScan *scan,
      const GError *error)
{
  if (worker->ears != NULL && worker->ears->tell != NULL)
    worker->ears->tell (event, job, scan, error, worker->ears->data);
}

static void
stop_cb (GCancellable *stopped, gpointer work)
{
  g_cancellable_cancel (work);
}

/* (transfer full): the document; the job is kept meanwhile. @held: (out): whether it could be. */
static char *
analyse (const Worker *worker, const BsrJob *job, const BsrScan *scan, gboolean *held,
         GError **error)
{
  const BsrWorkerEars *ears = worker->ears;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gulong chain = g_cancellable_connect (worker->cancellable, G_CALLBACK (stop_cb), cancellable, NULL);
  BsrJobLease *lease
      = bsr_job_lease_new (worker->store, job, worker->habits->lease_s, cancellable);
  g_autoptr (BsrAnalysis) analysis = bsr_job_analysis_new (
      worker->store, job->case_id, scan, worker->habits->n_threads,
      ears != NULL ? ears->progress : NULL, ears != NULL ? ears->data : NULL, cancellable, error);
  *held = bsr_job_lease_end (lease);
  g_cancellable_disconnect (worker->cancellable, chain);
  return analysis != NULL ? bsr_analysis_to_json (analysis) : NULL;
}

/* The attempt came to @problem. */
static void
put_back (const Worker *worker, const BsrJob *job, const BsrScan *scan, gboolean held,
          const GError *problem)
{
  /* What cannot be told to the store now it finds out by itself: the lease ends. */
  if (!held || g_error_matches (problem, BSR_ERROR, BSR_ERROR_CONFLICT))
    tell (worker, BSR_WORKER_LOST, job, scan, problem);
  else if (g_cancellable_is_cancelled (worker->cancellable))
    bsr_store_release_job (worker->store, job, NULL);
  else
    {
      gboolean park = job->attempt >= worker->habits->most_attempts;
      bsr_store_fail_job (worker->store, job, problem->message,
                          park ? -1 : bsr_worker_wait_s (worker->habits, job->attempt), NULL);
      tell (worker, park ? BSR_WORKER_PARKED : BSR_WORKER_FAILED, job, scan, problem);
    }
}

static void
carry_out (const Worker *worker, const BsrJob *job)
{
  g_autoptr (GError) problem = NULL;
  gboolean held = TRUE;
  g_autoptr (BsrScan) scan = bsr_store_get_scan (worker->store, job->scan_id, &problem);
  tell (worker, BSR_WORKER_TOOK, job, scan, NULL);
  g_autofree char *json = scan != NULL ? analyse (worker, job, scan, &held, &problem) : NULL;
  if (json != NULL && bsr_store_finish_job (worker->store, worker->actor, job, json, &problem))
    tell (worker, BSR_WORKER_DID, job, scan, NULL);
  else
    put_back (worker, job, scan, held, problem);
}

static void
pause_a_while (GCancellable *cancellable)
{
  GPollFD stop;
  if (!g_cancellable_make_pollfd (cancellable, &stop))
    {
      g_usleep (PAUSE_S * G_USEC_PER_SEC);
      return;
    }
  g_poll (&stop, 1, PAUSE_S * 1000);
  g_cancellable_release_fd (cancellable);
}

gboolean
bsr_worker_run (BsrStore *store, const BsrActor *actor, const BsrWorkerHabits *habits,
                const BsrWorkerEars *ears, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && habits != NULL, FALSE);

  g_autofree char *name = bsr_worker_name ();
  g_autoptr (GCancellable) stop
      = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  const Worker worker = { store, actor, habits, ears, stop, name };
  while (!g_cancellable_is_cancelled (stop))
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (BsrJob) job = bsr_store_take_job (store, name, 0, habits->lease_s,
                                                   habits->most_attempts, &problem);
      if (problem != NULL && habits->once)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (problem != NULL)
        tell (&worker, BSR_WORKER_WAITS, NULL, NULL, problem);
      if (job != NULL)
        carry_out (&worker, job);
      else if (habits->once)
        break;
      else
        pause_a_while (stop);
    }
  return TRUE;
}
