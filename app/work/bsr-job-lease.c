#include "bsr-job-lease.h"

/* Signs of life in the time of a lease: two may be lost, by a database that is being started anew, say. */
#define SIGNS_PER_LEASE 3

struct _BsrJobLease
{
  BsrStore *store;
  const BsrJob *job;
  int lease_s;
  GCancellable *cancellable;
  GThread *thread;
  GMutex lock;
  GCond changed;
  gboolean over;
  gboolean lost;
};

/* Whether the work is over; waits for it until @then. */
static gboolean
wait_until (BsrJobLease *lease, gint64 then)
{
  g_mutex_lock (&lease->lock);
  while (!lease->over && g_cond_wait_until (&lease->changed, &lease->lock, then))
    ;
  gboolean over = lease->over;
  g_mutex_unlock (&lease->lock);
  return over;
}

static gpointer
renew_cb (gpointer data)
{
  BsrJobLease *lease = data;
  const gint64 pause = (gint64) lease->lease_s * G_USEC_PER_SEC / SIGNS_PER_LEASE;
  while (!wait_until (lease, g_get_monotonic_time () + pause))
    {
      gboolean held = TRUE;
      /* A store that does not answer is asked again: it may be back before the lease ends, and who
       * lost the job cannot store its result. */
      if (!bsr_store_renew_job (lease->store, lease->job, lease->lease_s, &held, NULL) || held)
        continue;
      lease->lost = TRUE;
      g_cancellable_cancel (lease->cancellable);
      break;
    }
  return NULL;
}

BsrJobLease *
bsr_job_lease_new (BsrStore *store, const BsrJob *job, int lease_s, GCancellable *cancellable)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && job != NULL && lease_s > 0, NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  BsrJobLease *lease = g_new0 (BsrJobLease, 1);
  lease->store = g_object_ref (store);
  lease->job = job;
  lease->lease_s = lease_s;
  lease->cancellable = g_object_ref (cancellable);
  g_mutex_init (&lease->lock);
  g_cond_init (&lease->changed);
  lease->thread = g_thread_new ("job-lease", renew_cb, lease);
  return lease;
}

gboolean
bsr_job_lease_end (BsrJobLease *lease)
{
  g_return_val_if_fail (lease != NULL, FALSE);

  g_mutex_lock (&lease->lock);
  lease->over = TRUE;
  g_cond_signal (&lease->changed);
  g_mutex_unlock (&lease->lock);
  g_thread_join (lease->thread);
  gboolean held = !lease->lost;
  g_mutex_clear (&lease->lock);
  g_cond_clear (&lease->changed);
  g_object_unref (lease->cancellable);
  g_object_unref (lease->store);
  g_free (lease);
  return held;
}
