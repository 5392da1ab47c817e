#include "bsr-random.h"

#include <math.h>

/* SplitMix64: the golden ratio's odd increment and Stafford's mix 13. */
#define INCREMENT G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

/* PTRS holds from this mean on (Hormann 1993). */
#define TRANSFORMED_REJECTION_FROM 10.0

static guint64
mix (guint64 value)
{
  value = (value ^ (value >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  value = (value ^ (value >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return value ^ (value >> 31);
}

BsrRandom
bsr_random_stream (guint64 seed, guint64 stream, guint64 item)
{
  guint64 state = mix (seed + INCREMENT);
  state = mix (state + INCREMENT * (stream + 1));
  return (BsrRandom){ mix (state + INCREMENT * (item + 1)) };
}

guint64
bsr_random_next (BsrRandom *random)
{
  random->state += INCREMENT;
  return mix (random->state);
}

double
bsr_random_uniform (BsrRandom *random)
{
  return (double) (bsr_random_next (random) >> 11) * 0x1p-53;
}

double
bsr_random_between (BsrRandom *random, double low, double high)
{
  return low + (high - low) * bsr_random_uniform (random);
}

int
bsr_random_index (BsrRandom *random, int n)
{
  g_return_val_if_fail (n > 0, 0);
  return (int) (bsr_random_uniform (random) * n);
}

double
bsr_random_normal (BsrRandom *random, double mean, double deviation)
{
  double radius = sqrt (-2.0 * log (1.0 - bsr_random_uniform (random)));
  return mean + deviation * radius * cos (2.0 * G_PI * bsr_random_uniform (random));
}

static double
poisson_by_multiplication (BsrRandom *random, double mean)
{
  double limit = exp (-mean), product = bsr_random_uniform (random);
  int n = 0;
  while (product > limit)
    {
      product *= bsr_random_uniform (random);
      n++;
    }
  return n;
}

/* The constants are those of algorithm PTRS in the paper. */
static double
poisson_by_transformed_rejection (BsrRandom *random, double mean)
{
  double log_mean = log (mean);
  double b = 0.931 + 2.53 * sqrt (mean), a = -0.059 + 0.02483 * b;
  double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), v_r = 0.9277 - 3.6224 / (b - 2.0);

  for (;;)
    {
      double u = bsr_random_uniform (random) - 0.5, v = 1.0 - bsr_random_uniform (random);
      double us = 0.5 - fabs (u);
      double k = floor ((2.0 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= v_r)
        return k;
      if (k < 0.0 || (us < 0.013 && v > us))
        continue;
      int sign;
      if (log (v * inverse_alpha / (a / (us * us) + b))
          <= k * log_mean - mean - lgamma_r (k + 1.0, &sign))
        return k;
    }
}

double
bsr_random_poisson (BsrRandom *random, double mean)
{
  g_return_val_if_fail (mean >= 0.0, 0.0);
  return mean < TRANSFORMED_REJECTION_FROM ? poisson_by_multiplication (random, mean)
                                           : poisson_by_transformed_rejection (random, mean);
}

/* -1...1 of a lattice point. */
static double
lattice (guint32 seed, gint64 x, gint64 y)
{
  guint64 key = ((guint64)seed << 32) ^ ((guint64) (guint32)x << 16) ^ (guint64) (guint32)y;
  return (double) (mix (key * INCREMENT + (guint64)x) >> 11) * 0x1p-52 - 1.0;
}

double
bsr_random_texture (guint32 seed, double x, double y)
{
  double left = floor (x), top = floor (y), u = x - left, v = y - top;
  gint64 i = (gint64)left, j = (gint64)top;
  u = u * u * (3.0 - 2.0 * u);
  v = v * v * (3.0 - 2.0 * v);
  double above = lattice (seed, i, j) * (1.0 - u) + lattice (seed, i + 1, j) * u;
  double below = lattice (seed, i, j + 1) * (1.0 - u) + lattice (seed, i + 1, j + 1) * u;
  return above * (1.0 - v) + below * v;
}
