#include <math.h>

#include "bsr-commodity-private.h"

#include "bsr-cargo-private.h"

/* Corrugated board, g/cm3, and both faces of a carton as the beam sees them, mm. */
#define BOARD_DENSITY 0.25
#define BOARD 4.0
/* Straps of steel wire about a bale, mm. */
#define STRAP 4.0
#define STRAP_DEPTH 16.0
#define STRAPS 4
/* Sacks swell towards their neighbours. */
#define SWELL 1.07
#define BALE_SWELL 1.01
/* One package in so many was opened and half emptied. */
#define HALF_EMPTY 0.004

/* Packed goods of some variety: one package in fifty holds another article or quantity. */
#define MIXED_SPREAD 0.03
#define ODD_PACKAGES 0.02
#define ODD_DENSITY 0.3

/* cm3 are a thousandth of a mm3, g of a kg. */
#define G_CM3_MM3_TO_KG 1e-6

double
bsr_place_volume (BsrPlace place)
{
  return (place.x1 - place.x0) * (place.y1 - place.y0) * (place.z1 - place.z0);
}

BsrPlace
bsr_place_inset (BsrPlace place, double mm)
{
  return (BsrPlace){ place.x0 + mm, place.x1 - mm, place.y0 + mm,
                     place.y1 - mm, place.z0 + mm, place.z1 - mm };
}

static BsrSolid
solid_in (const char *material, BsrSolidShape shape, BsrPlace place)
{
  BsrSolid solid = bsr_solid_box (bsr_material_by_id (material), place.x0, place.x1, place.y0,
                                  place.y1, place.z0, place.z1);
  solid.shape = shape;
  return solid;
}

void
bsr_loading_add_packing (BsrLoading *loading, const char *material, double share, BsrPlace place)
{
  BsrSolid solid = solid_in (material, BSR_SOLID_BOX, place);
  solid.density_g_cm3 *= share;
  bsr_scene_model_add (loading->model, &solid);
}

void
bsr_loading_add_shell (BsrLoading *loading, const char *material, double density, double wall,
                       BsrPlace place)
{
  BsrSolid outer = solid_in (material, BSR_SOLID_BOX, place);
  BsrSolid inner = solid_in (material, BSR_SOLID_BOX, bsr_place_inset (place, wall));
  outer.density_g_cm3 = density;
  inner.density_g_cm3 = -density;
  outer.tilt = inner.tilt = loading->tilt;
  bsr_scene_model_add (loading->model, &outer);
  bsr_scene_model_add (loading->model, &inner);
}

double
bsr_loading_density (BsrLoading *loading, const BsrArticle *article)
{
  const BsrCommodity *commodity = loading->commodity;
  double own = bsr_random_normal (loading->random, 1.0, commodity->spread);
  if (commodity->spread >= MIXED_SPREAD && bsr_loading_happens (loading, ODD_PACKAGES))
    own *= bsr_random_between (loading->random, 1.0 - ODD_DENSITY, 1.0 + ODD_DENSITY);
  return CLAMP (loading->density * article->density * own, commodity->least_g_cm3,
                commodity->most_g_cm3);
}

/* One body of each ingredient, all in the same place and uneven alike. */
static void
add_ingredients (BsrLoading *loading, const BsrArticle *article, BsrSolid body, double density,
                 double inner)
{
  const BsrCommodity *commodity = loading->commodity;
  body.texture = commodity->texture;
  body.texture_mm = commodity->grain_mm;
  body.tilt = body.shape == BSR_SOLID_BOX ? loading->tilt : 0.0;
  /* Strips of one heap are one body. */
  body.texture_seed = commodity->package == BSR_PACKAGE_HEAP
                          ? (guint32)article->seed
                          : (guint32)bsr_random_next (loading->random);
  for (int i = 0; i < BSR_COMMODITY_MAX_INGREDIENTS && commodity->goods[i].material != NULL; i++)
    {
      if (article->ingredient >= 0 && article->ingredient != i)
        continue;
      body.material = bsr_material_by_id (commodity->goods[i].material);
      body.density_g_cm3 = density * (article->ingredient >= 0 ? 1.0 : commodity->goods[i].share);
      bsr_cargo_add_ring (loading->model, body, inner);
    }
}

void
bsr_loading_add_goods (BsrLoading *loading, const BsrArticle *article, BsrSolidShape shape,
                       BsrPlace place, double reference_mm3, double inner)
{
  BsrSolid body = solid_in ("air", shape, place);
  gboolean round = shape == BSR_SOLID_CYLINDER_X || shape == BSR_SOLID_CYLINDER_Y
                   || shape == BSR_SOLID_CYLINDER_Z;
  double own = bsr_solid_volume (&body) * (round ? 1.0 - inner * inner : 1.0);
  double reference = reference_mm3 > 0.0 ? reference_mm3 : own;
  double density = bsr_loading_density (loading, article);
  loading->goods_mm3 += reference;
  loading->goods_kg += density * reference * G_CM3_MM3_TO_KG;
  add_ingredients (loading, article, body, density * reference / own, inner);
}

/* What is left of a half empty package, from its bottom up. */
static double
rest_of (BsrLoading *loading)
{
  return bsr_loading_happens (loading, HALF_EMPTY) ? bsr_random_between (loading->random, 0.3, 0.8)
                                                   : 1.0;
}

static void
add_carton (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  bsr_loading_add_shell (loading, "paper", BOARD_DENSITY, BOARD, place);
  BsrPlace inside = bsr_place_inset (place, BOARD);
  double head = article->headroom * bsr_random_between (loading->random, 0.6, 1.4);
  double filled = (1.0 - MIN (head, 0.5)) * rest_of (loading);
  double share = filled / (1.0 - MIN (article->headroom, 0.5));
  inside.y0 = inside.y1 - filled * (inside.y1 - inside.y0);
  bsr_loading_add_goods (loading, article, BSR_SOLID_BOX, inside,
                         bsr_place_volume (place) * MIN (share, 1.0), 0.0);
}

/* A row of upright bottles across is to the beam what one bottle of its whole depth is. */
static void
add_bottles (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  int n = 3 + article->variant % 2;
  bsr_loading_add_shell (loading, "paper", BOARD_DENSITY, BOARD, place);
  BsrPlace inside = bsr_place_inset (place, BOARD);
  double step = (inside.x1 - inside.x0) / n, neck = 0.3 * (inside.y1 - inside.y0);
  for (int i = 0; i < n; i++)
    {
      BsrPlace body = inside;
      body.x0 = inside.x0 + i * step + 1.0;
      body.x1 = body.x0 + step - 2.0;
      body.y0 += neck * article->headroom / 0.3;
      bsr_loading_add_goods (loading, article, BSR_SOLID_CYLINDER_Y, body,
                             bsr_place_volume (place) / n, 0.0);
    }
}

static BsrPlace
cut_to (BsrPlace place, BsrPlace room)
{
  return (BsrPlace){ MAX (place.x0, room.x0), MIN (place.x1, room.x1), MAX (place.y0, room.y0),
                     MIN (place.y1, room.y1), MAX (place.z0, room.z0), MIN (place.z1, room.z1) };
}

static void
add_cushion (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  double sag = bsr_random_between (loading->random, 0.0, 0.05) * (place.y1 - place.y0);
  double rest = rest_of (loading);
  double swell = loading->commodity->package == BSR_PACKAGE_SACK ? SWELL : BALE_SWELL;
  double more_x = (place.x1 - place.x0) * (swell - 1.0) / 2.0;
  double more_z = (place.z1 - place.z0) * (swell - 1.0) / 2.0;
  place.x0 -= more_x;
  place.x1 += more_x;
  place.z0 -= more_z;
  place.z1 += more_z;
  place = cut_to (place, loading->room);
  place.y0 = place.y1 - (place.y1 - place.y0 - sag) * rest;
  bsr_loading_add_goods (loading, article, BSR_SOLID_CUSHION, place, 0.0, 0.0);
}

static void
add_bale (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  add_cushion (loading, article, place);
  for (int i = 0; i < STRAPS; i++)
    {
      double x = place.x0 + (place.x1 - place.x0) * (i + 1.5) / (STRAPS + 2.0);
      double y = place.y0 + STRAP_DEPTH;
      bsr_loading_add_packing (loading, "steel", 1.0,
                               (BsrPlace){ x, x + STRAP, y, y + STRAP, place.z0, place.z1 });
    }
}

static void
add_piece (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  bsr_loading_add_goods (loading, article, BSR_SOLID_BOX, place, 0.0, 0.0);
}

/* A flexible tank bulges and is flat on the floor only in its middle. */
static void
add_liquid (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  bsr_loading_add_goods (loading, article, BSR_SOLID_CUSHION, place, 0.0, 0.0);
}

typedef void (*Build) (BsrLoading *loading, const BsrArticle *article, BsrPlace place);

/* Scrap and heaps are stowed whole. */
static const Build builds[] = {
  [BSR_PACKAGE_CARTON] = add_carton,
  [BSR_PACKAGE_BOTTLES] = add_bottles,
  [BSR_PACKAGE_SACK] = add_cushion,
  [BSR_PACKAGE_BIG_BAG] = add_cushion,
  [BSR_PACKAGE_BALE] = add_bale,
  [BSR_PACKAGE_PIECE] = add_piece,
  [BSR_PACKAGE_DRUM] = bsr_package_add_drum,
  [BSR_PACKAGE_OCTABIN] = bsr_package_add_octabin,
  [BSR_PACKAGE_REEL] = bsr_package_add_reel,
  [BSR_PACKAGE_TYRE] = bsr_package_add_tyre,
  [BSR_PACKAGE_COIL] = bsr_package_add_coil,
  [BSR_PACKAGE_CABLE_REEL] = bsr_package_add_cable_reel,
  [BSR_PACKAGE_PLANKS] = bsr_package_add_planks,
  [BSR_PACKAGE_BARS] = bsr_package_add_bars,
  [BSR_PACKAGE_SLABS] = bsr_package_add_slabs,
  [BSR_PACKAGE_WASHER] = bsr_package_add_washer,
  [BSR_PACKAGE_REFRIGERATOR] = bsr_package_add_refrigerator,
  [BSR_PACKAGE_TELEVISION] = bsr_package_add_television,
  [BSR_PACKAGE_MACHINE] = bsr_package_add_machine,
  [BSR_PACKAGE_CAR] = bsr_package_add_car,
  [BSR_PACKAGE_FURNITURE] = bsr_package_add_furniture,
  [BSR_PACKAGE_EFFECTS] = bsr_package_add_effects,
  [BSR_PACKAGE_LIQUID] = add_liquid,
};

void
bsr_loading_add_package (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrPackage package = loading->commodity->package;
  g_return_if_fail (package < G_N_ELEMENTS (builds) && builds[package] != NULL);
  loading->packages++;
  builds[package](loading, article, cut_to (place, loading->room));
}
