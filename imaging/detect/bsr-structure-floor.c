#include "bsr-structure-private.h"

#include <math.h>

#include "bsr-structure-median.h"

/* Cross members stand every 300 mm, 12 inches at some makers; a margin for pitches. Their webs are
 * narrow, so that harmonics count. */
#define MEMBER_PERIOD_FROM_MM 255.0
#define MEMBER_PERIOD_TO_MM 345.0
#define MEMBER_HARMONICS 3
#define MEMBER_SHARE 0.2
/* A member's 2.3 m of steel are opaque: more than this is all the same. */
#define MEMBER_MOST_MM 120.0F
#define MOST_BINS 64
/* Fewer like places than this tell nothing. */
#define LEAST_LIKE 5
#define CALIBRATION_MM 0.15F
/* Members are welded within 4 mm of their place: that share of a cell moves into the next. */
#define SHIFT_SHARE 0.25F

/* Mean of the floor's rows, capped, NAN outside the ends. */
static void
floor_profile (const BsrStructure *structure, float *profile)
{
  const BsrStructureFacts *facts = &structure->facts;
  int height = bsr_grid_height (structure->grid);

  for (int x = facts->left_end; x < facts->right_end; x++)
    {
      float sum = 0.0F;
      for (int y = facts->floor_top; y < height; y++)
        sum += MIN (bsr_plane_row_f32 (bsr_grid_steel (structure->grid), y)[x], MEMBER_MOST_MM);
      profile[x - facts->left_end] = sum / (float) (height - facts->floor_top);
    }
}

static int
bin_of (const BsrStructure *structure, int x, int bins)
{
  double period = structure->facts.members.period_mm;
  double at = (x + 0.5) * bsr_grid_cell_width_mm (structure->grid) / period;
  return MIN ((int) ((at - floor (at)) * bins), bins - 1);
}

typedef struct
{
  int n;
  float middle, spread;
} Bin;

/* What row @y shows at the same places between cross members elsewhere. */
static void
fill_bins (const BsrStructure *structure, int y, const int *bin_of_column, Bin *bins, int n_bins,
           float *values)
{
  const BsrStructureFacts *facts = &structure->facts;
  const float *steel = bsr_plane_row_f32 (bsr_grid_steel (structure->grid), y);

  for (int i = 0; i < n_bins; i++)
    {
      bins[i].n = 0;
      for (int x = facts->left_end; x < facts->right_end; x++)
        if (bin_of_column[x] == i)
          values[bins[i].n++] = steel[x];
      bins[i].middle = bsr_structure_median (values, bins[i].n, &bins[i].spread);
    }
}

static void
write_row (BsrStructure *structure, int y, const int *bin_of_column, const Bin *bins, int n_bins)
{
  const BsrStructureFacts *facts = &structure->facts;
  const float *drift = bsr_plane_row_f32 (bsr_grid_drift (structure->grid), y);
  const float *variance = bsr_plane_row_f32 (bsr_grid_variance (structure->grid), y);

  for (int x = facts->left_end; x < facts->right_end; x++)
    {
      int at = bin_of_column[x];
      const Bin *bin = &bins[at];
      float before = bins[(at + n_bins - 1) % n_bins].middle, after = bins[(at + 1) % n_bins].middle;
      float shift
          = SHIFT_SHARE * MAX (fabsf (before - bin->middle), fabsf (after - bin->middle));
      if (bin->n < LEAST_LIKE)
        continue;
      bsr_plane_row_f32 (structure->expected, y)[x] = bin->middle;
      bsr_plane_row_f32 (structure->spread, y)[x]
          = sqrtf (variance[x] + bin->spread * bin->spread + shift * shift + drift[x] * drift[x]
                   + CALIBRATION_MM * CALIBRATION_MM);
    }
}

void
bsr_structure_fit_floor (BsrStructure *structure)
{
  BsrStructureFacts *facts = &structure->facts;
  int n = facts->right_end - facts->left_end, height = bsr_grid_height (structure->grid);
  double step = bsr_grid_cell_width_mm (structure->grid);

  if (n < 2 * LEAST_LIKE || facts->floor_top >= height)
    return;
  g_autofree float *values = g_new (float, n);
  floor_profile (structure, values);
  facts->members = bsr_structure_find_wave (values, n, step, MEMBER_PERIOD_FROM_MM,
                                            MEMBER_PERIOD_TO_MM, MEMBER_HARMONICS);
  if (facts->members.share < MEMBER_SHARE)
    facts->members = (BsrStructureWave){ 0 };
  if (facts->members.period_mm <= 0.0)
    return;
  facts->members.phase_mm
      = fmod (facts->members.phase_mm + facts->left_end * step, facts->members.period_mm);
  Bin bins[MOST_BINS];
  int n_bins = CLAMP ((int) lround (facts->members.period_mm / step), 1, MOST_BINS);
  g_autofree int *bin_of_column = g_new (int, facts->right_end);
  for (int x = facts->left_end; x < facts->right_end; x++)
    bin_of_column[x] = bin_of (structure, x, n_bins);
  for (int y = facts->floor_top; y < height; y++)
    {
      fill_bins (structure, y, bin_of_column, bins, n_bins, values);
      write_row (structure, y, bin_of_column, bins, n_bins);
    }
}
