#include "bsr-concealment-private.h"

#include <math.h>

/* What can pass for a package, litres, and goods that contraband can pass for, g/cm3. */
#define LEAST_LITRES 0.4
#define MOST_LITRES 2000.0
#define LEAST_DENSITY 0.08
#define MOST_DENSITY 1.6
/* Pressed herbs up to this density, powders above, g/cm3. */
#define HERB_DENSITY 0.3
#define MOST_PACKAGES 24
/* How far a package may differ in volume from the first one. */
#define ALIKE 0.15

static gboolean
is_package (const BsrSolid *solid)
{
  double litres = bsr_solid_volume (solid) * 1e-6;
  return solid->role == BSR_ROLE_LOAD && solid->density_g_cm3 >= LEAST_DENSITY
         && solid->density_g_cm3 <= MOST_DENSITY && litres >= LEAST_LITRES && litres <= MOST_LITRES;
}

/* Goods are what most of the packages' mass is of: not pallets, dunnage or board. */
static const BsrMaterial *
main_material (const BsrSceneModel *model)
{
  g_autoptr (GHashTable) masses = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  const BsrMaterial *main = NULL;
  double most = 0.0;
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      if (!is_package (solid))
        continue;
      double *mass = g_hash_table_lookup (masses, solid->material);
      if (mass == NULL)
        {
          mass = g_new0 (double, 1);
          g_hash_table_insert (masses, (gpointer)solid->material, mass);
        }
      *mass += bsr_solid_mass (solid);
      if (*mass > most)
        {
          most = *mass;
          main = solid->material;
        }
    }
  return main;
}

/* A package drawn evenly from those of @material; -1: there is none. */
static int
draw_package (const BsrSceneModel *model, const BsrMaterial *material, BsrRandom *random)
{
  g_autoptr (GArray) packages = g_array_new (FALSE, FALSE, sizeof (int));
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      if (solid->material == material && is_package (solid))
        g_array_append_val (packages, i);
    }
  return packages->len == 0
             ? -1
             : g_array_index (packages, int, bsr_random_index (random, (int)packages->len));
}

/* The package of @first's kind that is nearest to it and not in @taken. */
static int
nearest_alike (const BsrSceneModel *model, int first, const GArray *taken)
{
  const BsrSolid *like = bsr_scene_model_solid (model, first);
  double volume = bsr_solid_volume (like), least = INFINITY;
  int nearest = -1;
  for (int i = 0; i < bsr_scene_model_n_solids (model); i++)
    {
      const BsrSolid *solid = bsr_scene_model_solid (model, i);
      if (solid->material != like->material || solid->shape != like->shape || !is_package (solid)
          || fabs (bsr_solid_volume (solid) / volume - 1.0) > ALIKE)
        continue;
      gboolean known = FALSE;
      for (guint k = 0; k < taken->len; k++)
        known = known || g_array_index (taken, int, k) == i;
      double dx = solid->x - like->x, dy = solid->y - like->y, dz = solid->z - like->z;
      double apart = dx * dx + dy * dy + dz * dz;
      if (!known && apart < least)
        {
          least = apart;
          nearest = i;
        }
    }
  return nearest;
}

/* Takes the goods out of their outline and puts the same volume of something lighter in. */
static void
replace (BsrSceneModel *model, int object, int package, const char *material, double density)
{
  BsrSolid goods = *bsr_scene_model_solid (model, package), other = goods;
  goods.density_g_cm3 = -goods.density_g_cm3;
  bsr_scene_model_add (model, &goods);
  other.material = bsr_material_by_id (material);
  other.density_g_cm3 = density;
  other.role = BSR_ROLE_CONCEALED;
  other.object = object;
  bsr_scene_model_add (model, &other);
}

int
bsr_hiding_add_hollowed (BsrSceneModel *model, double strength, BsrRandom *random)
{
  static const double numbers[3] = { 1.0, 3.0, MOST_PACKAGES }, lack[3] = { 0.02, 0.15, 0.5 };
  const BsrMaterial *material = main_material (model);
  int first = material == NULL ? -1 : draw_package (model, material, random);
  if (first < 0)
    return -1;
  double litres = bsr_solid_volume (bsr_scene_model_solid (model, first)) * 1e-6;
  double density = bsr_scene_model_solid (model, first)->density_g_cm3;
  /* Small packages are replaced by the carton: as many as make up some 20 l. */
  double few = CLAMP (20.0 / litres, 0.3, 3.0);
  int n = (int)(bsr_hiding_grade (numbers, strength) * few + bsr_random_uniform (random));
  double other = density * (1.0 - bsr_hiding_grade (lack, strength));
  const char *contraband = other < HERB_DENSITY ? "tobacco" : bsr_hiding_powder (random);

  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (int));
  int object = bsr_scene_model_add_object (model, bsr_concealment_name (BSR_CONCEALMENT_HOLLOWED),
                                           bsr_zone_name (BSR_ZONE_LOAD));
  for (int package = first; package >= 0 && (int)taken->len < MAX (n, 1);
       package = nearest_alike (model, first, taken))
    {
      g_array_append_val (taken, package);
      replace (model, object, package, contraband, other * bsr_random_between (random, 0.99, 1.01));
    }
  return object;
}
