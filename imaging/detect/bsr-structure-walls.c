#include "bsr-structure-private.h"

#include <math.h>

#include "bsr-structure-median.h"

/* Waves of side walls: 278 mm in the trade's usual specification; a margin for pitches. */
#define WALL_PERIOD_FROM_MM 240.0
#define WALL_PERIOD_TO_MM 310.0
/* Of a wave, sheet is thicker to the beam at both slopes. */
#define WALL_HARMONICS 2
/* Sloping sheet is longer by 1 / cos: with 36 mm over 68 mm, 13 % of two walls of 2 mm. */
#define WAVE_MOST_MM 1.0F
/* Of columns that were not seen bare: the wave and a panel's tolerance. */
#define FILLED_SPREAD_MM 0.5F
/* A row is bare somewhere when a tenth of it shows no more than a roof seen at a slant, or a rail:
 * more, but the same all along. */
#define BARE_SHARE 0.1
#define ROOF_BAND_MM 16.0F
#define RAIL_MM 45.0F
#define RAIL_EVENNESS_MM 3.0F
/* What shares of a column's rows may be bare, and what it may show more than others: sheets at the
 * ends are up to twice as thick; of the roof, 10 mm. */
static const double column_shares[] = { 0.12, 0.3, 0.5 };
#define WALL_COLUMN_MM 4.0F
#define ROOF_COLUMN_MM 14.0F
/* Bare cells scatter about row and column by the scan's noise and edges: what is further off is
 * load. */
#define BARE_WITHIN_MM 1.5F
#define BARE_SIGMAS 4.0F
#define LEAST_BARE 6
/* Gains of line detectors after correction: as bsr-contrast.c has it. */
#define CALIBRATION_MM 0.15F

/* Rows that share one column profile: before the roof's underside, or the wall alone. */
typedef struct
{
  BsrStructure *structure;
  int from, to, left, right;
  float column_most;
  gboolean *row_known;               /* one a row of the grid */
  float *row_mm, *row_spread;        /* of known rows, column profile taken out */
  float *column_mm, *column_spread;  /* NAN: not known */
  float *values;
} Band;

static float
steel_at (const Band *band, int x, int y)
{
  return bsr_plane_row_f32 (bsr_grid_steel (band->structure->grid), y)[x];
}

static float
noise_at (const Band *band, int x, int y)
{
  return sqrtf (bsr_plane_row_f32 (bsr_grid_variance (band->structure->grid), y)[x]);
}

static void
begin_rows (Band *band)
{
  int n = band->right - band->left;

  for (int y = band->from; y < band->to; y++)
    {
      for (int x = 0; x < n; x++)
        band->values[x] = steel_at (band, band->left + x, y);
      float bare = bsr_structure_quantile (band->values, n, BARE_SHARE);
      float middle = bsr_structure_quantile (band->values, n, 0.5);
      band->row_known[y]
          = bare <= ROOF_BAND_MM || (bare <= RAIL_MM && middle - bare <= RAIL_EVENNESS_MM);
      band->row_mm[y] = middle - bare <= RAIL_EVENNESS_MM ? middle : bare;
    }
}

/* What most rows of a column show about: structure is the same all the way up, load is not. */
static float
most_frequent (const Band *band, int n)
{
  float best = NAN;
  int best_count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (column_shares); i++)
    {
      float over = bsr_structure_quantile (band->values, n, column_shares[i]);
      int count = 0;
      for (int j = 0; j < n; j++)
        count += fabsf (band->values[j] - over) <= BARE_WITHIN_MM;
      if (over > band->column_most || count <= best_count)
        continue;
      best = over;
      best_count = count;
    }
  return best;
}

static void
begin_columns (Band *band)
{
  for (int x = band->left; x < band->right; x++)
    {
      int n = 0;
      for (int y = band->from; y < band->to; y++)
        if (band->row_known[y])
          band->values[n++] = steel_at (band, x, y) - band->row_mm[y];
      band->column_mm[x] = n < LEAST_BARE ? NAN : most_frequent (band, n);
    }
}

static gboolean
is_bare (const Band *band, int x, int y)
{
  if (!band->row_known[y] || isnan (band->column_mm[x]))
    return FALSE;
  float off = steel_at (band, x, y) - band->row_mm[y] - band->column_mm[x];
  return fabsf (off) <= BARE_WITHIN_MM + BARE_SIGMAS * noise_at (band, x, y);
}

static void
fit_rows (Band *band)
{
  for (int y = band->from; y < band->to; y++)
    {
      int n = 0;
      for (int x = band->left; x < band->right; x++)
        if (is_bare (band, x, y))
          band->values[n++] = steel_at (band, x, y) - band->column_mm[x];
      if (n < LEAST_BARE)
        band->row_known[y] = FALSE;
      else
        band->row_mm[y] = bsr_structure_median (band->values, n, &band->row_spread[y]);
    }
}

static void
fit_columns (Band *band)
{
  for (int x = band->left; x < band->right; x++)
    {
      int n = 0;
      for (int y = band->from; y < band->to; y++)
        if (is_bare (band, x, y))
          band->values[n++] = steel_at (band, x, y) - band->row_mm[y];
      if (n < LEAST_BARE)
        band->column_mm[x] = NAN;
      else
        band->column_mm[x] = bsr_structure_median (band->values, n, &band->column_spread[x]);
    }
}

/* Columns that are nowhere bare are taken for the middle of those that are. */
static void
fill_columns (Band *band)
{
  int n = 0;

  for (int x = band->left; x < band->right; x++)
    if (!isnan (band->column_mm[x]))
      band->values[n++] = band->column_mm[x];
  if (n < LEAST_BARE)
    return;
  float spread, middle = bsr_structure_median (band->values, n, &spread);
  for (int x = band->left; x < band->right; x++)
    if (isnan (band->column_mm[x]))
      {
        band->column_mm[x] = middle;
        band->column_spread[x] = MAX (spread, FILLED_SPREAD_MM);
      }
}

static void
write_band (const Band *band)
{
  BsrStructure *structure = band->structure;

  for (int y = band->from; y < band->to; y++)
    for (int x = band->left; x < band->right; x++)
      {
        if (!band->row_known[y] || isnan (band->column_mm[x]))
          continue;
        float drift = bsr_plane_row_f32 (bsr_grid_drift (structure->grid), y)[x];
        float noise = noise_at (band, x, y), row = band->row_spread[y];
        float column = band->column_spread[x];
        bsr_plane_row_f32 (structure->expected, y)[x] = band->row_mm[y] + band->column_mm[x];
        bsr_plane_row_f32 (structure->spread, y)[x]
            = sqrtf (noise * noise + row * row + column * column + drift * drift
                     + CALIBRATION_MM * CALIBRATION_MM);
      }
}

/* The waves of the columns, without what changes over several of them: thicker sheets at the
 * ends, a wall that leans. */
static void
find_wave (const Band *band, BsrStructureWave *wave)
{
  double step = bsr_grid_cell_width_mm (band->structure->grid);
  int n = band->right - band->left, reach = (int) (WALL_PERIOD_TO_MM / step);
  g_autofree float *waves = g_new (float, n);

  for (int i = 0; i < n; i++)
    {
      int known = 0;
      for (int j = MAX (0, i - reach); j <= MIN (n - 1, i + reach); j++)
        if (!isnan (band->column_mm[band->left + j]))
          band->values[known++] = band->column_mm[band->left + j];
      waves[i] = band->column_mm[band->left + i] - bsr_structure_median (band->values, known, NULL);
      /* Laps and posts are no waves. */
      if (fabsf (waves[i]) > WAVE_MOST_MM)
        waves[i] = NAN;
    }
  *wave = bsr_structure_find_wave (waves, n, step, WALL_PERIOD_FROM_MM, WALL_PERIOD_TO_MM,
                                  WALL_HARMONICS);
  if (wave->period_mm > 0.0) /* counted from the grid's edge */
    wave->phase_mm = fmod (wave->phase_mm + band->left * step, wave->period_mm);
}

static void
fit_band (Band *band, BsrStructureWave *wave)
{
  begin_rows (band);
  begin_columns (band);
  fit_rows (band);
  fit_columns (band);
  fit_rows (band);
  if (wave != NULL)
    find_wave (band, wave);
  fill_columns (band);
  write_band (band);
}

void
bsr_structure_fit_walls (BsrStructure *structure)
{
  BsrStructureFacts *facts = &structure->facts;
  int width = bsr_grid_width (structure->grid), height = bsr_grid_height (structure->grid);
  int split = facts->roof_end >= 0 ? facts->roof_end : facts->floor_top;
  g_autofree gboolean *row_known = g_new0 (gboolean, height);
  g_autofree float *row_mm = g_new0 (float, height), *row_spread = g_new0 (float, height);
  g_autofree float *column_mm = g_new0 (float, width), *column_spread = g_new0 (float, width);
  g_autofree float *values = g_new (float, MAX (width, height));
  Band band = {
    .structure = structure,
    .from = facts->roof_top,
    .to = split,
    .left = facts->left_end,
    .right = facts->right_end,
    .column_most = ROOF_COLUMN_MM,
    .row_known = row_known,
    .row_mm = row_mm,
    .row_spread = row_spread,
    .column_mm = column_mm,
    .column_spread = column_spread,
    .values = values,
  };
  if (band.right - band.left < 2 * LEAST_BARE)
    return;
  fit_band (&band, facts->roof_end >= 0 ? NULL : &facts->wall);
  if (facts->roof_end < 0)
    return;
  band.from = split;
  band.to = facts->floor_top;
  band.column_most = WALL_COLUMN_MM + ROOF_COLUMN_MM / 2.0F;
  fit_band (&band, &facts->wall);
}
