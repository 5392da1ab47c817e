/* Metal goods under or behind those that are declared: bsr_concealment_add_metal_goods(). */

#include "bsr-concealment-private.h"

#include "bsr-commodity.h"

/* Consignments and places that are tried. */
#define TRIES 48
/* Less is no consignment worth a lie, kg. */
#define LEAST_KG 300.0
/* Lengths along the container, mm: what one pallet, coil or short bundle needs, and no more than
 * some of them. */
#define SHORTEST 1250.0
#define LONGEST 4200.0
/* Shares of the height of the goods: a layer below, a block behind that does not rise above them. */
#define LAYER_LEAST 0.12
#define LAYER_MOST 0.5
#define BLOCK_LEAST 0.5
#define BLOCK_MOST 0.95
#define BEHIND 0.4 /* share of the tries */
/* No layer of goods is lower, mm: a pallet and ingots on it. */
#define LOWEST 240.0

/* The corners of all goods; %FALSE when there are none. */
static gboolean
find_load (const BsrSceneModel *model, double low[3], double high[3])
{
  gboolean any = FALSE;
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      if (solid->role != BSR_ROLE_LOAD || solid->density_g_cm3 <= 0.0)
        continue;
      double from[3], to[3];
      bsr_solid_bounds (solid, from, to);
      for (int axis = 0; axis < 3; axis++)
        {
          low[axis] = any ? MIN (low[axis], from[axis]) : from[axis];
          high[axis] = any ? MAX (high[axis], to[axis]) : to[axis];
        }
      any = TRUE;
    }
  return any;
}

static const BsrCommodity *
draw_metal (BsrSplit split, BsrRandom *random)
{
  const BsrCommodity *chosen = NULL;
  for (int i = 0, n = 0; i < bsr_commodity_count (); i++)
    {
      const BsrCommodity *commodity = bsr_commodity_at (i);
      if (commodity->split == split && bsr_commodity_is_metal (commodity)
          && bsr_random_index (random, ++n) == 0)
        chosen = commodity;
    }
  return chosen;
}

/* A room within the load between @low and @high, from wall to wall. %FALSE: the load is too small. */
static gboolean
draw_room (const BsrSceneModel *model, const double low[3], const double high[3], BsrRandom *random,
           BsrSceneRoom *room)
{
  *room = *bsr_scene_model_room (model);
  gboolean behind = bsr_random_uniform (random) < BEHIND;
  double share = behind ? bsr_random_between (random, BLOCK_LEAST, BLOCK_MOST)
                        : bsr_random_between (random, LAYER_LEAST, LAYER_MOST);
  double height = MAX (share * (high[1] - low[1]), LOWEST);
  double length = bsr_random_between (random, SHORTEST, LONGEST);
  double from = behind ? room->inner_x0
                       : bsr_random_between (random, low[0], MAX (high[0] - length, low[0]));
  room->inner_x0 = from;
  room->inner_x1 = MIN (from + length, high[0]);
  room->inner_y0 = room->inner_y1 - height;
  return room->inner_y0 >= low[1] && room->inner_x1 - from >= SHORTEST;
}

/* Makes place in the load for @goods and sets them there. */
static int
put (BsrSceneModel *model, const BsrSceneModel *goods)
{
  double low[3], high[3];
  int n_solids = bsr_scene_model_n_solids (model);
  int object = bsr_scene_model_add_object (model, BSR_CONCEALMENT_METAL_GOODS,
                                           bsr_zone_name (BSR_ZONE_LOAD));
  if (find_load (goods, low, high))
    bsr_scene_model_clear (model, low, high);
  for (int i = 0; i < bsr_scene_model_n_solids (goods); i++)
    {
      BsrSolid solid = *bsr_scene_model_solid (goods, i);
      solid.role = BSR_ROLE_CONCEALED;
      solid.object = object;
      bsr_scene_model_add (model, &solid);
    }
  bsr_scene_model_claim (model, object, n_solids);
  return object;
}

int
bsr_concealment_add_metal_goods (BsrSceneModel *model, BsrSplit split, BsrRandom *random)
{
  g_return_val_if_fail (model != NULL && random != NULL, -1);
  int n_solids = bsr_scene_model_n_solids (model), n_objects = bsr_scene_model_n_objects (model);
  double low[3], high[3];
  if (!find_load (model, low, high))
    return -1;
  for (int i = 0; i < TRIES; i++)
    {
      const BsrCommodity *commodity = draw_metal (split, random);
      BsrSceneRoom room;
      if (commodity == NULL || !draw_room (model, low, high, random, &room))
        continue;
      g_autoptr (BsrSceneModel) goods = bsr_scene_model_new (&room);
      if (bsr_commodity_load (commodity, goods, 0.0, room.inner_x1 - room.inner_x0, random) == 0
          || bsr_scene_model_load_mass (goods) < LEAST_KG)
        continue;
      int object = put (model, goods);
      if (bsr_scene_model_load_mass (model) <= bsr_commodity_payload_kg (model))
        return object;
      bsr_scene_model_restore (model, n_solids, n_objects);
    }
  return -1;
}
