#pragma once

#include "bsr-commodity.h"

G_BEGIN_DECLS

/* A box in container coordinates, mm; y0 is its top. */
typedef struct
{
  double x0, x1, y0, y1, z0, z1;
} BsrPlace;

/* One article of a consignment: what all its packages have in common. */
typedef struct
{
  double density;               /* relative to the load's */
  double length, width, height; /* of a package, mm */
  double headroom;
  int ingredient;  /* that it is made of alone; -1: all of them */
  gboolean across; /* its front looks across the container */
  int variant;     /* 0...5: for packages that come in several makes */
  int seed;        /* of what its packages have in common */
} BsrArticle;

#define BSR_LOADING_MAX_ARTICLES 6

/* A load while it is stowed. */
typedef struct
{
  BsrSceneModel *model;
  const BsrCommodity *commodity;
  BsrRandom *random;
  BsrPlace room;  /* may be filled; y0: as high as this shipper stacks */
  double roof;    /* inside of the roof */
  double stretch; /* of the steps along the container, at least 1 */
  double density; /* of the load's goods, g/cm3 */
  BsrArticle articles[BSR_LOADING_MAX_ARTICLES];
  int n_articles;
  int pattern; /* how articles follow each other */
  double tilt; /* of the package that is added next, radians: cartons alone */

  int packages;
  double goods_mm3, goods_kg; /* that the density of the goods refers to */
} BsrLoading;

/* As bsr_commodity_load(); @loading: (out): what was stowed, its model and random not valid. */
int
bsr_commodity_load_full (const BsrCommodity *commodity, BsrSceneModel *model, double from_mm,
                         double to_mm, BsrRandom *random, BsrLoading *loading);

/* TRUE with probability @p. */
gboolean
bsr_loading_happens (BsrLoading *loading, double p);
/* The article of stack @unit. */
const BsrArticle *
bsr_loading_article (BsrLoading *loading, int unit);

/* Density of one more package of @article, within the commodity's range, g/cm3. */
double
bsr_loading_density (BsrLoading *loading, const BsrArticle *article);
/* Fills @place, taken as @shape, with goods that weigh as @reference_mm3 of them (0: as the shape's
 * own volume); a bore of @inner of its radius is left open. */
void
bsr_loading_add_goods (BsrLoading *loading, const BsrArticle *article, BsrSolidShape shape,
                       BsrPlace place, double reference_mm3, double inner);
/* A body of packing or dunnage of @material, its density times @share. */
void
bsr_loading_add_packing (BsrLoading *loading, const char *material, double share, BsrPlace place);
/* A hollow box: walls of @wall mm. */
void
bsr_loading_add_shell (BsrLoading *loading, const char *material, double density, double wall,
                       BsrPlace place);

double
bsr_place_volume (BsrPlace place);
BsrPlace
bsr_place_inset (BsrPlace place, double mm);

/* Parts of a device in units of its place: each coordinate 0...1. */
#define BSR_PARTS_MAX 96
typedef struct
{
  BsrPlace place;
  BsrSolid solids[BSR_PARTS_MAX];
  int n;
} BsrParts;

/* A part between shares of the place: x along, y down, z across. */
void
bsr_parts_add (BsrParts *parts, const char *material, double density, BsrSolidShape shape,
               BsrPlace share);
/* Walls of @wall mm about such a part. */
void
bsr_parts_add_shell (BsrParts *parts, const char *material, double wall, BsrPlace share);
/* A ring: the bore is @inner of the radius. */
void
bsr_parts_add_ring (BsrParts *parts, const char *material, double density, BsrSolidShape shape,
                    double inner, BsrPlace share);
/* Gives all parts the densities that let the whole weigh what its goods' density says. */
void
bsr_loading_add_parts (BsrLoading *loading, const BsrArticle *article, BsrParts *parts);

/* One package in @place, which is cut to the loading's room; counted. */
void
bsr_loading_add_package (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
/* Packages in layers from place.y1 up to place.y0 at most. */
void
bsr_loading_stack (BsrLoading *loading, const BsrArticle *article, BsrPlace place);

/* The ways of stowing. */
void
bsr_loading_stow_block (BsrLoading *loading);
void
bsr_loading_stow_pallets (BsrLoading *loading);
void
bsr_loading_stow_upright (BsrLoading *loading);
void
bsr_loading_stow_rolls (BsrLoading *loading);
void
bsr_loading_stow_long (BsrLoading *loading);
void
bsr_loading_stow_single (BsrLoading *loading);
void
bsr_loading_stow_piles (BsrLoading *loading);
void
bsr_loading_stow_bulk (BsrLoading *loading);

/* The packages that are more than a body in a wrapping; as bsr_loading_add_package(). */
void
bsr_package_add_drum (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_octabin (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_reel (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_tyre (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_coil (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_cable_reel (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_planks (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_bars (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_slabs (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_washer (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_refrigerator (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_television (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_machine (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_car (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_furniture (BsrLoading *loading, const BsrArticle *article, BsrPlace place);
void
bsr_package_add_effects (BsrLoading *loading, const BsrArticle *article, BsrPlace place);

G_END_DECLS
