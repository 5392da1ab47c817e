#include "bsr-simulation-set-private.h"

#include <math.h>

/* A scanner differs from its preset by factors between one over these and these, and stands anywhere
 * between these heights. */
#define VARIED_DISTANCE 1.35
#define VARIED_PITCH 1.2
#define VARIED_DOSE 2.5
#define VARIED_ENERGY 1.06
#define VARIED_STRAY 2.5
#define VARIED_MARGIN 1.8
#define LOWEST_SOURCE_MM 300.0
#define HIGHEST_SOURCE_MM 2300.0

/* A factor between 1 / @most and @most, evenly in the logarithm. */
static double
factor (double most, BsrRandom *random)
{
  return exp (bsr_random_between (random, -log (most), log (most)));
}

void
bsr_simulation_scanner_vary (BsrScanner *scanner, BsrRandom *random)
{
  g_return_if_fail (scanner != NULL && random != NULL);
  double dose = factor (VARIED_DOSE, random), energy = factor (VARIED_ENERGY, random);
  for (int i = 0; i < scanner->n_planes; i++)
    {
      scanner->photons[i] *= dose;
      scanner->energy_mv[i] *= energy;
    }
  scanner->source_distance_mm *= factor (VARIED_DISTANCE, random);
  scanner->source_height_mm = bsr_random_between (random, LOWEST_SOURCE_MM, HIGHEST_SOURCE_MM);
  scanner->pitch_x_mm *= factor (VARIED_PITCH, random);
  scanner->pitch_y_mm *= factor (VARIED_PITCH, random);
  scanner->scatter *= factor (VARIED_STRAY, random);
  scanner->veil *= factor (VARIED_STRAY, random);
  scanner->lag *= factor (VARIED_STRAY, random);
  scanner->margin_x_mm *= factor (VARIED_MARGIN, random);
  scanner->margin_top_mm *= factor (VARIED_MARGIN, random);
  scanner->margin_bottom_mm *= factor (VARIED_MARGIN, random);
}
