#pragma once

#include "bsr-load-map.h"

G_BEGIN_DECLS

/**
 * BsrLoadPlaces:
 *
 * Where the material of each cell of a load lies between organic (0) and steel (1), the container's
 * walls taken off: what two energies tell together. Immutable.
 */
typedef struct _BsrLoadPlaces BsrLoadPlaces;

/**
 * bsr_load_places_new:
 * @map: of @grid; @wall_mm: of both side walls together
 *
 * Returns: (transfer full) (nullable): %NULL without an error where the scan's energies do not tell,
 * see bsr_radiograph_both_tell(); with %BSR_ERROR_ENVIRONMENT where there is no room
 */
BsrLoadPlaces *bsr_load_places_new (BsrRadiograph *radiograph, const BsrGrid *grid,
                                    const BsrLoadMap *map, double wall_mm, GError **error);
void bsr_load_places_free (BsrLoadPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrLoadPlaces, bsr_load_places_free)

/* Place of cell (@x, @y) of the grid, and its weight: 0 where the cell tells nothing. */
double bsr_load_places_at (const BsrLoadPlaces *places, int x, int y, double *place);
/* Standard deviation of places behind @attenuation by what is not known of the ratio of both. */
double bsr_load_places_ratio_error (const BsrLoadPlaces *places, double attenuation);

G_END_DECLS
