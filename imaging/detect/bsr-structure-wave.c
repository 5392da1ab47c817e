#include "bsr-structure-private.h"

#include <math.h>

/* Neighbouring trial periods may drift apart by this share of a period over the whole profile. */
#define DRIFT_SHARE 0.1
/* Fewer periods than this in a profile repeat nothing. */
#define LEAST_PERIODS 4.0

typedef struct
{
  double power;        /* of all harmonics */
  double cosine, sine; /* of the strongest */
  int harmonic;
} Sum;

static Sum
sum_at (const float *profile, int n, double mean, double step_mm, double period_mm, int harmonics)
{
  Sum sum = { 0 };

  for (int harmonic = 1; harmonic <= harmonics; harmonic++)
    {
      double turn = 2.0 * G_PI * harmonic * step_mm / period_mm;
      double turn_cos = cos (turn), turn_sin = sin (turn);
      /* Of the sample's middle. */
      double c = cos (0.5 * turn), s = sin (0.5 * turn), cosine = 0.0, sine = 0.0;
      for (int i = 0; i < n; i++)
        {
          if (!isnan (profile[i]))
            {
              cosine += ((double) profile[i] - mean) * c;
              sine += ((double) profile[i] - mean) * s;
            }
          double next = c * turn_cos - s * turn_sin;
          s = s * turn_cos + c * turn_sin;
          c = next;
        }
      sum.power += cosine * cosine + sine * sine;
      if (hypot (cosine, sine) > hypot (sum.cosine, sum.sine))
        {
          sum.cosine = cosine;
          sum.sine = sine;
          sum.harmonic = harmonic;
        }
    }
  return sum;
}

BsrStructureWave
bsr_structure_find_wave (const float *profile, int n, double step_mm, double from_mm, double to_mm,
                         int harmonics)
{
  BsrStructureWave wave = { 0 };
  double mean = 0.0, variance = 0.0;
  int known = 0;

  for (int i = 0; i < n; i++)
    if (!isnan (profile[i]))
      {
        mean += (double) profile[i];
        known++;
      }
  if (known * step_mm < LEAST_PERIODS * from_mm)
    return wave;
  mean /= known;
  for (int i = 0; i < n; i++)
    if (!isnan (profile[i]))
      variance += ((double) profile[i] - mean) * ((double) profile[i] - mean);
  if (variance <= 0.0)
    return wave;

  Sum best = { 0 };
  for (double period = from_mm; period <= to_mm;
       period += DRIFT_SHARE * period * period / (n * step_mm))
    {
      Sum sum = sum_at (profile, n, mean, step_mm, period, harmonics);
      if (sum.power <= best.power)
        continue;
      best = sum;
      wave.period_mm = period;
    }
  if (wave.period_mm <= 0.0)
    return wave;
  double turns = atan2 (best.sine, best.cosine) / (2.0 * G_PI * best.harmonic);
  wave.phase_mm = (turns < 0.0 ? turns + 1.0 / best.harmonic : turns) * wave.period_mm;
  wave.amplitude_mm = 2.0 * hypot (best.cosine, best.sine) / known;
  wave.share = MIN (1.0, 2.0 * best.power / (known * variance));
  return wave;
}
