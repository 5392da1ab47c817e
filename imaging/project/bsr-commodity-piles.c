#include <math.h>

#include "bsr-commodity-private.h"

/* Boards of furniture, mm at 0.65 g/cm3 (EN 312 particle board: 0.6...0.7). */
#define PANEL 18.0
#define PARTICLE_BOARD 0.65
/* Padding: polyurethane foam and springs, g/cm3. */
#define PADDING 0.035
/* Cartons, chests and bags that movers stack, mm. */
#define PIECE_LEAST 300.0
#define PIECE_MOST 900.0
#define LOWEST_PIECE 150.0
#define PILE_GAP 25.0

/* Bulkhead behind loose goods, mm. */
#define BULKHEAD 40.0
/* Loose goods are laid in strips of this length along the container, mm. */
#define STRIP 90.0
/* Surface of a heap: amplitude and grain, mm; the foot before the bulkhead as a share of height. */
#define SURFACE 120.0
#define SURFACE_GRAIN 700.0
#define SCRAP_PIECES 900

static double
between (BsrLoading *loading, double low, double high)
{
  return bsr_random_between (loading->random, low, high);
}

static void
add_cupboard (BsrParts *parts, BsrLoading *loading)
{
  double shelf = between (loading, 0.28, 0.45);
  bsr_parts_add_shell (parts, "wood", PANEL, (BsrPlace){ 0.0, 1.0, 0.0, 1.0, 0.0, 1.0 });
  for (double y = shelf; y < 0.9; y += shelf)
    bsr_parts_add (parts, "wood", PARTICLE_BOARD, BSR_SOLID_BOX,
                   (BsrPlace){ 0.02, 0.98, y, y + 0.025, 0.05, 0.95 });
  bsr_parts_add (parts, "wood", PARTICLE_BOARD, BSR_SOLID_BOX,
                 (BsrPlace){ 0.48, 0.52, 0.02, 0.98, 0.05, 0.95 });
  bsr_parts_add (parts, "steel", 1.0, BSR_SOLID_BOX, (BsrPlace){ 0.44, 0.46, 0.4, 0.5, 0.0, 0.03 });
}

static void
add_armchair (BsrParts *parts)
{
  bsr_parts_add (parts, "polystyrene", PADDING, BSR_SOLID_BOX,
                 (BsrPlace){ 0.0, 1.0, 0.45, 0.8, 0.0, 1.0 });
  bsr_parts_add (parts, "polystyrene", PADDING, BSR_SOLID_BOX,
                 (BsrPlace){ 0.75, 1.0, 0.0, 0.5, 0.05, 0.95 });
  bsr_parts_add (parts, "wood", 0.6, BSR_SOLID_BOX, (BsrPlace){ 0.02, 0.98, 0.8, 0.86, 0.02, 0.1 });
  bsr_parts_add (parts, "wood", 0.6, BSR_SOLID_BOX, (BsrPlace){ 0.02, 0.98, 0.8, 0.86, 0.9, 0.98 });
  bsr_parts_add (parts, "steel", 0.16, BSR_SOLID_BOX, (BsrPlace){ 0.1, 0.9, 0.68, 0.78, 0.1, 0.9 });
  for (int leg = 0; leg < 2; leg++)
    bsr_parts_add (parts, "wood", 0.6, BSR_SOLID_BOX,
                   (BsrPlace){ 0.04 + 0.86 * leg, 0.1 + 0.86 * leg, 0.86, 1.0, 0.05, 0.95 });
}

static void
add_flat_pack (BsrParts *parts, BsrLoading *loading)
{
  double fill = between (loading, 0.65, 0.9);
  bsr_parts_add (parts, "wood", PARTICLE_BOARD, BSR_SOLID_BOX,
                 (BsrPlace){ 0.02, 0.02 + fill, 0.06, 0.94, 0.03, 0.97 });
  bsr_parts_add (parts, "steel", 1.4, BSR_SOLID_BOX, (BsrPlace){ 0.94, 0.98, 0.3, 0.6, 0.1, 0.4 });
  bsr_parts_add_shell (parts, "paper", 4.0, (BsrPlace){ 0.0, 1.0, 0.0, 1.0, 0.0, 1.0 });
}

void
bsr_package_add_furniture (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrParts parts = { .place = place };
  int kind = article->variant % 3;
  if (kind == 0)
    add_cupboard (&parts, loading);
  else if (kind == 1)
    add_armchair (&parts);
  else
    add_flat_pack (&parts, loading);
  bsr_loading_add_parts (loading, article, &parts);
}

/* Tableware, books, tools or clothing in a carton: what it is, decides what it weighs. */
static void
add_household_carton (BsrParts *parts, BsrLoading *loading)
{
  static const struct
  {
    const char *material;
    double density;
  } contents[]
      = { { "cotton", 0.14 },  { "cotton", 0.2 },        { "paper", 0.5 }, { "glass", 0.3 },
          { "ceramic", 0.35 }, { "polyethylene", 0.12 }, { "steel", 0.5 } };
  int kind = bsr_random_index (loading->random, G_N_ELEMENTS (contents));
  double fill = between (loading, 0.55, 0.98);
  bsr_parts_add_shell (parts, "paper", 4.0, (BsrPlace){ 0.0, 1.0, 0.0, 1.0, 0.0, 1.0 });
  parts->solids[0].density_g_cm3 = 0.25;
  parts->solids[1].density_g_cm3 = -0.25;
  bsr_parts_add (parts, contents[kind].material, contents[kind].density, BSR_SOLID_BOX,
                 (BsrPlace){ 0.02, 0.98, 1.0 - fill, 0.98, 0.02, 0.98 });
  BsrSolid *goods = &parts->solids[parts->n - 1];
  goods->texture = 0.35;
  goods->texture_mm = 70.0;
  goods->texture_seed = (guint32)bsr_random_next (loading->random);
}

/* Bicycle, ladder or bed frame: thin tubes at any angle. */
static void
add_frame (BsrParts *parts, BsrLoading *loading)
{
  for (int i = 0; i < 5; i++)
    {
      double x = between (loading, 0.05, 0.75), y = between (loading, 0.1, 0.8);
      bsr_parts_add (parts, "steel", 2.4, BSR_SOLID_BOX,
                     (BsrPlace){ x, x + between (loading, 0.08, 0.2), y, y + 0.05, 0.2, 0.3 });
    }
  bsr_parts_add (parts, "steel", 2.4, BSR_SOLID_BOX,
                 (BsrPlace){ 0.05, 0.95, 0.9, 0.95, 0.2, 0.28 });
  bsr_parts_add (parts, "cotton", 0.05, BSR_SOLID_BOX, (BsrPlace){ 0.0, 1.0, 0.0, 1.0, 0.0, 1.0 });
}

/* A bag of bedding, a rolled carpet or a mattress. */
static void
add_soft (BsrParts *parts, BsrLoading *loading)
{
  bsr_parts_add (parts, "cotton", 0.09, BSR_SOLID_CUSHION,
                 (BsrPlace){ 0.0, 1.0, 0.05, 1.0, 0.0, 1.0 });
  BsrSolid *goods = &parts->solids[parts->n - 1];
  goods->texture = 0.2;
  goods->texture_mm = 150.0;
  goods->texture_seed = (guint32)bsr_random_next (loading->random);
}

/* No two things of a household are alike. */
void
bsr_package_add_effects (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrParts parts = { .place = place };
  double kind = bsr_random_uniform (loading->random);
  if (kind < 0.55)
    add_household_carton (&parts, loading);
  else if (kind < 0.72)
    add_soft (&parts, loading);
  else if (kind < 0.86)
    add_cupboard (&parts, loading);
  else if (kind < 0.94)
    add_armchair (&parts);
  else
    add_frame (&parts, loading);
  bsr_loading_add_parts (loading, article, &parts);
}

/* Pieces of all heights on each other at (@x, @z). */
static void
add_pile (BsrLoading *loading, int unit, double x, double length, double z, double width)
{
  BsrPlace room = loading->room;
  double y = room.y1, top = room.y0 + between (loading, 0.0, 0.25) * (room.y1 - room.y0);
  for (int piece = 0; y - LOWEST_PIECE > top; piece++)
    {
      const BsrArticle *article = bsr_loading_article (loading, unit + piece);
      double height = MIN (article->height * between (loading, 0.45, 1.1), y - top);
      double own_length = length * between (loading, 0.8, 1.0);
      double own_width = width * between (loading, 0.8, 1.0);
      double at = x + bsr_random_uniform (loading->random) * (length - own_length);
      double side = z + bsr_random_uniform (loading->random) * (width - own_width);
      bsr_loading_add_package (
          loading, article,
          (BsrPlace){ at, at + own_length, y - height, y, side, side + own_width });
      y -= height + between (loading, 0.0, 6.0);
    }
}

void
bsr_loading_stow_piles (BsrLoading *loading)
{
  BsrPlace room = loading->room;
  double across = room.z1 - room.z0;
  for (double z = room.z0; z + PIECE_LEAST <= room.z1;)
    {
      double width = loading->commodity->width_mm * between (loading, 0.6, 1.2);
      width = MIN (width, room.z1 - z);
      if (room.z1 - z - width < 0.2 * across / 3.0)
        width = room.z1 - z;
      double x = room.x0 + between (loading, 0.0, PILE_GAP);
      for (int unit = 0;; unit++)
        {
          double length = CLAMP (loading->commodity->length_mm * between (loading, 0.5, 1.2),
                                 PIECE_LEAST, 2200.0);
          if (x + length > room.x1)
            break;
          add_pile (loading, unit, x, length, z, width);
          x += length * loading->stretch + between (loading, 0.0, PILE_GAP);
        }
      z += width;
    }
}

/* A sheeted frame before the doors that holds loose goods. */
static void
add_bulkhead (BsrLoading *loading, double x, double top)
{
  BsrPlace room = loading->room;
  for (int i = 0; i < 5; i++)
    {
      double y = room.y1 - (i + 1) * 0.18 * (room.y1 - top);
      bsr_loading_add_packing (loading, "steel", 0.25,
                               (BsrPlace){ x, x + BULKHEAD, y, y + 60.0, room.z0, room.z1 });
    }
  bsr_loading_add_packing (loading, "polyethylene", 1.0,
                           (BsrPlace){ x - 1.0, x, top, room.y1, room.z0, room.z1 });
}

/* Grain or meal, level but for waves, in strips whose tops follow the surface. */
static void
add_heap (BsrLoading *loading, BsrPlace room, guint32 seed)
{
  const BsrArticle *article = &loading->articles[0];
  BsrArticle even = *article;
  double foot = between (loading, 200.0, 900.0);
  loading->packages = 1;
  for (double x = room.x0; x + STRIP <= room.x1; x += STRIP)
    {
      double wave = SURFACE * bsr_random_texture (seed, x / SURFACE_GRAIN, 0.0);
      double slope = MAX (x + foot - room.x1, 0.0) * 0.5;
      double top = MIN (room.y0 + SURFACE + wave + slope, room.y1 - 200.0);
      bsr_loading_add_goods (loading, &even, BSR_SOLID_BOX,
                             (BsrPlace){ x, x + STRIP, top, room.y1, room.z0, room.z1 }, 0.0, 0.0);
    }
}

/* Scrap: pieces of every size, shape and metal that lie as they fell, fewer towards the top. */
static void
add_scrap (BsrLoading *loading, BsrPlace room, guint32 seed)
{
  static const BsrSolidShape shapes[] = { BSR_SOLID_BOX, BSR_SOLID_ELLIPSOID, BSR_SOLID_CYLINDER_X,
                                          BSR_SOLID_CYLINDER_Z, BSR_SOLID_CUSHION };
  BsrArticle article = loading->articles[0];
  double length = room.x1 - room.x0;
  int n = (int)(SCRAP_PIECES * length / 5800.0);
  loading->packages = 1;
  for (int i = 0; i < n; i++)
    {
      double w = between (loading, 80.0, 520.0), h = between (loading, 50.0, 300.0);
      double d = between (loading, 120.0, 700.0);
      double x = room.x0 + bsr_random_uniform (loading->random) * (length - w);
      double surface
          = room.y0 + SURFACE + SURFACE * bsr_random_texture (seed, x / SURFACE_GRAIN, 1.0);
      double y
          = room.y1 - h - bsr_random_uniform (loading->random) * MAX (room.y1 - surface - h, 0.0);
      double z = room.z0 + bsr_random_uniform (loading->random) * (room.z1 - room.z0 - d);
      article.ingredient = bsr_random_index (loading->random, 3);
      if (loading->commodity->goods[article.ingredient].material == NULL)
        article.ingredient = 0;
      bsr_loading_add_goods (
          loading, &article, shapes[bsr_random_index (loading->random, G_N_ELEMENTS (shapes))],
          (BsrPlace){ x, x + w, MAX (y, room.y0), MAX (y, room.y0) + h, z, z + d }, 0.0, 0.0);
    }
}

void
bsr_loading_stow_bulk (BsrLoading *loading)
{
  BsrPlace room = loading->room;
  guint32 seed = (guint32)bsr_random_next (loading->random);
  room.x1 = room.x0 + (room.x1 - room.x0) / loading->stretch - BULKHEAD - 4.0;
  if (room.x1 - room.x0 < 4.0 * STRIP)
    return;
  BsrPackage package = loading->commodity->package;
  if (package == BSR_PACKAGE_LIQUID)
    bsr_loading_add_package (loading, &loading->articles[0], room);
  else if (package == BSR_PACKAGE_SCRAP)
    add_scrap (loading, room, seed);
  else
    add_heap (loading, room, seed);
  add_bulkhead (loading, room.x1 + 2.0, room.y0);
}
