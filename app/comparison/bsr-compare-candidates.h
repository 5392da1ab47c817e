#pragma once

#include "bsr-compare-candidate.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * bsr_compare_candidates_find:
 * @own_scan: the scan that is open
 * @asked_case: (nullable): a case that the officer wants to compare with, whatever it is
 *
 * What the scan of @flagged can be held against: the same container's other scans, the last scans of
 * other boxes of its bill of lading, of loads of its heading that were found to be as declared (those
 * of the reference library first), of boxes of its type found empty, and one simulated. A scan is
 * offered once, for the first of these reasons. Blocks.
 *
 * Returns: (transfer full): BsrCompareCandidate, by kind; %NULL with the errors of the store
 */
GPtrArray *bsr_compare_candidates_find (BsrStore *store, BsrCase *flagged, const BsrScan *own_scan,
                                        const char *asked_case, GError **error);

/* The same in a worker. */
void bsr_compare_candidates_find_async (BsrStore *store, BsrCase *flagged, BsrScan *own_scan,
                                        const char *asked_case, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *bsr_compare_candidates_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
