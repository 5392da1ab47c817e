#include "bsr-concealment-private.h"

#include <math.h>

#define IN(zone) (1u << BSR_ZONE_##zone)
#define IN_STRUCTURE (IN (FLOOR) | IN (FRONT_WALL) | IN (DOORS))
#define IN_ANY_CAVITY (IN_STRUCTURE | IN (ROOF) | IN (SIDE_WALL) | IN (REEFER_UNIT))

/* Sizes are along the container, upright and along the beam, mm. */
typedef struct
{
  const char *name;
  guint zones;
  double x[3], y[3], z[3]; /* at strength 0, 0.5 and 1 */
  BsrHidingBuild build;    /* %NULL: no thing that can stand anywhere */
} KindFacts;

static const KindFacts kinds[] = {
  [BSR_CONCEALMENT_BRICKS] = { "organic-block",
                               IN (LOAD) | IN_ANY_CAVITY,
                               { 70, 180, 600 },
                               { 50, 140, 420 },
                               { 7, 70, 420 },
                               bsr_hiding_add_powder },
  [BSR_CONCEALMENT_SHIELD] = { "dense-shield",
                               IN (LOAD) | IN_STRUCTURE,
                               { 40, 130, 350 },
                               { 30, 100, 260 },
                               { 25, 100, 300 },
                               bsr_hiding_add_lead_box },
  [BSR_CONCEALMENT_HANDGUNS] = { "handguns",
                                 IN (LOAD) | IN_STRUCTURE | IN (REEFER_UNIT),
                                 { 240, 240, 800 },
                                 { 240, 240, 500 },
                                 { 30, 90, 380 },
                                 bsr_hiding_add_handguns },
  [BSR_CONCEALMENT_FALSE_WALL]
  = { "false-wall", IN (FRONT_WALL) | IN (DOORS) | IN (SIDE_WALL), { 0 }, { 0 }, { 0 }, NULL },
  [BSR_CONCEALMENT_VOID]
  = { "void", IN (LOAD), { 60, 280, 1100 }, { 50, 220, 800 }, { 40, 350, 1500 }, NULL },
  [BSR_CONCEALMENT_BUNDLES] = { "organic-bundle",
                                IN (LOAD) | IN_ANY_CAVITY,
                                { 120, 380, 1500 },
                                { 80, 240, 700 },
                                { 20, 180, 760 },
                                bsr_hiding_add_bags },
  [BSR_CONCEALMENT_METAL] = { "metal-block",
                              IN (LOAD) | IN_STRUCTURE,
                              { 40, 100, 300 },
                              { 25, 60, 200 },
                              { 1, 14, 200 },
                              bsr_hiding_add_ingots },
  [BSR_CONCEALMENT_LONG_GUNS] = { "long-guns",
                                  IN (LOAD) | IN_STRUCTURE,
                                  { 880, 880, 1000 },
                                  { 240, 240, 500 },
                                  { 40, 90, 420 },
                                  bsr_hiding_add_long_guns },
  [BSR_CONCEALMENT_AMMUNITION] = { "ammunition",
                                   IN (LOAD) | IN_STRUCTURE,
                                   { 40, 150, 450 },
                                   { 30, 110, 300 },
                                   { 5, 65, 320 },
                                   bsr_hiding_add_ammunition },
  [BSR_CONCEALMENT_EXPLOSIVE] = { "explosive-block",
                                  IN (LOAD) | IN_ANY_CAVITY,
                                  { 60, 200, 560 },
                                  { 40, 110, 380 },
                                  { 5, 60, 300 },
                                  bsr_hiding_add_explosive },
  [BSR_CONCEALMENT_LIQUID] = { "liquid-container",
                               IN (LOAD) | IN (FRONT_WALL) | IN (DOORS),
                               { 60, 250, 1050 },
                               { 90, 330, 470 },
                               { 12, 110, 660 },
                               bsr_hiding_add_cans },
  [BSR_CONCEALMENT_CURRENCY] = { "currency",
                                 IN (LOAD) | IN_ANY_CAVITY,
                                 { 80, 220, 700 },
                                 { 50, 150, 500 },
                                 { 9, 90, 500 },
                                 bsr_hiding_add_notes },
  [BSR_CONCEALMENT_ELECTRONICS] = { "electronic",
                                    IN (LOAD) | IN_STRUCTURE | IN (REEFER_UNIT),
                                    { 40, 150, 450 },
                                    { 36, 110, 350 },
                                    { 4, 45, 300 },
                                    bsr_hiding_add_devices },
  [BSR_CONCEALMENT_FALSE_FLOOR] = { "false-floor", IN (FLOOR), { 0 }, { 0 }, { 0 }, NULL },
  [BSR_CONCEALMENT_FALSE_ROOF] = { "false-roof", IN (ROOF), { 0 }, { 0 }, { 0 }, NULL },
  [BSR_CONCEALMENT_HOLLOWED] = { "hollowed", IN (LOAD), { 0 }, { 0 }, { 0 }, NULL },
  [BSR_CONCEALMENT_POST_FILLING] = { "post-filling",
                                     IN (POST),
                                     { 50, 100, 118 },
                                     { 60, 400, 2000 },
                                     { 7, 50, 138 },
                                     bsr_hiding_add_powder },
  [BSR_CONCEALMENT_REEFER_FILLING] = { "reefer-filling",
                                       IN (REEFER_UNIT),
                                       { 80, 200, 400 },
                                       { 60, 180, 600 },
                                       { 7, 70, 500 },
                                       bsr_hiding_add_powder },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == BSR_N_CONCEALMENTS);

/* Weapons keep their size; in a cavity they may lie on their sides, mm. */
static const double least_pistol_upright[3] = { 240.0, 240.0, 30.0 },
                    least_pistol_lying[3] = { 215.0, 30.0, 145.0 },
                    least_rifle_upright[3] = { 880.0, 240.0, 38.0 },
                    least_rifle_across[3] = { 240.0, 40.0, 880.0 };
static const double least_thing[3] = { 1.0, 1.0, 1.0 };

/* Relative spread of each extent about the one that the strength says. */
#define SIZE_SPREAD 0.15
/* Places are drawn so often. */
#define N_PLACES 8
/* Goods of less than this in a place are no goods to be missed, g/cm3. */
#define LEAST_MISSING 0.02
#define MM3_G_CM3_TO_KG 1e-6
#define SHIELD_WALL 10.0

int
bsr_concealment_count (void)
{
  return BSR_N_CONCEALMENTS;
}

const char *
bsr_concealment_name (BsrConcealmentKind kind)
{
  g_return_val_if_fail (kind < BSR_N_CONCEALMENTS, NULL);
  return kinds[kind].name;
}

gboolean
bsr_concealment_fits (BsrConcealmentKind kind, BsrZone zone)
{
  g_return_val_if_fail (kind < BSR_N_CONCEALMENTS && zone < BSR_N_ZONES, FALSE);
  return (kinds[kind].zones & 1u << zone) != 0;
}

static void
draw_size (BsrConcealmentKind kind, double strength, BsrRandom *random, double size[3])
{
  const double *const at[3] = { kinds[kind].x, kinds[kind].y, kinds[kind].z };
  for (int axis = 0; axis < 3; axis++)
    size[axis] = bsr_hiding_grade (at[axis], strength)
                 * bsr_random_between (random, 1.0 - SIZE_SPREAD, 1.0 + SIZE_SPREAD);
}

static gboolean
is_heap_of_goods (const BsrSceneModel *model, int object, const BsrHidingPlace *place)
{
  return -bsr_scene_model_object_mass (model, object)
         >= LEAST_MISSING * bsr_hiding_volume (place) * MM3_G_CM3_TO_KG;
}

/* Builds @kind in a place of the load that is given. */
static int
build_in_load (BsrSceneModel *model, BsrConcealmentKind kind, double strength,
               const BsrHidingPlace *place, BsrRandom *random)
{
  int object = bsr_scene_model_add_object (model, kinds[kind].name, bsr_zone_name (BSR_ZONE_LOAD));
  if (kind == BSR_CONCEALMENT_VOID)
    {
      bsr_scene_model_hollow (model, place->low, place->high, object);
      return object;
    }
  /* Weapons lie among the goods, all else takes their place. */
  if (kind != BSR_CONCEALMENT_HANDGUNS && kind != BSR_CONCEALMENT_LONG_GUNS)
    bsr_scene_model_clear (model, place->low, place->high);
  kinds[kind].build (model, object, strength, place, random);
  return object;
}

static int
hide_in_load (BsrSceneModel *model, BsrConcealmentKind kind, double strength, BsrRandom *random)
{
  if (kind == BSR_CONCEALMENT_HOLLOWED)
    return bsr_hiding_add_hollowed (model, strength, random);

  int n_solids = bsr_scene_model_n_solids (model), n_objects = bsr_scene_model_n_objects (model);
  const double *least = kind == BSR_CONCEALMENT_HANDGUNS    ? least_pistol_upright
                        : kind == BSR_CONCEALMENT_LONG_GUNS ? least_rifle_upright
                                                            : least_thing;
  for (int i = 0; i < N_PLACES; i++)
    {
      double size[3];
      BsrHidingPlace place;
      draw_size (kind, strength, random, size);
      for (int axis = 0; axis < 3; axis++)
        size[axis] = MAX (size[axis], least[axis]);
      if (!bsr_hiding_find_in_load (model, size, least, random, &place))
        continue;
      int object = build_in_load (model, kind, strength, &place, random);
      if (kind != BSR_CONCEALMENT_VOID || is_heap_of_goods (model, object, &place))
        return object;
      bsr_scene_model_restore (model, n_solids, n_objects);
    }
  return -1;
}

/* As draw_size() for cavities, where weapons lie on their sides. */
static void
draw_size_in_cavity (BsrConcealmentKind kind, double strength, const double least[3],
                     BsrRandom *random, double size[3])
{
  draw_size (kind, strength, random, size);
  if (kind == BSR_CONCEALMENT_HANDGUNS || kind == BSR_CONCEALMENT_LONG_GUNS)
    size[1] = size[2];
  if (kind == BSR_CONCEALMENT_LONG_GUNS)
    size[0] = size[2] = 0.0;
  for (int axis = 0; axis < 3; axis++)
    size[axis] = MAX (size[axis], least[axis]);
}

static int
hide_in_structure (BsrSceneModel *model, BsrConcealmentKind kind, BsrZone zone, double strength,
                   BsrRandom *random)
{
  if (kinds[kind].build == NULL)
    return bsr_hiding_add_partition (model, kind, zone, strength, random);

  const double *least = kind == BSR_CONCEALMENT_HANDGUNS    ? least_pistol_lying
                        : kind == BSR_CONCEALMENT_LONG_GUNS ? least_rifle_across
                                                            : least_thing;
  double size[3];
  draw_size_in_cavity (kind, strength, least, random, size);
  return bsr_hiding_add_in_cavities (model, kind, zone, kinds[kind].build, strength, size, least,
                                     random);
}

int
bsr_concealment_hide (BsrSceneModel *model, BsrConcealmentKind kind, BsrZone zone, double strength,
                      BsrRandom *random)
{
  g_return_val_if_fail (model != NULL && random != NULL, -1);
  g_return_val_if_fail (bsr_concealment_fits (kind, zone), -1);
  g_return_val_if_fail (strength >= 0.0 && strength <= 1.0, -1);
  return zone == BSR_ZONE_LOAD ? hide_in_load (model, kind, strength, random)
                               : hide_in_structure (model, kind, zone, strength, random);
}

int
bsr_concealment_add (BsrSceneModel *model, BsrConcealmentKind kind, const double centre[3],
                     const double size[3], BsrRandom *random)
{
  g_return_val_if_fail (model != NULL && random != NULL, -1);
  gboolean stands_anywhere
      = kind == BSR_CONCEALMENT_VOID
        || (bsr_concealment_fits (kind, BSR_ZONE_LOAD) && kinds[kind].build != NULL);
  g_return_val_if_fail (stands_anywhere || kind == BSR_CONCEALMENT_FALSE_WALL, -1);
  BsrHidingPlace place;
  for (int i = 0; i < 3; i++)
    {
      place.low[i] = centre[i] - size[i] / 2.0;
      place.high[i] = centre[i] + size[i] / 2.0;
    }
  if (kind == BSR_CONCEALMENT_FALSE_WALL)
    return bsr_hiding_add_front_wall (model, centre[0], random);
  if (kind != BSR_CONCEALMENT_BRICKS && kind != BSR_CONCEALMENT_SHIELD)
    return build_in_load (model, kind, 1.0, &place, random);

  int object = bsr_scene_model_add_object (model, kinds[kind].name, bsr_zone_name (BSR_ZONE_LOAD));
  bsr_scene_model_clear (model, place.low, place.high);
  if (kind == BSR_CONCEALMENT_BRICKS)
    bsr_hiding_add_bricks (model, object, &place, random);
  else
    bsr_hiding_add_shield (model, object, &place, SHIELD_WALL);
  return object;
}
