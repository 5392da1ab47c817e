#pragma once

#include "bsr-simd.h"

G_BEGIN_DECLS

/* Outputs in a row, and features of them, that are worked on at once. */
#define BSR_NETWORK_LANES 16
#define BSR_NETWORK_FEATURES 4
/* Width of the margin of zeros around each map, values: a window of three needs one. */
#define BSR_NETWORK_MARGIN 1

/* A convolution's row. */
typedef struct
{
  int n_in, size; /* maps that are summed; window's edge, 1 or 3 */
  /* Top left of the first output's window in each input map. */
  const float *const *inputs;
  gsize stride; /* of all input maps, values */
  /* BSR_NETWORK_FEATURES weights for each window value of each map, in that order. */
  const float *weights;
  const float *bias;   /* BSR_NETWORK_FEATURES */
  gboolean rectified;  /* negative sums become 0 */
} BsrNetworkRow;

/* Writes BSR_NETWORK_LANES outputs from column @x on of each feature. */
typedef void (*BsrNetworkKernel) (const BsrNetworkRow *row, int x,
                                  float outputs[BSR_NETWORK_FEATURES][BSR_NETWORK_LANES]);

void bsr_network_kernel_plain (const BsrNetworkRow *row, int x,
                               float outputs[BSR_NETWORK_FEATURES][BSR_NETWORK_LANES]);
void bsr_network_kernel_avx2 (const BsrNetworkRow *row, int x,
                              float outputs[BSR_NETWORK_FEATURES][BSR_NETWORK_LANES]);

/* The one for an instruction set; all sum in the same order, so all give the same bits. */
BsrNetworkKernel bsr_network_kernel (BsrSimdLevel level);

G_END_DECLS
