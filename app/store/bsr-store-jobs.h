#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrStoreJobs:
 *
 * The scans that wait to be analysed, one job for each, made in the transaction that adds the scan. A
 * job is taken by one worker at a time, for a lease; a worker that is killed leaves it to the next one
 * when the lease is over. Its result is stored in the transaction that ends the job, so that each
 * scan's is stored once, whoever dies when. Times are the store's: the database's clock.
 *
 * Taking, renewing and giving back is no act: the log does not grow. Errors as BsrStore has them.
 */
#define BSR_TYPE_STORE_JOBS (bsr_store_jobs_get_type ())
G_DECLARE_INTERFACE (BsrStoreJobs, bsr_store_jobs, BSR, STORE_JOBS, BsrStore)

typedef enum
{
  BSR_JOB_WAITING,
  BSR_JOB_RUNNING,
  BSR_JOB_DONE,
  BSR_JOB_PARKED, /* failed too often: waits for somebody to look into it */
} BsrJobState;

const char *bsr_job_state_to_string (BsrJobState state);
int bsr_job_state_from_string (const char *name);

/* A job that was taken. */
typedef struct
{
  gint64 scan_id;
  char *case_id;
  int attempt; /* 1, 2, … */
  char *token; /* of this taking */
} BsrJob;

void bsr_job_free (BsrJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrJob, bsr_job_free)

/* One line of the list of jobs. */
typedef struct
{
  gint64 scan_id;
  char *case_id, *scan_name;
  BsrJobState state;
  int attempts;
  char *worker;         /* (nullable): HOST:PID, while it runs */
  GDateTime *due;       /* (nullable): when it is tried again, or its lease ends; %NULL: at once, or never */
  char *problem;        /* (nullable): one sentence of the last attempt */
} BsrJobLine;

void bsr_job_line_free (BsrJobLine *line);

struct _BsrStoreJobsInterface
{
  GTypeInterface parent;

  BsrJob *(*take_job) (BsrStore *, const char *worker, gint64 scan_id, int lease_s,
                       int most_attempts, GError **);
  gboolean (*renew_job) (BsrStore *, const BsrJob *, int lease_s, gboolean *held, GError **);
  gboolean (*finish_job) (BsrStore *, const BsrActor *, const BsrJob *, const char *json, GError **);
  gboolean (*fail_job) (BsrStore *, const BsrJob *, const char *problem, int wait_s, GError **);
  gboolean (*release_job) (BsrStore *, const BsrJob *, GError **);
  gboolean (*requeue_job) (BsrStore *, const BsrActor *, gint64 scan_id, GError **);
  GPtrArray *(*list_jobs) (BsrStore *, gboolean done, int most, GError **);
  BsrScan *(*get_scan) (BsrStore *, gint64 scan_id, GError **);
};

/**
 * bsr_store_take_job:
 * @worker: who takes it, for those who look at the list: HOST:PID
 * @scan_id: of this scan; 0: the most urgent one
 * @lease_s: seconds until the job returns by itself; 0: at once
 * @most_attempts: a job whose workers ended so often before it was done is parked instead
 *
 * Returns: (transfer full) (nullable): %NULL without @error when none is due, or that scan's is done,
 * parked or another's
 */
BsrJob *bsr_store_take_job (BsrStore *store, const char *worker, gint64 scan_id, int lease_s,
                            int most_attempts, GError **error);
/* A sign of life: the lease begins anew. @held: (out): %FALSE: the job is not this taker's any more. */
gboolean bsr_store_renew_job (BsrStore *store, const BsrJob *job, int lease_s, gboolean *held,
                              GError **error);
/* As bsr_store_save_analysis(), and the job is done, both or none. _CONFLICT: the job is not this
 * taker's any more, and nothing is stored. */
gboolean bsr_store_finish_job (BsrStore *store, const BsrActor *actor, const BsrJob *job,
                               const char *json, GError **error);
/* The attempt failed: @problem says why, in one sentence. It is tried again in @wait_s seconds; less
 * than 0: it is parked. Nothing happens to a job that is not this taker's any more. */
gboolean bsr_store_fail_job (BsrStore *store, const BsrJob *job, const char *problem, int wait_s,
                             GError **error);
/* Gives it back as if it had not been taken. Nothing happens to one that is not this taker's. */
gboolean bsr_store_release_job (BsrStore *store, const BsrJob *job, GError **error);
/* Lets a scan be analysed (again), with all its attempts; an act. One that waits or runs already stays
 * as it is. _INVALID: there is no such scan. */
gboolean bsr_store_requeue_job (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                                GError **error);
/* (transfer full): BsrJobLine: what runs, then what waits, the most urgent first, then what is parked,
 * then (@done) what is done; not more than @most. */
GPtrArray *bsr_store_list_jobs (BsrStore *store, gboolean done, int most, GError **error);
/* (transfer full): as bsr_store_list_scans() has it. _INVALID: there is no such scan. */
BsrScan *bsr_store_get_scan (BsrStore *store, gint64 scan_id, GError **error);

G_END_DECLS
