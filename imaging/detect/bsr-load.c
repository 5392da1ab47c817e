#include "bsr-load.h"

#include <math.h>

/* A load reaches past the corner posts to the end walls: ISO 1496-1 leaves 12,032 mm of
 * 12,192 mm inside, 80 mm at each end, where the post hides it for another 98 mm. */
#define HIDDEN_BY_POST_MM 98.0
/* Below this a container is empty: sweepings, dunnage and lashings of up to 100 kg are no load,
 * and a wall that is known to a tenth of its thickness answers for as much. */
#define EMPTY_KG 100.0
/* Rows where roof or floor are seen aslant and were not wholly told from load make a few per cent. */
#define EMPTY_FILL 0.06
/* Opaque area of the load that counts, cm2: less is a bolt, a lashing's lock, a dead pixel that was
 * not told as one. */
#define OPAQUE_AREA_CM2 100.0
/* What the floor or a post hides may weigh half as much more or less. */
#define HIDDEN_ERROR 0.5
/* Standard deviations that a 90 % interval reaches to each side. */
#define SIGMAS_90 1.645
/* As much of the open beam may come beside the straight way and be taken for a transmission where
 * dense cargo scatters most: 5 in 1,000, three times what a real rail portal holds in its darkest places,
 * and what the least collimated of the simulated scanners has. Behind thick goods it is a large share
 * of what is counted, and they may weigh as much more; where it could be all, they are as good as opaque. */
#define STRAY_MOST 5e-3
/* mm2 to cm2, g to kg */
#define KG_PER_G_CM2_MM2 1e-5

typedef struct
{
  double seen_kg, supposed_kg;
  double behind_kg; /* of the load behind the posts */
  double stray_kg;  /* that stray radiation may hide in what was seen */
  double seen_mm2, loaded_mm2, opaque_mm2;
} Sums;

static double
cell_mm2 (const BsrGrid *grid)
{
  return bsr_grid_cell_width_mm (grid) * bsr_grid_cell_height_mm (grid);
}

/* Columns @from...@to - 1 of row @y. */
static void
add_row (const BsrGrid *grid, const BsrLoadMap *map, int y, int from, int to, Sums *sums)
{
  BsrBox space = bsr_load_map_space (map);
  const guint8 *cells = bsr_plane_row_u8 (bsr_load_map_cells (map), y);
  const float *load = bsr_plane_row_f32 (bsr_load_map_mass (map), y);
  const float *attenuation = bsr_plane_row_f32 (bsr_grid_attenuation (grid, 0), y);
  const float *opaque = bsr_plane_row_f32 (bsr_grid_opaque (grid), y);
  /* Load that near a post stands for as much again behind it. */
  int post = bsr_grid_across (grid, HIDDEN_BY_POST_MM);
  int left_post = space.x + post, right_post = space.x + space.width - post;
  double mm2 = cell_mm2 (grid), kg_per_g_cm2 = mm2 * KG_PER_G_CM2_MM2;

  for (int x = from; x < to; x++)
    {
      if (cells[x] == BSR_LOAD_NONE)
        continue;
      double kg = (double) load[x] * kg_per_g_cm2;
      *(cells[x] == BSR_LOAD_SEEN ? &sums->seen_kg : &sums->supposed_kg) += kg;
      sums->loaded_mm2 += mm2;
      if (x < left_post || x >= right_post)
        sums->behind_kg += kg;
      if (cells[x] != BSR_LOAD_SEEN)
        continue;
      double stray = STRAY_MOST * exp ((double) attenuation[x]);
      sums->stray_kg += MAX (kg, 0.0) * MIN (stray, 1.0);
      sums->seen_mm2 += mm2;
      sums->opaque_mm2 += stray >= 1.0 ? mm2 : (double) opaque[x] * mm2;
    }
}

BsrLoadMass
bsr_load_weigh (BsrRadiograph *radiograph, const BsrGrid *grid, const BsrLoadMap *map,
                double wall_sd_mm, int from, int to)
{
  BsrBox space = bsr_load_map_space (map);
  Sums sums = { 0 };
  from = MAX (from, space.x);
  to = MIN (to, space.x + space.width);
  for (int y = space.y; y < space.y + space.height; y++)
    add_row (grid, map, y, from, to, &sums);

  double kg = MAX (0.0, sums.seen_kg + sums.supposed_kg + sums.behind_kg);
  double wall_kg = bsr_radiograph_mass_thickness (radiograph, wall_sd_mm) * sums.seen_mm2
                   * KG_PER_G_CM2_MM2 * SIGMAS_90;
  double hidden_kg = HIDDEN_ERROR * hypot (sums.supposed_kg, sums.behind_kg);
  double apart = hypot (hypot (kg * bsr_radiograph_mass_uncertainty (radiograph), wall_kg), hidden_kg);
  /* Stray radiation makes thick goods look thinner, never thicker. */
  double above = hypot (apart, sums.stray_kg);
  gboolean penetrated = sums.opaque_mm2 < OPAQUE_AREA_CM2 * 100.0;
  return (BsrLoadMass){ kg, MAX (0.0, kg - apart), penetrated ? kg + above : (double) INFINITY,
                        sums.seen_mm2, sums.loaded_mm2, sums.opaque_mm2 };
}

/* Falls from 1 at nothing to 0.5 at the threshold and 0 well above it, for mass and fill alike. */
static double
empty_score (double kg, double fill)
{
  double load = MAX (kg / EMPTY_KG, fill / EMPTY_FILL);
  return 1.0 / (1.0 + load * load);
}

/* Of all cells, structure included, kg. */
static double
whole_kg (const BsrGrid *grid)
{
  double g_cm2 = 0.0;
  for (int y = 0; y < bsr_grid_height (grid); y++)
    {
      const float *mass = bsr_plane_row_f32 (bsr_grid_mass (grid), y);
      for (int x = 0; x < bsr_grid_width (grid); x++)
        g_cm2 += (double) mass[x];
    }
  return g_cm2 * cell_mm2 (grid) * KG_PER_G_CM2_MM2;
}

/* Thickest of the space, mm of steel. */
static double
most_steel (const BsrGrid *grid, BsrBox space)
{
  double most = 0.0;
  for (int y = space.y; y < space.y + space.height; y++)
    for (int x = space.x; x < space.x + space.width; x++)
      if (bsr_plane_row_f32 (bsr_grid_good (grid), y)[x] > 0.0F)
        most = MAX (most, (double) bsr_plane_row_f32 (bsr_grid_steel (grid), y)[x]);
  return most;
}

BsrLoad
bsr_load_of_map (BsrRadiograph *radiograph, const BsrGrid *grid, const BsrLoadMap *map,
                 double wall_sd_mm)
{
  g_assert (radiograph != NULL && grid != NULL && map != NULL);

  BsrBox space = bsr_load_map_space (map);
  BsrLoadMass mass
      = bsr_load_weigh (radiograph, grid, map, wall_sd_mm, space.x, space.x + space.width);
  double fill = mass.loaded_mm2 / (MAX ((double) bsr_box_area (space), 1.0) * cell_mm2 (grid));
  gboolean penetrated = isfinite (mass.high_kg);
  double score = penetrated ? empty_score (mass.kg, fill) : 0.0;
  return (BsrLoad){
    .empty = score > 0.5,
    .empty_score = score,
    .mass_kg = mass.kg,
    .mass_kg_low = mass.low_kg,
    .mass_kg_high = mass.high_kg,
    .structure_kg = MAX (0.0, whole_kg (grid) - mass.kg),
    .fill_fraction = CLAMP (fill, 0.0, 1.0),
    .max_steel_mm = most_steel (grid, space),
    .penetrated = penetrated,
    .opaque_fraction = bsr_grid_opaque_share (grid),
    .lump = bsr_load_lump_none (),
  };
}

BsrLoadLump
bsr_load_lump_none (void)
{
  return (BsrLoadLump){ .excess = (double) NAN, .spread = (double) NAN, .place = (double) NAN };
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
    .lump = loads[1].lump.excess > loads[0].lump.excess || isnan (loads[0].lump.excess) ? loads[1].lump
                                                                                        : loads[0].lump,
  };
}
