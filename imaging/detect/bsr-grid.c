#include "bsr-grid.h"

#include <math.h>
#include <string.h>

#include "bsr-mass-plane.h"
#include "bsr-row-kernels.h"
#include "bsr-thread-team.h"

struct _BsrGrid
{
  BsrBox box;
  int across, down; /* pixels of a cell */
  double cell_width_mm, cell_height_mm;
  BsrPlane *steel, *mass, *variance, *drift, *opaque, *good;
  double opaque_share;
  int n_planes;
  BsrPlane *attenuation[BSR_IMAGE_MAX_PLANES], *attenuation_variance[BSR_IMAGE_MAX_PLANES];
};

/* Rows that 32 bits hold the sums of: steel of up to 800 mm, spreads as tabulated. */
#define MOST_ROWS 63
/* Steps of the tabulated spreads: of a variance 1 / 2^16 mm2, of a drift 1 / 2^16 mm; and what
 * either ends at, 2^26 steps. */
#define SPREAD_STEPS 65536.0
#define MOST_SPREAD 67108864.0
#define BAD (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)

typedef struct
{
  BsrGrid *grid;
  BsrRadiograph *radiograph;
  const BsrRowKernels *kernels;
  guint64 *spread_of; /* by code: variance of one pixel's steel equivalent above its drift */
  double *noise_of[BSR_IMAGE_MAX_PLANES]; /* by code: variance of one pixel's attenuation */
  double single;      /* g/cm2 of a mm of steel equivalent of what is opaque */
  double opaque_mm;
  gint64 *n_alive, *n_opaque; /* pixels of each row of cells */
} Filling;

/* Sums over a cell; of good pixels, or of all where none is. */
typedef struct
{
  guint32 n_alive, n_good, n_opaque, n_attenuation;
  guint64 steel, variance, drift;
  double mass;
  guint64 attenuation[BSR_IMAGE_MAX_PLANES];
} Tally;

/* Sums over the rows of a cell for each column of pixels of the grid, and a row of cells. */
typedef struct
{
  BsrColumnSums sums;
  guint32 *attenuation[BSR_IMAGE_MAX_PLANES];
  guint16 *n_attenuation, *unused;
  guint8 *united;
  void *block;
  gsize size; /* of what is 0 at first */
  Tally *cells;
} Columns;

static void
columns_init (Columns *columns, const BsrGrid *grid)
{
  gsize width = (gsize) grid->box.width;
  columns->size = width * (sizeof (guint64) + (2 + BSR_IMAGE_MAX_PLANES) * sizeof (guint32)
                           + 5 * sizeof (guint16));
  guint64 *spread = g_malloc0 (columns->size);
  guint32 *steel = (guint32 *) (spread + width), *opaque_good = steel + width;
  guint32 *attenuation = opaque_good + width;
  guint16 *counts = (guint16 *) (attenuation + BSR_IMAGE_MAX_PLANES * width);
  columns->block = spread;
  columns->sums = (BsrColumnSums){ counts, counts + width, counts + 2 * width, steel, spread,
                                   opaque_good };
  for (int i = 0; i < BSR_IMAGE_MAX_PLANES; i++)
    columns->attenuation[i] = attenuation + (gsize) i * width;
  columns->n_attenuation = counts + 3 * width;
  columns->unused = counts + 4 * width;
  columns->united = g_new (guint8, width);
  columns->cells = g_new0 (Tally, bsr_grid_width (grid));
}

static void
columns_clear (Columns *columns)
{
  g_free (columns->block);
  g_free (columns->united);
  g_free (columns->cells);
}

static void
add_row (const Filling *filling, int y, Columns *columns)
{
  const BsrGrid *grid = filling->grid;
  const BsrRowKernels *kernels = filling->kernels;
  BsrRadiograph *radiograph = filling->radiograph;
  int left = grid->box.x, n = grid->box.width;
  const guint8 *flags = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), y) + left;
  const guint8 *known = flags;
  kernels->sum_steel (bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 0), y) + left, flags, n,
                      bsr_radiograph_steel_of_codes (radiograph), filling->spread_of,
                      &columns->sums);
  for (int i = 1; i < grid->n_planes; i++)
    {
      kernels->unite (known, bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, i), y) + left, n,
                      columns->united);
      known = columns->united;
    }
  for (int i = 0; i < grid->n_planes; i++)
    kernels->sum_codes (bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, i), y) + left, known,
                        BAD, n, columns->attenuation[i],
                        i == 0 ? columns->n_attenuation : columns->unused);
}

/* Adds columns @from to @to to a cell; one mass factor holds for all of them. */
static void
add_columns (const Filling *filling, const Columns *columns, int from, int to, double factor,
             Tally *cell)
{
  guint64 steel = 0, variance = 0, drift = 0;
  guint32 opaque_good = 0;
  for (int x = from; x < to; x++)
    {
      cell->n_alive += columns->sums.alive[x];
      cell->n_good += columns->sums.good[x];
      cell->n_opaque += columns->sums.opaque[x];
      cell->n_attenuation += columns->n_attenuation[x];
      opaque_good += columns->sums.opaque_good[x];
      steel += columns->sums.steel[x];
      variance += columns->sums.spread[x] >> 32;
      drift += columns->sums.spread[x] & G_MAXUINT32;
    }
  for (int k = 0; k < filling->grid->n_planes; k++)
    for (int x = from; x < to; x++)
      cell->attenuation[k] += columns->attenuation[k][x];
  double opaque_mm = opaque_good * filling->opaque_mm;
  double mm = (double) steel * (1.0 / BSR_STEEL_STEPS);
  cell->steel += steel;
  cell->variance += variance;
  cell->drift += drift;
  cell->mass += opaque_mm * filling->single + (mm - opaque_mm) * factor;
}

/* Columns into the cells; they are 0 again. @y: any of the rows, which all lie in one row of the
 * radiograph's cells. */
static void
flush_columns (const Filling *filling, int y, Columns *columns)
{
  const BsrGrid *grid = filling->grid;
  int n = grid->box.width, left = grid->box.x;
  int wide = BSR_MASS_CELLS * bsr_radiograph_cells (filling->radiograph)->across;
  float factor = 0.0F;
  int known = 0; /* columns up to here have @factor */
  for (int i = 0; i < bsr_grid_width (grid); i++)
    for (int x = i * grid->across, end = MIN (x + grid->across, n), to; x < end; x = to)
      {
        if (x >= known)
          {
            bsr_radiograph_read_mass_factor (filling->radiograph, left + x, y, 1, &factor);
            known = ((left + x) / wide + 1) * wide - left;
          }
        to = MIN (end, known);
        add_columns (filling, columns, x, to, (double) factor, &columns->cells[i]);
      }
  memset (columns->block, 0, columns->size);
}

/* Where no pixel is good, or good in all planes, all are taken. */
static void
tally_all (const Filling *filling, BsrBox pixels, Tally *cell)
{
  BsrRadiograph *radiograph = filling->radiograph;
  const guint32 *steel_of = bsr_radiograph_steel_of_codes (radiograph);
  for (int y = pixels.y; y < pixels.y + pixels.height; y++)
    for (int x = pixels.x; x < pixels.x + pixels.width; x++)
      {
        guint16 code = bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, 0), y)[x];
        if (cell->n_good == 0)
          {
            cell->steel += steel_of[code];
            cell->variance += filling->spread_of[code >> BSR_SPREAD_SHIFT] >> 32;
            cell->drift += filling->spread_of[code >> BSR_SPREAD_SHIFT] & G_MAXUINT32;
            cell->mass += (double) bsr_radiograph_mass_at (radiograph, x, y);
          }
        for (int k = 0; k < filling->grid->n_planes && cell->n_attenuation == 0; k++)
          cell->attenuation[k] += bsr_plane_row_u16 (bsr_radiograph_codes (radiograph, k), y)[x];
      }
}

/* Straight between the table's entries. */
static double
noise_of_code (const double *noise_of, double code)
{
  double at = code / (1 << BSR_SPREAD_SHIFT);
  int i = (int) at;
  return noise_of[i] + (at - i) * (noise_of[i + 1] - noise_of[i]);
}

/* One row of each of the grid's planes. */
typedef struct
{
  float *steel, *mass, *variance, *drift, *opaque, *good;
  float *attenuation[BSR_IMAGE_MAX_PLANES], *attenuation_variance[BSR_IMAGE_MAX_PLANES];
} Row;

static Row
row_of (const BsrGrid *grid, int y)
{
  Row row = { bsr_plane_row_f32 (grid->steel, y),    bsr_plane_row_f32 (grid->mass, y),
              bsr_plane_row_f32 (grid->variance, y), bsr_plane_row_f32 (grid->drift, y),
              bsr_plane_row_f32 (grid->opaque, y),   bsr_plane_row_f32 (grid->good, y) };
  for (int k = 0; k < grid->n_planes; k++)
    {
      row.attenuation[k] = bsr_plane_row_f32 (grid->attenuation[k], y);
      row.attenuation_variance[k] = bsr_plane_row_f32 (grid->attenuation_variance[k], y);
    }
  return row;
}

/* Reciprocals: divisions would take most of the time. */
static void
write_cell (const Filling *filling, int x, int y, Tally *cell, const Row *row)
{
  const BsrGrid *grid = filling->grid;
  BsrBox pixels = bsr_grid_to_pixels (grid, (BsrBox){ x, y, 1, 1 });
  guint32 all = (guint32) (pixels.width * pixels.height);
  if (cell->n_good == 0 || cell->n_attenuation == 0)
    tally_all (filling, pixels, cell);
  guint32 n = cell->n_good > 0 ? cell->n_good : all;
  guint32 n_attenuation = cell->n_attenuation > 0 ? cell->n_attenuation : all;
  double share = 1.0 / n, of_attenuation = n_attenuation == n ? share : 1.0 / n_attenuation;
  row->steel[x] = (float) ((double) cell->steel * (1.0 / BSR_STEEL_STEPS) * share);
  row->mass[x] = (float) (cell->mass * share);
  row->variance[x] = (float) ((double) cell->variance * (1.0 / SPREAD_STEPS) * share * share);
  row->drift[x] = (float) ((double) cell->drift * (1.0 / SPREAD_STEPS) * share);
  row->opaque[x]
      = cell->n_opaque > 0 ? (float) cell->n_opaque / (float) cell->n_alive : 0.0F;
  row->good[x] = cell->n_good == all ? 1.0F : (float) cell->n_good / (float) all;
  for (int k = 0; k < grid->n_planes; k++)
    {
      double code = (double) cell->attenuation[k] * of_attenuation;
      double variance = noise_of_code (filling->noise_of[k], code);
      row->attenuation[k][x] = (float) (code * (1.0 / BSR_ATTENUATION_STEPS));
      row->attenuation_variance[k][x] = (float) (variance * of_attenuation);
    }
}

static void
fill_row (int item, int thread, gpointer data)
{
  const Filling *filling = data;
  const BsrGrid *grid = filling->grid;
  int down = bsr_radiograph_cells (filling->radiograph)->down;
  int from = grid->box.y + item * grid->down;
  int end = MIN (from + grid->down, grid->box.y + grid->box.height);
  Columns columns;
  columns_init (&columns, grid);
  for (int y = from, n = 1; y < end; y++, n++)
    {
      add_row (filling, y, &columns);
      if (n == MOST_ROWS || (y + 1) % down == 0 || y + 1 == end)
        {
          flush_columns (filling, y, &columns);
          n = 0;
        }
    }
  Row row = row_of (grid, item);
  for (int x = 0; x < bsr_grid_width (grid); x++)
    {
      filling->n_alive[item] += columns.cells[x].n_alive;
      filling->n_opaque[item] += columns.cells[x].n_opaque;
      write_cell (filling, x, item, &columns.cells[x], &row);
    }
  columns_clear (&columns);
}

static guint64
in_steps (double value)
{
  return isfinite (value) ? (guint64) llrint (CLAMP (value * SPREAD_STEPS, 1.0, MOST_SPREAD))
                          : (guint64) MOST_SPREAD;
}

/* In the middle of each entry's codes. */
static void
tabulate_spread (Filling *filling)
{
  BsrRadiograph *radiograph = filling->radiograph;
  BsrScatter scatter = bsr_radiograph_scatter (radiograph, 0);
  int n = (bsr_radiograph_most_code (radiograph, 0) >> BSR_SPREAD_SHIFT) + 1;
  filling->spread_of = g_new (guint64, n);
  for (int i = 0; i < n; i++)
    {
      double code = (i + 0.5) * (1 << BSR_SPREAD_SHIFT);
      double attenuation = code / BSR_ATTENUATION_STEPS;
      double slope = bsr_radiograph_steel_slope (radiograph, attenuation);
      double sd = bsr_radiograph_noise (radiograph, 0, attenuation) * slope;
      double drift = bsr_scatter_attenuation_sd (&scatter, attenuation) * slope;
      filling->spread_of[i] = in_steps (sd * sd) << 32 | in_steps (drift);
    }
}

/* At each entry's first code, and at the end. */
static void
tabulate_noise (Filling *filling, int index)
{
  BsrRadiograph *radiograph = filling->radiograph;
  int n = (bsr_radiograph_most_code (radiograph, index) >> BSR_SPREAD_SHIFT) + 2;
  filling->noise_of[index] = g_new (double, n);
  for (int i = 0; i < n; i++)
    {
      double attenuation = (double) (i << BSR_SPREAD_SHIFT) / BSR_ATTENUATION_STEPS;
      double sd = bsr_radiograph_noise (radiograph, index, attenuation);
      filling->noise_of[index][i] = sd * sd;
    }
}

static gboolean
fill (BsrGrid *grid, BsrRadiograph *radiograph, int n_threads, GCancellable *cancellable,
      GError **error)
{
  guint16 most = bsr_radiograph_most_code (radiograph, 0);
  int height = bsr_grid_height (grid);
  gint64 n_alive = 0, n_opaque = 0;
  Filling filling = {
    .grid = grid,
    .radiograph = radiograph,
    .kernels = bsr_row_kernels (bsr_simd_level ()),
    .single = bsr_radiograph_opaque_mass_factor (radiograph),
    .opaque_mm = bsr_radiograph_steel_of_codes (radiograph)[most] * (1.0 / BSR_STEEL_STEPS),
    .n_alive = g_new0 (gint64, height),
    .n_opaque = g_new0 (gint64, height),
  };
  tabulate_spread (&filling);
  for (int i = 0; i < grid->n_planes; i++)
    tabulate_noise (&filling, i);
  gboolean done = bsr_thread_team_run (height, n_threads, fill_row, &filling, cancellable, error);
  for (int y = 0; y < height; y++)
    {
      n_alive += filling.n_alive[y];
      n_opaque += filling.n_opaque[y];
    }
  grid->opaque_share = n_alive > 0 ? (double) n_opaque / (double) n_alive : 0.0;
  for (int i = 0; i < grid->n_planes; i++)
    g_free (filling.noise_of[i]);
  g_free (filling.spread_of);
  g_free (filling.n_alive);
  g_free (filling.n_opaque);
  return done;
}

BsrGrid *
bsr_grid_new (BsrRadiograph *radiograph, BsrBox box, double cell_mm, int n_threads,
              GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (radiograph != NULL && !bsr_box_is_empty (box) && cell_mm > 0.0, NULL);

  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  g_autoptr (BsrGrid) grid = g_new0 (BsrGrid, 1);
  grid->box = box;
  grid->across = CLAMP ((int) lround (cell_mm / acquisition->pitch_x_mm), 1, box.width);
  grid->down = CLAMP ((int) lround (cell_mm / acquisition->pitch_y_mm), 1, box.height);
  grid->cell_width_mm = grid->across * acquisition->pitch_x_mm;
  grid->cell_height_mm = grid->down * acquisition->pitch_y_mm;

  int width = (box.width + grid->across - 1) / grid->across;
  int height = (box.height + grid->down - 1) / grid->down;
  BsrPlane **planes[] = { &grid->steel, &grid->mass, &grid->variance,
                          &grid->drift, &grid->opaque, &grid->good };
  for (guint i = 0; i < G_N_ELEMENTS (planes); i++)
    if ((*planes[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error)) == NULL)
      return NULL;
  grid->n_planes = bsr_radiograph_n_planes (radiograph);
  for (int i = 0; i < grid->n_planes; i++)
    if ((grid->attenuation[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error)) == NULL
        || (grid->attenuation_variance[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error))
               == NULL)
      return NULL;

  return fill (grid, radiograph, n_threads, cancellable, error) ? g_steal_pointer (&grid) : NULL;
}

void
bsr_grid_free (BsrGrid *grid)
{
  g_clear_pointer (&grid->steel, bsr_plane_unref);
  g_clear_pointer (&grid->mass, bsr_plane_unref);
  g_clear_pointer (&grid->variance, bsr_plane_unref);
  g_clear_pointer (&grid->drift, bsr_plane_unref);
  g_clear_pointer (&grid->opaque, bsr_plane_unref);
  g_clear_pointer (&grid->good, bsr_plane_unref);
  for (int i = 0; i < grid->n_planes; i++)
    {
      g_clear_pointer (&grid->attenuation[i], bsr_plane_unref);
      g_clear_pointer (&grid->attenuation_variance[i], bsr_plane_unref);
    }
  g_free (grid);
}

int
bsr_grid_width (const BsrGrid *grid)
{
  return bsr_plane_width (grid->steel);
}

int
bsr_grid_height (const BsrGrid *grid)
{
  return bsr_plane_height (grid->steel);
}

double
bsr_grid_cell_width_mm (const BsrGrid *grid)
{
  return grid->cell_width_mm;
}

double
bsr_grid_cell_height_mm (const BsrGrid *grid)
{
  return grid->cell_height_mm;
}

int
bsr_grid_across (const BsrGrid *grid, double mm)
{
  return MAX (1, (int) lround (mm / grid->cell_width_mm));
}

int
bsr_grid_down (const BsrGrid *grid, double mm)
{
  return MAX (1, (int) lround (mm / grid->cell_height_mm));
}

BsrPlane *
bsr_grid_steel (const BsrGrid *grid)
{
  return grid->steel;
}

BsrPlane *
bsr_grid_mass (const BsrGrid *grid)
{
  return grid->mass;
}

BsrPlane *
bsr_grid_variance (const BsrGrid *grid)
{
  return grid->variance;
}

BsrPlane *
bsr_grid_drift (const BsrGrid *grid)
{
  return grid->drift;
}

BsrPlane *
bsr_grid_opaque (const BsrGrid *grid)
{
  return grid->opaque;
}

BsrPlane *
bsr_grid_good (const BsrGrid *grid)
{
  return grid->good;
}

double
bsr_grid_opaque_share (const BsrGrid *grid)
{
  return grid->opaque_share;
}

int
bsr_grid_n_planes (const BsrGrid *grid)
{
  return grid->n_planes;
}

BsrPlane *
bsr_grid_attenuation (const BsrGrid *grid, int index)
{
  g_return_val_if_fail (index >= 0 && index < grid->n_planes, NULL);
  return grid->attenuation[index];
}

BsrPlane *
bsr_grid_attenuation_variance (const BsrGrid *grid, int index)
{
  g_return_val_if_fail (index >= 0 && index < grid->n_planes, NULL);
  return grid->attenuation_variance[index];
}

BsrBox
bsr_grid_to_pixels (const BsrGrid *grid, BsrBox cells)
{
  BsrBox pixels = { grid->box.x + cells.x * grid->across, grid->box.y + cells.y * grid->down,
                    cells.width * grid->across, cells.height * grid->down };
  return bsr_box_intersect (pixels, grid->box);
}
