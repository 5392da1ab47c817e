#include "bsr-scene-model.h"

#include <math.h>

struct _BsrSceneModel
{
  BsrSceneRoom room;
  GArray *solids;  /* BsrSolid */
  GArray *objects; /* BsrSceneObject */
};

BsrSceneModel *
bsr_scene_model_new (const BsrSceneRoom *room)
{
  g_return_val_if_fail (room != NULL, NULL);
  BsrSceneModel *model = g_new0 (BsrSceneModel, 1);
  model->room = *room;
  model->solids = g_array_new (FALSE, FALSE, sizeof (BsrSolid));
  model->objects = g_array_new (FALSE, FALSE, sizeof (BsrSceneObject));
  return model;
}

void
bsr_scene_model_free (BsrSceneModel *model)
{
  g_return_if_fail (model != NULL);
  g_array_unref (model->solids);
  g_array_unref (model->objects);
  g_free (model);
}

const BsrSceneRoom *
bsr_scene_model_room (const BsrSceneModel *model)
{
  return &model->room;
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
  BsrSceneObject object = { kind, zone };
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

/* What takes the part of box @solid between the corners away; without extent when apart. */
static BsrSolid
cut_of (const BsrSolid *solid, const double low[3], const double high[3])
{
  double from[3], to[3];
  bsr_solid_bounds (solid, from, to);
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

static gboolean
centre_is_within (const BsrSolid *solid, const double low[3], const double high[3])
{
  return solid->x > low[0] && solid->x < high[0] && solid->y > low[1] && solid->y < high[1]
         && solid->z > low[2] && solid->z < high[2];
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
      if (solid.shape == BSR_SOLID_BOX && solid.tilt == 0.0)
        cut = cut_of (&solid, low, high);
      else if (!centre_is_within (&solid, low, high))
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
