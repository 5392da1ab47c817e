#pragma once

#include "bsr-simd.h"

G_BEGIN_DECLS

/* Lists that are worked on at once, so that vector instructions can. */
#define BSR_LANES 16

/* Median of @n >= 1 values in each lane; reorders them. Of an even number the mean of the middle
 * two. */
typedef void (*BsrLanesMedian) (float (*values)[BSR_LANES], int n, float medians[BSR_LANES]);

void bsr_lanes_median_plain (float (*values)[BSR_LANES], int n, float medians[BSR_LANES]);
void bsr_lanes_median_avx2 (float (*values)[BSR_LANES], int n, float medians[BSR_LANES]);

/* The one for an instruction set: comparing and exchanging alone, so all give the same bits. */
BsrLanesMedian bsr_lanes_median (BsrSimdLevel level);

G_END_DECLS
