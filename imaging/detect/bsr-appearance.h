#pragma once

#include "bsr-evidence.h"

G_BEGIN_DECLS

/**
 * BsrAppearance:
 *
 * How much each part of one container looks like things that were concealed in simulated scans: a
 * fitted network (bsr-network.h) over all the evidence. It knows structure and goods by having
 * seen them, where the other methods have a model or peers. Cells are BSR_APPEARANCE_STEP grid cells
 * each way. Immutable.
 */
typedef struct _BsrAppearance BsrAppearance;

/* Blocks. Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED */
BsrAppearance *bsr_appearance_new (const BsrEvidence *evidence, int n_threads,
                                   GCancellable *cancellable, GError **error);
void bsr_appearance_free (BsrAppearance *appearance);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrAppearance, bsr_appearance_free)

/* (transfer none), F32: log odds, -BSR_APPEARANCE_STRONGEST...BSR_APPEARANCE_STRONGEST. */
BsrPlane *bsr_appearance_odds (const BsrAppearance *appearance);
#define BSR_APPEARANCE_STRONGEST 12.0F

/* The grid cells of bsr_evidence_wide() that a box of the appearance's cells stands for; the last
 * ones may end before it. */
BsrBox bsr_appearance_to_cells (BsrBox box);

/* The strongest log odds in @cells of the wide grid, and their mean. Returns: the least there is
 * where @cells are off the grid */
double bsr_appearance_strongest (const BsrAppearance *appearance, BsrBox cells, double *mean);

/* A connected part above a level of log odds. */
typedef struct
{
  BsrBox box; /* of the appearance's cells */
  int n;      /* of cells */
  double strongest;
} BsrAppearancePart;

/* Appends the parts (of BsrAppearancePart) that are connected by edges above each of some levels; of
 * those that hardly differ from one level to the next only the one of the lowest. */
void bsr_appearance_find (const BsrAppearance *appearance, GArray *parts);

G_END_DECLS
