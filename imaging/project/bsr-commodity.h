#pragma once

#include "bsr-random.h"
#include "bsr-scene-model.h"
#include "bsr-split.h"

G_BEGIN_DECLS

/* How packages are put into the container. */
typedef enum
{
  BSR_STOWAGE_BLOCK,   /* from the floor up and from wall to wall, in columns */
  BSR_STOWAGE_PALLETS, /* on pallets, two rows */
  BSR_STOWAGE_UPRIGHT, /* standing cylinders in rows, tiers on each other */
  BSR_STOWAGE_ROLLS,   /* lying cylinders, axis across, on wedges */
  BSR_STOWAGE_LONG,    /* packs and bundles along the container, on bearers */
  BSR_STOWAGE_SINGLE,  /* one behind the other, secured for itself */
  BSR_STOWAGE_PILES,   /* pieces of all sizes on each other */
  BSR_STOWAGE_BULK,    /* loose behind a bulkhead */
} BsrStowage;

/* What one package is made of. */
typedef enum
{
  BSR_PACKAGE_CARTON,
  BSR_PACKAGE_BOTTLES, /* carton of upright bottles, jars or tins */
  BSR_PACKAGE_SACK,
  BSR_PACKAGE_BIG_BAG,
  BSR_PACKAGE_BALE,
  BSR_PACKAGE_PIECE, /* bare: ingots, plates, tiles in their wrapping */
  BSR_PACKAGE_DRUM,
  BSR_PACKAGE_OCTABIN,
  BSR_PACKAGE_REEL, /* of paper */
  BSR_PACKAGE_TYRE,
  BSR_PACKAGE_COIL,
  BSR_PACKAGE_CABLE_REEL,
  BSR_PACKAGE_PLANKS,
  BSR_PACKAGE_BARS,
  BSR_PACKAGE_SLABS, /* upright in a frame or crate */
  BSR_PACKAGE_WASHER,
  BSR_PACKAGE_REFRIGERATOR,
  BSR_PACKAGE_TELEVISION,
  BSR_PACKAGE_MACHINE,
  BSR_PACKAGE_CAR,
  BSR_PACKAGE_FURNITURE,
  BSR_PACKAGE_EFFECTS, /* of a household */
  BSR_PACKAGE_LIQUID,
  BSR_PACKAGE_SCRAP,
  BSR_PACKAGE_HEAP,
} BsrPackage;

#define BSR_COMMODITY_MAX_INGREDIENTS 4

/**
 * BsrCommodity:
 *
 * One kind of goods and how it travels. A constant of the table. Strings are static.
 */
typedef struct
{
  const char *id;
  const char *hs; /* six digits of the Harmonized System, 2022 */
  const char *description;
  const char *package_type; /* UN/ECE Recommendation 21 */
  BsrSplit split;

  BsrStowage stowage;
  BsrPackage package;
  double length_mm, width_mm, height_mm; /* of a package: along the container, across, up */
  double pallet_length_mm, pallet_width_mm;
  int tiers; /* pallets, packs or standing goods on each other, single goods abreast: at most; 0: as
                many as there is room for */

  struct
  {
    const char *material; /* see bsr-material.h; %NULL behind the last */
    double share;         /* of the mass */
  } goods[BSR_COMMODITY_MAX_INGREDIENTS];
  double least_g_cm3, most_g_cm3; /* goods over the room they take in or as a package */
  double texture, grain_mm;       /* unevenness within a package: see bsr-solid.h */
  double headroom;                /* share of a package's height that is empty */

  double least_fill, most_fill; /* share of the inside height that shippers fill */
  int articles;                 /* kinds of one consignment, at most */
  double spread;                /* deviation of one package's density from its article's */
  double loose_mm;              /* play between packages, at most */
  double missing;               /* probability that a top layer is not complete */
} BsrCommodity;

int
bsr_commodity_count (void);
const BsrCommodity *
bsr_commodity_at (int index);
/* %NULL when there is none. */
const BsrCommodity *
bsr_commodity_by_id (const char *id);

/* Whether it is of organic matter, without metal, in packages that other goods can be stowed under. */
gboolean
bsr_commodity_is_organic (const BsrCommodity *commodity);
/* Whether it is metal as such: ingots, cathodes, bars, coils, cable, scrap. */
gboolean
bsr_commodity_is_metal (const BsrCommodity *commodity);

/* kg that @model's container may carry in all: 28,000 for 20 feet, 28,800 for longer ones. */
double
bsr_commodity_payload_kg (const BsrSceneModel *model);

/**
 * bsr_commodity_load:
 * @from_mm, @to_mm: along the container from the front wall's inside; beyond the doors: to them
 * @random: density, sizes, articles, stacking height, gaps and every other disorder; advanced
 *
 * Stows packages into the scene as people do. As shippers do, it lays fewer layers or leaves
 * more room between when the container's payload or the floor's line load (4.5 t for each metre of
 * a 20 feet container, 3 t of a longer one: CTU Code, IMO/ILO/UNECE 2014, annex 7, and the
 * carriers' loading instructions) would be exceeded; what is in the scene already counts.
 *
 * Returns: the number of packages, pallets not counted; 0 when there is no room
 */
int
bsr_commodity_load (const BsrCommodity *commodity, BsrSceneModel *model, double from_mm,
                    double to_mm, BsrRandom *random);

G_END_DECLS
