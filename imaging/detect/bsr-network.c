#include "bsr-network.h"

#include <string.h>

#include "bsr-network-file.h"
#include "bsr-thread-team.h"

/* Rows that one unit of work computes: small enough to share out, large enough to be worth it. */
#define STRIP 8

/* Maps of one size with a margin of zeros, one after the other. */
typedef struct
{
  int n, width, height;
  gsize stride, size; /* of a row, of a map, values */
  float *values;
} Maps;

static Maps
maps_new (int n, int width, int height)
{
  Maps maps = { .n = n, .width = width, .height = height };
  /* The last lanes of a row may read and write beyond its width. */
  maps.stride = (gsize) (width + BSR_NETWORK_LANES - 1) / BSR_NETWORK_LANES * BSR_NETWORK_LANES
                + 2 * BSR_NETWORK_MARGIN;
  maps.size = maps.stride * (gsize) (height + 2 * BSR_NETWORK_MARGIN);
  maps.values = g_new0 (float, (gsize) n * maps.size);
  return maps;
}

static void
maps_clear (Maps *maps)
{
  g_clear_pointer (&maps->values, g_free);
}

static float *
maps_row (const Maps *maps, int index, int y)
{
  return maps->values + (gsize) index * maps->size
         + (gsize) (y + BSR_NETWORK_MARGIN) * maps->stride + BSR_NETWORK_MARGIN;
}

/* One layer over maps of one size; its inputs may lie in two places. */
typedef struct
{
  const BsrNetworkLayer *layer;
  const Maps *first, *second; /* @second (nullable) */
  Maps *out;
  gboolean rectified;
  BsrNetworkKernel kernel;
} Convolution;

static void
convolve_row (const Convolution *convolution, int y, const float **inputs)
{
  const BsrNetworkLayer *layer = convolution->layer;
  int reach = layer->size / 2;
  BsrNetworkRow row = { .n_in = layer->n_in, .size = layer->size, .inputs = inputs,
                        .stride = convolution->first->stride, .rectified = convolution->rectified };

  for (int i = 0; i < layer->n_in; i++)
    inputs[i] = (i < convolution->first->n
                     ? maps_row (convolution->first, i, y - reach)
                     : maps_row (convolution->second, i - convolution->first->n, y - reach))
                - reach;
  for (int group = 0; group < bsr_network_layer_groups (layer); group++)
    {
      int first = group * BSR_NETWORK_FEATURES, n = MIN (layer->n_out - first, BSR_NETWORK_FEATURES);
      row.weights = layer->weights + (gsize) group * bsr_network_layer_group_size (layer);
      row.bias = layer->bias + first;
      for (int x = 0; x < convolution->out->width; x += BSR_NETWORK_LANES)
        {
          float outputs[BSR_NETWORK_FEATURES][BSR_NETWORK_LANES];
          int wide = MIN (BSR_NETWORK_LANES, convolution->out->width - x);
          convolution->kernel (&row, x, outputs);
          for (int k = 0; k < n; k++)
            memcpy (maps_row (convolution->out, first + k, y) + x, outputs[k],
                    (gsize) wide * sizeof (float));
        }
    }
}

static void
convolve_strip (int item, int thread, gpointer data)
{
  const Convolution *convolution = data;
  g_autofree const float **inputs = g_new (const float *, convolution->layer->n_in);
  int end = MIN ((item + 1) * STRIP, convolution->out->height);
  for (int y = item * STRIP; y < end; y++)
    convolve_row (convolution, y, inputs);
}

/* What a run shares. */
typedef struct
{
  const BsrNetwork *network;
  BsrNetworkKernel kernel;
  int n_threads;
  GCancellable *cancellable;
} Run;

/* @out: (out): made here. */
static gboolean
convolve (const Run *run, const BsrNetworkLayer *layer, const Maps *first, const Maps *second,
          gboolean rectified, Maps *out, GError **error)
{
  *out = maps_new (layer->n_out, first->width, first->height);
  Convolution convolution = { layer, first, second, out, rectified, run->kernel };
  return bsr_thread_team_run ((out->height + STRIP - 1) / STRIP, run->n_threads, convolve_strip,
                              &convolution, run->cancellable, error);
}

/* The largest of each two by two. */
static Maps
halve (const Maps *maps)
{
  Maps half = maps_new (maps->n, maps->width / 2, maps->height / 2);
  for (int i = 0; i < maps->n; i++)
    for (int y = 0; y < half.height; y++)
      {
        const float *above = maps_row (maps, i, 2 * y), *below = maps_row (maps, i, 2 * y + 1);
        float *out = maps_row (&half, i, y);
        for (int x = 0; x < half.width; x++)
          out[x] = MAX (MAX (above[2 * x], above[2 * x + 1]), MAX (below[2 * x], below[2 * x + 1]));
      }
  return half;
}

/* Each value two by two times. */
static Maps
twice (const Maps *maps)
{
  Maps out = maps_new (maps->n, 2 * maps->width, 2 * maps->height);
  for (int i = 0; i < maps->n; i++)
    for (int y = 0; y < out.height; y++)
      {
        const float *from = maps_row (maps, i, y / 2);
        float *to = maps_row (&out, i, y);
        for (int x = 0; x < out.width; x++)
          to[x] = from[x / 2];
      }
  return out;
}

/* Fills seen[] from the finest to the coarsest, whose first is what is looked at. */
static gboolean
go_down (const Run *run, Maps *looked_at, Maps seen[BSR_NETWORK_LEVELS], GError **error)
{
  for (int level = 0; level < BSR_NETWORK_LEVELS; level++)
    {
      Maps half = { 0 }, middle = { 0 };
      if (level > 0)
        half = halve (&seen[level - 1]);
      gboolean done = convolve (run, &run->network->down[level][0], level > 0 ? &half : looked_at,
                                NULL, TRUE, &middle, error)
                      && convolve (run, &run->network->down[level][1], &middle, NULL, TRUE,
                                   &seen[level], error);
      maps_clear (&half);
      maps_clear (&middle);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/* One step from @from, of the next coarser level, to @level. */
static gboolean
join (const Run *run, int level, const Maps *from, const Maps *seen, Maps *joined, GError **error)
{
  Maps narrow = { 0 }, wide = { 0 };
  gboolean done = convolve (run, &run->network->narrow[level], from, NULL, TRUE, &narrow, error);
  if (done)
    {
      wide = twice (&narrow);
      done = convolve (run, &run->network->up[level], &wide, seen, TRUE, joined, error);
    }
  maps_clear (&narrow);
  maps_clear (&wide);
  return done;
}

/* From the coarsest of seen[] back to the finest, which it then holds joined with all others. */
static gboolean
go_up (const Run *run, Maps seen[BSR_NETWORK_LEVELS], GError **error)
{
  for (int level = BSR_NETWORK_LEVELS - 2; level >= 0; level--)
    {
      Maps joined = { 0 };
      gboolean done = join (run, level, &seen[level + 1], &seen[level], &joined, error);
      maps_clear (&seen[level]);
      seen[level] = joined;
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static int
rounded_up (int n)
{
  int step = 1 << (BSR_NETWORK_LEVELS - 1);
  return (n + step - 1) / step * step;
}

gboolean
bsr_network_run (const BsrNetwork *network, const float *maps, int width, int height,
                 BsrSimdLevel level, int n_threads, float *answers, GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (network != NULL && maps != NULL && answers != NULL, FALSE);
  g_return_val_if_fail (width > 0 && height > 0, FALSE);

  const Run run = { network, bsr_network_kernel (level), n_threads, cancellable };
  Maps looked_at = maps_new (bsr_network_n_inputs (network), rounded_up (width), rounded_up (height));
  Maps seen[BSR_NETWORK_LEVELS] = { 0 }, found = { 0 };
  for (int i = 0; i < looked_at.n; i++)
    for (int y = 0; y < height; y++)
      memcpy (maps_row (&looked_at, i, y), maps + ((gsize) i * height + y) * width,
              (gsize) width * sizeof (float));

  gboolean done = go_down (&run, &looked_at, seen, error) && go_up (&run, seen, error)
                  && convolve (&run, &network->answer, &seen[0], NULL, FALSE, &found, error);
  for (int y = 0; done && y < height; y++)
    memcpy (answers + (gsize) y * width, maps_row (&found, 0, y), (gsize) width * sizeof (float));
  maps_clear (&looked_at);
  maps_clear (&found);
  for (int i = 0; i < BSR_NETWORK_LEVELS; i++)
    maps_clear (&seen[i]);
  return done;
}

BsrNetworkKernel
bsr_network_kernel (BsrSimdLevel level)
{
#ifdef BSR_HAS_X86_KERNELS
  if (level >= BSR_SIMD_AVX2)
    return bsr_network_kernel_avx2;
#endif
  return bsr_network_kernel_plain;
}
