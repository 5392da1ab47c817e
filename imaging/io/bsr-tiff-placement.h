#pragma once

#include "bsr-plane.h"
#include "bsr-tiff-layout.h"

G_BEGIN_DECLS

/* A decoded strip or tile: where its first pixel is stored, and how much of it lies in the page. */
typedef struct
{
  const guint8 *samples; /* rows of the layout's row_bytes */
  int sample0;           /* plane of the first sample */
  guint32 row, column, n_rows, n_columns;
} BsrTiffChunk;

/* Moves the samples of @chunk to their places in @planes: turned upright, counts of MinIsWhite turned
 * round. Of different chunks any number of threads at the same time. */
void bsr_tiff_chunk_place (const BsrTiffLayout *layout, const BsrTiffChunk *chunk,
                           BsrPlane *const *planes);

G_END_DECLS
