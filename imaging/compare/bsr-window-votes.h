#pragma once

#include "bsr-container-raster.h"

G_BEGIN_DECLS

/* That one window of raster A is found again in B @shift cells further along an axis. */
typedef struct
{
  double at;    /* the window's middle along that axis, cells */
  double shift; /* cells, a fraction of one exactly */
  double likeness; /* normalised correlation of the edges there, 0...1 */
} BsrWindowVote;

/* Furthest that a window is looked for, mm: the container finder's ends are good to some 50 mm, and
 * half a wave of a side wall (278 mm) would be mistaken for the next. */
#define BSR_WINDOW_VOTES_REACH_MM 110.0

/**
 * bsr_window_votes_collect:
 * @a, @b: rasters of one size and place
 * @upright: the shift along y instead of x
 *
 * Edges across the axis are what is compared: loads differ, but each edge that both have says where
 * it is. Windows without an edge, or that fit several places as well, say nothing. Returns: %FALSE
 * with %G_IO_ERROR_CANCELLED; @votes (transfer full): BsrWindowVote
 */
gboolean bsr_window_votes_collect (const BsrContainerRaster *a, const BsrContainerRaster *b,
                                   const BsrRasterPlace *place, gboolean upright, int n_threads,
                                   GArray **votes, int *n_windows, GCancellable *cancellable,
                                   GError **error);

/* What most votes say: a shift that grows evenly along the axis. */
typedef struct
{
  double shift, growth; /* cells at cell 0, and cells a cell */
  double residual;      /* cells: standard deviation of those that agree, by their median */
  int n_agreeing;
  double weight; /* sum of their likenesses */
} BsrVoteLine;

/* Shifts within this of the line agree, cells. */
#define BSR_VOTE_LINE_TOLERANCE 1.0
/* Of 12 m 120 mm: what the ends of two boxes are off by at most. The boxes have taken off the rest. */
#define BSR_VOTE_LINE_MOST_GROWTH 0.01

/* By trying the line through every two votes (the idea of M. Fischler and R. Bolles, CACM 24 (1981)
 * 381, without the chance), then least squares over those that agree. */
BsrVoteLine bsr_vote_line_of (const BsrWindowVote *votes, int n);

G_END_DECLS
