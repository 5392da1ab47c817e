#pragma once

#include <glib.h>
#include "bsr-image.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_MODALITY_TRANSMISSION,
  BSR_MODALITY_BACKSCATTER,
  BSR_MODALITY_GAMMA,
} BsrModality;

typedef enum
{
  BSR_POLARITY_TRANSMISSION, /* bright is air */
  BSR_POLARITY_ABSORPTION,   /* bright is dense */
} BsrPolarity;

typedef enum
{
  BSR_ENERGY_HIGH,
  BSR_ENERGY_LOW,
  BSR_ENERGY_SINGLE,
  BSR_ENERGY_BACKSCATTER,
} BsrEnergyName;

/* One plane as the scanner describes it. */
typedef struct
{
  BsrEnergyName name;
  double energy_mv; /* end-point potential, MV; gamma: photon energy, MeV; NAN when unstated */
  double air;       /* mean counts of the open beam after dark correction; NAN when unstated */
  double dark;      /* counts without beam, still in the pixels; 0 when unstated */
} BsrPlaneInfo;

/* One step of the scanner's step wedge, plane 0. */
typedef struct
{
  double steel_mm;
  double transmission; /* 0...1 */
} BsrSteelStep;

#define BSR_ACQUISITION_MAX_STEPS 128

/**
 * BsrAcquisition:
 *
 * What the physics must know of how a scan was taken. A plain value: copy it freely.
 */
typedef struct
{
  BsrModality modality;
  BsrPolarity polarity;
  int n_planes; /* as described; may differ from the pixels, see bsr_acquisition_fits() */
  BsrPlaneInfo planes[BSR_IMAGE_MAX_PLANES];
  double pitch_x_mm, pitch_y_mm; /* size of a pixel in the container's mid plane */
  int n_steps;                   /* 0: no step-wedge measurement */
  BsrSteelStep steps[BSR_ACQUISITION_MAX_STEPS]; /* thickness strictly rising */
} BsrAcquisition;

/* Pitch assumed where a scan has no description: a nominal 5 mm, marked by the callers. */
#define BSR_ACQUISITION_DEFAULT_PITCH_MM 5.0

/* What can be assumed of an undescribed scan of @n_planes planes: transmission, 1 plane
 * "single" or "high", "low", ...; no energy, air unstated, dark 0, the default pitch. */
BsrAcquisition bsr_acquisition_assumed (int n_planes);

/* Whether @acquisition describes @image: as many planes, or a picture in colours.
 * %BSR_ERROR_DAMAGED otherwise. */
gboolean bsr_acquisition_fits (const BsrAcquisition *acquisition, const BsrImage *image,
                               GError **error);

G_END_DECLS
