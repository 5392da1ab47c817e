#pragma once

#include "bsr-random.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

/* The parts that bsr_container_model_new() puts together; each fills its share of the scene's
 * room. Dimensions and their sources are in the .c files. */
void
bsr_container_parts_add_walls (BsrSceneModel *model, BsrRandom *random); /* sides and roof */
void
bsr_container_parts_add_frame (BsrSceneModel *model); /* castings, posts, rails, rings */
void
bsr_container_parts_add_ends (BsrSceneModel *model); /* front wall and doors */
void
bsr_container_parts_add_floor (BsrSceneModel *model, BsrRandom *random);
void
bsr_container_parts_add_chassis (BsrSceneModel *model);

/* A hollow of @zone between two corners where something can be hidden. */
void
bsr_container_parts_add_cavity (BsrSceneModel *model, BsrZone zone, double x0, double x1, double y0,
                                double y1, double z0, double z1);

/* A box of structure between two corners; @share of the material's own density. */
void
bsr_container_parts_add_plate (BsrSceneModel *model, const char *material, double share, double x0,
                               double x1, double y0, double y1, double z0, double z1);

G_END_DECLS
