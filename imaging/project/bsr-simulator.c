#include "bsr-simulator.h"

#include <math.h>
#include <string.h>

#include "bsr-beam.h"
#include "bsr-detector.h"
#include "bsr-error.h"
#include "bsr-readout.h"
#include "bsr-simulation-private.h"
#include "bsr-thread-team.h"

/* Columns of one unit of work: as many floats as a cache line holds, so threads share none. */
#define BLOCK_COLUMNS 16
/* A container that nearly stands still cannot be followed back in time. */
#define MAX_SPEED_SPREAD 0.25

typedef struct
{
  const BsrTracer *tracer;
  BsrProjection projection;
  BsrMotion motion;
  int n_planes, n_materials, rays;
  gboolean interlaced;
  double row_offset_px;
  BsrBeam *beams[BSR_IMAGE_MAX_PLANES];
  BsrPlane *transmission[BSR_IMAGE_MAX_PLANES], *variance[BSR_IMAGE_MAX_PLANES];
} Exposure;

/* What a block's columns have gathered: of each plane transmission and variance, a row after the
 * other. Close together, because columns of the planes lie a row apart in memory. */
static float *
gathered_row (const Exposure *exposure, float *gathered, int plane, int part, int y)
{
  gsize rows = (gsize)(plane * 2 + part) * exposure->projection.height + y;
  return gathered + rows * BLOCK_COLUMNS;
}

/* Adds the share of one ray a row to the planes @first up to, not with, @end; @columns says to which
 * column of the block, -1 to none. */
static void
expose_rays (const Exposure *exposure, const float *g_cm2, const int *columns, int first, int end,
             float *gathered)
{
  double transmission[BSR_IMAGE_MAX_PLANES], variance[BSR_IMAGE_MAX_PLANES];
  int n = exposure->n_materials;
  double share = 1.0 / exposure->rays;

  for (int y = 0; y < exposure->projection.height; y++)
    {
      const float *stack = g_cm2 + (gsize)y * n;
      /* Rows that see the same stack as the row above, air above all, need no second sum. */
      gboolean again = y > 0 && memcmp (stack, stack - n, n * sizeof *stack) == 0;
      for (int plane = first; plane < end; plane++)
        {
          int x = columns[plane];
          if (x < 0)
            continue;
          if (!again)
            bsr_beam_transmit (exposure->beams[plane], stack, &transmission[plane],
                               &variance[plane]);
          gathered_row (exposure, gathered, plane, 0, y)[x] += (float)(share * transmission[plane]);
          gathered_row (exposure, gathered, plane, 1, y)[x] += (float)(share * variance[plane]);
        }
    }
}

/* Follows the rays at @column: fractions of a column are moments within its pulse. */
static void
expose_moment (const Exposure *exposure, double column, const int *columns, float *g_cm2,
               float *gathered)
{
  double x_mm = bsr_motion_x (&exposure->motion, column);
  BsrRayShift shift = { .sunk_mm = bsr_motion_sunk (&exposure->motion, column) };
  int together = exposure->row_offset_px != 0.0 ? 1 : exposure->n_planes;
  for (int plane = 0; plane < exposure->n_planes; plane += together)
    {
      shift.rows = plane * exposure->row_offset_px;
      bsr_tracer_column_shifted (exposure->tracer, x_mm, shift, g_cm2);
      expose_rays (exposure, g_cm2, columns, plane, plane + together, gathered);
    }
}

static void
write_gathered (const Exposure *exposure, float *gathered, int first, int n)
{
  for (int plane = 0; plane < exposure->n_planes; plane++)
    for (int y = 0; y < exposure->projection.height; y++)
      {
        memcpy (bsr_plane_row_f32 (exposure->transmission[plane], y) + first,
                gathered_row (exposure, gathered, plane, 0, y), n * sizeof (float));
        memcpy (bsr_plane_row_f32 (exposure->variance[plane], y) + first,
                gathered_row (exposure, gathered, plane, 1, y), n * sizeof (float));
      }
}

static void
expose_block (int block, int thread, gpointer data)
{
  const Exposure *exposure = data;
  const BsrProjection *projection = &exposure->projection;
  g_autofree float *g_cm2 = g_new (float, (gsize)projection->height * exposure->n_materials);
  g_autofree float *gathered
      = g_new0 (float, (gsize)exposure->n_planes * 2 * projection->height * BLOCK_COLUMNS);
  int first = block * BLOCK_COLUMNS, rays = exposure->rays;
  int end = MIN (first + BLOCK_COLUMNS, projection->width);
  /* Interlaced: the next energy's pulse comes that many rays later, on rays that are there. */
  int later = exposure->interlaced ? rays / exposure->n_planes : 0;
  int last = (end - first) * rays + later * (exposure->n_planes - 1);

  for (int i = 0; i < last; i++)
    {
      int columns[BSR_IMAGE_MAX_PLANES];
      for (int plane = 0; plane < exposure->n_planes; plane++)
        {
          int ray = i - plane * later;
          columns[plane] = ray >= 0 && ray < (end - first) * rays ? ray / rays : -1;
        }
      double within = (i % rays + 0.5) / rays;
      expose_moment (exposure, first + i / rays + within, columns, g_cm2, gathered);
    }
  write_gathered (exposure, gathered, first, end - first);
}

static void
exposure_clear (Exposure *exposure)
{
  for (int i = 0; i < exposure->n_planes; i++)
    {
      g_clear_pointer (&exposure->beams[i], bsr_beam_free);
      g_clear_pointer (&exposure->transmission[i], bsr_plane_unref);
      g_clear_pointer (&exposure->variance[i], bsr_plane_unref);
    }
}

/* Replaces *@plane by its blurred self. */
static gboolean
blur_in_place (BsrPlane **plane, double deviation, int n_threads, GCancellable *cancellable,
               GError **error)
{
  BsrPlane *blurred = bsr_readout_blur (*plane, deviation, n_threads, cancellable, error);
  if (blurred == NULL)
    return FALSE;
  bsr_plane_unref (*plane);
  *plane = blurred;
  return TRUE;
}

/* Spreads what the beam left by focal spot and scintillator, adds scatter and afterglow. */
static gboolean
respond (Exposure *exposure, const BsrScanner *scanner, int n_threads, GCancellable *cancellable,
         GError **error)
{
  g_autofree float *nothing = g_new0 (float, exposure->n_materials);
  for (int i = 0; i < scanner->n_planes; i++)
    {
      double open, open_variance;
      bsr_beam_transmit (exposure->beams[i], nothing, &open, &open_variance);
      if (!blur_in_place (&exposure->transmission[i], scanner->blur_px, n_threads, cancellable,
                          error)
          || !blur_in_place (&exposure->variance[i], scanner->blur_px, n_threads, cancellable,
                             error)
          || !bsr_detector_scatter (exposure->transmission[i], exposure->variance[i], open_variance,
                                    scanner, n_threads, cancellable, error))
        return FALSE;
    }
  /* The light's photons are counted with the pulse that they arrive in. */
  return bsr_detector_lag (exposure->transmission, scanner, n_threads, cancellable, error)
         && bsr_detector_lag (exposure->variance, scanner, n_threads, cancellable, error);
}

/* Fills the planes with what reaches the detector, no noise yet. */
static gboolean
expose (Exposure *exposure, const BsrScanner *scanner, int n_threads, GCancellable *cancellable,
        GError **error)
{
  const BsrMaterial *const *materials
      = bsr_tracer_materials (exposure->tracer, &exposure->n_materials);
  int width = exposure->projection.width, height = exposure->projection.height;
  exposure->rays = scanner->rays;
  exposure->interlaced = scanner->interlaced;
  exposure->row_offset_px = scanner->row_offset_px;
  exposure->n_planes = scanner->n_planes;
  for (int i = 0; i < scanner->n_planes; i++)
    {
      BsrSpectrum spectrum = bsr_scanner_spectrum (scanner, i);
      exposure->beams[i] = bsr_beam_new (&spectrum, materials, exposure->n_materials);
      exposure->transmission[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
      if (exposure->transmission[i] == NULL)
        return FALSE;
      exposure->variance[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
      if (exposure->variance[i] == NULL)
        return FALSE;
    }

  int n_blocks = (width + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
  return bsr_thread_team_run (n_blocks, n_threads, expose_block, exposure, cancellable, error)
         && respond (exposure, scanner, n_threads, cancellable, error);
}

/* Whether the members that are off at 0 are within what they can mean. */
static gboolean
effects_are_possible (const BsrScanner *scanner)
{
  return scanner->scatter >= 0.0 && scanner->scatter_reach_mm >= 0.0 && scanner->veil >= 0.0
         && scanner->lag >= 0.0 && scanner->lag < 1.0 && scanner->lag_columns >= 0.0
         && scanner->module_spread >= 0.0 && scanner->hardness_spread >= 0.0
         && scanner->pulse_drift >= 0.0 && scanner->wobble_px >= 0.0 && scanner->speed_spread >= 0.0
         && scanner->speed_spread < MAX_SPEED_SPREAD && isfinite (scanner->row_offset_px)
         && (!scanner->interlaced || scanner->rays % scanner->n_planes == 0);
}

static gboolean
scanner_is_possible (const BsrScanner *scanner, GError **error)
{
  gboolean possible = scanner->n_planes >= 1 && scanner->n_planes <= BSR_IMAGE_MAX_PLANES
                      && scanner->rays >= 1 && scanner->rays <= BSR_SCANNER_MAX_RAYS
                      && scanner->n_dead >= 0 && scanner->n_dead <= BSR_SCANNER_MAX_DEAD
                      && scanner->pitch_x_mm > 0.0 && scanner->pitch_y_mm > 0.0
                      && scanner->electronic_noise >= 0.0 && scanner->gain_spread >= 0.0
                      && scanner->pulse_spread >= 0.0 && scanner->spikes_per_megapixel >= 0.0
                      && effects_are_possible (scanner);
  for (int i = 0; possible && i < scanner->n_planes; i++)
    possible = scanner->energy_mv[i] > 0.0 && scanner->photons[i] > 0.0 && scanner->air[i] > 0.0;
  if (!possible)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, "scanner: a number is out of its range");
  return possible;
}

static gboolean
read_out (BsrSimulation *simulation, const Exposure *exposure, const BsrScanner *scanner,
          guint64 seed, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  gboolean done = TRUE;
  for (int i = 0; done && i < scanner->n_planes; i++)
    {
      simulation->transmission[i] = bsr_plane_ref (exposure->transmission[i]);
      simulation->variance[i] = bsr_plane_ref (exposure->variance[i]);
      planes[i] = bsr_readout_counts (simulation->transmission[i], simulation->variance[i], scanner,
                                      i, seed, n_threads, cancellable, error);
      done = planes[i] != NULL;
    }
  if (done)
    simulation->image = bsr_image_new (planes, scanner->n_planes, 16, error);
  for (int i = 0; i < scanner->n_planes; i++)
    g_clear_pointer (&planes[i], bsr_plane_unref);
  return simulation->image != NULL;
}

BsrSimulation *
bsr_simulator_run (const BsrSceneModel *model, const BsrScanner *scanner, guint64 seed,
                   int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (model != NULL && scanner != NULL, NULL);
  if (!scanner_is_possible (scanner, error))
    return NULL;

  Exposure exposure = { .projection = bsr_projection_new (scanner, bsr_scene_model_room (model)) };
  if ((double)exposure.projection.width * exposure.projection.height > BSR_SIMULATOR_MAX_PIXELS)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                   "an image of %d x %d pixels is more than is simulated",
                   exposure.projection.width, exposure.projection.height);
      return NULL;
    }
  g_autoptr (BsrTracer) tracer = bsr_tracer_new (model, &exposure.projection);
  g_autoptr (BsrSimulation) simulation = g_new0 (BsrSimulation, 1);
  exposure.tracer = tracer;
  exposure.motion = bsr_motion_new (scanner, &exposure.projection, seed);

  gboolean done = expose (&exposure, scanner, n_threads, cancellable, error)
                  && read_out (simulation, &exposure, scanner, seed, n_threads, cancellable, error)
                  && bsr_simulation_find_truth (simulation, model, scanner, tracer,
                                                &exposure.motion, error);
  exposure_clear (&exposure);
  return done ? g_steal_pointer (&simulation) : NULL;
}
