#pragma once

#include "bsr-analysis.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * bsr_job_analysis_new:
 * @scan: of the store, of the case @case_id
 *
 * Analyses a scan as the window does when it is opened: held against the declaration of its case, the
 * earlier loads of the declared heading and the station's library. Blocks.
 */
BsrAnalysis *bsr_job_analysis_new (BsrStore *store, const char *case_id, const BsrScan *scan,
                                   int n_threads, BsrProgress progress, gpointer progress_data,
                                   GCancellable *cancellable, GError **error);

G_END_DECLS
