#pragma once

#include <gio/gio.h>
#include "bsr-analysis.h"
#include "bsr-store-jobs.h"

G_BEGIN_DECLS

/* How a worker works. Start from bsr_worker_habits_default(). */
typedef struct
{
  int n_threads;     /* of one analysis; 0: one for each processor */
  int lease_s;       /* seconds that a job waits for a worker that died */
  int most_attempts; /* then it is parked */
  int first_wait_s;  /* after the first failure; twice as long after each further one */
  gboolean once;     /* ends when nothing is due */
} BsrWorkerHabits;

BsrWorkerHabits bsr_worker_habits_default (void);

typedef enum
{
  BSR_WORKER_TOOK,   /* a job */
  BSR_WORKER_DID,    /* it: the result is stored */
  BSR_WORKER_FAILED, /* it will be tried again; the error says why */
  BSR_WORKER_PARKED, /* it will not, */
  BSR_WORKER_LOST,   /* it was another's by the time it was done; nothing is stored */
  BSR_WORKER_WAITS,  /* the store does not answer: it is asked again */
} BsrWorkerEvent;

/* @scan: (nullable): of the job; @error: (nullable) */
typedef void (*BsrWorkerTell) (BsrWorkerEvent event, const BsrJob *job, const BsrScan *scan,
                               const GError *error, gpointer data);

/* Who listens; each (nullable). */
typedef struct
{
  BsrWorkerTell tell;
  BsrProgress progress; /* of the job in hand; from any thread */
  gpointer data;        /* for both */
} BsrWorkerEars;

/**
 * bsr_worker_run:
 * @actor: who stores the analyses
 *
 * Analyses what waits in @store, one scan after the other, until it is cancelled, or (@once) nothing is
 * due. Each scan is held against its case's declaration, the earlier loads of its heading and the
 * station's library, as the window does it. Any number of workers may work on one store. Blocks.
 *
 * Returns: %FALSE with @error when (@once) the store does not answer. Cancelled, it has given back what
 * it had in hand and returns %TRUE.
 */
gboolean bsr_worker_run (BsrStore *store, const BsrActor *actor, const BsrWorkerHabits *habits,
                         const BsrWorkerEars *ears, GCancellable *cancellable, GError **error);

/* (transfer full): "HOST:PID", under which this process takes jobs. */
char *bsr_worker_name (void);
/* Seconds to wait after attempt number @attempt (1, 2, …) failed: doubled each time, one hour at most. */
int bsr_worker_wait_s (const BsrWorkerHabits *habits, int attempt);

G_END_DECLS
