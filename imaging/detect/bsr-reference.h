#pragma once

#include "bsr-load-profile.h"

G_BEGIN_DECLS

/* Fewer earlier loads say nothing of what is usual. */
#define BSR_REFERENCE_LEAST_LOADS 3

/**
 * BsrReference:
 *
 * What earlier loads of one heading of the Harmonized System show by height: the mean of their
 * means, how much these differ from load to load, and how much a load varies within. Immutable,
 * reference-counted.
 */
typedef struct _BsrReference BsrReference;

/* (transfer full) (nullable): %NULL for fewer than %BSR_REFERENCE_LEAST_LOADS. */
BsrReference *bsr_reference_new (const BsrLoadProfile *profiles, int n_profiles);
BsrReference *bsr_reference_ref (BsrReference *reference);
void bsr_reference_unref (BsrReference *reference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrReference, bsr_reference_unref)

int bsr_reference_n_loads (const BsrReference *reference);
/* What a window of @band is expected to show, mm of steel, and the standard deviation of one
 * window of one load about it: between and within loads together. %FALSE where too few of the
 * loads reach that high. */
gboolean bsr_reference_expect (const BsrReference *reference, int band, double *mean_mm,
                               double *spread_mm);

G_END_DECLS
