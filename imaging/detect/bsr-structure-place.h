#pragma once

#include "bsr-detector.h"
#include "bsr-structure.h"

G_BEGIN_DECLS

/* A place where a structure is not as it should be. A plain value; cells of the grid. */
typedef struct
{
  BsrReason reason; /* %BSR_REASON_STRUCTURE or %BSR_REASON_SHORT */
  BsrStructureZone zone;
  BsrBox cells;
  double excess_mm, around_mm; /* steel equivalent, means */
  double sigmas;
  double area_mm2;
  double missing_mm, inside_mm; /* of %BSR_REASON_SHORT: depth that is missing, what is left */
  double weight;                /* what the provisional score is made of, like sigmas */
} BsrStructurePlace;

/* Each appends BsrStructurePlace to @places. */
/* Compact excess that hangs in bare wall or under the roof: nothing that stands. */
void bsr_structure_find_hanging (const BsrStructure *structure, const BsrGrid *grid,
                                 GArray *places);
/* Excess between or beside cross members where nothing stands above. */
void bsr_structure_find_in_floor (const BsrStructure *structure, const BsrGrid *grid,
                                  GArray *places);
/* Excess along a corner post that its other parts and the opposite end do not have. */
void bsr_structure_find_in_posts (const BsrStructure *structure, const BsrGrid *grid,
                                  GArray *places);
/* A straight plate from the floor to the roof, seen on edge before one of the ends. */
void bsr_structure_find_false_walls (const BsrStructure *structure, const BsrGrid *grid,
                                     GArray *places);
G_END_DECLS
