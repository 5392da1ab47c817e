#include "bsr-grid.h"

#include <math.h>

#include "bsr-thread-team.h"

/* Entries of the table of a pixel's steel variance over its attenuation. */
#define NOISE_STEPS 1024
/* What dark current and scatter differ by from place to place, share of the open beam: in the dark
 * parts of a real rail portal's scan the means of 16 x 10 pixels scatter by 15 and 22 of 62,000
 * counts in its two energies. */
#define OFFSET_SHARE 3e-4
#define MOST_DRIFT_MM 1e3

struct _BsrGrid
{
  BsrBox box;
  int across, down; /* pixels of a cell */
  double cell_width_mm, cell_height_mm;
  BsrPlane *steel, *mass, *variance, *drift, *opaque, *good;
  int n_planes;
  BsrPlane *attenuation[BSR_IMAGE_MAX_PLANES], *attenuation_variance[BSR_IMAGE_MAX_PLANES];
};

typedef struct
{
  BsrGrid *grid;
  BsrRadiograph *radiograph;
  double attenuation_step;
  double noise[NOISE_STEPS + 1]; /* variance of one pixel's steel equivalent, mm2 */
  double drift[NOISE_STEPS + 1]; /* mm */
} Filling;

typedef struct
{
  int n, n_alive, n_good, n_opaque;
  double steel, mass, variance;             /* sums over good pixels */
  double any_steel, any_mass, any_variance; /* sums over all */
  double drift;
} Tally;

static int
table_index (const Filling *filling, double attenuation)
{
  return CLAMP ((int) (attenuation / filling->attenuation_step + 0.5), 0, NOISE_STEPS);
}

static Tally
tally_cell (const Filling *filling, BsrBox pixels)
{
  BsrPlane *steel = bsr_radiograph_steel (filling->radiograph);
  BsrPlane *mass = bsr_radiograph_mass (filling->radiograph);
  BsrPlane *attenuation = bsr_radiograph_attenuation (filling->radiograph, 0);
  BsrPlane *flags = bsr_radiograph_flags (filling->radiograph, 0);
  Tally tally = { 0 };

  for (int y = pixels.y; y < pixels.y + pixels.height; y++)
    {
      const float *mm = bsr_plane_row_f32 (steel, y), *a = bsr_plane_row_f32 (attenuation, y);
      const float *g_cm2 = bsr_plane_row_f32 (mass, y);
      const guint8 *known = bsr_plane_row_u8 (flags, y);
      for (int x = pixels.x; x < pixels.x + pixels.width; x++)
        {
          int at = table_index (filling, (double) a[x]);
          double variance = filling->noise[at];
          gboolean alive = !(known[x] & BSR_PIXEL_DEAD);
          gboolean good = alive && !(known[x] & BSR_PIXEL_SPIKE);
          tally.n++;
          tally.n_alive += alive;
          tally.n_opaque += alive && (known[x] & BSR_PIXEL_OPAQUE);
          tally.any_steel += (double) mm[x];
          tally.any_mass += (double) g_cm2[x];
          tally.any_variance += variance;
          tally.drift += filling->drift[at];
          if (!good)
            continue;
          tally.n_good++;
          tally.steel += (double) mm[x];
          tally.mass += (double) g_cm2[x];
          tally.variance += variance;
        }
    }
  return tally;
}

/* Mean attenuation of plane @index over the cell's pixels that are good in all planes, and the
 * variance of that mean; over all pixels where none is. */
static void
fill_attenuation (const Filling *filling, BsrBox pixels, int index, float *mean, float *variance)
{
  const guint8 bad = BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE;
  BsrPlane *attenuation = bsr_radiograph_attenuation (filling->radiograph, index);
  double sum = 0.0, any_sum = 0.0;
  int n = 0;

  for (int y = pixels.y; y < pixels.y + pixels.height; y++)
    for (int x = pixels.x; x < pixels.x + pixels.width; x++)
      {
        guint8 known = 0;
        double value = (double) bsr_plane_row_f32 (attenuation, y)[x];
        for (int i = 0; i < filling->grid->n_planes; i++)
          known |= bsr_plane_row_u8 (bsr_radiograph_flags (filling->radiograph, i), y)[x];
        any_sum += value;
        if (known & bad)
          continue;
        sum += value;
        n++;
      }
  if (n == 0)
    {
      n = (int) bsr_box_area (pixels);
      sum = any_sum;
    }
  double sd = bsr_radiograph_noise (filling->radiograph, index, sum / n);
  *mean = (float) (sum / n);
  *variance = (float) (sd * sd / n);
}

static void
fill_row (int item, int thread, gpointer data)
{
  Filling *filling = data;
  BsrGrid *grid = filling->grid;

  for (int x = 0; x < bsr_grid_width (grid); x++)
    {
      BsrBox pixels = bsr_grid_to_pixels (grid, (BsrBox){ x, item, 1, 1 });
      Tally t = tally_cell (filling, pixels);
      gboolean any = t.n_good == 0;
      double n = any ? t.n : t.n_good;
      bsr_plane_row_f32 (grid->steel, item)[x] = (float) ((any ? t.any_steel : t.steel) / n);
      bsr_plane_row_f32 (grid->mass, item)[x] = (float) ((any ? t.any_mass : t.mass) / n);
      bsr_plane_row_f32 (grid->variance, item)[x]
          = (float) ((any ? t.any_variance : t.variance) / (n * n));
      bsr_plane_row_f32 (grid->drift, item)[x] = (float) (t.drift / t.n);
      bsr_plane_row_f32 (grid->opaque, item)[x]
          = t.n_alive > 0 ? (float) t.n_opaque / (float) t.n_alive : 0.0F;
      bsr_plane_row_f32 (grid->good, item)[x] = (float) t.n_good / (float) t.n;
      for (int i = 0; i < grid->n_planes; i++)
        fill_attenuation (filling, pixels, i, &bsr_plane_row_f32 (grid->attenuation[i], item)[x],
                          &bsr_plane_row_f32 (grid->attenuation_variance[i], item)[x]);
    }
}

static void
tabulate_noise (Filling *filling)
{
  BsrRadiograph *radiograph = filling->radiograph;
  /* e^-12 is 6 counts in a million: below what 16 bits can tell. */
  filling->attenuation_step = 12.0 / NOISE_STEPS;
  for (int i = 0; i <= NOISE_STEPS; i++)
    {
      double attenuation = i * filling->attenuation_step;
      double slope = bsr_radiograph_steel_slope (radiograph, attenuation);
      double sd = bsr_radiograph_noise (radiograph, 0, attenuation) * slope;
      double drift = OFFSET_SHARE * exp (attenuation) * slope;
      filling->drift[i] = isfinite (drift) ? MIN (drift, MOST_DRIFT_MM) : MOST_DRIFT_MM;
      filling->noise[i] = isfinite (sd) ? MIN (sd * sd, 1e12) : 1e12;
    }
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

  Filling filling = { .grid = grid, .radiograph = radiograph };
  tabulate_noise (&filling);
  if (!bsr_thread_team_run (height, n_threads, fill_row, &filling, cancellable, error))
    return NULL;
  return g_steal_pointer (&grid);
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
