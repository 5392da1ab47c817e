#include "bsr-swing.h"

#include <math.h>

BsrSwing
bsr_swing_draw (BsrRandom *random, double amplitude, double shortest, double longest)
{
  BsrSwing swing = { 0 };
  g_return_val_if_fail (random != NULL && amplitude >= 0.0, swing);
  if (!(amplitude > 0.0 && shortest > 0.0 && longest >= shortest))
    return swing;

  double sum = 0.0;
  for (int i = 0; i < BSR_SWING_TERMS; i++)
    {
      /* Periods evenly spread in their logarithm. */
      double share = bsr_random_uniform (random);
      swing.frequency[i] = 2.0 * G_PI / (shortest * pow (longest / shortest, share));
      swing.phase[i] = bsr_random_between (random, 0.0, 2.0 * G_PI);
      swing.amplitude[i] = bsr_random_between (random, 0.3, 1.0);
      sum += swing.amplitude[i];
    }
  for (int i = 0; i < BSR_SWING_TERMS; i++)
    swing.amplitude[i] *= amplitude / sum;
  return swing;
}

double
bsr_swing_at (const BsrSwing *swing, double column)
{
  double value = 0.0;
  for (int i = 0; i < BSR_SWING_TERMS; i++)
    value += swing->amplitude[i] * sin (swing->frequency[i] * column + swing->phase[i]);
  return value;
}

double
bsr_swing_sum (const BsrSwing *swing, double column)
{
  double sum = 0.0;
  for (int i = 0; i < BSR_SWING_TERMS; i++)
    if (swing->frequency[i] > 0.0)
      sum += swing->amplitude[i] / swing->frequency[i]
             * (cos (swing->phase[i]) - cos (swing->frequency[i] * column + swing->phase[i]));
  return sum;
}
