#pragma once

#include "bsr-grid.h"

G_BEGIN_DECLS

/**
 * BsrInside:
 *
 * Where a load can be within a container's outer box, and what the beam meets there without any
 * load. A plain value, in cells of the grid that it was found on.
 */
typedef struct
{
  BsrBox space;      /* between corner posts, under the roof rail, above the floor */
  BsrBox clear;      /* the same without what other structure is seen at the ends */
  double wall_mm; /* both side walls together, steel equivalent */
  double wall_sd_mm; /* how well that is known */
  gboolean wall_seen; /* measured where there is no load; nominal otherwise */
} BsrInside;

/* What @grid, made over a container's box, shows of its inside. */
BsrInside bsr_inside_find (const BsrGrid *grid);

/* Steel equivalent above which a cell of the inside holds load, mm. */
double bsr_inside_load_threshold (const BsrInside *inside);

G_END_DECLS
