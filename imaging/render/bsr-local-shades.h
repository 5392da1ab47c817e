#pragma once

#include "bsr-render-kernels.h"
#include "bsr-box.h"

G_BEGIN_DECLS

/* Shades as the equalising around each place tells them apart. */
#define BSR_LOCAL_BINS 1024
/* Cells along an axis at most: their shades are found by an index of 16 bits. */
#define BSR_LOCAL_MAX_CELLS 48
/* Bins of its histograms: the noise of a cell's few pixels would show in more. */
#define BSR_LOCAL_HISTOGRAM 256

/**
 * BsrLocalShades:
 *
 * Contrast-limited adaptive histogram equalisation: K. Zuiderveld, "Contrast limited adaptive
 * histogram equalization", Graphics Gems IV (1994), VIII.5. The region is laid out in cells; each
 * says what a shade becomes in its middle, and places between are between. Beyond the region its
 * outermost cells go on.
 */
typedef struct
{
  BsrBox region;   /* scan pixels */
  int n_columns, n_rows;
  guint32 *counts; /* BSR_LOCAL_HISTOGRAM of each cell */
  guint16 *shades; /* BSR_LOCAL_BINS of each cell, 0...65535, never falling */
} BsrLocalShades;

void bsr_local_shades_init (BsrLocalShades *local, BsrBox region);
void bsr_local_shades_clear (BsrLocalShades *local);

/* One pixel at (@x, @y), in the region, of shade @bin. */
static inline void
bsr_local_shades_count (BsrLocalShades *local, int x, int y, int bin)
{
  gint64 column = (gint64) (x - local->region.x) * local->n_columns / local->region.width;
  gint64 row = (gint64) (y - local->region.y) * local->n_rows / local->region.height;
  local->counts[(row * local->n_columns + column) * BSR_LOCAL_HISTOGRAM
                + bin / (BSR_LOCAL_BINS / BSR_LOCAL_HISTOGRAM)]++;
}

/* After all pixels are counted. @times: how much steeper than the given shades the new ones may
 * be, at least 1, which leaves them as they are. */
void bsr_local_shades_finish (BsrLocalShades *local, double times);

/* Between which cells of an axis the place @at, scan pixels, is: the first of them, and how far
 * from it to the next, of 256. */
int bsr_local_shades_column (const BsrLocalShades *local, double at, int *part);
int bsr_local_shades_row (const BsrLocalShades *local, double at, int *part);

/* The shades of columns @first...@last of cells, @part of 256 between @row and the next, into @out:
 * BSR_LOCAL_BINS each. */
void bsr_local_shades_blend (const BsrLocalShades *local, int row, int part, int first, int last,
                             guint16 *out);

/* What @bin becomes at a place, the slow way. */
int bsr_local_shades_at (const BsrLocalShades *local, double x, double y, int bin);

G_END_DECLS
