#pragma once

#include "bsr-grid.h"
#include "bsr-place-map.h"

G_BEGIN_DECLS

/**
 * BsrContrast:
 *
 * How much each place of a grid stands out from its surroundings at one scale. The surroundings
 * are two medians of the smoothed steel equivalent: along the column and along the row, each six
 * scales long. What differs from both in the same direction stands out, by the smaller of the
 * two differences: so edges of a load, layers, posts, stacks and the gaps between them, which
 * are like their column or like their row, do not. Immutable.
 */
typedef struct _BsrContrast BsrContrast;

/* Which surroundings count. Along one line alone, structure that runs that way is no surprise: the
 * floor and the roof along rows, end walls and posts along columns. */
typedef enum
{
  BSR_CONTRAST_BOTH,
  BSR_CONTRAST_ALONG_ROWS,
  BSR_CONTRAST_ALONG_COLUMNS,
} BsrContrastWay;

/**
 * bsr_contrast_new:
 * @space: the part of @grid, in cells, that is looked at and that surroundings are taken from
 * @scale_mm: edge of the smoothing window: about the size of what is to be found
 */
BsrContrast *bsr_contrast_new (const BsrGrid *grid, BsrBox space, BsrContrastWay way,
                               double scale_mm, double opaque_mm, int n_threads, GCancellable *cancellable,
                               GError **error);
void bsr_contrast_free (BsrContrast *contrast);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrContrast, bsr_contrast_free)

BsrContrastWay bsr_contrast_way (const BsrContrast *contrast);
double bsr_contrast_scale_mm (const BsrContrast *contrast);
/* Places: every step-th cell of the space each way. All planes have one value a place. */
int bsr_contrast_width (const BsrContrast *contrast);
int bsr_contrast_height (const BsrContrast *contrast);
/* The cells that a box of places stands for. */
BsrBox bsr_contrast_to_cells (const BsrContrast *contrast, BsrBox places);

/* All of it, for bsr_places_find_in(). */
BsrPlaceMap bsr_contrast_map (const BsrContrast *contrast);

/* (transfer none), F32: excess over the surroundings, mm steel equivalent, negative where
 * something is missing; 0 where neither can be told (surroundings opaque). */
BsrPlane *bsr_contrast_excess (const BsrContrast *contrast);
/* (transfer none), F32: the surroundings, mm: the median that is nearer. */
BsrPlane *bsr_contrast_around (const BsrContrast *contrast);
/* (transfer none), F32: the excess in standard deviations of the scan's noise and the load's own
 * variability at this scale together (robust: the 95 % quantile of what differs in the same
 * direction elsewhere in the same rows, and in the same columns), and of the doubt about the
 * surroundings where the two medians disagree. */
BsrPlane *bsr_contrast_sigmas (const BsrContrast *contrast);

G_END_DECLS
