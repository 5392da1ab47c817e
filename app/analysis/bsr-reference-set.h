#pragma once

#include <gio/gio.h>
#include "bsr-analysis.h"
#include "bsr-known-goods.h"
#include "bsr-reference.h"

G_BEGIN_DECLS

/**
 * BsrReferenceSet:
 *
 * What earlier loads look like, by the heading of the Harmonized System that they were declared
 * under: where the references of later loads come from. Read only once filled, then from any
 * thread; the maker frees it.
 */
typedef struct _BsrReferenceSet BsrReferenceSet;

BsrReferenceSet *bsr_reference_set_new (void);
void bsr_reference_set_free (BsrReferenceSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrReferenceSet, bsr_reference_set_free)

/* Adds the load of @analysis as one of @heading ("0803"). Passed over: an analysis that does not
 * tell the load's profile, an empty container, and a scan that is there already. */
void bsr_reference_set_add (BsrReferenceSet *set, const char *heading,
                            const BsrAnalysis *analysis);

/**
 * bsr_reference_set_read:
 * @folder: with earlier analyses, NAME.analysis.json, and NAME.case.json beside each
 *
 * Reads all of them, in the order of their names. An analysis without a case beside it, or with one
 * of no single heading (bsr_case_heading()), is passed over. Blocks.
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED or, naming
 * file and member, what bsr_analysis_from_json() and bsr_case_read() say of damaged files
 */
BsrReferenceSet *bsr_reference_set_read (const char *folder, GCancellable *cancellable,
                                         GError **error);

/* Loads of @heading whose scan is not @sha256 (64 hex digits; %NULL: all of them). */
int bsr_reference_set_count (const BsrReferenceSet *set, const char *heading, const char *sha256);

/* (transfer full): how goods look, by the table and all loads but those of @sha256 (nullable).
 * @parameters: (nullable): bsr_library_parameters */
BsrKnownGoods *bsr_reference_set_goods (const BsrReferenceSet *set, const BsrLibraryParameters *parameters,
                                        const char *sha256);

/* (transfer full) (nullable): the reference of those loads; %NULL for fewer than
 * %BSR_REFERENCE_LEAST_LOADS. It does not depend on the order in which they were added. */
BsrReference *bsr_reference_set_get (const BsrReferenceSet *set, const char *heading,
                                     const char *sha256);

G_END_DECLS
