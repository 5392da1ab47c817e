#pragma once

#include "bsr-plane.h"

G_BEGIN_DECLS

/**
 * BsrBoxSums:
 *
 * Sums over any box of an F32 plane in constant time: a summed-area table (Crow, "Summed-area
 * tables for texture mapping", SIGGRAPH 1984) in double precision, of the values and, when asked,
 * of their squares. Immutable.
 */
typedef struct _BsrBoxSums BsrBoxSums;

/* (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT. */
BsrBoxSums *bsr_box_sums_new (BsrPlane *plane, gboolean squares, GError **error);
void bsr_box_sums_free (BsrBoxSums *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrBoxSums, bsr_box_sums_free)

/* Mean of the part of @box that lies on the plane; NAN when none does. */
double bsr_box_sums_mean (const BsrBoxSums *sums, BsrBox box);
/* Standard deviation of the same; needs @squares. */
double bsr_box_sums_deviation (const BsrBoxSums *sums, BsrBox box);

G_END_DECLS
