#include <math.h>

#include "bsr-commodity-private.h"

#include "bsr-cargo-private.h"

/* ISO 15750-2 steel drum: sheet and the three hoops' thickness, mm; a plastics drum's wall
 * (ISO 15750-3) is thicker and lighter. */
#define DRUM_SHEET 1.0
#define DRUM_HOOP 3.0
#define DRUM_HOOP_HEIGHT 12.0
#define PLASTIC_WALL 3.5
/* A drum is filled but for its ullage. */
#define ULLAGE_LEAST 0.04
#define ULLAGE_MOST 0.1

/* Octagonal box of heavy corrugated board on a pallet, mm. */
#define OCTABIN_WALL 12.0
#define OCTABIN_BOARD 0.25

/* Bores as shares of the outside. */
#define REEL_CORE 0.08 /* a core of 76...100 mm in 1.1 m */
#define TYRE_BORE 0.62 /* rim 15...17 inches in 600...680 mm */
#define COIL_BORE 0.46
#define CABLE_BARREL 0.5 /* barrel of a cable reel in its flange */
#define CABLE_FILL 0.9   /* of the flange that cable reaches */
#define FLANGE 40.0      /* of wood, mm */

/* Rows of standing goods shift by this along the container, mm. */
#define ROW_SHIFT 12.0
#define WEDGE 90.0
#define SEPARATOR 9.0 /* plywood between tiers, mm */

static void
add_cylinder_shell (BsrLoading *loading, const char *material, double density, double wall,
                    BsrPlace place)
{
  BsrSolid shell = bsr_solid_box (bsr_material_by_id (material), place.x0, place.x1, place.y0,
                                  place.y1, place.z0, place.z1);
  shell.shape = BSR_SOLID_CYLINDER_Y;
  shell.density_g_cm3 = density;
  bsr_cargo_add_ring (loading->model, shell, 1.0 - 2.0 * wall / (place.x1 - place.x0));
}

void
bsr_package_add_drum (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  gboolean plastics = article->variant == 5;
  const char *material = plastics ? "polyethylene" : "steel";
  double density = bsr_material_by_id (material)->density_g_cm3;
  double wall = plastics ? PLASTIC_WALL : DRUM_SHEET, height = place.y1 - place.y0;
  add_cylinder_shell (loading, material, density, wall, place);
  for (int i = 0; i < 4 && !plastics; i++)
    {
      BsrPlace hoop = place;
      hoop.y0 += i / 3.0 * (height - DRUM_HOOP_HEIGHT);
      hoop.y1 = hoop.y0 + DRUM_HOOP_HEIGHT;
      add_cylinder_shell (loading, material, density, DRUM_HOOP, hoop);
    }
  BsrPlace inside = bsr_place_inset (place, wall);
  inside.y0 += bsr_random_between (loading->random, ULLAGE_LEAST, ULLAGE_MOST) * height;
  bsr_loading_add_goods (loading, article, BSR_SOLID_CYLINDER_Y, inside, 0.0, 0.0);
}

void
bsr_package_add_octabin (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  bsr_cargo_add_pallet (loading->model, place.x0, place.x1, place.y1, place.z0, place.z1);
  place.y1 -= BSR_CARGO_PALLET_HEIGHT;
  add_cylinder_shell (loading, "paper", OCTABIN_BOARD, OCTABIN_WALL, place);
  BsrPlace inside = bsr_place_inset (place, OCTABIN_WALL);
  inside.y0 += bsr_random_between (loading->random, 0.03, 0.14) * (place.y1 - place.y0);
  bsr_loading_add_goods (loading, article, BSR_SOLID_CYLINDER_Y, inside, 0.0, 0.0);
}

void
bsr_package_add_cable_reel (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrSolid flange = bsr_solid_box (bsr_material_by_id ("wood"), place.x0, place.x1, place.y0,
                                   place.y1, place.z0, place.z0 + FLANGE);
  flange.shape = BSR_SOLID_CYLINDER_Z;
  bsr_scene_model_add (loading->model, &flange);
  flange.z = place.z1 - FLANGE / 2.0;
  bsr_scene_model_add (loading->model, &flange);

  double rim = (1.0 - CABLE_FILL * bsr_random_between (loading->random, 0.85, 1.05)) / 2.0;
  BsrPlace wound = place;
  wound.x0 += rim * (place.x1 - place.x0);
  wound.x1 -= rim * (place.x1 - place.x0);
  wound.y0 += rim * (place.y1 - place.y0);
  wound.y1 -= rim * (place.y1 - place.y0);
  wound.z0 += FLANGE;
  wound.z1 -= FLANGE;
  bsr_loading_add_goods (loading, article, BSR_SOLID_CYLINDER_Z, wound, 0.0, CABLE_BARREL);
}

void
bsr_package_add_reel (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  bsr_loading_add_goods (loading, article, BSR_SOLID_CYLINDER_Y, place, 0.0, REEL_CORE);
}

void
bsr_package_add_tyre (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  bsr_loading_add_goods (loading, article, BSR_SOLID_CYLINDER_Y, place, 0.0, TYRE_BORE);
}

void
bsr_package_add_coil (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  bsr_loading_add_goods (loading, article, BSR_SOLID_CYLINDER_Z, place, 0.0, COIL_BORE);
}

/* One stack of standing goods about (@x, @z); each piece a little off the one below. */
static void
add_standing (BsrLoading *loading, const BsrArticle *article, double x, double z, double play,
              int tiers)
{
  double y = loading->room.y1;
  for (int tier = 0; tier < tiers && y - article->height >= loading->room.y0; tier++)
    {
      double dx = bsr_random_between (loading->random, -play, play);
      double dz = bsr_random_between (loading->random, -play, play);
      BsrPlace place = { x + dx, x + dx + article->length, y - article->height, y,
                         z + dz, z + dz + article->length };
      bsr_loading_add_package (loading, article, place);
      y -= article->height;
      if (tier + 1 < tiers && article->height > 500.0)
        {
          place.y0 = y - SEPARATOR;
          place.y1 = y;
          if (place.y0 > loading->room.y0)
            bsr_loading_add_packing (loading, "wood", 1.0, place);
          y -= SEPARATOR;
        }
    }
}

void
bsr_loading_stow_upright (BsrLoading *loading)
{
  const BsrCommodity *commodity = loading->commodity;
  BsrPlace room = loading->room;
  double play = commodity->loose_mm, x = room.x0 + play + ROW_SHIFT;
  double across = room.z1 - room.z0;
  for (int row = 0;; row++)
    {
      const BsrArticle *article = bsr_loading_article (loading, row);
      double diameter = article->length;
      int n = MAX ((int)(across / (diameter + 2.0 * play)), 1), most = commodity->tiers;
      if (x + diameter + play + ROW_SHIFT > room.x1)
        break;
      int high = most > 0 ? most : (int)((room.y1 - room.y0) / article->height);
      /* Rows are pushed to one wall and the other in turn, so that round goods nest. */
      double spare = across - n * (diameter + 2.0 * play);
      double z = room.z0 + play + (row % 2 == 0 ? 0.0 : MAX (spare, 0.0));
      gboolean partial = bsr_loading_happens (loading, commodity->missing);
      for (int k = 0; k < n; k++, z += diameter + 2.0 * play)
        {
          double at = x + bsr_random_between (loading->random, -ROW_SHIFT, ROW_SHIFT);
          int fewer = partial ? bsr_random_index (loading->random, MAX (high / 2, 2)) : 0;
          add_standing (loading, article, at, z, play, MAX (high - fewer, 1));
        }
      x += (diameter + 2.0 * play) * loading->stretch
           + bsr_random_between (loading->random, 0.0, 2.0 * ROW_SHIFT);
    }
}

/* Wedges before and behind what could roll. */
static void
add_wedges (BsrLoading *loading, BsrPlace roll)
{
  double x = (roll.x0 + roll.x1) / 2.0, apart = 0.3 * (roll.x1 - roll.x0);
  for (int side = -1; side <= 1; side += 2)
    {
      double at = x + side * apart;
      bsr_loading_add_packing (loading, "wood", 1.0,
                               (BsrPlace){ at - WEDGE / 2.0, at + WEDGE / 2.0, roll.y1 - WEDGE,
                                           roll.y1, roll.z0, roll.z1 });
    }
}

void
bsr_loading_stow_rolls (BsrLoading *loading)
{
  BsrPlace room = loading->room;
  double loose = loading->commodity->loose_mm, across = room.z1 - room.z0;
  double x = room.x0 + bsr_random_between (loading->random, 0.0, loose);
  for (int row = 0;; row++)
    {
      const BsrArticle *article = bsr_loading_article (loading, row);
      double diameter = article->length;
      if (x + diameter > room.x1)
        break;
      int n = MAX ((int)(across / (article->width + 10.0)), 1);
      double step = across / n, end = x;
      for (int k = 0; k < n; k++)
        {
          double slack = MAX (step - article->width, 0.0);
          double z = room.z0 + k * step + bsr_random_uniform (loading->random) * slack;
          double own = diameter * bsr_random_between (loading->random, 0.94, 1.0);
          double at = x + bsr_random_between (loading->random, 0.0, diameter - own);
          BsrPlace place
              = { at, at + own, room.y1 - own, room.y1, z, MIN (z + article->width, room.z1) };
          if (place.y0 < room.y0
              || (loading->packages > 0
                  && bsr_loading_happens (loading, 0.3 * loading->commodity->missing)))
            continue;
          bsr_loading_add_package (loading, article, place);
          add_wedges (loading, place);
          end = x + diameter;
        }
      x = MAX (end, x + diameter) + bsr_random_between (loading->random, 5.0, 5.0 + loose)
          + (loading->stretch - 1.0) * diameter;
    }
}
