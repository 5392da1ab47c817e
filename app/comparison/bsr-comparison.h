#pragma once

#include "bsr-compare-candidate.h"
#include "bsr-difference.h"
#include "bsr-render.h"

G_BEGIN_DECLS

/**
 * BsrComparison:
 *
 * The open scan (A) and another one (B) that lies over it: B's picture, which place of A is which of
 * B, and what they differ by. Immutable, reference-counted, for any thread.
 */
typedef struct _BsrComparison BsrComparison;

#define BSR_TYPE_COMPARISON (bsr_comparison_get_type ())
GType bsr_comparison_get_type (void);

/* What a comparison is made of. Its maker keeps @candidate and scenes alive. */
typedef struct
{
  BsrCompareCandidate *candidate;
  BsrScene *own, *other; /* both with physics */
  BsrBox own_container, other_container; /* empty: none was found */
} BsrComparedPair;

/**
 * bsr_comparison_new:
 *
 * Aligns both and subtracts them where that is possible. Blocks, for about a second. Returns:
 * (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED
 */
BsrComparison *bsr_comparison_new (const BsrComparedPair *pair, BsrTravel travel,
                                   GCancellable *cancellable, GError **error);
BsrComparison *bsr_comparison_ref (BsrComparison *comparison);
void bsr_comparison_unref (BsrComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrComparison, bsr_comparison_unref)

/* All (transfer none). */
const BsrComparedPair *bsr_comparison_pair (const BsrComparison *comparison);
const BsrAlignment *bsr_comparison_alignment (const BsrComparison *comparison);
const BsrScannerLikeness *bsr_comparison_likeness (const BsrComparison *comparison);
/* Why there is no difference; _POSSIBLE: there is one. */
BsrDifferenceRefusal bsr_comparison_refusal (const BsrComparison *comparison);
/* (nullable) */
const BsrDifference *bsr_comparison_difference (const BsrComparison *comparison);

/* The container of each that fit each other best in length: of two on a vehicle the first that does.
 * Empty where none was found. */
void bsr_comparison_find_containers (BsrRadiograph *own, BsrRadiograph *other, BsrBox *own_container,
                                     BsrBox *other_container);

G_END_DECLS
