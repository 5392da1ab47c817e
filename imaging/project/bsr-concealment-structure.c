#include "bsr-concealment-private.h"

#include <math.h>

/* A thing is laid over so many cavities at most. */
#define MOST_CAVITIES 8
#define MOST_APART 300.0 /* mm between neighbours */
#define LEAST_LAID 0.75  /* of the volume wanted, before another cavity is opened */

/* The part of @cavity that a thing of @size takes: as much of it as there is, @down of the way to
 * the bottom. */
static gboolean
place_in_cavity (const BsrSceneCavity *cavity, const double size[3], const double least[3],
                 double down, BsrRandom *random, BsrHidingPlace *place)
{
  for (int axis = 0; axis < 3; axis++)
    {
      double room = cavity->high[axis] - cavity->low[axis];
      double extent = MIN (MAX (size[axis], least[axis]), room);
      if (extent < least[axis])
        return FALSE;
      double spare = (room - extent) * (axis == 1 ? down : bsr_random_uniform (random));
      place->low[axis] = cavity->low[axis] + spare;
      place->high[axis] = place->low[axis] + extent;
    }
  return TRUE;
}

/* Takes out what stands where something is to be hidden: the structure's filling, or load. */
static void
make_place (BsrSceneModel *model, const BsrSceneCavity *cavity, const BsrHidingPlace *place)
{
  if (cavity->filling == NULL)
    {
      bsr_scene_model_clear (model, place->low, place->high);
      return;
    }
  BsrSolid taken = bsr_solid_box (cavity->filling, place->low[0], place->high[0], place->low[1],
                                  place->high[1], place->low[2], place->high[2]);
  taken.role = BSR_ROLE_STRUCTURE;
  taken.density_g_cm3 = -cavity->filling_g_cm3;
  bsr_scene_model_add (model, &taken);
}

/* Indices of the cavities of @zone, in the order of the structure. */
static GArray *
cavities_of (const BsrSceneModel *model, BsrZone zone)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < bsr_scene_model_n_cavities (model); i++)
    if (bsr_scene_model_cavity (model, i)->zone == zone)
      g_array_append_val (found, i);
  return found;
}

/* Whether one heap can lie in both: next to each other on one side of the container, or both in
 * the refrigeration unit. */
static gboolean
are_neighbours (const BsrSceneCavity *a, const BsrSceneCavity *b)
{
  double gap = MAX (a->low[0], b->low[0]) - MIN (a->high[0], b->high[0]);
  double apart = fabs (a->low[2] + a->high[2] - b->low[2] - b->high[2]) / 2.0;
  return gap <= MOST_APART && (apart <= MOST_APART || a->zone == BSR_ZONE_REEFER_UNIT);
}

/* The cavities that a thing is laid over, the first drawn, then its neighbours: indices. */
static GArray *
draw_run (const BsrSceneModel *model, BsrZone zone, BsrRandom *random)
{
  g_autoptr (GArray) cavities = cavities_of (model, zone);
  GArray *run = g_array_new (FALSE, FALSE, sizeof (int));
  if (cavities->len == 0)
    return run;
  int from = bsr_random_index (random, (int)cavities->len);
  g_array_append_val (run, g_array_index (cavities, int, from));
  for (int step = 1; step >= -1; step -= 2)
    for (int i = from + step; i >= 0 && i < (int)cavities->len; i += step)
      {
        int index = g_array_index (cavities, int, i),
            before = g_array_index (cavities, int, i - step);
        if (!are_neighbours (bsr_scene_model_cavity (model, index),
                             bsr_scene_model_cavity (model, before)))
          break;
        g_array_append_val (run, index);
      }
  return run;
}

int
bsr_hiding_add_in_cavities (BsrSceneModel *model, BsrConcealmentKind kind, BsrZone zone,
                            BsrHidingBuild build, double strength, const double size[3],
                            const double least[3], BsrRandom *random)
{
  g_autoptr (GArray) run = draw_run (model, zone, random);
  double wanted = LEAST_LAID * size[0] * size[1] * size[2], done = 0.0;
  /* Things stand; what is fixed in a wall is so at any height. */
  double down = zone == BSR_ZONE_SIDE_WALL ? bsr_random_uniform (random) : 1.0;
  int object = -1;
  for (guint i = 0; i < MIN (run->len, MOST_CAVITIES) && done < wanted; i++)
    {
      const BsrSceneCavity *cavity = bsr_scene_model_cavity (model, g_array_index (run, int, i));
      BsrHidingPlace place;
      if (!place_in_cavity (cavity, size, least, down, random, &place))
        continue;
      if (object < 0)
        object
            = bsr_scene_model_add_object (model, bsr_concealment_name (kind), bsr_zone_name (zone));
      make_place (model, cavity, &place);
      build (model, object, strength, &place, random);
      done += bsr_hiding_volume (&place);
    }
  return object;
}
