#pragma once

#include "bsr-plane.h"

G_BEGIN_DECLS

/* What places are found in: planes of one value a place, and the cells that a place stands for:
 * @step_x by @step_y of them from (@first_x, @first_y) on, cut to @space. A plain value that
 * borrows its planes, all F32. */
typedef struct
{
  double scale_mm;   /* size of what is looked for */
  BsrPlane *sigmas;  /* how far a place stands out, signed */
  BsrPlane *excess;  /* mm */
  BsrPlane *around;  /* what the excess is over, mm */
  BsrBox space;
  int first_x, first_y, step_x, step_y;
} BsrPlaceMap;

/* Strongest of the sigmas, turned by @sign, of the places that share cells with @cells, and their
 * mean; at least 0, and 0 where there is none. */
double bsr_place_map_strongest (const BsrPlaceMap *map, BsrBox cells, double sign, double *mean);

/* The cells that a box of places stands for. */
BsrBox bsr_place_map_to_cells (const BsrPlaceMap *map, BsrBox places);

G_END_DECLS
