#pragma once

#include "bsr-comparison.h"

G_BEGIN_DECLS

/* Memory that the other scan may take, bytes; what needs more is refused before it is read. */
#define BSR_COMPARISON_MOST_BYTES ((gint64) 2 << 30)
/* Of that, for each pixel: two energies' counts, codes, flags, pictures with their halves, steel,
 * material and mass factors. */
#define BSR_COMPARISON_PIXEL_BYTES 26

/**
 * bsr_comparison_load_async:
 * @own: the open scan, with physics
 *
 * Reads @candidate's scan (or simulates the empty box), and compares. Needs no display and touches none.
 * Errors: those of bsr_scan_read(), bsr_image_read() (_LIMIT: larger than
 * %BSR_COMPARISON_MOST_BYTES allow), bsr_radiograph_new(), bsr_empty_twin_new(); _UNSUPPORTED: the
 * type of container has no model; %G_IO_ERROR_CANCELLED
 */
void bsr_comparison_load_async (BsrCompareCandidate *candidate, BsrScene *own,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/* The same scans, the other one laid the other way round or back. */
void bsr_comparison_turn_async (BsrComparison *comparison, BsrTravel travel,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) */
BsrComparison *bsr_comparison_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
