#include "bsr-threat-projection.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-exposure.h"
#include "bsr-random.h"
#include "bsr-readout.h"
#include "bsr-steel-curve.h"

/* Streams of the seed: one for each plane. */
#define STREAM_NOISE 0x500
/* Half-width of the window that the steel in the beam is averaged over, pixels: less than a
 * threat, and enough (49 pixels) that its noise does not show in the hardening. */
#define AHEAD_REACH 3
/* Reach of bsr_readout_blur(), standard deviations, and a pixel for rounding. */
#define BLUR_REACH 3.0
/* Mass on a ray that counts as the threat, g/cm2: 0.01 mm of steel, as in a simulated scan. */
#define LEAST_MARKED 0.01
/* Rim that a threat is held against, as in bsr-simulation.c. */
#define RIM_SHARE 3
#define RIM_LEAST 4
#define RIM_MOST 40
/* What cargo scanners of unstated energies have: 6 and 4 MV. */
#define NOMINAL_HIGH_MV 6.0
#define NOMINAL_LOW_MV 4.0
/* Of cobalt 60, as bsr-steel-curve.c has it. */
#define NOMINAL_LINE_MEV 1.25
/* An attenuation that no scanner sees through. */
#define ENDLESS 60.0
#define MAX_HALVINGS 60
/* Variances that are one but for the rounding of logarithms. */
#define HELD_TOLERANCE 1e-9
/* Of whole counts: variance of a uniform error of one count. */
#define ROUNDING_VARIANCE (1.0 / 12.0)
#define FULL_SCALE_U16 65535.0

/* One energy as the projection needs it. */
typedef struct
{
  int index;
  BsrSpectrum spectrum;
  double steel[BSR_SPECTRUM_MAX_BINS]; /* attenuation of each bin, cm2/g */
  double material[BSR_THREAT_MAX_MATERIALS][BSR_SPECTRUM_MAX_BINS];
  double air, dark;
  double most;     /* the attenuation from where on the noise is that of no signal */
  double darkest;  /* counts: below them the scan shows no noise; 0: it shows even the dark's */
  BsrPlane *share; /* F32: what the threat lets through, over @region */
} Energy;

typedef struct
{
  BsrRadiograph *radiograph;
  const BsrThreat *threat;
  BsrBox place;  /* the threat's, in the image */
  BsrBox region; /* with the point spread; may reach beyond the image */
  guint64 seed;
  gboolean turned;   /* bright is dense */
  double full_scale; /* that polarity is turned about */
  Energy energy;
} Work;

static BsrSpectrum
spectrum_of (const BsrAcquisition *acquisition, int index)
{
  double energy = acquisition->planes[index].energy_mv;
  gboolean stated = isfinite (energy) && energy > 0.0;
  if (acquisition->modality == BSR_MODALITY_GAMMA)
    return bsr_spectrum_line (stated ? energy : NOMINAL_LINE_MEV);
  return bsr_spectrum_bremsstrahlung (stated       ? energy
                                      : index == 0 ? NOMINAL_HIGH_MV
                                                   : NOMINAL_LOW_MV);
}

/* Where the relative noise stops to rise: bsr_radiograph_noise() holds it from there on. */
static double
deepest_attenuation (const BsrRadiograph *radiograph, int index)
{
  double last = bsr_radiograph_noise (radiograph, index, ENDLESS), low = 0.0, high = ENDLESS;
  for (int i = 0; i < MAX_HALVINGS; i++)
    {
      double middle = 0.5 * (low + high);
      if (bsr_radiograph_noise (radiograph, index, middle) < last)
        low = middle;
      else
        high = middle;
    }
  return high;
}

/* Variance that the scan's noise model has for @signal counts above dark, counts^2. */
static double
shown_variance (const BsrRadiograph *radiograph, const Energy *energy, double signal)
{
  double attenuation = signal > 0.0 ? CLAMP (-log (signal / energy->air), 0.0, energy->most)
                                    : energy->most;
  double deviation = bsr_radiograph_noise (radiograph, energy->index, attenuation) * energy->air
                     * exp (-attenuation);
  return deviation * deviation;
}

/* The noise model holds the variance of the darkest flat places for all that is darker. Where those
 * are no dark at all that is far too much. */
static double
darkest_signal (const BsrRadiograph *radiograph, const Energy *energy)
{
  double held = shown_variance (radiograph, energy, 0.0) * (1.0 + HELD_TOLERANCE);
  double low = 0.0, high = energy->most; /* attenuations */
  for (int i = 0; i < MAX_HALVINGS; i++)
    {
      double middle = 0.5 * (low + high);
      if (shown_variance (radiograph, energy, energy->air * exp (-middle)) > held)
        low = middle;
      else
        high = middle;
    }
  return high < -log (BSR_EXPOSURE_STRAY) ? energy->air * exp (-high) : 0.0;
}

/* Variance of a pixel of @signal counts above dark, counts^2: as the scan shows it, and below what
 * it shows as counting alone has it. */
static double
variance_at (const Work *work, double signal)
{
  const Energy *energy = &work->energy;
  double shown = shown_variance (work->radiograph, energy, signal);
  if (!(signal < energy->darkest))
    return shown;
  return MAX (shown * MAX (signal, 0.0) / energy->darkest, ROUNDING_VARIANCE);
}

static gboolean
begin_energy (Work *work, int index, GError **error)
{
  Energy *energy = &work->energy;
  const BsrThreat *threat = work->threat;
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  energy->index = index;
  energy->spectrum = spectrum_of (bsr_radiograph_acquisition (work->radiograph), index);
  for (int bin = 0; bin < energy->spectrum.n_bins; bin++)
    {
      double mev = energy->spectrum.energy_mev[bin];
      energy->steel[bin] = bsr_material_attenuation (steel, mev);
      for (int m = 0; m < threat->n_materials; m++)
        energy->material[m][bin] = bsr_material_attenuation (threat->materials[m], mev);
    }
  energy->air = bsr_radiograph_air (work->radiograph, index);
  energy->dark = bsr_radiograph_dark (work->radiograph, index);
  energy->most = deepest_attenuation (work->radiograph, index);
  energy->darkest = darkest_signal (work->radiograph, energy);
  energy->share = bsr_plane_new (BSR_FORMAT_F32, work->region.width, work->region.height, error);
  return energy->share != NULL;
}

/* Mean steel about (@x, @y), g/cm2. */
static double
steel_ahead (const Work *work, int x, int y)
{
  BsrPlane *flags = bsr_radiograph_flags (work->radiograph, 0);
  BsrBox window = bsr_box_grow ((BsrBox){ x, y, 1, 1 }, AHEAD_REACH, bsr_plane_bounds (flags));
  double sum = 0.0;
  for (int row = window.y; row < window.y + window.height; row++)
    for (int column = window.x; column < window.x + window.width; column++)
      sum += (double)bsr_radiograph_steel_at (work->radiograph, column, row);
  return MAX (sum / (double)bsr_box_area (window), 0.0) * BSR_STEEL_G_CM2_PER_MM;
}

/* What one ray of the threat, sample (@x, @y), lets through of a beam of @weights. */
static double
pass (const Work *work, const double *weights, int x, int y)
{
  const Energy *energy = &work->energy;
  const BsrThreat *threat = work->threat;
  double g_cm2[BSR_THREAT_MAX_MATERIALS], all = 0.0, sum = 0.0;
  for (int m = 0; m < threat->n_materials; m++)
    all += g_cm2[m] = (double)bsr_plane_row_f32 (threat->g_cm2[m], y)[x];
  if (!(all > 0.0))
    return 1.0;
  for (int bin = 0; bin < energy->spectrum.n_bins; bin++)
    {
      double exponent = 0.0;
      for (int m = 0; m < threat->n_materials; m++)
        exponent += energy->material[m][bin] * g_cm2[m];
      sum += weights[bin] * exp (-exponent);
    }
  return sum;
}

/* Share of the beam that passes the threat in its pixel (@x, @y). */
static double
pass_pixel (const Work *work, int x, int y)
{
  const Energy *energy = &work->energy;
  double weights[BSR_SPECTRUM_MAX_BINS], total = 0.0, share = 0.0;
  double ahead = steel_ahead (work, work->place.x + x, work->place.y + y);
  for (int bin = 0; bin < energy->spectrum.n_bins; bin++)
    total += weights[bin] = energy->spectrum.weight[bin] * exp (-energy->steel[bin] * ahead);
  for (int bin = 0; bin < energy->spectrum.n_bins; bin++)
    weights[bin] /= total;
  for (int v = 0; v < BSR_THREAT_SAMPLES; v++)
    for (int u = 0; u < BSR_THREAT_SAMPLES; u++)
      share += pass (work, weights, x * BSR_THREAT_SAMPLES + u, y * BSR_THREAT_SAMPLES + v);
  return share / (BSR_THREAT_SAMPLES * BSR_THREAT_SAMPLES);
}

static gboolean
fill_share (Work *work, double blur_px, GCancellable *cancellable, GError **error)
{
  Energy *energy = &work->energy;
  for (int y = 0; y < work->region.height; y++)
    {
      float *row = bsr_plane_row_f32 (energy->share, y);
      int at_y = work->region.y + y - work->place.y;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (int x = 0; x < work->region.width; x++)
        {
          int at_x = work->region.x + x - work->place.x;
          gboolean within = at_x >= 0 && at_x < work->place.width && at_y >= 0
                            && at_y < work->place.height;
          row[x] = within ? (float)pass_pixel (work, at_x, at_y) : 1.0F;
        }
    }
  BsrPlane *spread = bsr_readout_blur (energy->share, blur_px, 1, cancellable, error);
  if (spread == NULL)
    return FALSE;
  bsr_plane_unref (energy->share);
  energy->share = spread;
  return TRUE;
}


/* Noise that @signal, weakened to @share of it, lacks: of the law of photons where there are
 * photons enough to draw them. */
static double
missing_noise (const Work *work, double signal, double share, BsrRandom *random)
{
  double weak = signal * share;
  double variance = MAX (variance_at (work, weak) - share * share * variance_at (work, signal), 0.0);
  double counting = variance_at (work, weak) - variance_at (work, 0.0);
  if (!(counting > 0.0) || !(weak > 0.0))
    return bsr_random_normal (random, 0.0, sqrt (variance));
  double unit = counting / weak, mean = variance / (unit * unit);
  return unit * (bsr_random_poisson (random, mean) - mean);
}

static double
project_pixel (const Work *work, double counts, double share, BsrRandom *random)
{
  double above = (work->turned ? work->full_scale - counts : counts) - work->energy.dark;
  double signal = above * share + missing_noise (work, above, share, random) + work->energy.dark;
  return work->turned ? work->full_scale - signal : signal;
}

/* Writes row @y of the region into @plane, a copy of the scan's. */
static void
project_row (const Work *work, BsrPlane *plane, int y)
{
  int width = bsr_plane_width (plane), at_y = work->region.y + y;
  BsrPlane *flags = bsr_radiograph_flags (work->radiograph, work->energy.index);
  const guint8 *flag = bsr_plane_row_u8 (flags, at_y);
  const float *share = bsr_plane_row_f32 (work->energy.share, y);
  BsrRandom random
      = bsr_random_stream (work->seed, STREAM_NOISE + (guint64)work->energy.index, (guint64)at_y);
  for (int x = 0; x < work->region.width; x++)
    {
      int at_x = work->region.x + x;
      if (at_x < 0 || at_x >= width || !(share[x] < 1.0F)
          || (flag[at_x] & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)) != 0)
        continue;
      if (bsr_plane_format (plane) == BSR_FORMAT_U16)
        {
          guint16 *counts = bsr_plane_row_u16 (plane, at_y) + at_x;
          double value = round (project_pixel (work, *counts, (double)share[x], &random));
          *counts = (guint16)CLAMP (value, 0.0, FULL_SCALE_U16);
        }
      else
        {
          float *counts = bsr_plane_row_f32 (plane, at_y) + at_x;
          *counts = (float)project_pixel (work, (double)*counts, (double)share[x], &random);
        }
    }
}

static BsrPlane *
copy_plane (BsrPlane *plane, GError **error)
{
  BsrPlane *copy = bsr_plane_new (bsr_plane_format (plane), bsr_plane_width (plane),
                                  bsr_plane_height (plane), error);
  gsize bytes = (gsize)bsr_plane_width (plane) * bsr_plane_sample_size (plane);
  for (int y = 0; copy != NULL && y < bsr_plane_height (plane); y++)
    memcpy (bsr_plane_row (copy, y), bsr_plane_row (plane, y), bytes);
  return copy;
}

/* Samples of the threat's pixel (@x, @y) that have it on their ray. */
static gboolean
is_marked (const BsrThreat *threat, int x, int y)
{
  for (int v = 0; v < BSR_THREAT_SAMPLES; v++)
    for (int u = 0; u < BSR_THREAT_SAMPLES; u++)
      {
        double all = 0.0;
        for (int m = 0; m < threat->n_materials; m++)
          all += (double)bsr_plane_row_f32 (threat->g_cm2[m], y * BSR_THREAT_SAMPLES + v)
              [x * BSR_THREAT_SAMPLES + u];
        if (all >= LEAST_MARKED)
          return TRUE;
      }
  return FALSE;
}

static gboolean
mark (BsrThreatProjection *projection, const Work *work, GError **error)
{
  const BsrThreat *threat = work->threat;
  for (int y = 0; y < threat->height; y++)
    for (int x = 0; x < threat->width; x++)
      if (is_marked (threat, x, y))
        projection->box = bsr_box_union (
            projection->box, (BsrBox){ work->place.x + x, work->place.y + y, 1, 1 });
  if (bsr_box_is_empty (projection->box))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, "the threat is on no ray");
      return FALSE;
    }
  BsrBox box = projection->box;
  projection->mask = bsr_plane_new (BSR_FORMAT_U8, box.width, box.height, error);
  for (int y = 0; projection->mask != NULL && y < box.height; y++)
    for (int x = 0; x < box.width; x++)
      if (is_marked (threat, box.x - work->place.x + x, box.y - work->place.y + y))
        bsr_plane_row_u8 (projection->mask, y)[x] = 255;
  return projection->mask != NULL;
}

/* Root mean square noise of a pixel's attenuation in the rim about the mask; dead pixels say
 * nothing. */
static double
noise_around (const BsrThreatProjection *projection, const Work *work)
{
  BsrPlane *flags = bsr_radiograph_flags (work->radiograph, 0);
  BsrBox box = projection->box;
  int rim = CLAMP (MAX (box.width, box.height) / RIM_SHARE, RIM_LEAST, RIM_MOST);
  BsrBox around = bsr_box_grow (box, rim, bsr_plane_bounds (flags));
  double sum = 0.0, n = 0.0;
  for (int y = around.y; y < around.y + around.height; y++)
    for (int x = around.x; x < around.x + around.width; x++)
      {
        gboolean inside = bsr_box_contains_point (box, x, y)
                          && bsr_plane_row_u8 (projection->mask, y - box.y)[x - box.x] != 0;
        if (inside || (bsr_plane_row_u8 (flags, y)[x] & BSR_PIXEL_DEAD) != 0)
          continue;
        double attenuation = (double)bsr_radiograph_attenuation_at (work->radiograph, 0, x, y);
        double noise = bsr_radiograph_noise (work->radiograph, 0, attenuation);
        sum += noise * noise;
        n += 1.0;
      }
  return n > 0.0 ? sqrt (sum / n) : (double)INFINITY;
}

/* From plane 0's share, which is at hand. */
static void
measure (BsrThreatProjection *projection, const Work *work)
{
  BsrBox box = projection->box;
  double excess = 0.0, steel = 0.0, around = 0.0, n = 0.0;
  for (int y = 0; y < box.height; y++)
    for (int x = 0; x < box.width; x++)
      {
        if (bsr_plane_row_u8 (projection->mask, y)[x] == 0)
          continue;
        double before
            = (double)bsr_radiograph_attenuation_at (work->radiograph, 0, box.x + x, box.y + y);
        double share = (double)bsr_plane_row_f32 (work->energy.share, box.y + y - work->region.y)
            [box.x + x - work->region.x];
        double more = share > 0.0 ? -log (share) : ENDLESS;
        double before_mm = bsr_radiograph_steel_of_attenuation (work->radiograph, before);
        excess += more;
        steel += bsr_radiograph_steel_of_attenuation (work->radiograph, before + more) - before_mm;
        around += before_mm;
        n += 1.0;
      }
  projection->cnr = excess / n / noise_around (projection, work);
  projection->steel_mm = steel / n;
  projection->around_mm = around / n;
  projection->mass_kg = bsr_threat_mass (work->threat);
}

/* (transfer full) (nullable): plane @index with the threat in it. */
static BsrPlane *
project_plane (Work *work, int index, double blur_px, BsrThreatProjection *projection,
               GCancellable *cancellable, GError **error)
{
  BsrPlane *scan = bsr_image_plane (bsr_radiograph_image (work->radiograph), index);
  if (!begin_energy (work, index, error) || !fill_share (work, blur_px, cancellable, error))
    return NULL;
  if (index == 0)
    measure (projection, work);
  BsrPlane *plane = copy_plane (scan, error);
  for (int y = 0; plane != NULL && y < work->region.height; y++)
    if (work->region.y + y >= 0 && work->region.y + y < bsr_plane_height (plane))
      project_row (work, plane, y);
  return plane;
}

static gboolean
project (Work *work, double blur_px, BsrThreatProjection *projection, GCancellable *cancellable,
         GError **error)
{
  BsrImage *image = bsr_radiograph_image (work->radiograph);
  int n = bsr_image_n_planes (image);
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES] = { NULL };
  gboolean done = TRUE;
  for (int i = 0; done && i < n; i++)
    {
      planes[i] = project_plane (work, i, blur_px, projection, cancellable, error);
      g_clear_pointer (&work->energy.share, bsr_plane_unref);
      done = planes[i] != NULL;
    }
  if (done)
    projection->image = bsr_image_new (planes, n, bsr_image_bits (image), error);
  for (int i = 0; i < n; i++)
    g_clear_pointer (&planes[i], bsr_plane_unref);
  return projection->image != NULL;
}

BsrThreatProjection *
bsr_threat_projection_new (BsrRadiograph *radiograph, const BsrThreat *threat, int x, int y,
                           double blur_px, guint64 seed, GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (radiograph != NULL && threat != NULL && blur_px >= 0.0, NULL);

  BsrImage *image = bsr_radiograph_image (radiograph);
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  int reach = blur_px > 0.0 ? (int)ceil (BLUR_REACH * blur_px) + 1 : 0;
  Work work = { .radiograph = radiograph,
                .threat = threat,
                .place = { x, y, threat->width, threat->height },
                .region = { x - reach, y - reach, threat->width + 2 * reach,
                            threat->height + 2 * reach },
                .seed = seed,
                .turned = acquisition->polarity == BSR_POLARITY_ABSORPTION,
                .full_scale = bsr_image_full_scale (image) };
  if (x < 0 || y < 0 || x > bsr_image_width (image) - threat->width
      || y > bsr_image_height (image) - threat->height)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, "the threat is not within the image");
      return NULL;
    }
  if (work.turned && bsr_plane_format (bsr_image_plane (image, 0)) == BSR_FORMAT_F32)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "no threat is projected into floats that grow with absorption");
      return NULL;
    }
  g_autoptr (BsrThreatProjection) projection = g_new0 (BsrThreatProjection, 1);
  projection->kind = threat->kind;
  if (!mark (projection, &work, error) || !project (&work, blur_px, projection, cancellable, error))
    return NULL;
  return g_steal_pointer (&projection);
}

void
bsr_threat_projection_free (BsrThreatProjection *projection)
{
  g_return_if_fail (projection != NULL);
  g_clear_pointer (&projection->image, bsr_image_unref);
  g_clear_pointer (&projection->mask, bsr_plane_unref);
  g_free (projection);
}
