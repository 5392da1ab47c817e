#include "bsr-appearance-input.h"

#include <math.h>

/* Scales that bring each input to about one: what a full load attenuates, what a strange place
 * deviates (and the most that says more), a full load over its structure in mm of steel. */
#define FULL_ATTENUATION 3.0F
#define MOST_ATTENUATION 12.0F
#define STRANGE_SIGMAS 4.0F
#define MOST_SIGMAS 12.0F
#define FULL_STEEL_MM 30.0F
#define MOST_STEEL 4.0F
/* Standard deviation of attenuation, decades above it are told. */
#define LEAST_NOISE 1e-3
/* Scales of the maps that are looked at, mm: the evidence has these. */
#define FINE_MM 80.0
#define MIDDLE_MM 180.0
#define COARSE_MM 400.0
#define MATERIAL_COARSE_MM 330.0

typedef struct
{
  const BsrEvidence *evidence;
  const BsrGrid *grid;
  int width, height;
  float *maps;
} Input;

static float *
map_of (const Input *input, BsrAppearanceInput which)
{
  return input->maps + (gsize) which * input->width * input->height;
}

static int
cells_of (int n)
{
  return (n + BSR_APPEARANCE_STEP - 1) / BSR_APPEARANCE_STEP;
}

int
bsr_appearance_input_width (const BsrEvidence *evidence)
{
  return cells_of (bsr_grid_width (bsr_evidence_wide (evidence)));
}

int
bsr_appearance_input_height (const BsrEvidence *evidence)
{
  return cells_of (bsr_grid_height (bsr_evidence_wide (evidence)));
}

/* Mean over the grid cells of (@x, @y) that @plane has; 0 where it has none. */
static float
mean_of (BsrPlane *plane, int x, int y)
{
  float sum = 0.0F;
  int n = 0;
  for (int v = y * BSR_APPEARANCE_STEP; v < MIN ((y + 1) * BSR_APPEARANCE_STEP, bsr_plane_height (plane)); v++)
    for (int u = x * BSR_APPEARANCE_STEP; u < MIN ((x + 1) * BSR_APPEARANCE_STEP, bsr_plane_width (plane)); u++)
      {
        sum += bsr_plane_row_f32 (plane, v)[u];
        n++;
      }
  return n > 0 ? sum / (float) n : 0.0F;
}

static void
fill_mean (const Input *input, BsrAppearanceInput which, BsrPlane *plane, float unit, float most)
{
  float *map = map_of (input, which);
  for (int y = 0; y < input->height; y++)
    for (int x = 0; x < input->width; x++)
      *map++ = CLAMP (mean_of (plane, x, y), -most, most) / unit;
}

static void
fill_attenuation (const Input *input)
{
  BsrPlane *high = bsr_grid_attenuation (input->grid, 0);
  int right = bsr_plane_width (high) - 1, bottom = bsr_plane_height (high) - 1;
  for (int quarter = 0; quarter < BSR_APPEARANCE_STEP * BSR_APPEARANCE_STEP; quarter++)
    {
      float *map = map_of (input, (BsrAppearanceInput) (BSR_APPEARANCE_QUARTER_0 + quarter));
      int right_of = quarter % BSR_APPEARANCE_STEP, below = quarter / BSR_APPEARANCE_STEP;
      for (int y = 0; y < input->height; y++)
        for (int x = 0; x < input->width; x++)
          {
            const float *row = bsr_plane_row_f32 (high, MIN (y * BSR_APPEARANCE_STEP + below, bottom));
            float value = row[MIN (x * BSR_APPEARANCE_STEP + right_of, right)];
            *map++ = CLAMP (value, 0.0F, MOST_ATTENUATION) / FULL_ATTENUATION;
          }
    }
}

static void
fill_noise (const Input *input)
{
  float *map = map_of (input, BSR_APPEARANCE_NOISE);
  BsrPlane *variance = bsr_grid_attenuation_variance (input->grid, 0);
  for (int y = 0; y < input->height; y++)
    for (int x = 0; x < input->width; x++)
      {
        double sd = sqrt (MAX ((double) mean_of (variance, x, y), 0.0));
        *map++ = (float) log10 (MAX (sd, LEAST_NOISE) / LEAST_NOISE);
      }
}

static void
fill_all (const Input *input, BsrAppearanceInput which, float value)
{
  float *map = map_of (input, which);
  for (int i = 0; i < input->width * input->height; i++)
    map[i] = value;
}

/* The map of scale @scale_mm, %NULL when a single energy has none. */
static BsrPlane *
residual_at (const BsrEvidence *evidence, double scale_mm)
{
  BsrPlane *sigmas = NULL;
  for (int i = 0; i < bsr_evidence_n_residuals (evidence); i++)
    {
      const BsrDualResidual *residual = bsr_evidence_residual (evidence, i);
      if (sigmas == NULL || bsr_dual_residual_scale_mm (residual) == scale_mm)
        sigmas = bsr_dual_residual_sigmas (residual);
    }
  return sigmas;
}

static void
fill_material (const Input *input)
{
  if (bsr_grid_n_planes (input->grid) < 2)
    return;
  fill_all (input, BSR_APPEARANCE_PLANES, 1.0F);
  fill_mean (input, BSR_APPEARANCE_LOW, bsr_grid_attenuation (input->grid, 1), FULL_ATTENUATION,
             MOST_ATTENUATION);
  fill_mean (input, BSR_APPEARANCE_MATERIAL, residual_at (input->evidence, 0.0), STRANGE_SIGMAS,
             MOST_SIGMAS);
  fill_mean (input, BSR_APPEARANCE_MATERIAL_COARSE,
             residual_at (input->evidence, MATERIAL_COARSE_MM), STRANGE_SIGMAS, MOST_SIGMAS);
}

static void
fill_structure (const Input *input)
{
  const BsrStructure *structure = bsr_evidence_structure (input->evidence);
  BsrPlane *expected = bsr_structure_expected (structure), *steel = bsr_grid_steel (input->grid);
  float *over = map_of (input, BSR_APPEARANCE_STRUCTURE);
  float *known = map_of (input, BSR_APPEARANCE_STRUCTURE_KNOWN);

  for (int y = 0; y < bsr_plane_height (expected); y++)
    for (int x = 0; x < bsr_plane_width (expected); x++)
      {
        float value = bsr_plane_row_f32 (expected, y)[x];
        int at = y / BSR_APPEARANCE_STEP * input->width + x / BSR_APPEARANCE_STEP;
        if (value < 0.0F)
          continue;
        over[at] += bsr_plane_row_f32 (steel, y)[x] - value;
        known[at] += 1.0F;
      }
  for (int i = 0; i < input->width * input->height; i++)
    {
      over[i] = known[i] > 0.0F
                    ? CLAMP (over[i] / known[i] / FULL_STEEL_MM, -MOST_STEEL, MOST_STEEL)
                    : 0.0F;
      known[i] /= BSR_APPEARANCE_STEP * BSR_APPEARANCE_STEP;
    }
}

/* The sigmas of the place that each cell's middle lies in. */
static void
fill_places (const Input *input, BsrAppearanceInput which, const BsrPlaceMap *places)
{
  float *map = map_of (input, which);
  int across = bsr_plane_width (places->sigmas), down = bsr_plane_height (places->sigmas);
  for (int y = 0; y < input->height; y++)
    for (int x = 0; x < input->width; x++, map++)
      {
        int cell_x = (x * BSR_APPEARANCE_STEP + 1), cell_y = (y * BSR_APPEARANCE_STEP + 1);
        BsrBox cell = { cell_x, cell_y, 1, 1 };
        if (bsr_box_is_empty (bsr_box_intersect (cell, places->space)))
          continue;
        int u = CLAMP ((cell_x - places->first_x) / places->step_x, 0, across - 1);
        int v = CLAMP ((cell_y - places->first_y) / places->step_y, 0, down - 1);
        *map = CLAMP (bsr_plane_row_f32 (places->sigmas, v)[u], -MOST_SIGMAS, MOST_SIGMAS)
               / STRANGE_SIGMAS;
      }
}

static void
fill_contrast (const Input *input, BsrAppearanceInput which, double scale_mm)
{
  for (int i = 0; i < bsr_evidence_n_contrasts (input->evidence); i++)
    {
      const BsrContrast *contrast = bsr_evidence_contrast (input->evidence, i);
      if (bsr_contrast_way (contrast) != BSR_CONTRAST_BOTH
          || bsr_contrast_scale_mm (contrast) != scale_mm)
        continue;
      BsrPlaceMap places = bsr_contrast_map (contrast);
      fill_places (input, which, &places);
    }
}

static void
fill_peers (const Input *input, BsrAppearanceInput which, int index)
{
  BsrPlaceMap places
      = bsr_similarity_map (bsr_evidence_similarity (input->evidence, index));
  fill_places (input, which, &places);
}

static void
fill_position (const Input *input)
{
  const BsrStructureFacts *facts
      = bsr_structure_facts (bsr_evidence_structure (input->evidence));
  float down_m = (float) bsr_grid_cell_height_mm (input->grid) / 1000.0F;
  float across_m = (float) bsr_grid_cell_width_mm (input->grid) / 1000.0F;
  for (int y = 0; y < input->height; y++)
    for (int x = 0; x < input->width; x++)
      {
        int at = y * input->width + x;
        float cell_x = ((float) x + 0.5F) * BSR_APPEARANCE_STEP;
        float cell_y = ((float) y + 0.5F) * BSR_APPEARANCE_STEP;
        float above = ((float) facts->floor_top - cell_y) * down_m;
        float below = (cell_y - (float) facts->roof_top) * down_m;
        float from = MIN (cell_x - (float) facts->left_end, (float) facts->right_end - cell_x) * across_m;
        map_of (input, BSR_APPEARANCE_ABOVE_FLOOR)[at] = CLAMP (above, -1.0F, 3.0F);
        map_of (input, BSR_APPEARANCE_BELOW_ROOF)[at] = CLAMP (below, -1.0F, 3.0F);
        map_of (input, BSR_APPEARANCE_FROM_END)[at] = CLAMP (from, -0.5F, 1.5F);
      }
}

float *
bsr_appearance_input_new (const BsrEvidence *evidence)
{
  g_return_val_if_fail (evidence != NULL, NULL);

  Input input = { .evidence = evidence,
                  .grid = bsr_evidence_wide (evidence),
                  .width = bsr_appearance_input_width (evidence),
                  .height = bsr_appearance_input_height (evidence) };
  input.maps = g_new0 (float, (gsize) BSR_APPEARANCE_N_INPUTS * input.width * input.height);
  fill_attenuation (&input);
  fill_mean (&input, BSR_APPEARANCE_OPAQUE, bsr_grid_opaque (input.grid), 1.0F, 1.0F);
  fill_noise (&input);
  fill_material (&input);
  fill_structure (&input);
  fill_contrast (&input, BSR_APPEARANCE_CONTRAST_FINE, FINE_MM);
  fill_contrast (&input, BSR_APPEARANCE_CONTRAST, MIDDLE_MM);
  fill_contrast (&input, BSR_APPEARANCE_CONTRAST_COARSE, COARSE_MM);
  fill_peers (&input, BSR_APPEARANCE_PEERS, 0);
  fill_peers (&input, BSR_APPEARANCE_PEERS_COARSE, 1);
  fill_position (&input);
  return input.maps;
}
