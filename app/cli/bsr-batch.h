#pragma once

#include <gio/gio.h>
#include "bsr-reference-set.h"
#include "bsr-status.h"

G_BEGIN_DECLS

/**
 * bsr_batch_analyze:
 * @folder: with scans; NAME.case.json beside a scan is its declaration
 * @out: where NAME.analysis.json goes; made when missing
 * @references: (nullable): earlier loads that each declared one is held against
 *
 * Analyses every scan of a folder in the order of the names, each with @n_threads threads. Any
 * number of processes may do so with the same folders: a scan that another process has in hand is
 * left to it, and what another has finished since this one began is not done again. A scan that
 * is no good is said and passed over; a failing environment ends the work. Blocks.
 *
 * Returns: the gravest status
 */
BsrStatus bsr_batch_analyze (const char *folder, const char *out,
                             const BsrReferenceSet *references, int n_threads,
                             GCancellable *cancellable);

G_END_DECLS
