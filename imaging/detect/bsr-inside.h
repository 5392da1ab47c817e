#pragma once

#include "bsr-grid.h"

G_BEGIN_DECLS

/**
 * BsrInside:
 *
 * Where a load can be within a container's outer box, and what the beam meets there without any
 * load. Boxes and rows are cells of the grid that it was found on. Immutable.
 */
typedef struct _BsrInside BsrInside;

/* What @grid, made over a container's box, shows of its inside. */
BsrInside *bsr_inside_new (const BsrGrid *grid);
void bsr_inside_free (BsrInside *inside);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrInside, bsr_inside_free)

/* Between the corner posts, under the roof rail, above the floor. */
BsrBox bsr_inside_space (const BsrInside *inside);
/* The same without what other structure is seen at the ends. */
BsrBox bsr_inside_clear (const BsrInside *inside);

/* Steel equivalent of both side walls, mm: measured where there is no load, else nominal. */
double bsr_inside_wall_mm (const BsrInside *inside);
/* How well it is known, mm. */
double bsr_inside_wall_sd_mm (const BsrInside *inside);
/* Steel equivalent that row @y shows without load, mm: the walls, and under a low source also
 * the roof. */
double bsr_inside_bare_mm (const BsrInside *inside, int y);
/* Steel equivalent from which on a cell of row @y holds load, mm. */
double bsr_inside_load_threshold (const BsrInside *inside, int y);

G_END_DECLS
