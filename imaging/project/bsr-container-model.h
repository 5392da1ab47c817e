#pragma once

#include "bsr-random.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_CONTAINER_20,
  BSR_CONTAINER_40,
  BSR_CONTAINER_40_HIGH,
  BSR_CONTAINER_45_HIGH,
  BSR_CONTAINER_20_REEFER,
  BSR_CONTAINER_40_HIGH_REEFER,
  BSR_CONTAINER_20_OPEN_TOP,
  BSR_N_CONTAINERS
} BsrContainerSize;

/**
 * bsr_container_model_new:
 * @random: dents and tolerances; advanced
 *
 * An empty freight container on a skeletal trailer. Outside: ISO 668:2020, series 1 (1CC, 1AA,
 * 1AAA, 1EEE); corner castings: ISO 1161:2016; inside, sheet thickness, corrugation, rails, posts,
 * cross members and floor: the usual technical specification of the trade (side wall 1.6 mm, at
 * the ends 2.0 mm, in waves of 278 mm: 72 + 68 + 70 + 68; roof 2.0 mm; cross members of 4 mm
 * every 300 mm under 28 mm of plywood). Refrigerated containers have flat insulated walls, a
 * floor of T bars and a refrigeration unit at the front; an open top has a tarpaulin on bows.
 */
BsrSceneModel *
bsr_container_model_new (BsrContainerSize size, BsrRandom *random);

/**
 * bsr_container_pair_new:
 * @first, @second: containers, loaded
 * @gap_mm: between them; two 20 foot boxes 76 mm apart take the place of a 40 foot one
 *
 * Sets two containers one behind the other on one trailer: bsr_scene_model_join() with a vehicle.
 *
 * Returns: (transfer full): a scene of its own
 */
BsrSceneModel *
bsr_container_pair_new (const BsrSceneModel *first, const BsrSceneModel *second, double gap_mm);

/* ISO 6346 size and type code: "22G1", "45R1", ... */
const char *
bsr_container_size_code (BsrContainerSize size);
/* Usual tare on the plate, kg; the model's structure weighs that within a tenth. */
double
bsr_container_tare_kg (BsrContainerSize size);
/* Whether it has a refrigeration unit. */
gboolean
bsr_container_is_refrigerated (BsrContainerSize size);

G_END_DECLS
