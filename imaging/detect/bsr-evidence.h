#pragma once

#include "bsr-contrast.h"
#include "bsr-dual-residual.h"
#include "bsr-inside.h"
#include "bsr-similarity.h"
#include "bsr-structure.h"

G_BEGIN_DECLS

/* Edge of the cells that detectors look at: a third of the narrowest thing that is looked for,
 * about a pistol's barrel. */
#define BSR_EVIDENCE_CELL_MM 15.0

/**
 * BsrEvidence:
 *
 * What is worked out once for one container and looked at by all detectors and by the judge: the
 * grid, the inside, and each method's map. Immutable; the maker frees it.
 */
typedef struct _BsrEvidence BsrEvidence;

/**
 * bsr_evidence_new:
 * @container: in pixels: where the container body was found; the whole image when it was not
 *
 * Blocks. Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
BsrEvidence *bsr_evidence_new (BsrRadiograph *radiograph, BsrBox container, int n_threads,
                               GCancellable *cancellable, GError **error);
void bsr_evidence_free (BsrEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrEvidence, bsr_evidence_free)

/* (transfer none) */
BsrRadiograph *bsr_evidence_radiograph (const BsrEvidence *evidence);
BsrBox bsr_evidence_container (const BsrEvidence *evidence);
const BsrGrid *bsr_evidence_grid (const BsrEvidence *evidence);
const BsrInside *bsr_evidence_inside (const BsrEvidence *evidence);

/* Contrasts at several scales, smallest first. */
int bsr_evidence_n_contrasts (const BsrEvidence *evidence);
const BsrContrast *bsr_evidence_contrast (const BsrEvidence *evidence, int index);
/* Peers at several windows, smallest first. */
int bsr_evidence_n_similarities (const BsrEvidence *evidence);
const BsrSimilarity *bsr_evidence_similarity (const BsrEvidence *evidence, int index);
/* Residuals of two energies at several scales, smallest first; none for a single energy. */
int bsr_evidence_n_residuals (const BsrEvidence *evidence);
const BsrDualResidual *bsr_evidence_residual (const BsrEvidence *evidence, int index);
const BsrStructure *bsr_evidence_structure (const BsrEvidence *evidence);

G_END_DECLS
