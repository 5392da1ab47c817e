#pragma once

#include "bsr-acquisition.h"
#include "bsr-spectrum.h"
#include "bsr-split.h"

G_BEGIN_DECLS

#define BSR_SCANNER_MAX_DEAD 8
#define BSR_SCANNER_MAX_RAYS 8

/* Detector channels (rows) that answer nothing. Staggered arrays lose them in @width of every
 * @period columns, half a period further in each next energy; @period 0 means in all of them. */
typedef struct
{
  int first_row, n_rows;
  int period, width;
} BsrDeadModule;

/**
 * BsrScanner:
 *
 * A transmission scanner: a point source at the side of the lane whose fan lies across the
 * container, one column of the scan for each pulse. A plain value.
 */
typedef struct
{
  const char *name;
  BsrModality modality; /* transmission (a linear accelerator) or gamma (lines) */
  int n_planes;         /* 1...BSR_IMAGE_MAX_PLANES, highest energy first */
  double energy_mv[BSR_IMAGE_MAX_PLANES]; /* end point, MV; gamma: the line's energy, MeV */
  double air[BSR_IMAGE_MAX_PLANES];     /* counts of the open beam, dark not included */
  double dark[BSR_IMAGE_MAX_PLANES];    /* counts without beam, left in the pixels */
  double photons[BSR_IMAGE_MAX_PLANES]; /* detected in the open beam for one pixel and pulse */
  double electronic_noise;              /* standard deviation, counts */
  double gain_spread;  /* relative, of one channel against another: what calibration left */
  double pulse_spread; /* relative, of one pulse against another: what the monitor left */
  double blur_px;      /* standard deviation of the point spread (focal spot, light spread) */

  /* What follows is off at 0. */
  double scatter;          /* of the attenuated fluence around, reaches the pixel as scatter */
  double scatter_reach_mm; /* standard deviation of that surroundings along the detectors */
  double veil;             /* scatter from everywhere else: share of the column's mean signal */
  double lag;              /* scintillator's afterglow: share of a pulse's signal in the next */
  double lag_columns;      /* columns in which that fades to 1/e */
  int module_rows;         /* channels that share a module */
  double module_spread;    /* relative, of one module's gain against another's */
  double hardness_spread;  /* relative error of a channel for each unit of attenuation -ln T: its
                              calibration in air does not hold behind cargo */
  double pulse_drift;      /* relative, slow change of the dose that the monitor left */
  double wobble_px;        /* the container moves up and down by as much, pixels */
  double speed_spread;     /* relative, its speed changes by as much */
  gboolean interlaced;     /* each next energy is taken 1/n_planes of a column later */
  double row_offset_px;    /* each next energy's detectors are that much lower, pixels */

  double pitch_x_mm, pitch_y_mm;     /* of a pixel in the container's mid plane */
  double source_distance_mm;         /* source to mid plane; INFINITY: parallel beams */
  double source_height_mm;           /* of the source above the container's underside */
  double margin_x_mm, margin_top_mm; /* air beside and above the container's picture */
  double margin_bottom_mm;           /* shown below the container's underside */
  int rays;                          /* for each pixel, side by side, 1...BSR_SCANNER_MAX_RAYS */

  int n_dead;
  BsrDeadModule dead[BSR_SCANNER_MAX_DEAD];
  double spikes_per_megapixel; /* single pixels hit directly */

  gboolean states_air; /* whether the acquisition tells the air counts */
  int n_steps;         /* of the step wedge it tells; 0: none */
  double step_mm;
} BsrScanner;

/* A 6/4 MV portal without motion, scatter and afterglow. Noise of the open beam, spikes and air are those measured on real
 * rail-portal scans of that kind (1.2 % and 1.8 % a pixel there, 0.9 % and 1.3 % here). */
BsrScanner
bsr_scanner_dual_energy (void);

/* The same with one energy of 6 MV. */
BsrScanner
bsr_scanner_single_energy (void);

/* The scanners of simulated sets: no scanner of one split is in another, so what is fitted with the
 * training ones meets the others unseen. */
int
bsr_scanner_count (void);
/* Static: "portal-6-4a", ... */
const char *
bsr_scanner_id (int index);
BsrScanner
bsr_scanner_preset (int index);
BsrSplit
bsr_scanner_split (int index);

/* What the detector of plane @plane weighs of the open beam. */
BsrSpectrum
bsr_scanner_spectrum (const BsrScanner *scanner, int plane);

/* What the scanner tells of its scans; the step wedge follows from the planes' spectrum. */
BsrAcquisition
bsr_scanner_acquisition (const BsrScanner *scanner);

G_END_DECLS
