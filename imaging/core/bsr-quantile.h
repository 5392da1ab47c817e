#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The value of @n > 0 that @k (0...n - 1) of the others come before when they are sorted. At most
 * 32,767 values. Halves the interval: counting goes many values at a time where sorting goes one
 * by one. */
guint16 bsr_quantile_u16 (const guint16 *values, int n, int k);

/* The value of @n > 0 that @rank (0...n - 1) of the others come before when they are sorted; @values
 * change places (Hoare, "Algorithm 65: find", CACM 4 (1961) 321): for lists too long to sort. */
float bsr_select_f32 (float *values, int n, int rank);
double bsr_select_f64 (double *values, int n, int rank);

G_END_DECLS
