#include "bsr-scene-model.h"

#include <math.h>

struct _BsrSceneModel
{
  BsrSceneRoom room;
  GArray *solids;     /* BsrSolid */
  GArray *objects;    /* BsrSceneObject */
  GArray *cavities;   /* BsrSceneCavity */
  GArray *containers; /* Placed */
};

typedef struct
{
  double x0; /* of the front wall's outside in the scene */
  BsrSceneRoom room;
} Placed;

/* A box that is at least so large a share of a shape takes the whole of it. */
#define SHARE_TAKES_ALL 0.6

BsrSceneModel *
bsr_scene_model_new (const BsrSceneRoom *room)
{
  g_return_val_if_fail (room != NULL, NULL);
  BsrSceneModel *model = g_new0 (BsrSceneModel, 1);
  model->room = *room;
  model->solids = g_array_new (FALSE, FALSE, sizeof (BsrSolid));
  model->objects = g_array_new (FALSE, FALSE, sizeof (BsrSceneObject));
  model->cavities = g_array_new (FALSE, FALSE, sizeof (BsrSceneCavity));
  model->containers = g_array_new (FALSE, FALSE, sizeof (Placed));
  Placed placed = { 0.0, *room };
  g_array_append_val (model->containers, placed);
  return model;
}

void
bsr_scene_model_free (BsrSceneModel *model)
{
  g_return_if_fail (model != NULL);
  g_array_unref (model->solids);
  g_array_unref (model->objects);
  g_array_unref (model->cavities);
  g_array_unref (model->containers);
  g_free (model);
}

const BsrSceneRoom *
bsr_scene_model_room (const BsrSceneModel *model)
{
  return &model->room;
}

int
bsr_scene_model_n_containers (const BsrSceneModel *model)
{
  return (int)model->containers->len;
}

double
bsr_scene_model_container (const BsrSceneModel *model, int index, BsrSceneRoom *room)
{
  g_return_val_if_fail (index >= 0 && index < (int)model->containers->len, 0.0);
  const Placed *placed = &g_array_index (model->containers, Placed, index);
  *room = placed->room;
  return placed->x0;
}

/* Adds all of @other but its vehicle, shifted by @x and @y. */
static void
add_shifted (BsrSceneModel *model, const BsrSceneModel *other, double x, double y)
{
  int first_object = (int)model->objects->len;
  /* Where each solid comes to be: the chassis' are left out. */
  g_autofree int *places = g_new (int, other->solids->len + 1);
  for (guint i = 0; i < other->solids->len; i++)
    {
      places[i] = (int)model->solids->len;
      BsrSolid solid = g_array_index (other->solids, BsrSolid, i);
      solid.x += x;
      solid.y += y;
      if (solid.object >= 0)
        solid.object += first_object;
      if (solid.role != BSR_ROLE_CHASSIS)
        g_array_append_val (model->solids, solid);
    }
  places[other->solids->len] = (int)model->solids->len;
  for (guint i = 0; i < other->objects->len; i++)
    {
      BsrSceneObject object = g_array_index (other->objects, BsrSceneObject, i);
      object.first_solid = places[object.first_solid];
      object.end_solid = places[object.end_solid];
      g_array_append_val (model->objects, object);
    }
  for (guint i = 0; i < other->cavities->len; i++)
    {
      BsrSceneCavity cavity = g_array_index (other->cavities, BsrSceneCavity, i);
      const double shift[3] = { x, y, 0.0 };
      for (int axis = 0; axis < 3; axis++)
        {
          cavity.low[axis] += shift[axis];
          cavity.high[axis] += shift[axis];
        }
      g_array_append_val (model->cavities, cavity);
    }
  for (guint i = 0; i < other->containers->len; i++)
    {
      Placed placed = g_array_index (other->containers, Placed, i);
      placed.x0 += x;
      g_array_append_val (model->containers, placed);
    }
}

BsrSceneModel *
bsr_scene_model_join (const BsrSceneModel *first, const BsrSceneModel *second, double gap_mm)
{
  g_return_val_if_fail (first != NULL && second != NULL && gap_mm >= 0.0, NULL);
  const BsrSceneRoom *a = &first->room, *b = &second->room;
  double height = MAX (a->height, b->height), shift = a->length + gap_mm;
  BsrSceneRoom room = {
    .length = shift + b->length,
    .height = height,
    .width = MAX (a->width, b->width),
    .inner_x0 = a->inner_x0,
    .inner_x1 = shift + b->inner_x1,
    .inner_y0 = MIN (height - a->height + a->inner_y0, height - b->height + b->inner_y0),
    .inner_y1 = MAX (height - a->height + a->inner_y1, height - b->height + b->inner_y1),
    .inner_z0 = MIN (a->inner_z0, b->inner_z0),
    .inner_z1 = MAX (a->inner_z1, b->inner_z1),
  };
  BsrSceneModel *model = bsr_scene_model_new (&room);
  g_array_set_size (model->containers, 0);
  add_shifted (model, first, 0.0, height - a->height);
  add_shifted (model, second, shift, height - b->height);
  return model;
}

void
bsr_scene_model_add (BsrSceneModel *model, const BsrSolid *solid)
{
  g_return_if_fail (model != NULL && solid != NULL && solid->material != NULL);
  g_return_if_fail (solid->object < (int)model->objects->len);
  if (solid->half_x > 0.0 && solid->half_y > 0.0 && solid->half_z > 0.0)
    g_array_append_val (model->solids, *solid);
}

int
bsr_scene_model_n_solids (const BsrSceneModel *model)
{
  return (int)model->solids->len;
}

const BsrSolid *
bsr_scene_model_solid (const BsrSceneModel *model, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)model->solids->len, NULL);
  return &g_array_index (model->solids, BsrSolid, index);
}

int
bsr_scene_model_add_object (BsrSceneModel *model, const char *kind, const char *zone)
{
  int n = (int)model->solids->len;
  BsrSceneObject object = { kind, zone, n, n };
  g_array_append_val (model->objects, object);
  return (int)model->objects->len - 1;
}

int
bsr_scene_model_n_objects (const BsrSceneModel *model)
{
  return (int)model->objects->len;
}

const BsrSceneObject *
bsr_scene_model_object (const BsrSceneModel *model, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)model->objects->len, NULL);
  return &g_array_index (model->objects, BsrSceneObject, index);
}

void
bsr_scene_model_restore (BsrSceneModel *model, int n_solids, int n_objects)
{
  g_return_if_fail (n_solids >= 0 && n_solids <= (int)model->solids->len);
  g_return_if_fail (n_objects >= 0 && n_objects <= (int)model->objects->len);
  g_array_set_size (model->solids, n_solids);
  g_array_set_size (model->objects, n_objects);
}

void
bsr_scene_model_add_cavity (BsrSceneModel *model, const BsrSceneCavity *cavity)
{
  g_return_if_fail (model != NULL && cavity != NULL);
  g_array_append_val (model->cavities, *cavity);
}

int
bsr_scene_model_n_cavities (const BsrSceneModel *model)
{
  return (int)model->cavities->len;
}

const BsrSceneCavity *
bsr_scene_model_cavity (const BsrSceneModel *model, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)model->cavities->len, NULL);
  return &g_array_index (model->cavities, BsrSceneCavity, index);
}

void
bsr_scene_model_claim (BsrSceneModel *model, int index, int first_solid)
{
  g_return_if_fail (index >= 0 && index < (int)model->objects->len);
  g_return_if_fail (first_solid >= 0 && first_solid <= (int)model->solids->len);
  BsrSceneObject *object = &g_array_index (model->objects, BsrSceneObject, index);
  object->first_solid = first_solid;
  object->end_solid = (int)model->solids->len;
}

BsrSceneModel *
bsr_scene_model_without (const BsrSceneModel *model, int index)
{
  g_return_val_if_fail (index >= 0 && index < (int)model->objects->len, NULL);
  const BsrSceneObject *object = &g_array_index (model->objects, BsrSceneObject, index);
  BsrSceneModel *without = bsr_scene_model_new (&model->room);
  g_array_append_vals (without->objects, model->objects->data, model->objects->len);
  g_autofree int *places = g_new (int, model->solids->len + 1); /* of each solid among those kept */
  for (int i = 0; i < (int)model->solids->len; i++)
    {
      BsrSolid solid = g_array_index (model->solids, BsrSolid, i);
      places[i] = (int)without->solids->len;
      if (solid.object != index && (i < object->first_solid || i >= object->end_solid))
        g_array_append_val (without->solids, solid);
    }
  places[model->solids->len] = (int)without->solids->len;
  for (guint i = 0; i < without->objects->len; i++)
    {
      BsrSceneObject *other = &g_array_index (without->objects, BsrSceneObject, i);
      other->first_solid = places[other->first_solid];
      other->end_solid = places[other->end_solid];
    }
  return without;
}

const BsrSolid *
bsr_scene_model_nearest_load (const BsrSceneModel *model, const double point[3])
{
  const BsrSolid *nearest = NULL;
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < model->solids->len; i++)
    {
      const BsrSolid *solid = &g_array_index (model->solids, BsrSolid, i);
      double dx = solid->x - point[0], dy = solid->y - point[1], dz = solid->z - point[2];
      double apart = dx * dx + dy * dy + dz * dz;
      if (solid->role == BSR_ROLE_LOAD && solid->shape == BSR_SOLID_BOX && solid->tilt == 0.0
          && solid->density_g_cm3 > 0.0 && apart < least)
        {
          least = apart;
          nearest = solid;
        }
    }
  return nearest;
}

/* Bounds of @solid; of a rounded shape those of a box about its centre that holds as much. */
static void
equal_bounds (const BsrSolid *solid, double low[3], double high[3])
{
  bsr_solid_bounds (solid, low, high);
  double box = 8.0 * solid->half_x * solid->half_y * solid->half_z;
  double share = fabs (bsr_solid_volume (solid)) / box,
         centre[3] = { solid->x, solid->y, solid->z };
  gboolean round[3] = { solid->shape != BSR_SOLID_CYLINDER_X, solid->shape != BSR_SOLID_CYLINDER_Y,
                        solid->shape != BSR_SOLID_CYLINDER_Z };
  double shrink = pow (share, 1.0 / (round[0] + round[1] + round[2]));
  for (int i = 0; solid->shape != BSR_SOLID_BOX && i < 3; i++)
    if (round[i])
      {
        low[i] = centre[i] - (centre[i] - low[i]) * shrink;
        high[i] = centre[i] + (high[i] - centre[i]) * shrink;
      }
}

/* What takes the part of @solid between the corners away; without extent when apart. */
static BsrSolid
cut_of (const BsrSolid *solid, const double low[3], const double high[3])
{
  double from[3], to[3];
  equal_bounds (solid, from, to);
  for (int i = 0; i < 3; i++)
    {
      from[i] = MAX (from[i], low[i]);
      to[i] = MAX (MIN (to[i], high[i]), from[i]);
    }
  BsrSolid cut = bsr_solid_box (solid->material, from[0], to[0], from[1], to[1], from[2], to[2]);
  cut.role = solid->role;
  cut.density_g_cm3 = -solid->density_g_cm3;
  cut.texture = solid->texture;
  cut.texture_mm = solid->texture_mm;
  cut.texture_seed = solid->texture_seed;
  return cut;
}

/* Whether the box between the corners takes the whole of a shape that cannot be cut exactly. */
static gboolean
takes_all (const BsrSolid *solid, const double low[3], const double high[3])
{
  const double centre[3] = { solid->x, solid->y, solid->z };
  double from[3], to[3];
  bsr_solid_bounds (solid, from, to);
  gboolean all = TRUE, most = TRUE;
  for (int i = 0; i < 3; i++)
    {
      all = all && low[i] <= from[i] && high[i] >= to[i];
      most = most && centre[i] > low[i] && centre[i] < high[i]
             && high[i] - low[i] >= SHARE_TAKES_ALL * (to[i] - from[i]);
    }
  return all || most;
}

double
bsr_scene_model_hollow (BsrSceneModel *model, const double low[3], const double high[3], int object)
{
  g_return_val_if_fail (model != NULL, 0.0);
  double taken = 0.0;
  guint n = model->solids->len;

  for (guint i = 0; i < n; i++)
    {
      BsrSolid solid = g_array_index (model->solids, BsrSolid, i);
      if (solid.role != BSR_ROLE_LOAD)
        continue;

      BsrSolid cut = solid;
      cut.density_g_cm3 = -solid.density_g_cm3;
      gboolean exact = solid.shape == BSR_SOLID_BOX && solid.tilt == 0.0;
      if (exact || (solid.tilt == 0.0 && !takes_all (&solid, low, high)))
        cut = cut_of (&solid, low, high);
      else if (!takes_all (&solid, low, high))
        continue;
      cut.object = object;
      taken -= bsr_solid_mass (&cut);
      bsr_scene_model_add (model, &cut);
    }
  return taken;
}

double
bsr_scene_model_clear (BsrSceneModel *model, const double low[3], const double high[3])
{
  return bsr_scene_model_hollow (model, low, high, -1);
}

double
bsr_scene_model_mass (const BsrSceneModel *model, BsrSolidRole role)
{
  double sum = 0.0;
  for (guint i = 0; i < model->solids->len; i++)
    {
      const BsrSolid *solid = &g_array_index (model->solids, BsrSolid, i);
      if (solid->role == role)
        sum += bsr_solid_mass (solid);
    }
  return sum;
}

double
bsr_scene_model_load_mass (const BsrSceneModel *model)
{
  return bsr_scene_model_mass (model, BSR_ROLE_LOAD)
         + bsr_scene_model_mass (model, BSR_ROLE_CONCEALED);
}

double
bsr_scene_model_load_mass_between (const BsrSceneModel *model, double x0, double x1)
{
  double sum = 0.0;
  for (guint i = 0; i < model->solids->len; i++)
    {
      const BsrSolid *solid = &g_array_index (model->solids, BsrSolid, i);
      gboolean is_goods = solid->role == BSR_ROLE_LOAD || solid->role == BSR_ROLE_CONCEALED;
      if (is_goods && solid->x >= x0 && solid->x <= x1)
        sum += bsr_solid_mass (solid);
    }
  return sum;
}

double
bsr_scene_model_object_mass (const BsrSceneModel *model, int index)
{
  double sum = 0.0;
  for (guint i = 0; i < model->solids->len; i++)
    {
      const BsrSolid *solid = &g_array_index (model->solids, BsrSolid, i);
      if (solid->object == index)
        sum += bsr_solid_mass (solid);
    }
  return sum;
}
