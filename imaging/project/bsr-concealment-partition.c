#include "bsr-concealment-private.h"

/* Panels: hardboard to plywood, at the upper end with sheet before it, mm. */
#define WALL_PLYWOOD 18.0
#define WALL_SHEET 1.6
#define WALL_STUD 50.0
#define STUD_SPACING 600.0
#define BEHIND_DENSITY 0.55 /* wrapped parcels of an organic powder, stacked */
#define BEHIND_FILL 0.62    /* of the height */
#define SHEET_FROM 0.6      /* strength from which the panel has a steel face */
#define EMPTY_SHARE 0.25    /* of false walls that hide nothing yet */

/* What a ray meets of a space that is empty: a trace that a tracer marks and no scanner sees. */
#define MARKED_G_CM2 0.02

static const double parcel[3] = { 400.0, 230.0, 460.0 };

/* Which way a panel closes off what lies behind it. */
typedef struct
{
  int axis;         /* that is normal to the panel */
  gboolean at_high; /* the space lies at the axis' far end */
  double depth;     /* of the space, panel included, mm */
  double panel;     /* thickness, mm */
  double fill;      /* of the space's height (its length where the panel lies flat), 0: empty */
  gboolean steel, studs;
} Partition;

static double
face_of (const Partition *partition, const BsrHidingPlace *space)
{
  int axis = partition->axis;
  return partition->at_high ? space->low[axis] : space->high[axis] - partition->panel;
}

/* Upright studs behind the panel; flat ones carry a floor or a ceiling. */
static void
add_studs (BsrSceneModel *model, int object, const Partition *partition,
           const BsrHidingPlace *space)
{
  int axis = partition->axis, along = axis == 0 ? 2 : 0;
  double face = face_of (partition, space), behind = partition->depth - partition->panel;
  double stud = MIN (WALL_STUD, 0.5 * behind);
  for (double at = space->low[along]; at + WALL_STUD < space->high[along]; at += STUD_SPACING)
    {
      BsrHidingPlace place = *space;
      place.low[along] = at;
      place.high[along] = at + WALL_STUD;
      place.low[axis] = partition->at_high ? face + partition->panel : face - stud;
      place.high[axis] = place.low[axis] + stud;
      bsr_hiding_add_box (model, object, "wood", bsr_material_by_id ("wood")->density_g_cm3,
                          &place);
    }
}

static void
add_panel (BsrSceneModel *model, int object, const Partition *partition,
           const BsrHidingPlace *space)
{
  int axis = partition->axis;
  double face = face_of (partition, space), panel = partition->panel;
  double sheet = partition->steel ? WALL_SHEET : 0.0;
  BsrHidingPlace wood = *space, steel = *space;
  wood.low[axis] = partition->at_high ? face + sheet : face;
  wood.high[axis] = wood.low[axis] + panel - sheet;
  bsr_hiding_add_box (model, object, "wood", bsr_material_by_id ("wood")->density_g_cm3, &wood);
  steel.low[axis] = partition->at_high ? face : wood.high[axis];
  steel.high[axis] = steel.low[axis] + sheet;
  bsr_hiding_add_box (model, object, "steel", bsr_material_by_id ("steel")->density_g_cm3, &steel);
}

static void
add_goods (BsrSceneModel *model, int object, const Partition *partition,
           const BsrHidingPlace *space, BsrRandom *random)
{
  int axis = partition->axis, filled = axis == 1 ? 0 : 1;
  BsrHidingPlace goods = *space;
  if (partition->at_high)
    goods.low[axis] += partition->panel + (partition->studs ? WALL_STUD / 2.0 : 0.0);
  else
    goods.high[axis] -= partition->panel + (partition->studs ? WALL_STUD / 2.0 : 0.0);
  goods.low[filled]
      = goods.high[filled] - (goods.high[filled] - goods.low[filled]) * partition->fill;
  bsr_hiding_add_packets (model, object, bsr_hiding_powder (random),
                          BEHIND_DENSITY * bsr_random_between (random, 0.85, 1.15), &goods, parcel,
                          random);
}

/* Nothing is hidden yet, but the space is what is to be found: air, no more than is marked. */
static void
add_emptiness (BsrSceneModel *model, int object, const BsrHidingPlace *space)
{
  double cm = (space->high[2] - space->low[2]) / 10.0;
  bsr_hiding_add_box (model, object, "air", MARKED_G_CM2 / cm, space);
}

static void
build (BsrSceneModel *model, int object, const Partition *partition, const BsrHidingPlace *space,
       BsrRandom *random)
{
  bsr_scene_model_clear (model, space->low, space->high);
  add_panel (model, object, partition, space);
  if (partition->studs)
    add_studs (model, object, partition, space);
  if (partition->fill > 0.0)
    add_goods (model, object, partition, space, random);
  else
    add_emptiness (model, object, space);
}

/* The first or last container's room: a partition stands in one of them. */
static BsrHidingPlace
room_of (const BsrSceneModel *model, BsrRandom *random)
{
  BsrSceneRoom room;
  int index = bsr_random_index (random, bsr_scene_model_n_containers (model));
  double x0 = bsr_scene_model_container (model, index, &room);
  double down = bsr_scene_model_room (model)->height - room.height;
  return (BsrHidingPlace){ { x0 + room.inner_x0, down + room.inner_y0, room.inner_z0 },
                           { x0 + room.inner_x1, down + room.inner_y1, room.inner_z1 } };
}

static Partition
partition_of (BsrConcealmentKind kind, BsrZone zone, double strength, BsrRandom *random)
{
  static const double wall_depth[3] = { 150.0, 300.0, 600.0 },
                      flat_depth[3] = { 40.0, 100.0, 220.0 };
  static const double panels[3] = { 3.0, 9.0, 20.0 }, fills[3] = { 0.08, 0.4, 0.95 };
  gboolean upright = kind == BSR_CONCEALMENT_FALSE_WALL;
  Partition partition = {
    .axis = !upright                     ? 1
            : zone == BSR_ZONE_SIDE_WALL ? 2
                                         : 0,
    .at_high = zone == BSR_ZONE_DOORS || zone == BSR_ZONE_FLOOR,
    .panel = bsr_hiding_grade (panels, strength),
    .steel = upright && strength >= SHEET_FROM,
    .studs = strength >= 0.25,
  };
  partition.depth = bsr_hiding_grade (upright ? wall_depth : flat_depth, strength)
                    * bsr_random_between (random, 0.9, 1.1);
  partition.depth = CLAMP (partition.depth, upright ? 150.0 : 30.0, 600.0);
  gboolean empty = bsr_random_uniform (random) < EMPTY_SHARE && upright;
  double fill = bsr_hiding_grade (fills, strength) * bsr_random_between (random, 0.9, 1.05);
  partition.fill = empty ? 0.0 : MIN (fill, 1.0);
  if (zone == BSR_ZONE_SIDE_WALL)
    {
      partition.at_high = bsr_random_uniform (random) < 0.5;
      partition.depth *= 0.5;
    }
  return partition;
}

/* Nothing can be hung from a tarpaulin. */
static gboolean
has_roof (const BsrSceneModel *model)
{
  for (int i = 0; i < bsr_scene_model_n_cavities (model); i++)
    if (bsr_scene_model_cavity (model, i)->zone == BSR_ZONE_ROOF)
      return TRUE;
  return FALSE;
}

int
bsr_hiding_add_partition (BsrSceneModel *model, BsrConcealmentKind kind, BsrZone zone,
                          double strength, BsrRandom *random)
{
  if (kind == BSR_CONCEALMENT_FALSE_ROOF && !has_roof (model))
    return -1;
  static const double lengths[3] = { 0.15, 0.5, 1.0 }; /* of the room that flat ones take */
  BsrHidingPlace space = room_of (model, random);
  Partition partition = partition_of (kind, zone, strength, random);
  int axis = partition.axis;
  if (axis != 0)
    {
      double length = (space.high[0] - space.low[0]) * bsr_hiding_grade (lengths, strength);
      double spare = space.high[0] - space.low[0] - length;
      space.low[0] += spare * bsr_random_uniform (random);
      space.high[0] = space.low[0] + length;
    }
  if (partition.at_high)
    space.low[axis] = space.high[axis] - partition.depth;
  else
    space.high[axis] = space.low[axis] + partition.depth;
  int object
      = bsr_scene_model_add_object (model, bsr_concealment_name (kind), bsr_zone_name (zone));
  build (model, object, &partition, &space, random);
  return object;
}

int
bsr_hiding_add_front_wall (BsrSceneModel *model, double x, BsrRandom *random)
{
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  double panel = WALL_PLYWOOD + WALL_SHEET;
  BsrHidingPlace space = { { room->inner_x0, room->inner_y0, room->inner_z0 },
                           { x + panel, room->inner_y1, room->inner_z1 } };
  Partition partition = { .axis = 0,
                          .depth = space.high[0] - space.low[0],
                          .panel = panel,
                          .fill = BEHIND_FILL,
                          .steel = TRUE,
                          .studs = TRUE };
  int object = bsr_scene_model_add_object (model, bsr_concealment_name (BSR_CONCEALMENT_FALSE_WALL),
                                           bsr_zone_name (BSR_ZONE_FRONT_WALL));
  build (model, object, &partition, &space, random);
  return object;
}
