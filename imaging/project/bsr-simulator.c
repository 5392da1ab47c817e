#include "bsr-simulator.h"

#include <math.h>
#include <string.h>

#include "bsr-beam.h"
#include "bsr-error.h"
#include "bsr-readout.h"
#include "bsr-simulation-private.h"
#include "bsr-thread-team.h"

/* Columns of one unit of work: as many floats as a cache line holds, so threads share none. */
#define BLOCK_COLUMNS 16

typedef struct
{
  const BsrTracer *tracer;
  BsrProjection projection;
  int n_planes, n_materials, rays;
  BsrBeam *beams[BSR_IMAGE_MAX_PLANES];
  BsrPlane *transmission[BSR_IMAGE_MAX_PLANES], *variance[BSR_IMAGE_MAX_PLANES];
} Exposure;

/* Adds the share of one ray a row to column @x of all planes. */
static void
expose_rays (const Exposure *exposure, const float *g_cm2, int x)
{
  double transmission[BSR_IMAGE_MAX_PLANES], variance[BSR_IMAGE_MAX_PLANES];
  int n = exposure->n_materials;
  double share = 1.0 / exposure->rays;

  for (int y = 0; y < exposure->projection.height; y++)
    {
      const float *stack = g_cm2 + (gsize)y * n;
      /* Rows that see the same stack as the row above, air above all, need no second sum. */
      gboolean again = y > 0 && memcmp (stack, stack - n, n * sizeof *stack) == 0;
      for (int plane = 0; plane < exposure->n_planes; plane++)
        {
          if (!again)
            bsr_beam_transmit (exposure->beams[plane], stack, &transmission[plane],
                               &variance[plane]);
          bsr_plane_row_f32 (exposure->transmission[plane], y)[x]
              += (float) (share * transmission[plane]);
          bsr_plane_row_f32 (exposure->variance[plane], y)[x] += (float) (share * variance[plane]);
        }
    }
}

static void
expose_block (int block, int thread, gpointer data)
{
  const Exposure *exposure = data;
  const BsrProjection *projection = &exposure->projection;
  g_autofree float *g_cm2 = g_new (float, (gsize)projection->height * exposure->n_materials);
  int end = MIN ((block + 1) * BLOCK_COLUMNS, projection->width);

  for (int x = block * BLOCK_COLUMNS; x < end; x++)
    for (int ray = 0; ray < exposure->rays; ray++)
      {
        double within = (ray + 0.5) / exposure->rays;
        bsr_tracer_column (exposure->tracer,
                           projection->left_mm + (x + within) * projection->pitch_x_mm, g_cm2);
        expose_rays (exposure, g_cm2, x);
      }
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

/* Fills the planes with what reaches the detector, no noise yet. */
static gboolean
expose (Exposure *exposure, const BsrScanner *scanner, int n_threads, GCancellable *cancellable,
        GError **error)
{
  const BsrMaterial *const *materials
      = bsr_tracer_materials (exposure->tracer, &exposure->n_materials);
  int width = exposure->projection.width, height = exposure->projection.height;
  exposure->rays = scanner->rays;
  exposure->n_planes = scanner->n_planes;
  for (int i = 0; i < scanner->n_planes; i++)
    {
      exposure->beams[i] = bsr_beam_new (scanner->energy_mv[i], materials, exposure->n_materials);
      exposure->transmission[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
      if (exposure->transmission[i] == NULL)
        return FALSE;
      exposure->variance[i] = bsr_plane_new (BSR_FORMAT_F32, width, height, error);
      if (exposure->variance[i] == NULL)
        return FALSE;
    }

  int n_blocks = (width + BLOCK_COLUMNS - 1) / BLOCK_COLUMNS;
  if (!bsr_thread_team_run (n_blocks, n_threads, expose_block, exposure, cancellable, error))
    return FALSE;
  for (int i = 0; i < scanner->n_planes; i++)
    if (!blur_in_place (&exposure->transmission[i], scanner->blur_px, n_threads, cancellable, error)
        || !blur_in_place (&exposure->variance[i], scanner->blur_px, n_threads, cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
scanner_is_possible (const BsrScanner *scanner, GError **error)
{
  gboolean possible = scanner->n_planes >= 1 && scanner->n_planes <= BSR_IMAGE_MAX_PLANES
                      && scanner->rays >= 1 && scanner->rays <= BSR_SCANNER_MAX_RAYS
                      && scanner->n_dead >= 0 && scanner->n_dead <= BSR_SCANNER_MAX_DEAD
                      && scanner->pitch_x_mm > 0.0 && scanner->pitch_y_mm > 0.0
                      && scanner->electronic_noise >= 0.0 && scanner->gain_spread >= 0.0
                      && scanner->pulse_spread >= 0.0 && scanner->spikes_per_megapixel >= 0.0;
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

  gboolean done = expose (&exposure, scanner, n_threads, cancellable, error)
                  && read_out (simulation, &exposure, scanner, seed, n_threads, cancellable, error)
                  && bsr_simulation_find_truth (simulation, model, scanner, tracer,
                                                &exposure.projection, error);
  exposure_clear (&exposure);
  return done ? g_steal_pointer (&simulation) : NULL;
}
