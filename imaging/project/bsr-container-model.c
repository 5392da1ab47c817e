#include "bsr-container-model.h"

#include <math.h>

#include "bsr-container-parts.h"

/* ISO 668:2020, table 1, and the usual inside lengths and door heights, mm. */
typedef struct
{
  const char *code;
  double length, height, tare_kg;
} SizeFacts;

static const SizeFacts sizes[] = {
  [BSR_CONTAINER_20] = { "22G1", 6058.0, 2591.0, 2250.0 },
  [BSR_CONTAINER_40] = { "42G1", 12192.0, 2591.0, 3700.0 },
  [BSR_CONTAINER_40_HIGH] = { "45G1", 12192.0, 2896.0, 3900.0 },
};
#define OUTER_WIDTH 2438.0

/* From the outside to where load can be, mm: roof, floor's top above the underside, side wall
 * with its corrugation, front wall, doors. */
#define ROOF_DEPTH 44.0
#define FLOOR_HEIGHT 154.0
#define SIDE_DEPTH 43.0
#define FRONT_DEPTH 60.0
#define DOOR_DEPTH 100.0

const char *
bsr_container_size_code (BsrContainerSize size)
{
  return sizes[size].code;
}

double
bsr_container_tare_kg (BsrContainerSize size)
{
  return sizes[size].tare_kg;
}

BsrSceneModel *
bsr_container_model_new (BsrContainerSize size, BsrRandom *random)
{
  g_return_val_if_fail (size <= BSR_CONTAINER_40_HIGH && random != NULL, NULL);
  const SizeFacts *facts = &sizes[size];
  BsrSceneRoom room = {
    .length = facts->length,
    .height = facts->height,
    .width = OUTER_WIDTH,
    .inner_x0 = FRONT_DEPTH,
    .inner_x1 = facts->length - DOOR_DEPTH,
    .inner_y0 = ROOF_DEPTH,
    .inner_y1 = facts->height - FLOOR_HEIGHT,
    .inner_z0 = SIDE_DEPTH,
    .inner_z1 = OUTER_WIDTH - SIDE_DEPTH,
  };
  BsrSceneModel *model = bsr_scene_model_new (&room);
  bsr_container_parts_add_walls (model, random);
  bsr_container_parts_add_frame (model);
  bsr_container_parts_add_ends (model);
  bsr_container_parts_add_floor (model, random);
  bsr_container_parts_add_chassis (model);
  return model;
}
