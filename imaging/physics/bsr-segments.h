#pragma once

#include <gio/gio.h>
#include "bsr-energy-pair.h"

G_BEGIN_DECLS

/**
 * BsrSegments:
 *
 * A scan in pieces of like attenuation, none across an edge, each with what both energies say of all
 * its pixels together. Immutable, safe to share between threads.
 *
 * Cells (one pixel, or 2 x 2 of large scans) are merged along their weakest differences first, as
 * long as the means of both sides differ by no more than their noise and some percent explain, in
 * plane 0's attenuation and in the ratio of both planes' (after R. Nock and F. Nielsen, "Statistical
 * region merging", IEEE PAMI 26 (2004) 1452; with the noise that was measured in place of their
 * bound). That is done in tiles, and then across their borders, so that neither time nor result
 * depends on the threads.
 */
typedef struct _BsrSegments BsrSegments;

/* (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT or %G_IO_ERROR_CANCELLED. @radiograph has two
 * planes; it is not kept. Memory: two bytes for each cell and 56 for each segment. */
BsrSegments *bsr_segments_new (const BsrRadiograph *radiograph, int n_threads,
                               GCancellable *cancellable, GError **error);
void bsr_segments_free (BsrSegments *segments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSegments, bsr_segments_free)

/* Edge of a cell, pixels (1 or 2), and how many cells there are. */
int bsr_segments_cell_edge (const BsrSegments *segments);
int bsr_segments_width (const BsrSegments *segments);
int bsr_segments_height (const BsrSegments *segments);

int bsr_segments_n (const BsrSegments *segments);
const BsrEnergySums *bsr_segments_sums (const BsrSegments *segments, int segment);
/* Segment of a cell; -1: every pixel of it is flawed. */
int bsr_segments_at (const BsrSegments *segments, int cell_x, int cell_y);

G_END_DECLS
