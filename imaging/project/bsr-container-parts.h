#pragma once

#include "bsr-random.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

/* The parts that bsr_container_model_new() puts together; each fills its share of the scene's
 * room and tells the hollows that it has. Dimensions and their sources are in the .c files. */
void
bsr_container_parts_add_sides (BsrSceneModel *model);
void
bsr_container_parts_add_roof (BsrSceneModel *model, BsrRandom *random);
void
bsr_container_parts_add_tarpaulin (BsrSceneModel *model, BsrRandom *random); /* with its bows */
void
bsr_container_parts_add_frame (BsrSceneModel *model); /* castings, posts, rails */
void
bsr_container_parts_add_rings (BsrSceneModel *model);
/* Castings and posts at the lifting places of a 40 foot box, for longer ones. */
void
bsr_container_parts_add_inner_frame (BsrSceneModel *model);
void
bsr_container_parts_add_ends (BsrSceneModel *model); /* front wall and doors */
void
bsr_container_parts_add_floor (BsrSceneModel *model, BsrRandom *random);
void
bsr_container_parts_add_chassis (BsrSceneModel *model);

/* Insulated sides, roof, floor and doors of a refrigerated container. */
void
bsr_container_parts_add_insulation (BsrSceneModel *model, BsrRandom *random);
/* Its refrigeration unit before the insulated front wall. */
void
bsr_container_parts_add_unit (BsrSceneModel *model);

/* Pieces that several parts use: a header or sill at height @y, the doors' bars, a hollow box of
 * steel. */
void
bsr_container_parts_add_header (BsrSceneModel *model, double x0, double x1, double y);
void
bsr_container_parts_add_locking_bars (BsrSceneModel *model, double x);
void
bsr_container_parts_add_hollow (BsrSceneModel *model, double sheet, double x0, double x1, double y0,
                                double y1, double z0, double z1);

/* A hollow of @zone between two corners where something can be hidden. */
void
bsr_container_parts_add_cavity (BsrSceneModel *model, BsrZone zone, double x0, double x1, double y0,
                                double y1, double z0, double z1);

/* A box of structure between two corners; @share of the material's own density. */
void
bsr_container_parts_add_plate (BsrSceneModel *model, const char *material, double share, double x0,
                               double x1, double y0, double y1, double z0, double z1);

G_END_DECLS
