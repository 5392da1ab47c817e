#pragma once

#include "bsr-random.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_CONTAINER_20,
  BSR_CONTAINER_40,
  BSR_CONTAINER_40_HIGH,
} BsrContainerSize;

/**
 * bsr_container_model_new:
 * @random: dents and tolerances; advanced
 *
 * An empty dry freight container on a skeletal trailer. Outside: ISO 668:2020, series 1 (1CC,
 * 1AA, 1AAA); corner castings: ISO 1161:2016; inside, sheet thickness, corrugation, rails, posts,
 * cross members and floor: the usual technical specification of the trade (side wall 1.6 mm, at
 * the ends 2.0 mm, in waves of 278 mm: 72 + 68 + 70 + 68; roof 2.0 mm; cross members of 4 mm
 * every 300 mm under 28 mm of plywood).
 */
BsrSceneModel *
bsr_container_model_new (BsrContainerSize size, BsrRandom *random);

/* ISO 6346 size and type code of general purpose: "22G1", "42G1", "45G1". */
const char *
bsr_container_size_code (BsrContainerSize size);
/* Usual tare on the plate, kg; the model's structure weighs that within a tenth. */
double
bsr_container_tare_kg (BsrContainerSize size);

G_END_DECLS
