#pragma once

#include "bsr-reference-set.h"
#include "bsr-scored-scan.h"

G_BEGIN_DECLS

/**
 * bsr_evaluation_run:
 * @folder: NAME.tiff (or another kind of pixels), NAME.scan.json, NAME.case.json and
 *   truth/NAME.json of a simulated or labelled set
 * @analyses: (nullable): where NAME.analysis.json of earlier runs lie; what is missing there is
 *   analysed. %NULL: @folder itself
 * @references: (nullable): earlier loads that what is analysed now is held against
 * @n_threads: as bsr_thread_team_size() takes it; each scan is analysed by one
 *
 * Analyses each scan that has a truth, and holds it against that. The result does not depend on
 * @n_threads.
 *
 * Returns: (transfer full) (element-type BsrScoredScan): by name; or %NULL with an error that
 * names the file within @folder: %BSR_ERROR_DAMAGED (also when there is no truth at all),
 * %BSR_ERROR_UNKNOWN_KIND, %BSR_ERROR_LIMIT, %BSR_ERROR_UNSUPPORTED, %BSR_ERROR_ENVIRONMENT,
 * %G_IO_ERROR_CANCELLED
 */
GPtrArray *bsr_evaluation_run (const char *folder, const char *analyses,
                               const BsrReferenceSet *references, int n_threads,
                               BsrProgress progress, gpointer progress_data,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
