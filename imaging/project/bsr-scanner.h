#pragma once

#include "bsr-acquisition.h"

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
  int n_planes; /* 1...BSR_IMAGE_MAX_PLANES, highest energy first */
  double energy_mv[BSR_IMAGE_MAX_PLANES];
  double air[BSR_IMAGE_MAX_PLANES];     /* counts of the open beam, dark not included */
  double dark[BSR_IMAGE_MAX_PLANES];    /* counts without beam, left in the pixels */
  double photons[BSR_IMAGE_MAX_PLANES]; /* detected in the open beam for one pixel and pulse */
  double electronic_noise;              /* standard deviation, counts */
  double gain_spread;  /* relative, of one channel against another: what calibration left */
  double pulse_spread; /* relative, of one pulse against another: what the monitor left */
  double blur_px;      /* standard deviation of the point spread (focal spot, light spread) */

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

/* An interlaced 6/4 MV portal. Noise of the open beam, spikes and air are those measured on real
 * rail-portal scans of that kind (1.2 % and 1.8 % a pixel there, 0.9 % and 1.3 % here). */
BsrScanner
bsr_scanner_dual_energy (void);

/* The same with one energy of 6 MV. */
BsrScanner
bsr_scanner_single_energy (void);

/* What the scanner tells of its scans; the step wedge follows from the planes' spectrum. */
BsrAcquisition
bsr_scanner_acquisition (const BsrScanner *scanner);

G_END_DECLS
