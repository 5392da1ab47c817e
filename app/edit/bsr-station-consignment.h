#pragma once

#include <gio/gio.h>
#include "bsr-analysis.h"
#include "bsr-consignment.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* The box that is unlike the others of its bill of lading. */
typedef struct
{
  char *container;
  gboolean is_own; /* of the case that was asked for */
  BsrConsignmentMeasure measure;
  double value, median; /* of it, and of the others; in the measure's unit */
  int n_boxes;          /* that were compared, itself among them */
} BsrOddBox;

void bsr_odd_box_free (BsrOddBox *odd);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrOddBox, bsr_odd_box_free)

/**
 * bsr_station_consignment_find_odd:
 * @analysis: of the case's scan
 *
 * Compares the load with those of the other cases of the store that have the same bill of lading and
 * the same heading, each by its last analysis; see bsr_consignment_find_odd(). A container counts
 * once. What measuring leaves uncertain is as bsr_library_parameters has it. Blocks.
 *
 * Returns: (transfer full) (nullable): %NULL without an error when the boxes are alike, or too few
 * to tell
 */
BsrOddBox *bsr_station_consignment_find_odd (BsrStore *store, const BsrCase *flagged,
                                             const BsrAnalysis *analysis, GError **error);

/* The same in a worker. */
void bsr_station_consignment_find_odd_async (BsrStore *store, BsrCase *flagged,
                                             BsrAnalysis *analysis, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
BsrOddBox *bsr_station_consignment_find_odd_finish (GAsyncResult *result, GError **error);

G_END_DECLS
