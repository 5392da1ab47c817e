#include "bsr-load.h"

#include <math.h>

/* A load reaches past the corner posts to the end walls: ISO 1496-1 leaves 12,032 mm of
 * 12,192 mm inside, 80 mm at each end, where the post hides it for another 98 mm. */
#define HIDDEN_BY_POST_MM 98.0
/* Below this a container is empty: sweepings, dunnage and lashings of up to 100 kg are no load,
 * and a wall that is known to a tenth of its thickness answers for as much. */
#define EMPTY_KG 100.0
#define EMPTY_FILL 0.01
/* Opaque area of the inside that counts, cm2: less is a bolt, a lashing's lock, a dead pixel
 * that was not told as one. */
#define OPAQUE_AREA_CM2 100.0
/* Standard deviations that a 90 % interval reaches to each side. */
#define SIGMAS_90 1.645
/* mm2 to cm2, g to kg */
#define KG_PER_G_CM2_MM2 1e-5

typedef struct
{
  double kg;          /* of the whole box, structure included */
  double load_kg;     /* of the loaded cells, walls taken off */
  double hidden_kg;   /* of the load behind the posts */
  double loaded_mm2;
  double opaque_mm2;  /* in the inside */
  int n_loaded;
  double max_steel_mm;
} Sums;

/* Whether the load in column @x stands for as much again behind the post beside it. */
static gboolean
is_beside_post (const BsrGrid *grid, BsrBox space, int x)
{
  int reach = bsr_grid_across (grid, HIDDEN_BY_POST_MM);
  return x < space.x + reach || x >= space.x + space.width - reach;
}

static void
sum_row (const BsrGrid *grid, const BsrInside *inside, BsrRadiograph *radiograph, int y, Sums *sums)
{
  const float *steel = bsr_plane_row_f32 (bsr_grid_steel (grid), y);
  const float *mass = bsr_plane_row_f32 (bsr_grid_mass (grid), y);
  const float *opaque = bsr_plane_row_f32 (bsr_grid_opaque (grid), y);
  const float *good = bsr_plane_row_f32 (bsr_grid_good (grid), y);
  BsrBox space = bsr_inside_space (inside);
  double threshold = bsr_inside_load_threshold (inside, y);
  double bare_g_cm2 = bsr_radiograph_mass_thickness (radiograph, bsr_inside_bare_mm (inside, y));

  for (int x = 0; x < bsr_grid_width (grid); x++)
    {
      BsrBox pixels = bsr_grid_to_pixels (grid, (BsrBox){ x, y, 1, 1 });
      const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
      double mm2 = bsr_box_area (pixels) * acquisition->pitch_x_mm
                   * acquisition->pitch_y_mm;
      double g_cm2 = (double) mass[x];
      sums->kg += g_cm2 * mm2 * KG_PER_G_CM2_MM2;
      if (!bsr_box_contains_point (space, x, y))
        continue;
      sums->opaque_mm2 += (double) opaque[x] * mm2;
      if (good[x] > 0.0F)
        sums->max_steel_mm = MAX (sums->max_steel_mm, (double) steel[x]);
      if ((double) steel[x] < threshold)
        continue;
      double kg = (g_cm2 - bare_g_cm2) * mm2 * KG_PER_G_CM2_MM2;
      sums->n_loaded++;
      sums->loaded_mm2 += mm2;
      sums->load_kg += kg;
      if (is_beside_post (grid, space, x))
        sums->hidden_kg += kg;
    }
}

/* Falls from 1 at nothing to 0.5 at the threshold and 0 well above it, for mass and fill alike. */
static double
empty_score (double kg, double fill)
{
  double load = MAX (kg / EMPTY_KG, fill / EMPTY_FILL);
  return 1.0 / (1.0 + load * load);
}

BsrLoad
bsr_load_of_grid (BsrRadiograph *radiograph, const BsrGrid *grid, const BsrInside *inside)
{
  g_assert (radiograph != NULL && grid != NULL && inside != NULL);

  Sums sums = { 0 };
  for (int y = 0; y < bsr_grid_height (grid); y++)
    sum_row (grid, inside, radiograph, y, &sums);

  double kg = MAX (0.0, sums.load_kg + sums.hidden_kg);
  gint64 area = bsr_box_area (bsr_inside_space (inside));
  double fill = (double) sums.n_loaded / (double) area;
  double wall_kg = bsr_radiograph_mass_thickness (radiograph, bsr_inside_wall_sd_mm (inside)) * sums.loaded_mm2
                   * KG_PER_G_CM2_MM2 * SIGMAS_90;
  double apart = hypot (hypot (kg * bsr_radiograph_mass_uncertainty (radiograph), wall_kg),
                        sums.hidden_kg);
  gboolean penetrated = sums.opaque_mm2 < OPAQUE_AREA_CM2 * 100.0;
  double score = penetrated ? empty_score (kg, fill) : 0.0;

  return (BsrLoad){
    .empty = score > 0.5,
    .empty_score = score,
    .mass_kg = kg,
    .mass_kg_low = MAX (0.0, kg - apart),
    .mass_kg_high = penetrated ? kg + apart : (double) INFINITY,
    .structure_kg = MAX (0.0, sums.kg - kg),
    .fill_fraction = CLAMP (fill, 0.0, 1.0),
    .max_steel_mm = sums.max_steel_mm,
    .penetrated = penetrated,
    .opaque_fraction = bsr_grid_opaque_share (grid),
  };
}

BsrLoad
bsr_load_join (const BsrLoad loads[2], const double areas[2])
{
  double first = areas[0] / (areas[0] + areas[1]), second = 1.0 - first;
  return (BsrLoad){
    .empty = loads[0].empty && loads[1].empty,
    .empty_score = MIN (loads[0].empty_score, loads[1].empty_score),
    .mass_kg = loads[0].mass_kg + loads[1].mass_kg,
    .mass_kg_low = loads[0].mass_kg_low + loads[1].mass_kg_low,
    .mass_kg_high = loads[0].mass_kg_high + loads[1].mass_kg_high,
    .structure_kg = loads[0].structure_kg + loads[1].structure_kg,
    .fill_fraction = first * loads[0].fill_fraction + second * loads[1].fill_fraction,
    .max_steel_mm = MAX (loads[0].max_steel_mm, loads[1].max_steel_mm),
    .penetrated = loads[0].penetrated && loads[1].penetrated,
    .opaque_fraction = first * loads[0].opaque_fraction + second * loads[1].opaque_fraction,
  };
}
