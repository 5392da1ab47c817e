#include "bsr-job-return.h"

#include "bsr-worker.h"

typedef struct
{
  BsrStore *store;
  BsrJob *job;
  char *problem; /* (nullable) */
} Return;

static void
return_free (gpointer data)
{
  Return *back = data;
  g_object_unref (back->store);
  bsr_job_free (back->job);
  g_free (back->problem);
  g_free (back);
}

static void
return_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Return *back = data;
  const BsrWorkerHabits habits = bsr_worker_habits_default ();
  if (back->problem == NULL)
    bsr_store_release_job (back->store, back->job, NULL);
  else
    bsr_store_fail_job (back->store, back->job, back->problem,
                        bsr_worker_wait_s (&habits, back->job->attempt), NULL);
  g_task_return_boolean (task, TRUE);
}

void
bsr_job_return (BsrStore *store, BsrJob *job, const char *problem)
{
  g_return_if_fail (BSR_IS_STORE (store) && job != NULL);

  Return *back = g_new (Return, 1);
  *back = (Return){ g_object_ref (store), job, g_strdup (problem) };
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, bsr_job_return);
  g_task_set_task_data (task, back, return_free);
  g_task_run_in_thread (task, return_in_worker);
}
