#pragma once

#include "bsr-radiograph.h"

/* A scan of two energies drawn in attenuation, for tests that must know what is in it: a load from
 * wall to wall with seams and gaps, and boxes of other elements before it. */
typedef struct
{
  BsrBox box;
  double more;  /* attenuation that it adds in plane 0 */
  double share; /* and in plane 1, as a share of what the load's own curve has there */
} BsrTestThing;

#define BSR_TWO_ENERGIES_WIDTH 1200
#define BSR_TWO_ENERGIES_HEIGHT 300
#define BSR_TWO_ENERGIES_PITCH_MM 6.0

/* Attenuation of plane 1 that the load shows for that of plane 0. */
double bsr_two_energies_low (double high);

/* (transfer full): @bent: what the lower energy is off the curve everywhere, a scanner that is not
 * as its spectra say. Noise of 40,000 and 20,000 photons; @seed is printed. */
BsrRadiograph *bsr_two_energies_new (const BsrTestThing *things, int n_things, double bent,
                                     guint64 seed);
