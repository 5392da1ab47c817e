#include "bsr-radiograph.h"

#include <math.h>

#include "bsr-corrections.h"
#include "bsr-dead-lines.h"
#include "bsr-dead-modules.h"
#include "bsr-develop.h"
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
/* Codes that a thread tabulates at a time. */
#define TABLE_PIECE 4096
/* Least floor, a share of the air: 18 bits, more than any detector of today resolves. */
#define LEAST_FLOOR 4e-6

/* Two energies that tell leave so much open of a mixed load's material: bsr-radiograph.h has the
 * single materials. */
#define VOUCHED_MATERIAL 0.04

struct _BsrRadiograph
{
  gatomicrefcount refs;
  BsrImage *image;
  BsrAcquisition acquisition;
  int n_exposures;
  BsrExposure exposures[BSR_IMAGE_MAX_PLANES];
  BsrCells cells;
  BsrAcceleration acceleration;
  BsrCorrections corrections;
  guint32 *steel_of_codes; /* of plane 0, steps of 1 / BSR_STEEL_STEPS mm */
  BsrPlane *factors;       /* F32, bsr_mass_plane_new(): g/cm2 of a mm of steel equivalent */
  BsrSteelCurve curve;
  BsrMassFactor mass_factor;
  gboolean both_tell; /* two energies lie where their spectra have materials */
};

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

/* The floor, and the ends of the codes: what is opaque and what is open beam. */
static void
set_ends (BsrExposure *exposure)
{
  double air = exposure->air;
  exposure->floor = signal_floor (exposure);
  exposure->most = (guint16) lrint (BSR_ATTENUATION_STEPS * log (air / exposure->floor));
  double sigma = sqrt (bsr_noise_model_variance (&exposure->noise, air));
  double least = MAX (air - MAX (AIR_SIGMAS * sigma, AIR_SHARE * air), exposure->floor);
  exposure->air_code = (guint16) floor (BSR_ATTENUATION_STEPS * log (air / least));
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
  return bsr_dead_lines_flag (exposure, n_threads, cancellable, error);
}

static gboolean
find_flaws (BsrRadiograph *self, int index, int n_threads, GCancellable *cancellable,
            GError **error)
{
  BsrExposure *exposure = &self->exposures[index];
  if (!bsr_dead_modules_flag (self->exposures, self->n_exposures, index, cancellable, error))
    return FALSE;
  g_clear_pointer (&exposure->n_empty, g_free);
  if (!bsr_noise_model_measure (&exposure->noise, exposure->samples, exposure->signal,
                                exposure->flags, exposure->air, exposure->step, n_threads,
                                cancellable, error))
    return FALSE;
  set_ends (exposure);
  return TRUE;
}

/* Of all planes before any is flagged: each is looked at with the others. */
static gboolean
find_spikes (BsrRadiograph *self, int n_threads, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (int i = 0; i < self->n_exposures; i++)
    {
      GArray *of_plane = g_array_new (FALSE, FALSE, sizeof (BsrBox));
      g_ptr_array_add (found, of_plane);
      if (!bsr_spikes_find (self->exposures, self->n_exposures, i, of_plane, n_threads,
                            cancellable, error))
        return FALSE;
    }
  for (int i = 0; i < self->n_exposures; i++)
    bsr_spikes_flag (&self->exposures[i], g_ptr_array_index (found, i));
  return TRUE;
}

static void
tabulate_steel (int item, int thread, gpointer data)
{
  BsrRadiograph *self = data;
  int most = self->exposures[0].most;
  for (int i = item * TABLE_PIECE; i < MIN ((item + 1) * TABLE_PIECE, most + 1); i++)
    {
      double mm = bsr_steel_curve_steel (&self->curve, (double) i / BSR_ATTENUATION_STEPS);
      self->steel_of_codes[i] = (guint32) (mm * BSR_STEEL_STEPS + 0.5);
    }
}

/* What the codes are in steel and, by two energies, in mass. */
static gboolean
interpret (BsrRadiograph *self, int n_threads, GCancellable *cancellable, GError **error)
{
  gboolean assumed;
  BsrSpectrum spectrum = bsr_steel_curve_spectrum (&self->acquisition, &assumed);
  self->curve = bsr_steel_curve_new (&self->acquisition, &spectrum, assumed);
  self->mass_factor = bsr_mass_factor_of_spectrum (&spectrum);
  int n_codes = self->exposures[0].most + 1;
  self->steel_of_codes = g_new (guint32, n_codes);
  if (!bsr_thread_team_run ((n_codes + TABLE_PIECE - 1) / TABLE_PIECE, n_threads, tabulate_steel,
                            self, cancellable, error))
    return FALSE;
  self->factors = bsr_mass_plane_new (self, &self->cells, &self->mass_factor, n_threads,
                                      &self->both_tell, cancellable, error);
  return self->factors != NULL;
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
  if (!find_spikes (self, n_threads, cancellable, error)
      || !bsr_corrections_flatten (self->exposures, n, &self->corrections, n_threads, cancellable,
                                   error))
    return FALSE;
  bsr_cells_init (&self->cells, bsr_radiograph_width (self), bsr_radiograph_height (self),
                  self->acquisition.pitch_x_mm, self->acquisition.pitch_y_mm);
  if (!bsr_develop (self->exposures, n, &self->cells, n_threads, &self->acceleration, cancellable,
                    error))
    return FALSE;
  for (int i = 0; i < n; i++)
    if (!bsr_pixel_fill (self->exposures, n, i, n_threads, cancellable, error))
      return FALSE;
  if (!bsr_corrections_align (self->exposures, n, &self->cells, &self->corrections, n_threads,
                              cancellable, error))
    return FALSE;
  for (int i = 0; i < n; i++)
    bsr_exposure_settle (&self->exposures[i]);
  return interpret (self, n_threads, cancellable, error);
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
  if (!bsr_image_has_counts (image, error) || !bsr_acquisition_fits (acquisition, image, error)
      || !is_transmission (acquisition, error))
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
  bsr_cells_clear (&radiograph->cells);
  bsr_acceleration_clear (&radiograph->acceleration);
  g_clear_pointer (&radiograph->steel_of_codes, g_free);
  g_clear_pointer (&radiograph->factors, bsr_plane_unref);
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
bsr_radiograph_codes (const BsrRadiograph *radiograph, int index)
{
  return exposure_at (radiograph, index)->codes;
}

guint16
bsr_radiograph_most_code (const BsrRadiograph *radiograph, int index)
{
  return exposure_at (radiograph, index)->most;
}

const guint32 *
bsr_radiograph_steel_of_codes (const BsrRadiograph *radiograph)
{
  return radiograph->steel_of_codes;
}

const BsrAcceleration *
bsr_radiograph_acceleration (const BsrRadiograph *radiograph)
{
  return &radiograph->acceleration;
}

const BsrCells *
bsr_radiograph_cells (const BsrRadiograph *radiograph)
{
  return &radiograph->cells;
}

void
bsr_radiograph_read_attenuation (const BsrRadiograph *radiograph, int index, int x, int y, int n,
                                 float *values)
{
  const guint16 *codes = bsr_plane_row_u16 (exposure_at (radiograph, index)->codes, y) + x;
  for (int i = 0; i < n; i++)
    values[i] = bsr_attenuation_of_code (codes[i]);
}

void
bsr_radiograph_read_steel (const BsrRadiograph *radiograph, int x, int y, int n, float *values)
{
  const guint16 *codes = bsr_plane_row_u16 (radiograph->exposures[0].codes, y) + x;
  for (int i = 0; i < n; i++)
    values[i] = (float) radiograph->steel_of_codes[codes[i]] * (1.0f / BSR_STEEL_STEPS);
}

void
bsr_radiograph_read_mass_factor (const BsrRadiograph *radiograph, int x, int y, int n,
                                 float *values)
{
  int across = BSR_MASS_CELLS * radiograph->cells.across;
  int down = BSR_MASS_CELLS * radiograph->cells.down;
  const float *factors = bsr_plane_row_f32 (radiograph->factors, y / down);
  int cell = x / across, left = across - x % across;
  for (int i = 0; i < n; i++)
    {
      values[i] = factors[cell];
      if (--left == 0)
        {
          left = across;
          cell++;
        }
    }
}

void
bsr_radiograph_read_mass (const BsrRadiograph *radiograph, int x, int y, int n, float *values)
{
  const BsrExposure *exposure = &radiograph->exposures[0];
  const guint16 *codes = bsr_plane_row_u16 (exposure->codes, y) + x;
  float single = (float) bsr_radiograph_opaque_mass_factor (radiograph);
  bsr_radiograph_read_mass_factor (radiograph, x, y, n, values);
  for (int i = 0; i < n; i++)
    values[i] = (float) radiograph->steel_of_codes[codes[i]] * (1.0f / BSR_STEEL_STEPS)
                * (codes[i] >= exposure->most ? single : values[i]);
}

float
bsr_radiograph_attenuation_at (const BsrRadiograph *radiograph, int index, int x, int y)
{
  float value;
  bsr_radiograph_read_attenuation (radiograph, index, x, y, 1, &value);
  return value;
}

float
bsr_radiograph_steel_at (const BsrRadiograph *radiograph, int x, int y)
{
  float value;
  bsr_radiograph_read_steel (radiograph, x, y, 1, &value);
  return value;
}

float
bsr_radiograph_mass_at (const BsrRadiograph *radiograph, int x, int y)
{
  float value;
  bsr_radiograph_read_mass (radiograph, x, y, 1, &value);
  return value;
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

const BsrCorrections *
bsr_radiograph_corrections (const BsrRadiograph *radiograph)
{
  return &radiograph->corrections;
}

BsrScatter
bsr_radiograph_scatter (const BsrRadiograph *radiograph, int index)
{
  const BsrExposure *exposure = exposure_at (radiograph, index);
  return bsr_scatter_estimate (exposure->noise.deepest, exposure->air);
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

double
bsr_radiograph_mass_thickness (const BsrRadiograph *radiograph, double steel_mm)
{
  return steel_mm * BSR_STEEL_G_CM2_PER_MM * bsr_mass_factor_at (&radiograph->mass_factor, steel_mm);
}

double
bsr_radiograph_opaque_mass_factor (const BsrRadiograph *radiograph)
{
  double most_mm = radiograph->steel_of_codes[bsr_radiograph_most_code (radiograph, 0)] * (1.0 / BSR_STEEL_STEPS);
  return BSR_STEEL_G_CM2_PER_MM * bsr_mass_factor_at (&radiograph->mass_factor, most_mm);
}

gboolean
bsr_radiograph_both_tell (const BsrRadiograph *radiograph)
{
  return radiograph->both_tell;
}

double
bsr_radiograph_mass_uncertainty (const BsrRadiograph *radiograph)
{
  double material = radiograph->both_tell ? VOUCHED_MATERIAL : radiograph->mass_factor.half_width;
  return hypot (material, bsr_mass_factor_scale_error (radiograph->curve.source, radiograph->both_tell));
}
