#pragma once

#include "bsr-grid.h"
#include "bsr-place-map.h"

G_BEGIN_DECLS

/**
 * BsrSimilarity:
 *
 * How far each place of a load is from what the load itself shows where the surroundings are
 * alike. Goods are packed in repeats; so a step, a gap or a stack's edge has its like elsewhere,
 * and a thing that was put into one package has not. A place is a window; its surroundings are
 * the ring of one window's width around it; its peers are the places with the most similar rings
 * (see bsr-peer-search.h), and what they show in their middle is what is expected. Immutable.
 */
typedef struct _BsrSimilarity BsrSimilarity;

/**
 * bsr_similarity_new:
 * @space: the part of @grid, in cells, that is looked at and that peers are taken from
 * @window_mm: edge of a window: about the size of what is to be found
 * @opaque_mm: surroundings of this much or more say nothing
 *
 * Blocks. Returns: (transfer full): or %NULL with %G_IO_ERROR_CANCELLED or an error of
 * bsr_plane_new()
 */
BsrSimilarity *bsr_similarity_new (const BsrGrid *grid, BsrBox space, double window_mm,
                                   double opaque_mm, int n_threads, GCancellable *cancellable,
                                   GError **error);
void bsr_similarity_free (BsrSimilarity *similarity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSimilarity, bsr_similarity_free)

double bsr_similarity_window_mm (const BsrSimilarity *similarity);
/* Places: boxes of a third of the window each way, side by side over the space. All planes have
 * one value a place, that of the window around it. */
int bsr_similarity_width (const BsrSimilarity *similarity);
int bsr_similarity_height (const BsrSimilarity *similarity);
/* The cells that a box of places stands for. */
BsrBox bsr_similarity_to_cells (const BsrSimilarity *similarity, BsrBox places);

/* All of it, for bsr_places_find_in(). */
BsrPlaceMap bsr_similarity_map (const BsrSimilarity *similarity);

/* (transfer none), F32: mean steel equivalent of the window less what was expected, mm; 0 where
 * nothing can be expected. */
BsrPlane *bsr_similarity_residual (const BsrSimilarity *similarity);
/* (transfer none), F32: what was expected, mm: the median of the peers. */
BsrPlane *bsr_similarity_predicted (const BsrSimilarity *similarity);
/* (transfer none), F32: the residual in standard deviations of all that is doubtful: the peers'
 * own spread, how unlike their surroundings are, the scan's noise and drift, and what is left
 * over elsewhere in the same rows. */
BsrPlane *bsr_similarity_sigmas (const BsrSimilarity *similarity);
/* (transfer none), U8: peers that the expectation rests on. */
BsrPlane *bsr_similarity_n_peers (const BsrSimilarity *similarity);

/**
 * bsr_similarity_judge:
 * @cells: of the grid
 * @residual_mm: (out): mean over @cells
 * @sigmas: (out): the strongest in @cells, signed as the mean is
 *
 * Returns: whether anything is known of @cells
 */
gboolean bsr_similarity_judge (const BsrSimilarity *similarity, BsrBox cells, double *residual_mm,
                               double *sigmas);

G_END_DECLS
