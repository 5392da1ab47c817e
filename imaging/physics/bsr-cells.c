#include "bsr-cells.h"

#include <math.h>

/* Pixels along a cell's edge whose codes, 16 bits each, 32 bits hold the sum of. */
#define MOST_PIXELS 65535

static int
pixels_of (double pitch_mm, int most)
{
  return (int) CLAMP (round (BSR_CELLS_EDGE_MM / pitch_mm), 1.0, (double) MIN (most, MOST_PIXELS));
}

void
bsr_cells_init (BsrCells *cells, int width, int height, double pitch_x_mm, double pitch_y_mm)
{
  int across = pixels_of (pitch_x_mm, width), down = pixels_of (pitch_y_mm, height);
  *cells = (BsrCells){ .across = across,
                       .down = down,
                       .width = (width + across - 1) / across,
                       .height = (height + down - 1) / down };
  cells->cells = g_new0 (BsrCell, (gsize) cells->width * cells->height);
}

void
bsr_cells_clear (BsrCells *cells)
{
  g_clear_pointer (&cells->cells, g_free);
}

const BsrCell *
bsr_cells_row (const BsrCells *cells, int row)
{
  g_assert (row >= 0 && row < cells->height);
  return cells->cells + (gsize) row * cells->width;
}
