#pragma once

#include "bsr-coverage.h"
#include "bsr-visibility.h"

G_BEGIN_DECLS

/* Samples of a cell as it is, and with the sought object in it. */
typedef struct
{
  guint16 bare, with;
} BsrCoverageSample;

/* What a picture that is on the screen has shown so far. */
typedef struct
{
  gboolean shown;
  BsrDisplayed displayed;
  gint64 since, counted; /* it is on the screen; its time was counted up to */
  gboolean weighed;      /* the following are known */
  guint32 *cells;        /* those that it shows well enough */
  guint n_cells;
  double needed_us;
} BsrCoverageLook;

struct _BsrCoverage
{
  BsrSought sought;
  double pitch_x_mm, pitch_y_mm;
  BsrBox box;            /* source pixels, as many as the cells cover */
  int across, down;      /* source pixels of a cell */
  int width, height, n_planes;
  guint8 *states;        /* BsrCoverageState */
  float *credits;        /* of open cells: the share of the needed time that has passed */
  BsrCoverageSample *planes[BSR_IMAGE_MAX_PLANES], *steel;
  guint n_filled, n_seen, n_blind;
  BsrCoverageLook looks[BSR_N_PICTURES];
};

/* The samples that @tone shows, and how many make 1 of the displayed quantity. */
const BsrCoverageSample *bsr_coverage_samples (const BsrCoverage *coverage, const BsrTone *tone,
                                               double *scale);
/* Whether the object stands out, where shades are not equalised around each place. */
gboolean bsr_coverage_stands_out (const BsrVisibility *visibility, BsrCoverageSample sample);
/* Source pixels of a cell. */
BsrBox bsr_coverage_cell_box (const BsrCoverage *coverage, int column, int row);

G_END_DECLS
