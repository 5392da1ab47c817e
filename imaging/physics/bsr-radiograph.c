#include "bsr-radiograph.h"

#include <math.h>

#include "bsr-dead-lines.h"
#include "bsr-dead-modules.h"
#include "bsr-error.h"
#include "bsr-exposure.h"
#include "bsr-mass-factor.h"
#include "bsr-mass-plane.h"
#include "bsr-open-beam.h"
#include "bsr-pixel-fill.h"
#include "bsr-spikes.h"
#include "bsr-steel-curve.h"
#include "bsr-thread-team.h"

/* Standard deviations of the noise in the dark below which a signal is none. */
#define FLOOR_SIGMAS 3.0
/* Share of the air that the floor never exceeds, whatever noise was measured. */
#define MAX_FLOOR 0.05
/* Open beam: within so many standard deviations of the air, and at least this share of it. */
#define AIR_SIGMAS 3.0
#define AIR_SHARE 0.005
/* Least floor, a share of the air: 18 bits, more than any detector of today resolves. */
#define LEAST_FLOOR 4e-6

struct _BsrRadiograph
{
  gatomicrefcount refs;
  BsrImage *image;
  BsrAcquisition acquisition;
  int n_exposures;
  BsrExposure exposures[BSR_IMAGE_MAX_PLANES];
  BsrPlane *steel, *mass;
  BsrSteelCurve curve;
  BsrMassFactor mass_factor;
};

/* A pass over the rows of one plane. */
typedef struct
{
  BsrRadiograph *radiograph;
  BsrExposure *exposure;
  double least_air; /* counts from which on a pixel is open beam */
} Pass;

/* What cannot be told from nothing: 3 standard deviations above the stray light, which is what
 * the darkest blocks of the image hold, where that is dark enough to be no transmission. */
static double
signal_floor (const BsrExposure *exposure)
{
  double deepest = exposure->noise.deepest;
  double stray = deepest > 0.0 && deepest <= BSR_EXPOSURE_STRAY * exposure->air ? deepest : 0.0;
  double sigma = sqrt (bsr_noise_model_variance (&exposure->noise, stray));
  double least = MAX (exposure->step, LEAST_FLOOR * exposure->air);
  return MIN (MAX (stray + FLOOR_SIGMAS * sigma, least), MAX_FLOOR * exposure->air);
}

static gboolean
prepare (BsrRadiograph *self, int index, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrExposure *exposure = &self->exposures[index];
  if (!bsr_exposure_init (exposure, self->image, &self->acquisition, index, n_threads, cancellable,
                          error))
    return FALSE;

  /* Also where the air is stated: an image without any signal is refused either way. */
  if (!bsr_open_beam_estimate (exposure, index, error))
    return FALSE;
  double stated = self->acquisition.planes[index].air;
  if (isfinite (stated) && stated > 0.0)
    {
      exposure->air = stated;
      exposure->air_is_estimated = FALSE;
    }
  if (exposure->step <= 0.0)
    exposure->step = 1e-6 * exposure->air; /* about a float's 24 bits */
  bsr_dead_lines_flag (exposure);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
find_flaws (BsrRadiograph *self, int index, int n_threads, GCancellable *cancellable,
            GError **error)
{
  BsrExposure *exposure = &self->exposures[index];
  bsr_dead_modules_flag (self->exposures, self->n_exposures, index);
  return bsr_noise_model_measure (&exposure->noise, exposure->signal, exposure->flags,
                                  exposure->air, exposure->step, n_threads, cancellable, error);
}

static void
attenuate_strip (int item, int thread, gpointer data)
{
  const Pass *pass = data;
  const BsrExposure *exposure = pass->exposure;
  float floor = (float) exposure->floor, most = (float) log (exposure->air / exposure->floor);
  int width = bsr_plane_width (exposure->signal), height = bsr_plane_height (exposure->signal);
  int end = MIN ((item + 1) * BSR_EXPOSURE_ROWS, height);
  for (int y = item * BSR_EXPOSURE_ROWS; y < end; y++)
    {
      float *row = bsr_plane_row_f32 (exposure->signal, y);
      guint8 *flags = bsr_plane_row_u8 (exposure->flags, y);
      for (int x = 0; x < width; x++)
        {
          if (flags[x] & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE))
            row[x] = 0.0f;
          else if (row[x] <= floor)
            {
              flags[x] |= BSR_PIXEL_OPAQUE;
              row[x] = most;
            }
          else
            {
              if ((double) row[x] >= pass->least_air)
                flags[x] |= BSR_PIXEL_AIR;
              row[x] = MAX (logf ((float) exposure->air / row[x]), 0.0f);
            }
        }
    }
}

static gboolean
attenuate (BsrRadiograph *self, int index, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrExposure *exposure = &self->exposures[index];
  exposure->floor = signal_floor (exposure);
  double sigma = sqrt (bsr_noise_model_variance (&exposure->noise, exposure->air));
  double around = MAX (AIR_SIGMAS * sigma, AIR_SHARE * exposure->air);
  Pass pass = { self, exposure, exposure->air - around };
  return bsr_thread_team_run (bsr_exposure_n_strips (bsr_image_height (self->image)), n_threads,
                              attenuate_strip, &pass, cancellable, error);
}

/* After the filling: what was filled from opaque places is opaque itself. */
static void
finish_strip (int item, int thread, gpointer data)
{
  const Pass *pass = data;
  const BsrExposure *exposure = pass->exposure;
  float most = (float) log (exposure->air / exposure->floor);
  gboolean first = exposure == &pass->radiograph->exposures[0];
  int width = bsr_plane_width (exposure->signal), height = bsr_plane_height (exposure->signal);
  int end = MIN ((item + 1) * BSR_EXPOSURE_ROWS, height);
  for (int y = item * BSR_EXPOSURE_ROWS; y < end; y++)
    {
      float *row = bsr_plane_row_f32 (exposure->signal, y);
      guint8 *flags = bsr_plane_row_u8 (exposure->flags, y);
      for (int x = 0; x < width; x++)
        if (row[x] >= most * 0.9999f)
          {
            row[x] = most;
            flags[x] |= BSR_PIXEL_OPAQUE;
          }
      if (first)
        for (int x = 0; x < width; x++)
          bsr_plane_row_f32 (pass->radiograph->steel, y)[x]
              = (float) bsr_steel_curve_steel (&pass->radiograph->curve, (double) row[x]);
    }
}

static gboolean
finish (BsrRadiograph *self, int index, int n_threads, GCancellable *cancellable, GError **error)
{
  Pass pass = { self, &self->exposures[index], 0.0 };
  return bsr_thread_team_run (bsr_exposure_n_strips (bsr_image_height (self->image)), n_threads,
                              finish_strip, &pass, cancellable, error);
}

/* Stage by stage, all planes in each: later stages look at the other energies. */
static gboolean
develop (BsrRadiograph *self, int n_threads, GCancellable *cancellable, GError **error)
{
  int n = self->n_exposures;
  for (int i = 0; i < n; i++)
    if (!prepare (self, i, n_threads, cancellable, error))
      return FALSE;
  for (int i = 0; i < n; i++)
    if (!find_flaws (self, i, n_threads, cancellable, error))
      return FALSE;
  for (int i = 0; i < n; i++)
    if (!bsr_spikes_flag (self->exposures, n, i, n_threads, cancellable, error))
      return FALSE;
  for (int i = 0; i < n; i++)
    if (!attenuate (self, i, n_threads, cancellable, error))
      return FALSE;
  for (int i = 0; i < n; i++)
    if (!bsr_pixel_fill (self->exposures, n, i, n_threads, cancellable, error))
      return FALSE;

  gboolean assumed;
  BsrSpectrum spectrum = bsr_steel_curve_spectrum (&self->acquisition, &assumed);
  self->curve = bsr_steel_curve_new (&self->acquisition, &spectrum, assumed);
  self->mass_factor = bsr_mass_factor_of_spectrum (&spectrum);
  self->steel = bsr_plane_new (BSR_FORMAT_F32, bsr_image_width (self->image),
                               bsr_image_height (self->image), error);
  if (self->steel == NULL)
    return FALSE;
  for (int i = 0; i < n; i++)
    if (!finish (self, i, n_threads, cancellable, error))
      return FALSE;
  self->mass = bsr_mass_plane_new (self, &self->mass_factor, n_threads, cancellable, error);
  return self->mass != NULL;
}

static gboolean
is_transmission (const BsrAcquisition *acquisition, GError **error)
{
  gboolean scattered = acquisition->modality == BSR_MODALITY_BACKSCATTER;
  for (int i = 0; i < acquisition->n_planes; i++)
    scattered |= acquisition->planes[i].name == BSR_ENERGY_BACKSCATTER;
  if (scattered)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                         "a backscatter scan holds no transmission to be turned into steel");
  return !scattered;
}

BsrRadiograph *
bsr_radiograph_new (BsrImage *image, const BsrAcquisition *acquisition, int n_threads,
                    GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (image != NULL && acquisition != NULL, NULL);
  if (!bsr_acquisition_fits (acquisition, image, error) || !is_transmission (acquisition, error))
    return NULL;

  BsrRadiograph *self = g_new0 (BsrRadiograph, 1);
  g_atomic_ref_count_init (&self->refs);
  self->image = bsr_image_ref (image);
  self->acquisition = *acquisition;
  self->n_exposures = bsr_image_n_planes (image);
  if (!develop (self, n_threads, cancellable, error))
    g_clear_pointer (&self, bsr_radiograph_unref);
  return self;
}

BsrRadiograph *
bsr_radiograph_ref (BsrRadiograph *radiograph)
{
  g_return_val_if_fail (radiograph != NULL, NULL);
  g_atomic_ref_count_inc (&radiograph->refs);
  return radiograph;
}

void
bsr_radiograph_unref (BsrRadiograph *radiograph)
{
  g_return_if_fail (radiograph != NULL);
  if (!g_atomic_ref_count_dec (&radiograph->refs))
    return;
  for (int i = 0; i < radiograph->n_exposures; i++)
    bsr_exposure_clear (&radiograph->exposures[i]);
  g_clear_pointer (&radiograph->steel, bsr_plane_unref);
  g_clear_pointer (&radiograph->mass, bsr_plane_unref);
  bsr_image_unref (radiograph->image);
  g_free (radiograph);
}

static const BsrExposure *
exposure_at (const BsrRadiograph *radiograph, int index)
{
  g_assert (index >= 0 && index < radiograph->n_exposures);
  return &radiograph->exposures[index];
}

int
bsr_radiograph_n_planes (const BsrRadiograph *radiograph)
{
  return radiograph->n_exposures;
}

int
bsr_radiograph_width (const BsrRadiograph *radiograph)
{
  return bsr_image_width (radiograph->image);
}

int
bsr_radiograph_height (const BsrRadiograph *radiograph)
{
  return bsr_image_height (radiograph->image);
}

const BsrAcquisition *
bsr_radiograph_acquisition (const BsrRadiograph *radiograph)
{
  return &radiograph->acquisition;
}

BsrImage *
bsr_radiograph_image (const BsrRadiograph *radiograph)
{
  return radiograph->image;
}

BsrPlane *
bsr_radiograph_attenuation (const BsrRadiograph *radiograph, int index)
{
  return exposure_at (radiograph, index)->signal;
}

BsrPlane *
bsr_radiograph_steel (const BsrRadiograph *radiograph)
{
  return radiograph->steel;
}

BsrPlane *
bsr_radiograph_flags (const BsrRadiograph *radiograph, int index)
{
  return exposure_at (radiograph, index)->flags;
}

double
bsr_radiograph_air (const BsrRadiograph *radiograph, int index)
{
  return exposure_at (radiograph, index)->air;
}

gboolean
bsr_radiograph_air_is_estimated (const BsrRadiograph *radiograph, int index)
{
  return exposure_at (radiograph, index)->air_is_estimated;
}

gboolean
bsr_radiograph_air_is_seen (const BsrRadiograph *radiograph, int index)
{
  return exposure_at (radiograph, index)->air_is_seen;
}

double
bsr_radiograph_dark (const BsrRadiograph *radiograph, int index)
{
  return exposure_at (radiograph, index)->dark;
}

BsrSteelSource
bsr_radiograph_steel_source (const BsrRadiograph *radiograph)
{
  return radiograph->curve.source;
}

double
bsr_radiograph_steel_of_attenuation (const BsrRadiograph *radiograph, double attenuation)
{
  return bsr_steel_curve_steel (&radiograph->curve, attenuation);
}

double
bsr_radiograph_steel_slope (const BsrRadiograph *radiograph, double attenuation)
{
  return bsr_steel_curve_slope (&radiograph->curve, attenuation);
}

double
bsr_radiograph_penetration_mm (const BsrRadiograph *radiograph)
{
  const BsrExposure *exposure = &radiograph->exposures[0];
  return bsr_steel_curve_steel (&radiograph->curve, log (exposure->air / exposure->floor));
}

/* d(-ln T) = d(counts) / counts; below the floor as at the floor. */
double
bsr_radiograph_noise (const BsrRadiograph *radiograph, int index, double attenuation)
{
  const BsrExposure *exposure = exposure_at (radiograph, index);
  double signal = CLAMP (exposure->air * exp (-attenuation), exposure->floor, exposure->air);
  return sqrt (bsr_noise_model_variance (&exposure->noise, signal)) / signal;
}

BsrPlane *
bsr_radiograph_mass (const BsrRadiograph *radiograph)
{
  return radiograph->mass;
}

double
bsr_radiograph_mass_thickness (const BsrRadiograph *radiograph, double steel_mm)
{
  return steel_mm * BSR_STEEL_G_CM2_PER_MM * radiograph->mass_factor.middle;
}

double
bsr_radiograph_mass_uncertainty (const BsrRadiograph *radiograph)
{
  return hypot (radiograph->mass_factor.half_width,
                bsr_mass_factor_scale_error (radiograph->curve.source));
}
