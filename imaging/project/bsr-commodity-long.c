#include <math.h>

#include "bsr-commodity-private.h"

/* Bearers under packs, mm, and how many. */
#define BEARER 75.0
#define BEARERS 3
/* Boards of a pack and the stickers between every so many layers, mm. */
#define BOARD_LEAST 22.0
#define BOARD_MOST 50.0
#define STICKER 18.0
#define STICKER_EVERY 4
/* Ends of boards in a pack differ by this share of its length. */
#define RAGGED 0.03
/* Profiles in one bundle; lengths ragged. */
#define BUNDLE_LAYERS 4
/* Slabs: thickness, mm, and the frame they lean on. */
#define SLAB_LEAST 18.0
#define SLAB_MOST 32.0
#define FRAME_TIMBER 80.0
#define SHORTEST_PACK 1200.0

/* Bearers below; leaves the place above them. */
static void
add_bearers (BsrLoading *loading, BsrPlace *place)
{
  for (int i = 0; i < BEARERS; i++)
    {
      double x = place->x0 + (0.12 + 0.38 * i) * (place->x1 - place->x0);
      bsr_loading_add_packing (
          loading, "wood", 1.0,
          (BsrPlace){ x, x + BEARER, place->y1 - BEARER, place->y1, place->z0, place->z1 });
    }
  place->y1 -= BEARER;
}

void
bsr_package_add_planks (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrRandom make = bsr_random_stream (article->seed, 0, 0);
  add_bearers (loading, &place);
  double board = bsr_random_between (&make, BOARD_LEAST, BOARD_MOST);
  double length = place.x1 - place.x0, y = place.y1;
  for (int layer = 0; y - board >= place.y0; layer++)
    {
      double front = bsr_random_uniform (loading->random) * RAGGED * length;
      double back = bsr_random_uniform (loading->random) * RAGGED * length;
      double narrow = bsr_random_uniform (loading->random) * 0.03 * (place.z1 - place.z0);
      bsr_loading_add_goods (loading, article, BSR_SOLID_BOX,
                             (BsrPlace){ place.x0 + front, place.x1 - back, y - board, y, place.z0,
                                         place.z1 - narrow },
                             0.0, 0.0);
      y -= board + 1.0;
      /* Sheets lie close; sawn boards dry on stickers. */
      if (loading->commodity->headroom <= 0.0 || layer % STICKER_EVERY != STICKER_EVERY - 1
          || y - STICKER - board < place.y0)
        continue;
      for (int i = 0; i < 4; i++)
        {
          double x = place.x0 + (0.08 + 0.27 * i) * length;
          bsr_loading_add_packing (loading, "wood", 1.0,
                                   (BsrPlace){ x, x + 40.0, y - STICKER, y, place.z0, place.z1 });
        }
      y -= STICKER;
    }
}

/* Bars, sections, tubes or profiles: layers of their own length within the bundle. */
void
bsr_package_add_bars (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  add_bearers (loading, &place);
  double length = place.x1 - place.x0, step = (place.y1 - place.y0) / BUNDLE_LAYERS;
  for (int layer = 0; layer < BUNDLE_LAYERS; layer++)
    {
      double front = bsr_random_uniform (loading->random) * RAGGED * length;
      double back = bsr_random_uniform (loading->random) * RAGGED * length;
      BsrPlace bars
          = { place.x0 + front,        place.x1 - back, place.y1 - (layer + 1) * step + 1.0,
              place.y1 - layer * step, place.z0,        place.z1 };
      if (article->variant % 2 == 0)
        bsr_loading_add_goods (loading, article, BSR_SOLID_BOX, bars, 0.0, 0.0);
      else
        bsr_loading_add_goods (loading, article, BSR_SOLID_CYLINDER_X, bars, 0.0, 0.3);
    }
}

/* Slabs on edge, each of its own size, between posts and on a timber base. */
void
bsr_package_add_slabs (BsrLoading *loading, const BsrArticle *article, BsrPlace place)
{
  BsrRandom make = bsr_random_stream (article->seed, 0, 0);
  double thick = bsr_random_between (&make, SLAB_LEAST, SLAB_MOST);
  double length = place.x1 - place.x0, height = place.y1 - place.y0 - FRAME_TIMBER;
  for (double z = place.z0; z + thick <= place.z1; z += 3.0 * thick + 4.0)
    {
      /* Three at a time: no beam parts slabs that lie face to face across it. */
      double shorter = bsr_random_between (loading->random, 0.0, 0.06) * length;
      double lower = bsr_random_between (loading->random, 0.0, 0.07) * height;
      double front = bsr_random_uniform (loading->random) * shorter;
      BsrPlace slabs = { place.x0 + front,
                         place.x1 - shorter + front,
                         place.y0 + lower,
                         place.y1 - FRAME_TIMBER,
                         z,
                         MIN (z + 3.0 * thick, place.z1) };
      bsr_loading_add_goods (loading, article, BSR_SOLID_BOX, slabs, 0.0, 0.0);
    }
  for (int i = 0; i < 3; i++)
    {
      double x = place.x0 + (0.08 + 0.38 * i) * length;
      bsr_loading_add_packing (
          loading, "wood", 1.0,
          (BsrPlace){ x, x + FRAME_TIMBER, place.y1 - FRAME_TIMBER, place.y1, place.z0, place.z1 });
      bsr_loading_add_packing (loading, "wood", 1.0,
                               (BsrPlace){ x, x + FRAME_TIMBER, place.y0, place.y1 - FRAME_TIMBER,
                                           place.z1 - 1.0,
                                           MIN (place.z1 + FRAME_TIMBER, loading->room.z1) });
    }
}

/* Packs beside and on each other at @x; each column is as high as it happens to be. */
static void
add_packs (BsrLoading *loading, const BsrArticle *article, double x, double length)
{
  BsrPlace room = loading->room;
  int n = MAX ((int)((room.z1 - room.z0) / (article->width + 15.0)), 1);
  double step = (room.z1 - room.z0) / n;
  int tiers = loading->commodity->tiers;
  for (int k = 0; k < n; k++)
    {
      double y = room.y1, z = room.z0 + k * step;
      double width = MIN (article->width, step);
      gboolean partial = bsr_loading_happens (loading, loading->commodity->missing);
      for (int tier = 0; y - article->height >= room.y0 && (tiers == 0 || tier < tiers); tier++)
        {
          if (partial && tier > 0 && y - 2.0 * article->height < room.y0)
            break;
          double own = length * bsr_random_between (loading->random, 0.9, 1.0);
          double at = x + bsr_random_uniform (loading->random) * (length - own);
          double side = z + bsr_random_uniform (loading->random) * (step - width);
          bsr_loading_add_package (
              loading, article,
              (BsrPlace){ at, at + own, y - article->height, y, side, side + width });
          y -= article->height;
        }
    }
}

void
bsr_loading_stow_long (BsrLoading *loading)
{
  BsrPlace room = loading->room;
  double x = room.x0 + 10.0;
  for (int unit = 0; room.x1 - 10.0 - x >= SHORTEST_PACK; unit++)
    {
      const BsrArticle *article = bsr_loading_article (loading, unit);
      double length = MIN (article->length, room.x1 - 10.0 - x);
      if (length < 0.6 * article->length && unit > 0)
        break;
      add_packs (loading, article, x, length);
      x += length * loading->stretch + bsr_random_between (loading->random, 10.0, 70.0);
    }
}
