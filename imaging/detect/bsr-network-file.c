#include "bsr-network-file.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-detection-data.h"

/* A layer of more maps is damage, not a network. */
#define MOST_MAPS 512

/* The layer that files call @name; %NULL when there is none. */
static BsrNetworkLayer *
layer_by_name (BsrNetwork *network, const char *name)
{
  for (int level = 0; level < BSR_NETWORK_LEVELS; level++)
    {
      struct
      {
        const char *word;
        BsrNetworkLayer *layer;
      } layers[] = {
        { "down%da", &network->down[level][0] },
        { "down%db", &network->down[level][1] },
        { "narrow%d", level < BSR_NETWORK_LEVELS - 1 ? &network->narrow[level] : NULL },
        { "up%d", level < BSR_NETWORK_LEVELS - 1 ? &network->up[level] : NULL },
      };
      for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
        {
          g_auto (GStrv) parts = g_strsplit (layers[i].word, "%d", 2);
          g_autofree char *full = g_strdup_printf ("%s%d%s", parts[0], level, parts[1]);
          if (g_str_equal (full, name))
            return layers[i].layer;
        }
    }
  return g_str_equal (name, "answer") ? &network->answer : NULL;
}

static gboolean
parse_number (const char **text, double *value)
{
  char *end;
  *value = g_ascii_strtod (*text, &end);
  if (end == *text || !isfinite (*value) || (*end != ',' && *end != '\0'))
    return FALSE;
  *text = *end == ',' ? end + 1 : end;
  return TRUE;
}

/* "layer,NAME,INPUTS,FEATURES,SIZE". Returns: %NULL when it is none. */
static BsrNetworkLayer *
parse_head (BsrNetwork *network, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, ",", -1);
  gint64 facts[3];
  if (g_strv_length (words) != 5)
    return NULL;
  BsrNetworkLayer *layer = layer_by_name (network, words[1]);
  for (int i = 0; i < 3; i++)
    if (!g_ascii_string_to_signed (words[2 + i], 10, 1, MOST_MAPS, &facts[i], NULL))
      return NULL;
  if (layer == NULL || layer->weights != NULL || (facts[2] != 1 && facts[2] != 3))
    return NULL;
  *layer = (BsrNetworkLayer){ (int) facts[0], (int) facts[1], (int) facts[2], NULL, NULL };
  int groups = bsr_network_layer_groups (layer);
  layer->weights = g_new0 (float, (gsize) groups * bsr_network_layer_group_size (layer));
  layer->bias = g_new0 (float, (gsize) groups * BSR_NETWORK_FEATURES);
  return layer;
}

/* "BIAS,SCALE,WEIGHT,WEIGHT,...": feature @index; weights in units of the scale. */
static gboolean
parse_feature (BsrNetworkLayer *layer, int index, const char *line)
{
  double bias, scale, weight;
  int group = index / BSR_NETWORK_FEATURES, lane = index % BSR_NETWORK_FEATURES;
  int n = layer->n_in * layer->size * layer->size;
  float *weights = layer->weights + (gsize) group * bsr_network_layer_group_size (layer) + lane;

  if (!parse_number (&line, &bias) || !parse_number (&line, &scale))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      if (!parse_number (&line, &weight))
        return FALSE;
      weights[(gsize) i * BSR_NETWORK_FEATURES] = (float) (weight * scale);
    }
  layer->bias[index] = (float) bias;
  return *line == '\0';
}

/* Whether every layer is there and takes as many maps as those before it make. */
static gboolean
is_whole (const BsrNetwork *network)
{
  const BsrNetworkLayer *last = &network->down[BSR_NETWORK_LEVELS - 1][1];
  for (int level = 0; level < BSR_NETWORK_LEVELS; level++)
    {
      const BsrNetworkLayer *pair = network->down[level];
      if (pair[0].weights == NULL || pair[1].weights == NULL || pair[1].n_in != pair[0].n_out
          || (level > 0 && pair[0].n_in != network->down[level - 1][1].n_out))
        return FALSE;
    }
  for (int level = BSR_NETWORK_LEVELS - 2; level >= 0; level--)
    {
      const BsrNetworkLayer *narrow = &network->narrow[level], *up = &network->up[level];
      if (narrow->weights == NULL || up->weights == NULL || narrow->n_in != last->n_out
          || up->n_in != narrow->n_out + network->down[level][1].n_out)
        return FALSE;
      last = up;
    }
  return network->answer.weights != NULL && network->answer.n_in == last->n_out
         && network->answer.n_out == 1;
}

BsrNetwork *
bsr_network_new (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autoptr (BsrNetwork) network = g_new0 (BsrNetwork, 1);
  BsrNetworkLayer *layer = NULL;
  int n_read = 0;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      gboolean sound;
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      if (layer == NULL || n_read == layer->n_out)
        {
          sound = g_str_has_prefix (lines[i], "layer,")
                  && (layer = parse_head (network, lines[i])) != NULL;
          n_read = 0;
        }
      else
        sound = parse_feature (layer, n_read++, lines[i]);
      if (!sound)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       "line %d of the fitted network is neither a layer nor a feature of one", i + 1);
          return NULL;
        }
    }
  if (!is_whole (network) || n_read != layer->n_out)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                           "the fitted network lacks a layer, or two do not fit each other");
      return NULL;
    }
  return g_steal_pointer (&network);
}

static void
layer_clear (BsrNetworkLayer *layer)
{
  g_free (layer->weights);
  g_free (layer->bias);
}

void
bsr_network_free (BsrNetwork *network)
{
  for (int level = 0; level < BSR_NETWORK_LEVELS; level++)
    {
      layer_clear (&network->down[level][0]);
      layer_clear (&network->down[level][1]);
      if (level < BSR_NETWORK_LEVELS - 1)
        {
          layer_clear (&network->narrow[level]);
          layer_clear (&network->up[level]);
        }
    }
  layer_clear (&network->answer);
  g_free (network);
}

static const BsrNetwork *
network_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = bsr_detection_data ("network.csv");
  BsrNetwork *network = bsr_network_new (text, &error);
  if (network == NULL)
    g_error ("%s", error->message);
  return network;
}

const BsrNetwork *
bsr_network_get (void)
{
  static gsize loaded = 0;
  if (g_once_init_enter (&loaded))
    g_once_init_leave (&loaded, (gsize) network_load ());
  return (const BsrNetwork *) loaded;
}

int
bsr_network_n_inputs (const BsrNetwork *network)
{
  g_return_val_if_fail (network != NULL, 0);
  return network->down[0][0].n_in;
}
