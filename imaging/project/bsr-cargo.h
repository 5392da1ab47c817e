#pragma once

#include "bsr-random.h"
#include "bsr-scene-model.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_CARGO_CARTONS,   /* on pallets, two abreast */
  BSR_CARGO_BOTTLES,   /* cartons on pallets, upright bottles or jars in each */
  BSR_CARGO_SACKS,     /* 25 kg of sugar, stacked loose from wall to wall */
  BSR_CARGO_BIG_BAGS,  /* 1 t, two abreast */
  BSR_CARGO_BALES,     /* pressed, strapped, three high */
  BSR_CARGO_DRUMS,     /* 200 l, steel, on the floor, four abreast */
  BSR_CARGO_COILS,     /* hollow cylinders of metal on cradles */
  BSR_CARGO_MACHINERY, /* machines on base frames in crates */
} BsrCargoKind;

/* What is loaded where. A plain value. */
typedef struct
{
  BsrCargoKind kind;
  const BsrMaterial *material;
  double density_g_cm3;  /* of the goods as packed */
  double from_mm, to_mm; /* along the container, from the front wall's inside */
  double height;         /* share of the inside height that may be filled, 0...1 */
  int most;              /* packages at most; 0: as many as there is room for */
} BsrCargoPlan;

/**
 * bsr_cargo_load:
 * @random: places, sizes, densities and fill of single packages; advanced
 *
 * Stacks goods into the scene as people do: in columns and layers, with gaps, leaning layers,
 * packages that weigh more or less than their neighbours, head space, a missing top layer.
 *
 * Returns: the number of packages, pallets not counted
 */
int
bsr_cargo_load (BsrSceneModel *model, const BsrCargoPlan *plan, BsrRandom *random);

G_END_DECLS
