#pragma once

#include <gio/gio.h>
#include "bsr-store-jobs.h"

G_BEGIN_DECLS

/**
 * BsrJobLease:
 *
 * Keeps a job that was taken while it is worked on: a thread of its own renews the lease three times
 * before it would end. When the job is another's by then, the work is cancelled.
 */
typedef struct _BsrJobLease BsrJobLease;

/* @job: lives until bsr_job_lease_end(). @cancellable: of the work. */
BsrJobLease *bsr_job_lease_new (BsrStore *store, const BsrJob *job, int lease_s,
                                GCancellable *cancellable);
/* Ends the renewing. Returns whether the job was not lost. */
gboolean bsr_job_lease_end (BsrJobLease *lease);

G_END_DECLS
