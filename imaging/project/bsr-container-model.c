#include "bsr-container-model.h"

#include <math.h>

#include "bsr-container-parts.h"

typedef enum
{
  MAKE_DRY,
  MAKE_REEFER,
  MAKE_OPEN_TOP,
} Make;

/* ISO 668:2020, table 1, and the usual tare that carriers' equipment lists give. */
typedef struct
{
  const char *code;
  double length, height, tare_kg;
  Make make;
} SizeFacts;

static const SizeFacts sizes[] = {
  [BSR_CONTAINER_20] = { "22G1", 6058.0, 2591.0, 2250.0, MAKE_DRY },
  [BSR_CONTAINER_40] = { "42G1", 12192.0, 2591.0, 3700.0, MAKE_DRY },
  [BSR_CONTAINER_40_HIGH] = { "45G1", 12192.0, 2896.0, 3900.0, MAKE_DRY },
  [BSR_CONTAINER_45_HIGH] = { "L5G1", 13716.0, 2896.0, 4800.0, MAKE_DRY },
  [BSR_CONTAINER_20_REEFER] = { "22R1", 6058.0, 2591.0, 3000.0, MAKE_REEFER },
  [BSR_CONTAINER_40_HIGH_REEFER] = { "45R1", 12192.0, 2896.0, 4650.0, MAKE_REEFER },
  [BSR_CONTAINER_20_OPEN_TOP] = { "22U1", 6058.0, 2591.0, 2350.0, MAKE_OPEN_TOP },
};
G_STATIC_ASSERT (G_N_ELEMENTS (sizes) == BSR_N_CONTAINERS);
#define OUTER_WIDTH 2438.0
/* Longer boxes are lifted at the places of a 40 foot one, mm. */
#define LIFTED_AT_ENDS 12192.0

/* From the outside to where load can be, mm: roof, floor's top above the underside, side wall,
 * front wall, doors. */
typedef struct
{
  double roof, floor, side, front, doors;
} Depths;

static const Depths depths[] = {
  [MAKE_DRY] = { 44.0, 154.0, 43.0, 60.0, 100.0 },
  [MAKE_REEFER] = { 90.0, 235.0, 74.0, 500.0, 105.0 },
  [MAKE_OPEN_TOP] = { 62.0, 154.0, 43.0, 60.0, 100.0 },
};

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

gboolean
bsr_container_is_refrigerated (BsrContainerSize size)
{
  return sizes[size].make == MAKE_REEFER;
}

static void
add_dry (BsrSceneModel *model, const SizeFacts *facts, BsrRandom *random)
{
  bsr_container_parts_add_sides (model);
  if (facts->make == MAKE_OPEN_TOP)
    bsr_container_parts_add_tarpaulin (model, random);
  else
    bsr_container_parts_add_roof (model, random);
  bsr_container_parts_add_frame (model);
  bsr_container_parts_add_rings (model);
  if (facts->length > LIFTED_AT_ENDS)
    bsr_container_parts_add_inner_frame (model);
  bsr_container_parts_add_ends (model);
  bsr_container_parts_add_floor (model, random);
}

static void
add_reefer (BsrSceneModel *model, BsrRandom *random)
{
  bsr_container_parts_add_insulation (model, random);
  bsr_container_parts_add_frame (model);
  bsr_container_parts_add_unit (model);
}

BsrSceneModel *
bsr_container_model_new (BsrContainerSize size, BsrRandom *random)
{
  g_return_val_if_fail (size < BSR_N_CONTAINERS && random != NULL, NULL);
  const SizeFacts *facts = &sizes[size];
  const Depths *depth = &depths[facts->make];
  BsrSceneRoom room = {
    .length = facts->length,
    .height = facts->height,
    .width = OUTER_WIDTH,
    .inner_x0 = depth->front,
    .inner_x1 = facts->length - depth->doors,
    .inner_y0 = depth->roof,
    .inner_y1 = facts->height - depth->floor,
    .inner_z0 = depth->side,
    .inner_z1 = OUTER_WIDTH - depth->side,
  };
  BsrSceneModel *model = bsr_scene_model_new (&room);
  if (facts->make == MAKE_REEFER)
    add_reefer (model, random);
  else
    add_dry (model, facts, random);
  bsr_container_parts_add_chassis (model);
  return model;
}

BsrSceneModel *
bsr_container_pair_new (const BsrSceneModel *first, const BsrSceneModel *second, double gap_mm)
{
  BsrSceneModel *model = bsr_scene_model_join (first, second, gap_mm);
  bsr_container_parts_add_chassis (model);
  return model;
}
