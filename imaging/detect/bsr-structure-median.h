#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The value that a @share (0...1) of the @n >= 1 @values does not exceed; puts them in another
 * order. Selection by Hoare's Algorithm 65 (CACM 4, 1961): linear time on average. */
float bsr_structure_quantile (float *values, int n, double share);

/* Median, and in @spread (nullable) 1.4826 times the median distance from it: a standard deviation
 * that up to half of the values may spoil. 0 for no values. Puts @values in another order. */
float bsr_structure_median (float *values, int n, float *spread);

G_END_DECLS
