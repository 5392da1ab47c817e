/* One body, compiled once for each instruction set; BSR_NETWORK_KERNEL names the function. */
#include "bsr-network-kernel.h"

#include <string.h>

#define PART 8
#define PARTS (BSR_NETWORK_LANES / PART)
typedef float Part __attribute__ ((vector_size (PART * sizeof (float))));

void
BSR_NETWORK_KERNEL (const BsrNetworkRow *row, int x,
                    float outputs[BSR_NETWORK_FEATURES][BSR_NETWORK_LANES])
{
  Part sums[BSR_NETWORK_FEATURES][PARTS];
  const float *weights = row->weights;

  for (int k = 0; k < BSR_NETWORK_FEATURES; k++)
    for (int p = 0; p < PARTS; p++)
      sums[k][p] = (Part){ 0.0F } + row->bias[k];
  for (int i = 0; i < row->n_in; i++)
    for (int v = 0; v < row->size; v++)
      {
        const float *values = row->inputs[i] + (gsize) v * row->stride + x;
        for (int u = 0; u < row->size; u++, weights += BSR_NETWORK_FEATURES)
          for (int p = 0; p < PARTS; p++)
            {
              Part here;
              memcpy (&here, values + u + p * PART, sizeof here);
              for (int k = 0; k < BSR_NETWORK_FEATURES; k++)
                sums[k][p] += here * weights[k];
            }
      }
  for (int k = 0; k < BSR_NETWORK_FEATURES; k++)
    for (int p = 0; p < PARTS; p++)
      {
        Part sum = sums[k][p];
        if (row->rectified)
          sum = (Part) ((sum > 0.0F) & (__typeof__ (sum > 0.0F)) sum);
        memcpy (outputs[k] + p * PART, &sum, sizeof sum);
      }
}
