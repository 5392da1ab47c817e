#include "bsr-load-places.h"

#include <math.h>

#include "bsr-dual-energy.h"

/* How well the ratio of both attenuations is known: bsr-mass-plane.c says why. */
#define RATIO_SHARE 0.01
/* Cells of less load attenuation than this tell no material: 0.1 is 3 mm of steel. */
#define LEAST_ATTENUATION 0.1F
/* Nor do cells where stray radiation alone, by what is not known of it, may move the place by so much. */
#define MOST_STRAY 0.15
#define STRAY_SIGMAS 1.5

struct _BsrLoadPlaces
{
  BsrDualEnergy *dual;
  BsrPlane *places, *weights; /* F32, of the grid's size */
};

/* What the maker looks at. */
typedef struct
{
  BsrRadiograph *radiograph;
  const BsrGrid *grid;
  const BsrDualEnergy *dual;
  BsrScatter scatter[2]; /* of each energy */
  float wall_mm;
} Job;

static float
place_of (const Job *job, int x, int y, float *place)
{
  float total, inorganic;
  float high = bsr_plane_row_f32 (bsr_grid_attenuation (job->grid, 0), y)[x];
  float low = bsr_plane_row_f32 (bsr_grid_attenuation (job->grid, 1), y)[x];
  float steel = bsr_plane_row_f32 (bsr_grid_steel (job->grid), y)[x];
  high += (float) bsr_scatter_bias (&job->scatter[0], (double) high);
  low += (float) bsr_scatter_bias (&job->scatter[1], (double) low);
  float wall = steel > 0.0F ? high * job->wall_mm / steel : 0.0F;
  if (bsr_plane_row_f32 (bsr_grid_opaque (job->grid), y)[x] > 0.0F || high - wall < LEAST_ATTENUATION)
    return 0.0F;
  float weight = bsr_dual_energy_place (job->dual, high, low, &total, &inorganic);
  BsrDualEnergyPoint point;
  if (!(weight > 0.0F) || !bsr_dual_energy_look_up (job->dual, high, &point))
    return 0.0F;
  double apart = (double) fabsf (point.low[BSR_REFERENCE_METAL] - point.low[BSR_REFERENCE_ORGANIC]);
  if (STRAY_SIGMAS * bsr_scatter_attenuation_sd (&job->scatter[1], (double) low) > MOST_STRAY * apart)
    return 0.0F;
  /* The walls are steel, place 1, and share the attenuation with the load. */
  float share = (high - wall) / high;
  *place = (total - 1.0F) / share + 1.0F;
  return weight * share * share;
}

static void
fill (const Job *job, const BsrLoadMap *map, BsrLoadPlaces *places)
{
  BsrBox space = bsr_load_map_space (map);
  for (int y = space.y; y < space.y + space.height; y++)
    {
      const guint8 *cells = bsr_plane_row_u8 (bsr_load_map_cells (map), y);
      float *place = bsr_plane_row_f32 (places->places, y), *weight = bsr_plane_row_f32 (places->weights, y);
      for (int x = space.x; x < space.x + space.width; x++)
        if (cells[x] == BSR_LOAD_SEEN)
          weight[x] = place_of (job, x, y, &place[x]);
    }
}

BsrLoadPlaces *
bsr_load_places_new (BsrRadiograph *radiograph, const BsrGrid *grid, const BsrLoadMap *map,
                     double wall_mm, GError **error)
{
  g_return_val_if_fail (radiograph != NULL && grid != NULL && map != NULL, NULL);

  if (!bsr_radiograph_both_tell (radiograph))
    return NULL;
  int width = bsr_grid_width (grid), height = bsr_grid_height (grid);
  g_autoptr (BsrLoadPlaces) places = g_new0 (BsrLoadPlaces, 1);
  places->dual = bsr_dual_energy_new (radiograph);
  places->places = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
  places->weights = places->places != NULL ? bsr_plane_new (BSR_FORMAT_F32, width, height, error) : NULL;
  if (places->weights == NULL)
    return NULL;
  Job job = { radiograph, grid, places->dual, { { 0 } }, (float) wall_mm };
  for (int i = 0; i < 2; i++)
    job.scatter[i] = bsr_scatter_or_usual (bsr_radiograph_scatter (radiograph, i));
  fill (&job, map, places);
  return g_steal_pointer (&places);
}

void
bsr_load_places_free (BsrLoadPlaces *places)
{
  g_clear_pointer (&places->dual, bsr_dual_energy_free);
  g_clear_pointer (&places->places, bsr_plane_unref);
  g_clear_pointer (&places->weights, bsr_plane_unref);
  g_free (places);
}

double
bsr_load_places_at (const BsrLoadPlaces *places, int x, int y, double *place)
{
  *place = (double) bsr_plane_row_f32 (places->places, y)[x];
  return (double) bsr_plane_row_f32 (places->weights, y)[x];
}

double
bsr_load_places_ratio_error (const BsrLoadPlaces *places, double attenuation)
{
  BsrDualEnergyPoint point;
  if (!bsr_dual_energy_look_up (places->dual, (float) attenuation, &point))
    return (double) NAN;
  double apart = (double) (point.low[BSR_REFERENCE_METAL] - point.low[BSR_REFERENCE_ORGANIC]);
  return RATIO_SHARE * (double) point.low[BSR_REFERENCE_ORGANIC] / fabs (apart);
}
