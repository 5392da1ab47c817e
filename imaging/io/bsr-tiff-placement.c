#include "bsr-tiff-placement.h"

#include <string.h>

#include "bsr-orientation.h"

/* Edge of the squares in which samples are moved, so that the turned orientations use each cache
 * line that they touch in full: 32 samples of 2 bytes are one line. */
#define BLOCK 32

/* Where the stored sample at (row, column) belongs: origin + row * row_step + column * column_step,
 * bytes. */
typedef struct
{
  guint8 *origin;
  gssize row_step, column_step;
} Placement;

static Placement
placement_new (const BsrTiffLayout *layout, BsrPlane *plane)
{
  gssize sample = (gssize) bsr_plane_sample_size (plane),
         stride = (gssize) bsr_plane_stride (plane);
  gboolean turned = bsr_orientation_is_turned (layout->orientation);
  Placement placement
      = { bsr_plane_row (plane, 0), turned ? sample : stride, turned ? stride : sample };

  if (bsr_orientation_rows_back (layout->orientation))
    {
      placement.origin += (gssize) (layout->height - 1) * placement.row_step;
      placement.row_step = -placement.row_step;
    }
  if (bsr_orientation_columns_back (layout->orientation))
    {
      placement.origin += (gssize) (layout->width - 1) * placement.column_step;
      placement.column_step = -placement.column_step;
    }
  return placement;
}

/* 12-bit sample @index of a row: three bytes hold two, high bits first. */
static inline guint16
sample_12 (const guint8 *row, gsize index)
{
  const guint8 *bytes = row + index / 2 * 3;
  return index % 2 == 0 ? (guint16) (bytes[0] << 4 | bytes[1] >> 4)
                        : (guint16) ((bytes[1] & 15) << 8 | bytes[2]);
}

/* Moves @n samples, the first at @index of @row and the others @every apart, to @to and on by @step
 * bytes; @flip: bits of a count that are turned. */
static void
place_apart (const guint8 *row, gsize index, int bits, gsize every, guint16 flip, guint8 *to,
             gssize step, guint32 n)
{
  const guint16 *narrow = (const guint16 *) (gconstpointer) row;
  const guint32 *wide = (const guint32 *) (gconstpointer) row;

  if (bits == 8)
    for (guint32 i = 0; i < n; i++, to += step, index += every)
      *(guint16 *) (gpointer) to = row[index] ^ flip;
  else if (bits == 12)
    for (guint32 i = 0; i < n; i++, to += step, index += every)
      *(guint16 *) (gpointer) to = sample_12 (row, index) ^ flip;
  else if (bits == 16)
    for (guint32 i = 0; i < n; i++, to += step, index += every)
      *(guint16 *) (gpointer) to = narrow[index] ^ flip;
  else
    for (guint32 i = 0; i < n; i++, to += step, index += every)
      *(guint32 *) (gpointer) to = wide[index];
}

/* The same of samples that lie side by side and stay so: most scans, and many times as fast. */
static void
place_together (const guint8 *row, int bits, guint16 flip, guint8 *to, guint32 n)
{
  guint16 *counts = (guint16 *) (gpointer) to;
  const guint16 *narrow = (const guint16 *) (gconstpointer) row;

  if (bits == 8)
    for (guint32 i = 0; i < n; i++)
      counts[i] = row[i] ^ flip;
  else if (bits == 16 && flip != 0)
    for (guint32 i = 0; i < n; i++)
      counts[i] = narrow[i] ^ flip;
  else
    memcpy (to, row, (gsize) n * (gsize) bits / 8);
}

void
bsr_tiff_chunk_place (const BsrTiffLayout *layout, const BsrTiffChunk *chunk,
                      BsrPlane *const *planes)
{
  g_return_if_fail (layout != NULL && chunk != NULL && planes != NULL);

  gsize every = layout->separate ? 1 : (gsize) layout->n_samples;
  int n_samples = layout->separate || layout->is_palette ? 1 : layout->n_planes;
  guint16 flip
      = layout->white_is_zero && !layout->is_float ? (guint16) ((1u << layout->bits) - 1) : 0;

  for (int s = 0; s < n_samples; s++)
    {
      Placement to = placement_new (layout, planes[chunk->sample0 + s]);
      gssize sample = (gssize) bsr_plane_sample_size (planes[chunk->sample0 + s]);
      gboolean together = every == 1 && layout->bits != 12 && to.column_step == sample;
      guint32 block_columns = together ? chunk->n_columns : BLOCK;
      for (guint32 block_row = 0; block_row < chunk->n_rows; block_row += BLOCK)
        for (guint32 column = 0; column < chunk->n_columns; column += block_columns)
          for (guint32 row = block_row; row < MIN (block_row + BLOCK, chunk->n_rows); row++)
            {
              const guint8 *from = chunk->samples + (gsize) row * (gsize) layout->row_bytes;
              guint8 *at = to.origin + (gssize) (chunk->row + row) * to.row_step
                           + (gssize) (chunk->column + column) * to.column_step;
              if (together)
                place_together (from, layout->bits, flip, at, chunk->n_columns);
              else
                place_apart (from, (gsize) column * every + (gsize) s, layout->bits, every, flip,
                             at, to.column_step, MIN (BLOCK, chunk->n_columns - column));
            }
    }
}
