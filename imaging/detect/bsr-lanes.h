#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lists that are worked on at once, so that the compiler can use vectors. */
#define BSR_LANES 16

/* Median of @n >= 1 values in each lane; reorders them. Of an even number the mean of the middle
 * two. */
void bsr_lanes_median (float (*values)[BSR_LANES], int n, float medians[BSR_LANES]);

G_END_DECLS
