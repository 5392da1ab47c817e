#pragma once

#include "bsr-grid.h"

G_BEGIN_DECLS

#define BSR_DUAL_CURVE_BINS 64
#define BSR_DUAL_CURVE_COEFFICIENTS 3

/**
 * BsrDualCurve:
 *
 * What the lower energy's attenuation of a scan's load is for the higher's, by the load itself:
 * whatever is wrong with the assumed spectra, filters and scatter is in it. A plain value.
 */
typedef struct
{
  int n_bins; /* 0: too little was seen through */
  double most; /* attenuation in plane 0 up to which it was fitted */
  double coefficients[BSR_DUAL_CURVE_COEFFICIENTS];
  double correction[BSR_DUAL_CURVE_BINS]; /* in the middle of each bin, over the polynomial */
} BsrDualCurve;

/* The curve of the cells of @space that both energies see through. @grid has two planes. */
BsrDualCurve bsr_dual_curve_fit (const BsrGrid *grid, BsrBox space);
/* Attenuation in plane 1 that the load shows where plane 0 has @high. */
double bsr_dual_curve_low (const BsrDualCurve *curve, double high);

/* Whether both energies see through cell (@x, @y). */
gboolean bsr_dual_curve_sees (const BsrGrid *grid, int x, int y);

G_END_DECLS
