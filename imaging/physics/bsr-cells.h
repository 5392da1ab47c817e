#pragma once

#include "bsr-plane.h"

G_BEGIN_DECLS

/* Edge of a cell, mm: about a third of the narrowest thing that anybody looks for. */
#define BSR_CELLS_EDGE_MM 15.0

/* Means over one cell, in attenuation codes. */
typedef struct
{
  guint16 level;     /* plane 0's good pixels */
  guint16 n_good;    /* how many these are, at most 65,535; 0: none, and no level */
  guint16 high, low; /* planes 0 and 1: pixels of which both say something */
  guint16 n_both;    /* how many these are */
} BsrCell;

/**
 * BsrCells:
 *
 * The whole of a scan in cells of whole pixels, about as wide as high in millimetres: made in the
 * same pass as the codes, so that who wants a first look need not visit the pixels.
 */
typedef struct
{
  int across, down;  /* pixels of a cell; those at the right and lower edge may be cut */
  int width, height; /* cells */
  BsrCell *cells;
} BsrCells;

/* Sizes for a scan; a pixel that is larger than a cell makes one of its own. */
void bsr_cells_init (BsrCells *cells, int width, int height, double pitch_x_mm, double pitch_y_mm);
void bsr_cells_clear (BsrCells *cells);

const BsrCell *bsr_cells_row (const BsrCells *cells, int row);

G_END_DECLS
