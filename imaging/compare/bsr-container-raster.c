#include "bsr-container-raster.h"

#include <math.h>

#include "bsr-thread-team.h"

/* Shares of a cell; see BsrContainerRaster. */
#define LEAST_ANSWERING 0.5f
#define MOST_OPAQUE 0.1f
/* How much each of a run of pixels counts for a cell along one axis. */
typedef struct
{
  int first, n;
  float *weights; /* they add to 1 on the scan, to less beside it */
} Run;

typedef struct
{
  BsrContainerRaster *raster;
  BsrRadiograph *radiograph;
  Run *across, *down;   /* by cell */
  float *transmission_of; /* by code */
  float *variance_of;     /* of one pixel's transmission, by code */
} Job;

BsrRasterPlace
bsr_raster_place_of (const BsrContainerPlace *place, const BsrContainerPlace *other)
{
  double edge_x = MAX (BSR_CONTAINER_RASTER_CELL_MM,
                       BSR_CONTAINER_RASTER_PIXELS * MAX (place->pitch_x_mm, other->pitch_x_mm));
  double edge_y = MAX (BSR_CONTAINER_RASTER_CELL_MM,
                       BSR_CONTAINER_RASTER_PIXELS * MAX (place->pitch_y_mm, other->pitch_y_mm));
  BsrRasterPlace raster = { .x = place->container.x,
                            .y = place->container.y,
                            .cell_x = edge_x / place->pitch_x_mm,
                            .cell_y = edge_y / place->pitch_y_mm,
                            .edge_x_mm = edge_x,
                            .edge_y_mm = edge_y };
  raster.width = MAX ((int) ceil (place->container.width / raster.cell_x), 1);
  raster.height = MAX ((int) ceil (place->container.height / raster.cell_y), 1);
  return raster;
}

/* Integral of a tent from -1 to 1 of height 1, up to @u. */
static double
tent_until (double u)
{
  u = CLAMP (u, -1.0, 1.0);
  return u < 0.0 ? (1.0 + u) * (1.0 + u) / 2.0 : 1.0 - (1.0 - u) * (1.0 - u) / 2.0;
}

static Run *
runs_new (double begin, double cell, int n, double scale, double offset, int n_pixels)
{
  Run *runs = g_new (Run, n);
  double reach = fabs (scale) * cell;
  for (int i = 0; i < n; i++)
    {
      double middle = scale * (begin + (i + 0.5) * cell) + offset;
      int first = MAX ((int) floor (middle - reach), 0);
      int end = MIN ((int) ceil (middle + reach), n_pixels);
      runs[i].first = first;
      runs[i].n = MAX (end - first, 0);
      runs[i].weights = g_new (float, MAX (runs[i].n, 1));
      for (int x = 0; x < runs[i].n; x++)
        runs[i].weights[x] = (float) (tent_until ((first + x + 1 - middle) / reach)
                                      - tent_until ((first + x - middle) / reach));
    }
  return runs;
}

static void
runs_free (Run *runs, int n)
{
  for (int i = 0; i < n; i++)
    g_free (runs[i].weights);
  g_free (runs);
}

static void
tabulate (Job *job)
{
  int n = bsr_radiograph_most_code (job->radiograph, 0) + 1;
  job->transmission_of = g_new (float, n);
  job->variance_of = g_new (float, n);
  for (int i = 0; i < n; i++)
    {
      double attenuation = (double) i / BSR_ATTENUATION_STEPS, transmission = exp (-attenuation);
      double noise = transmission * bsr_radiograph_noise (job->radiograph, 0, attenuation);
      job->transmission_of[i] = (float) transmission;
      job->variance_of[i] = (float) (noise * noise);
    }
}

/* Sums over one cell. */
typedef struct
{
  float good, opaque, transmission, variance;
} Sums;

static void
add_row (const Job *job, int y, float down, const Run *run, Sums *sums)
{
  const guint8 *flags = bsr_plane_row_u8 (bsr_radiograph_flags (job->radiograph, 0), y) + run->first;
  const guint16 *codes
      = bsr_plane_row_u16 (bsr_radiograph_codes (job->radiograph, 0), y) + run->first;
  for (int x = 0; x < run->n; x++)
    {
      if ((flags[x] & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)) != 0)
        continue;
      float weight = down * run->weights[x];
      sums->good += weight;
      if ((flags[x] & BSR_PIXEL_OPAQUE) != 0)
        sums->opaque += weight;
      sums->transmission += weight * job->transmission_of[codes[x]];
      sums->variance += weight * weight * job->variance_of[codes[x]];
    }
}

static void
fill_cell (const Job *job, int i, int j)
{
  const BsrRadiograph *radiograph = job->radiograph;
  Sums sums = { 0 };
  for (int y = 0; y < job->down[j].n; y++)
    add_row (job, job->down[j].first + y, job->down[j].weights[y], &job->across[i], &sums);
  guint8 flags = 0;
  double attenuation = 0.0, steel = 0.0, variance = 0.0;
  if (sums.good < LEAST_ANSWERING)
    flags |= BSR_PIXEL_DEAD;
  if (sums.opaque > MOST_OPAQUE * sums.good)
    flags |= BSR_PIXEL_OPAQUE;
  if (sums.good > 0.0f && sums.transmission > 0.0f)
    {
      attenuation = -log ((double) sums.transmission / (double) sums.good);
      steel = bsr_radiograph_steel_of_attenuation (radiograph, attenuation);
      double slope = bsr_radiograph_steel_slope (radiograph, attenuation) / (double) sums.transmission;
      variance = (double) sums.variance * slope * slope;
    }
  bsr_plane_row_f32 (job->raster->attenuation, j)[i] = (float) attenuation;
  bsr_plane_row_f32 (job->raster->steel, j)[i] = (float) steel;
  bsr_plane_row_f32 (job->raster->variance, j)[i] = (float) variance;
  bsr_plane_row_u8 (job->raster->flags, j)[i] = flags;
}

static void
fill_row_cb (int item, int thread, gpointer data)
{
  const Job *job = data;
  for (int i = 0; i < job->raster->width; i++)
    fill_cell (job, i, item);
}

void
bsr_container_raster_clear (BsrContainerRaster *raster)
{
  g_clear_pointer (&raster->attenuation, bsr_plane_unref);
  g_clear_pointer (&raster->steel, bsr_plane_unref);
  g_clear_pointer (&raster->variance, bsr_plane_unref);
  g_clear_pointer (&raster->flags, bsr_plane_unref);
}

static gboolean
make_planes (BsrContainerRaster *raster, GError **error)
{
  BsrPlane **floats[] = { &raster->attenuation, &raster->steel, &raster->variance };
  for (gsize i = 0; i < G_N_ELEMENTS (floats); i++)
    {
      *floats[i] = bsr_plane_new (BSR_FORMAT_F32, raster->width, raster->height, error);
      if (*floats[i] == NULL)
        return FALSE;
    }
  raster->flags = bsr_plane_new (BSR_FORMAT_U8, raster->width, raster->height, error);
  return raster->flags != NULL;
}

gboolean
bsr_container_raster_init (BsrContainerRaster *raster, BsrRadiograph *radiograph,
                           const BsrRasterPlace *place, const BsrScanLink *link, int n_threads,
                           GCancellable *cancellable, GError **error)
{
  static const BsrScanLink itself = { 1.0, 0.0, 1.0, 0.0 };
  g_return_val_if_fail (raster != NULL && radiograph != NULL && place != NULL, FALSE);

  *raster = (BsrContainerRaster){ .width = place->width, .height = place->height };
  if (link == NULL)
    link = &itself;
  Job job = { .raster = raster, .radiograph = radiograph };
  gboolean done = make_planes (raster, error);
  if (done)
    {
      job.across = runs_new (place->x, place->cell_x, place->width, link->scale_x, link->offset_x,
                             bsr_radiograph_width (radiograph));
      job.down = runs_new (place->y, place->cell_y, place->height, link->scale_y, link->offset_y,
                           bsr_radiograph_height (radiograph));
      tabulate (&job);
      done = bsr_thread_team_run (place->height, n_threads, fill_row_cb, &job, cancellable, error);
      runs_free (job.across, place->width);
      runs_free (job.down, place->height);
      g_free (job.transmission_of);
      g_free (job.variance_of);
    }
  if (!done)
    bsr_container_raster_clear (raster);
  return done;
}
