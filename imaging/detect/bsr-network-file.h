#pragma once

#include "bsr-network.h"
#include "bsr-network-kernel.h"

G_BEGIN_DECLS

/* Sizes that the network looks at: each half of the one before. */
#define BSR_NETWORK_LEVELS 4

/* A convolution: each output feature is a sum over windows of all inputs. */
typedef struct
{
  int n_in, n_out, size;
  /* Features in groups of BSR_NETWORK_FEATURES, the last filled with zeros: for each group, input,
   * row and column of the window a weight of each feature, see BsrNetworkRow. */
  float *weights;
  float *bias;
} BsrNetworkLayer;

struct _BsrNetwork
{
  BsrNetworkLayer down[BSR_NETWORK_LEVELS][2];
  BsrNetworkLayer narrow[BSR_NETWORK_LEVELS - 1]; /* before the maps of the next level are doubled */
  BsrNetworkLayer up[BSR_NETWORK_LEVELS - 1];     /* of those and of what was seen going down */
  BsrNetworkLayer answer;
};

/* Groups of features of a layer. */
static inline int
bsr_network_layer_groups (const BsrNetworkLayer *layer)
{
  return (layer->n_out + BSR_NETWORK_FEATURES - 1) / BSR_NETWORK_FEATURES;
}

/* Weights of a group. */
static inline gsize
bsr_network_layer_group_size (const BsrNetworkLayer *layer)
{
  return (gsize) layer->n_in * layer->size * layer->size * BSR_NETWORK_FEATURES;
}

G_END_DECLS
