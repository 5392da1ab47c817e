#pragma once

#include "bsr-store-jobs.h"

G_BEGIN_DECLS

/* Gives a job back that this process took, in a worker; nobody is told how that went, for what is not
 * given back returns when its lease is over. @job: (transfer full); @problem: (nullable): one sentence of
 * why the scan could not be analysed; %NULL: it was not tried to the end. */
void bsr_job_return (BsrStore *store, BsrJob *job, const char *problem);

G_END_DECLS
