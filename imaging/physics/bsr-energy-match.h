#pragma once

#include "bsr-radiograph.h"
#include "bsr-spectrum.h"

G_BEGIN_DECLS

/**
 * BsrEnergyMatch:
 *
 * How the two energies of a scan really lie, told from the scan itself. End points that scanners
 * state are nominal, and filters and detectors differ: a real rail portal of "6/4 MV" answers like 6
 * and 4.8 MV. Plane 0 is taken as stated; plane 1's end point is moved towards plane 0's by @shift
 * of their difference. A plain value.
 *
 * Three things are known: what scanners were seen to be off by; that what is thin over a container
 * is mostly its steel; and that nothing lies beyond all materials. Together they leave a mean and a
 * standard deviation of the shift; where the scan shows nothing thin and nothing thick, the standard
 * deviation is what it was before, and no material can be told.
 */
typedef struct
{
  double shift, shift_sd;
  double misfit;  /* share of plane 1's attenuation by which places still lie beyond all materials,
                     as a standard deviation: the scanner's own, from place to place */
  double outside; /* share of the places that lay beyond them before @misfit was granted */
  int n_thin, n_thick; /* places looked at */
} BsrEnergyMatch;

/* %FALSE where materials cannot be told at all: no two planes of transmission with the higher
 * energy first and both stated, or nothing that a lower energy could be explains the scan. */
gboolean bsr_energy_match_measure (BsrEnergyMatch *match, const BsrRadiograph *radiograph);

/* The beam of plane 0 as stated, and that of plane 1 moved by @shift. Gamma lines are as stated,
 * whatever the shift. */
void bsr_energy_match_spectra (const BsrRadiograph *radiograph, double shift, BsrSpectrum *high,
                               BsrSpectrum *low);

G_END_DECLS
