#pragma once

#include "bsr-structure.h"

G_BEGIN_DECLS

/**
 * BsrLoadMap:
 *
 * The load alone, cell by cell: what the beam meets of it once the container's own walls, roof and
 * floor are taken off. Cells are those of the grid it was made from. Immutable.
 */
typedef struct _BsrLoadMap BsrLoadMap;

/* What is known of a cell's load. */
typedef enum
{
  BSR_LOAD_NONE,     /* none, or no place for any */
  BSR_LOAD_SEEN,     /* the beam met it */
  BSR_LOAD_SUPPOSED, /* the floor, seen aslant, lies before or behind it: taken to go on as above it */
} BsrLoadCell;

/**
 * bsr_load_map_new:
 * @structure: of @grid, as @inside is; the three must outlive nothing: no reference is kept
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_ENVIRONMENT
 */
BsrLoadMap *bsr_load_map_new (const BsrGrid *grid, const BsrInside *inside,
                              const BsrStructure *structure, GError **error);
void bsr_load_map_free (BsrLoadMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLoadMap, bsr_load_map_free)

/* Where load can be: between both ends or the refrigeration unit, from the roof to the floor. */
BsrBox bsr_load_map_space (const BsrLoadMap *map);
/* (transfer none), F32: mass thickness of the load, g/cm2; 0 where there is none. Noise is left in,
 * so that means are right. */
BsrPlane *bsr_load_map_mass (const BsrLoadMap *map);
/* (transfer none), U8: a BsrLoadCell a cell. */
BsrPlane *bsr_load_map_cells (const BsrLoadMap *map);

G_END_DECLS
