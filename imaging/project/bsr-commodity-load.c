#include <math.h>

#include "bsr-commodity-private.h"

#include "bsr-cargo-private.h"

/* Payloads that the trade plans with, kg, and the floor's line load, kg/mm; the lengths part 20
 * feet containers from all longer ones, mm. */
#define LONG_FROM 9000.0
#define PAYLOAD_SHORT 28000.0
#define PAYLOAD_LONG 28800.0
#define LINE_LOAD_SHORT 4.5
#define LINE_LOAD_LONG 3.0

/* Between load and container, mm: what the walls' corrugation leaves and a hand needs. */
#define WALL_GAP 8.0
#define ROOF_GAP 25.0

/* Few consignments use up what may be carried: the lightest that is usual, as a share of it. */
#define LEAST_ORDER 0.55
/* A third of the loads ends before the doors, at the earliest at this share of the length. */
#define LEAST_LENGTH 0.7
#define SHORT_LOADS 0.35

/* When a load is too heavy: fewer layers, down to this share of the inside height, then wider
 * steps. One attempt takes at most a fifth away. */
#define LOWEST_FILL 0.3
#define LARGEST_CUT 0.8
#define CUT_MORE 0.96
#define STRETCH 1.1
#define ATTEMPTS 64

/* Goods whose packages differ by as much are of many kinds. */
#define VARIED_SPREAD 0.15

#define LAYER_PLAY 6.0 /* mm above one layer */

typedef void (*Stow) (BsrLoading *loading);

static const Stow stowages[] = {
  [BSR_STOWAGE_BLOCK] = bsr_loading_stow_block,
  [BSR_STOWAGE_PALLETS] = bsr_loading_stow_pallets,
  [BSR_STOWAGE_UPRIGHT] = bsr_loading_stow_upright,
  [BSR_STOWAGE_ROLLS] = bsr_loading_stow_rolls,
  [BSR_STOWAGE_LONG] = bsr_loading_stow_long,
  [BSR_STOWAGE_SINGLE] = bsr_loading_stow_single,
  [BSR_STOWAGE_PILES] = bsr_loading_stow_piles,
  [BSR_STOWAGE_BULK] = bsr_loading_stow_bulk,
};

static gboolean
is_long (const BsrSceneModel *model)
{
  return bsr_scene_model_room (model)->length >= LONG_FROM;
}

double
bsr_commodity_payload_kg (const BsrSceneModel *model)
{
  g_return_val_if_fail (model != NULL, 0.0);
  return is_long (model) ? PAYLOAD_LONG : PAYLOAD_SHORT;
}

static BsrArticle
article_new (const BsrCommodity *commodity, BsrRandom *random, int index)
{
  /* Sizes of one make differ between shippers, those of bulk packing less. */
  BsrArticle article = { .ingredient = -1 };
  article.density = bsr_random_between (random, 0.9, 1.1);
  article.length = commodity->length_mm * bsr_random_between (random, 0.93, 1.07);
  article.width = commodity->width_mm * bsr_random_between (random, 0.93, 1.07);
  article.height = commodity->height_mm * bsr_random_between (random, 0.92, 1.08);
  article.headroom = commodity->headroom * bsr_random_between (random, 0.6, 1.4);
  article.across = bsr_random_uniform (random) < 0.5;
  article.variant = (bsr_random_index (random, 6) + index) % 6;
  /* Parts of many kinds: some articles are of one material alone. */
  int n_goods = 0;
  while (n_goods < BSR_COMMODITY_MAX_INGREDIENTS && commodity->goods[n_goods].material != NULL)
    n_goods++;
  if (commodity->spread >= VARIED_SPREAD && bsr_random_uniform (random) < 0.5)
    article.ingredient = bsr_random_index (random, n_goods);
  article.seed = (int)(bsr_random_next (random) & G_MAXINT);
  return article;
}

static void
draw_articles (BsrLoading *loading)
{
  const BsrCommodity *commodity = loading->commodity;
  int most = CLAMP (commodity->articles, 1, BSR_LOADING_MAX_ARTICLES);
  loading->n_articles = 1 + bsr_random_index (loading->random, most);
  loading->pattern = bsr_random_index (loading->random, 4);
  for (int i = 0; i < loading->n_articles; i++)
    loading->articles[i] = article_new (commodity, loading->random, i);
}

/* One layer there is, however low this shipper stacks. */
static double
least_height (const BsrLoading *loading)
{
  double most = 0.0;
  for (int i = 0; i < loading->n_articles; i++)
    most = MAX (most, loading->articles[i].height);
  return most + LAYER_PLAY
         + (loading->commodity->stowage == BSR_STOWAGE_PALLETS ? BSR_CARGO_PALLET_HEIGHT : 0.0);
}

static double
draw_density (const BsrCommodity *commodity, BsrRandom *random)
{
  return bsr_random_between (random, commodity->least_g_cm3, commodity->most_g_cm3);
}

/* Coils, machines and vehicles are as high as they are. */
static gboolean
is_layered (const BsrCommodity *commodity)
{
  return commodity->stowage != BSR_STOWAGE_ROLLS && commodity->stowage != BSR_STOWAGE_SINGLE;
}

/* What is stowed with @fill of the inside height and steps wider by @stretch, in a scene of its
 * own. */
static BsrSceneModel *
attempt (const BsrCommodity *commodity, const BsrSceneRoom *room, double x0, double x1, double fill,
         double stretch, BsrRandom *random, BsrLoading *loading)
{
  BsrSceneModel *scratch = bsr_scene_model_new (room);
  double inside = room->inner_y1 - room->inner_y0 - ROOF_GAP;
  *loading = (BsrLoading){
    .model = scratch,
    .commodity = commodity,
    .random = random,
    .room = { x0, x1, room->inner_y1 - inside * fill, room->inner_y1, room->inner_z0 + WALL_GAP,
              room->inner_z1 - WALL_GAP },
    .roof = room->inner_y0 + ROOF_GAP,
    .stretch = stretch,
    .density = draw_density (commodity, random),
  };
  draw_articles (loading);
  if (!is_layered (commodity))
    loading->room.y0 = loading->roof;
  loading->room.y0
      = MAX (MIN (loading->room.y0, room->inner_y1 - least_height (loading)), loading->roof);
  stowages[commodity->stowage](loading);
  return scratch;
}

/* Stows until the load weighs at most @limit_kg; (nullable): none is light enough. */
static BsrSceneModel *
stow_within (const BsrCommodity *commodity, const BsrSceneRoom *room, double x0, double x1,
             double limit_kg, BsrRandom *random, BsrLoading *loading)
{
  double fill = bsr_random_between (random, commodity->least_fill, commodity->most_fill);
  double stretch = 1.0;
  const BsrRandom start = *random;
  for (int i = 0; i < ATTEMPTS; i++)
    {
      *random = start;
      g_autoptr (BsrSceneModel) scratch
          = attempt (commodity, room, x0, x1, fill, stretch, random, loading);
      double kg = bsr_scene_model_load_mass (scratch);
      if (kg <= limit_kg)
        return loading->packages > 0 ? g_steal_pointer (&scratch) : NULL;
      double lower = MAX (fill * MAX (limit_kg / kg, LARGEST_CUT) * CUT_MORE, LOWEST_FILL);
      if (lower < fill && is_layered (commodity))
        fill = lower;
      else
        stretch *= STRETCH;
    }
  return NULL;
}

int
bsr_commodity_load_full (const BsrCommodity *commodity, BsrSceneModel *model, double from_mm,
                         double to_mm, BsrRandom *random, BsrLoading *loading)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double x0 = room->inner_x0 + MAX (from_mm, 0.0) + WALL_GAP;
  double x1 = MIN (room->inner_x0 + to_mm, room->inner_x1) - WALL_GAP;
  double line = is_long (model) ? LINE_LOAD_LONG : LINE_LOAD_SHORT;
  double order = bsr_random_between (random, LEAST_ORDER, 1.0);
  double share = bsr_random_uniform (random) < SHORT_LOADS
                     ? bsr_random_between (random, LEAST_LENGTH, 1.0)
                     : 1.0;
  if (x1 <= x0)
    return 0;
  double limit = MIN (bsr_commodity_payload_kg (model) - bsr_scene_model_load_mass (model),
                      line * (x1 - x0));
  g_autoptr (BsrSceneModel) stowed
      = stow_within (commodity, room, x0, x0 + share * (x1 - x0), limit * order, random, loading);
  /* What does not fit into a part may fit into the whole. */
  if (stowed == NULL)
    stowed = stow_within (commodity, room, x0, x1, limit, random, loading);
  if (stowed == NULL)
    return 0;
  for (int i = 0; i < bsr_scene_model_n_solids (stowed); i++)
    bsr_scene_model_add (model, bsr_scene_model_solid (stowed, i));
  return loading->packages;
}

int
bsr_commodity_load (const BsrCommodity *commodity, BsrSceneModel *model, double from_mm,
                    double to_mm, BsrRandom *random)
{
  g_return_val_if_fail (commodity != NULL && model != NULL && random != NULL, 0);
  BsrLoading loading;
  return bsr_commodity_load_full (commodity, model, from_mm, to_mm, random, &loading);
}
