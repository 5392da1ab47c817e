#pragma once

#include "bsr-radiograph.h"

G_BEGIN_DECLS

/* How far two scans can be trusted to turn the same goods into the same steel equivalent. */
typedef struct
{
  double spread; /* relative standard deviation between both */
  gboolean same_energy;
  gboolean enough; /* FALSE: the scanners differ too much for a difference in steel */
} BsrScannerLikeness;

/* Beyond, two honest readings of the same goods differ by more than most hidden things add. */
#define BSR_SCANNER_LIKENESS_MOST 0.25

/* From the energies (what a steel equivalent of 60 mm of one reads as for the other, for goods from
 * cellulose to lead, by their spectra) and from how each scan's steel was calibrated, as
 * bsr_radiograph_mass_uncertainty() has it. */
BsrScannerLikeness bsr_scanner_likeness_of (BsrRadiograph *a, BsrRadiograph *b);

G_END_DECLS
