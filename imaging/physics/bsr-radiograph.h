#pragma once

#include <gio/gio.h>
#include "bsr-accelerator.h"
#include "bsr-acquisition.h"
#include "bsr-cells.h"
#include "bsr-scatter.h"

G_BEGIN_DECLS

/**
 * BsrRadiograph:
 *
 * A scan turned from counts into physics: immutable, reference-counted, safe to share between
 * threads. Every float in it is finite.
 */
typedef struct _BsrRadiograph BsrRadiograph;

/* What is known of one pixel; bits of bsr_radiograph_flags(). */
typedef enum
{
  BSR_PIXEL_DEAD = 1 << 0,      /* dead channel or module, row without beam; filled from around */
  BSR_PIXEL_SPIKE = 1 << 1,     /* a single pixel far from all its neighbours; filled */
  BSR_PIXEL_SATURATED = 1 << 2, /* at full scale: denser than air cannot be told */
  BSR_PIXEL_OPAQUE = 1 << 3,    /* the beam did not get through: only "at least" is known */
  BSR_PIXEL_AIR = 1 << 4,       /* open beam within its noise */
} BsrPixelFlags;

/* How the conversion to steel was made: to be said to the officer. */
typedef enum
{
  BSR_STEEL_FROM_CALIBRATION, /* the scanner's step wedge */
  BSR_STEEL_FROM_SPECTRUM,    /* tabulated attenuation and the stated energy */
  BSR_STEEL_ASSUMED_SPECTRUM, /* no energy stated: a nominal 6 MV */
} BsrSteelSource;

/**
 * BsrCorrections:
 *
 * What was taken back of what the scanner did to a scan; 0 where nothing was. A plain value.
 */
typedef struct
{
  /* Of each plane, relative standard deviation of the detector channels' gains (rows) and of the
   * pulses' doses (columns) that was taken off. */
  double gain_spread[BSR_IMAGE_MAX_PLANES], dose_spread[BSR_IMAGE_MAX_PLANES];
  double dx, dy; /* pixels: plane 1 lay so far right of and below plane 0 */
  double wobble; /* pixels: root mean square of the columns' swing up and down */
} BsrCorrections;

/**
 * bsr_radiograph_new:
 * @acquisition: must fit @image
 * @n_threads: as bsr_thread_team_size() takes it
 *
 * Dark and air normalisation, dead channels and pixels, attenuation, steel equivalent and what
 * the beam did not get through. Blocks.
 *
 * Returns: (transfer full): or %NULL with %BSR_ERROR_DAMAGED (nothing that could be air, no
 * signal), %BSR_ERROR_UNSUPPORTED (backscatter), %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
BsrRadiograph *bsr_radiograph_new (BsrImage *image, const BsrAcquisition *acquisition,
                                   int n_threads, GCancellable *cancellable, GError **error);
BsrRadiograph *bsr_radiograph_ref (BsrRadiograph *radiograph);
void bsr_radiograph_unref (BsrRadiograph *radiograph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrRadiograph, bsr_radiograph_unref)

int bsr_radiograph_n_planes (const BsrRadiograph *radiograph);
int bsr_radiograph_width (const BsrRadiograph *radiograph);
int bsr_radiograph_height (const BsrRadiograph *radiograph);
const BsrAcquisition *bsr_radiograph_acquisition (const BsrRadiograph *radiograph);
/* (transfer none): the counts it was made from */
BsrImage *bsr_radiograph_image (const BsrRadiograph *radiograph);

/* Attenuation is kept in whole steps, BSR_ATTENUATION_STEPS of them to a neper (a fall of the
 * transmission by e): half a step, 1.2e-4, is 0.004 mm of steel, a hundredth of the noise of one
 * pixel of open beam. */
#define BSR_ATTENUATION_STEPS 4096
static inline float
bsr_attenuation_of_code (guint16 code)
{
  return (float) code * (1.0f / BSR_ATTENUATION_STEPS);
}

/* (transfer none): U16, attenuation -ln T of plane @index in codes, 0 up to the plane's floor. */
BsrPlane *bsr_radiograph_codes (const BsrRadiograph *radiograph, int index);
/* Code of the floor of plane @index: the highest there is, and the only one of opaque pixels. */
guint16 bsr_radiograph_most_code (const BsrRadiograph *radiograph, int index);
/* (transfer none): steel equivalent of each code of plane 0 up to the highest, in steps of 1 /
 * BSR_STEEL_STEPS mm. */
#define BSR_STEEL_STEPS 16384
const guint32 *bsr_radiograph_steel_of_codes (const BsrRadiograph *radiograph);

/* @n pixels of a row from (@x, @y) on, all within the scan, into @values: */
/* attenuation of plane @index; */
void bsr_radiograph_read_attenuation (const BsrRadiograph *radiograph, int index, int x, int y,
                                      int n, float *values);
/* steel equivalent in mm from plane 0; at least that where opaque; */
void bsr_radiograph_read_steel (const BsrRadiograph *radiograph, int x, int y, int n,
                                float *values);
/* mass thickness in g/cm2, see below; */
void bsr_radiograph_read_mass (const BsrRadiograph *radiograph, int x, int y, int n,
                               float *values);
/* and what a millimetre of steel equivalent weighs there, g/cm2, where it is not opaque. */
void bsr_radiograph_read_mass_factor (const BsrRadiograph *radiograph, int x, int y, int n,
                                      float *values);
/* What it weighs where it is opaque, and so of unknown material, g/cm2. */
double bsr_radiograph_opaque_mass_factor (const BsrRadiograph *radiograph);
/* The same of one pixel. */
float bsr_radiograph_attenuation_at (const BsrRadiograph *radiograph, int index, int x, int y);
float bsr_radiograph_steel_at (const BsrRadiograph *radiograph, int x, int y);
float bsr_radiograph_mass_at (const BsrRadiograph *radiograph, int x, int y);

/* (transfer none): where the pass over all pixels ran; it makes no difference to the result. */
const BsrAcceleration *bsr_radiograph_acceleration (const BsrRadiograph *radiograph);

/* (transfer none): the whole scan in cells of about 15 mm. */
const BsrCells *bsr_radiograph_cells (const BsrRadiograph *radiograph);
/* (transfer none): U8, BsrPixelFlags of plane @index. */
BsrPlane *bsr_radiograph_flags (const BsrRadiograph *radiograph, int index);

/* Mean counts of the open beam of plane @index after dark correction. */
double bsr_radiograph_air (const BsrRadiograph *radiograph, int index);
/* Whether that was estimated from the image because the scanner did not say. */
gboolean bsr_radiograph_air_is_estimated (const BsrRadiograph *radiograph, int index);
/* Whether the image shows what looks like open beam. Where it does not and the air was estimated,
 * it is only the brightest there is: attenuations are then lower bounds, to be said. */
gboolean bsr_radiograph_air_is_seen (const BsrRadiograph *radiograph, int index);
double bsr_radiograph_dark (const BsrRadiograph *radiograph, int index);

/* (transfer none): what was corrected. Attenuation, flags and cells are those after it. */
const BsrCorrections *bsr_radiograph_corrections (const BsrRadiograph *radiograph);
/* Scatter and stray light of plane @index by what its darkest places hold: not corrected, to be
 * reckoned with. */
BsrScatter bsr_radiograph_scatter (const BsrRadiograph *radiograph, int index);

BsrSteelSource bsr_radiograph_steel_source (const BsrRadiograph *radiograph);
/* Steel mm of an attenuation of plane 0, and its slope d(steel)/d(attenuation), mm. Beyond the last
 * step of a step wedge the curve goes on at its last slope, to at most 1.5 times that step. */
double bsr_radiograph_steel_of_attenuation (const BsrRadiograph *radiograph, double attenuation);
double bsr_radiograph_steel_slope (const BsrRadiograph *radiograph, double attenuation);

/* Largest steel thickness that plane 0 can tell from none at all: beyond it is "opaque". */
double bsr_radiograph_penetration_mm (const BsrRadiograph *radiograph);

/* Standard deviation of one pixel's attenuation in plane @index where it is @attenuation
 * (counting and electronic noise, both measured from the image as bsr-noise-model.c documents). */
double bsr_radiograph_noise (const BsrRadiograph *radiograph, int index, double attenuation);

/* Mass thickness as bsr_radiograph_read_mass() tells it is "at least" where opaque, as of unknown
 * material. Where planes 0 and 1 have stated, different energies and the scan lies where their
 * spectra have the materials, it is the expected mass of what both attenuations show over about 90
 * mm of like attenuation, times the pixel's own steel equivalent (bsr-mass-plane.c). The less they
 * can tell (thin, noisy, opaque or dead places), and everywhere else, it is what
 * bsr_radiograph_mass_thickness() makes of the steel. Where the spectra are right, single materials
 * of 40...110 g/cm2 read within 7 % (cellulose, aluminium, steel, tin), 7 % too heavy
 * (polyethylene, for its hydrogen) and up to 13 % too heavy (lead, at the end of what can be). What
 * lies behind each other is taken as one mixture of neighbouring materials: equal parts of steel
 * and lead read 7...9 % too heavy. */

/* Mass thickness, g/cm2, for a steel equivalent in mm when nothing is known of the material: from
 * organic to metal, polyethylene to copper. By one energy heavy metals such as lead read 12 %
 * (6/4 MV) to 35 % (9/6 MV) too heavy. */
double bsr_radiograph_mass_thickness (const BsrRadiograph *radiograph, double steel_mm);
/* Whether planes 0 and 1 have stated, different energies and show what the spectra of these have for
 * materials. */
gboolean bsr_radiograph_both_tell (const BsrRadiograph *radiograph);
/* Relative half-width of the 90 % interval of a mass from either: what the material leaves open
 * and the error of the scale, by bsr_radiograph_steel_source(): 5 % with a step wedge, 30 % from
 * the spectrum of the stated energy, 10 % where two energies vouch for theirs, 40 % from an assumed
 * one (reasons: bsr-mass-factor.c). Errors
 * of the scale are common to all of a scan and do not average out. */
double bsr_radiograph_mass_uncertainty (const BsrRadiograph *radiograph);

G_END_DECLS
