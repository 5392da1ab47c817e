/* A single small thing in an empty container: bsr_concealment_add_litre(). */

#include "bsr-concealment-private.h"

#include <math.h>

#define MM3_PER_LITRE 1e6
#define LEAST_LITRES 0.8
#define MOST_LITRES 1.25
/* Where the share of them that does not lie on the floor is fixed: up to so far above it, mm. */
#define AT_A_WALL 0.4
#define HIGHEST 1800.0

/* Proportions are along, upright and across; densities in g/cm3. */
typedef struct
{
  const char *kind, *material;
  BsrSolidShape shape;
  double along, upright, across;
  double least, most;
} Thing;

static const Thing things[] = {
  { "litre-water-bottle", "water", BSR_SOLID_CYLINDER_Y, 1.0, 3.2, 1.0, 0.98, 1.0 },
  /* Bulk densities of powders, see BSR_CONCEALMENT_BRICKS: loose to pressed. */
  { "litre-powder-bag", "cocaine", BSR_SOLID_CUSHION, 1.8, 0.7, 1.2, 0.45, 1.1 },
  /* Engine oil 0.85...0.90 g/cm3 at 15 degrees (ISO 12185). */
  { "litre-oil-can", "diesel", BSR_SOLID_BOX, 1.1, 2.2, 0.6, 0.85, 0.9 },
  /* From a finned casting to a solid piece of aluminium of 2.7 g/cm3. */
  { "litre-aluminium-part", "aluminium", BSR_SOLID_BOX, 1.6, 0.7, 1.0, 0.8, 2.7 },
  /* Hand tools of steel fill a seventh to four tenths of their box. */
  { "litre-tool-box", "steel", BSR_SOLID_BOX, 2.2, 0.8, 1.0, 1.1, 3.1 },
};

/* @thing about the origin with @litres, lying turned one way or the other. */
static BsrSolid
make (const Thing *thing, double litres, BsrRandom *random)
{
  gboolean turned = bsr_random_uniform (random) < 0.5;
  double x = turned ? thing->across : thing->along, z = turned ? thing->along : thing->across;
  BsrSolid solid = bsr_solid_box (bsr_material_by_id (thing->material), -0.5 * x, 0.5 * x,
                                  -0.5 * thing->upright, 0.5 * thing->upright, -0.5 * z, 0.5 * z);
  solid.shape = thing->shape;
  solid.role = BSR_ROLE_CONCEALED;
  solid.density_g_cm3 = bsr_random_between (random, thing->least, thing->most);
  double scale = cbrt (litres * MM3_PER_LITRE / bsr_solid_volume (&solid));
  solid.half_x *= scale;
  solid.half_y *= scale;
  solid.half_z *= scale;
  return solid;
}

/* Somewhere on the floor, or touching the front wall or a side wall. Returns its zone. */
static BsrZone
place (BsrSolid *solid, const BsrSceneRoom *room, BsrRandom *random)
{
  gboolean fixed = bsr_random_uniform (random) < AT_A_WALL;
  int wall = bsr_random_index (random, 3);
  solid->x = bsr_random_between (random, room->inner_x0 + solid->half_x,
                                 room->inner_x1 - solid->half_x);
  solid->z = bsr_random_between (random, room->inner_z0 + solid->half_z,
                                 room->inner_z1 - solid->half_z);
  solid->y = room->inner_y1 - solid->half_y;
  if (!fixed)
    return BSR_ZONE_FLOOR;
  solid->y -= bsr_random_uniform (random) * HIGHEST;
  if (wall == 0)
    solid->x = room->inner_x0 + solid->half_x;
  else
    solid->z = wall == 1 ? room->inner_z0 + solid->half_z : room->inner_z1 - solid->half_z;
  return wall == 0 ? BSR_ZONE_FRONT_WALL : BSR_ZONE_SIDE_WALL;
}

int
bsr_concealment_add_litre (BsrSceneModel *model, BsrRandom *random)
{
  g_return_val_if_fail (model != NULL && random != NULL, -1);
  const Thing *thing = &things[bsr_random_index (random, G_N_ELEMENTS (things))];
  double litres = exp (bsr_random_between (random, log (LEAST_LITRES), log (MOST_LITRES)));
  BsrSolid solid = make (thing, litres, random);
  BsrZone zone = place (&solid, bsr_scene_model_room (model), random);
  int n_solids = bsr_scene_model_n_solids (model);
  int object = bsr_scene_model_add_object (model, thing->kind, bsr_zone_name (zone));
  solid.object = object;
  bsr_scene_model_add (model, &solid);
  bsr_scene_model_claim (model, object, n_solids);
  return object;
}
