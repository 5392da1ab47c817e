#pragma once

#include "bsr-alignment.h"
#include "bsr-container-raster.h"
#include "bsr-scanner-likeness.h"

G_BEGIN_DECLS

/* What is said of one cell. */
typedef enum
{
  BSR_DIFFERENCE_NONE,   /* nothing beyond the noise */
  BSR_DIFFERENCE_MORE,   /* scan A has more there than B */
  BSR_DIFFERENCE_LESS,
  BSR_DIFFERENCE_OPAQUE, /* the beam did not get through in one of them: not judged */
  BSR_DIFFERENCE_BLIND,  /* dead in one of them, or beside B's scan: not judged */
} BsrDifferenceState;

/* Standard deviations that a difference must exceed: by chance one in 1.7 million, a cell in three
 * containers' pictures. */
#define BSR_DIFFERENCE_SIGMAS 5.0

/* Why two scans cannot be subtracted. */
typedef enum
{
  BSR_DIFFERENCE_POSSIBLE,
  BSR_DIFFERENCE_LENGTHS, /* the containers are not as long */
  BSR_DIFFERENCE_SCANNERS, /* see BsrScannerLikeness */
  BSR_DIFFERENCE_UNALIGNED, /* boxes alone were laid over each other: edges would be all there is */
  BSR_DIFFERENCE_NO_CONTAINER, /* none was found in one of them: who knows that says so */
} BsrDifferenceRefusal;

/**
 * BsrDifference:
 *
 * Steel equivalent of scan A less that of B over A's container, in cells of centimetres, with its
 * standard deviation: the noise of both, what the alignment leaves times how steep both are there,
 * and what the scanners' scales leave of what both have in common. Immutable; the maker frees it.
 */
typedef struct _BsrDifference BsrDifference;

BsrDifferenceRefusal bsr_difference_refusal (const BsrAlignment *alignment,
                                             const BsrScannerLikeness *likeness);

/**
 * bsr_difference_new:
 * @alignment: of @a and @b; one that bsr_difference_refusal() lets by
 *
 * Blocks, for some tenths of a second. Returns: (transfer full): or %NULL with
 * %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED
 */
BsrDifference *bsr_difference_new (const BsrComparedScan *a, const BsrComparedScan *b,
                                   const BsrAlignment *alignment, int n_threads,
                                   GCancellable *cancellable, GError **error);
void bsr_difference_free (BsrDifference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDifference, bsr_difference_free)

const BsrRasterPlace *bsr_difference_place (const BsrDifference *difference);
/* Of a cell. @mm, @sd: (out) (nullable): the difference and its standard deviation; NAN where it is
 * not judged. */
BsrDifferenceState bsr_difference_cell (const BsrDifference *difference, int i, int j, double *mm,
                                        double *sd);
/* The same of the cell at a source pixel of A; _BLIND outside. */
BsrDifferenceState bsr_difference_at (const BsrDifference *difference, double x, double y,
                                      double *mm, double *sd);
/* Share of the cells of @state, 0...1. */
double bsr_difference_share (const BsrDifference *difference, BsrDifferenceState state);
/* End of a scale that shows the differences that there are, mm: 10, 20, 50, 100, 200 or 500. */
double bsr_difference_scale_mm (const BsrDifference *difference);
/* Median standard deviation where it is judged, mm; NAN: nowhere. */
double bsr_difference_typical_sd (const BsrDifference *difference);

G_END_DECLS
