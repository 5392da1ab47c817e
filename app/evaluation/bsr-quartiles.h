#pragma once

#include "bsr-interval.h"

G_BEGIN_DECLS

/* Lower quartile, median, upper quartile. NAN when there is nothing. */
typedef struct
{
  double low, median, high;
} BsrQuartiles;

/* By linear interpolation between the order statistics (definition 7 of Hyndman and Fan, "Sample
 * quantiles in statistical packages", Am. Stat. 50 (1996) 361). */
BsrQuartiles bsr_quartiles_of (const double *values, int n);

/* The median with its 95 % interval: from order statistic floor (n/2 - z sqrt (n) / 2) to order
 * statistic ceil (n/2 + z sqrt (n) / 2) + 1, the normal approximation of Conover, Practical
 * Nonparametric Statistics (3rd ed., 1999), 3.2, rounded outwards; the ends where there are few. */
BsrInterval bsr_quartiles_median (const double *values, int n);

G_END_DECLS
