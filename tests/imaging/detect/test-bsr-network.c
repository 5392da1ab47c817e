#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-network.h"
#include "bsr-random.h"

#define SEED 31
#define N_INPUTS 3
#define LEVELS 4

static const int widths[LEVELS] = { 2, 3, 5, 4 };

/* Maps of any size, summed the plain way: what the network should answer. */
typedef struct
{
  int n, width, height;
  double values[10][48][64];
} Maps;

typedef struct
{
  char name[16];
  int n_in, n_out, size;
  double weights[8][10][9], bias[8];
} Layer;

typedef struct
{
  Layer layers[2 * LEVELS + 2 * (LEVELS - 1) + 1];
  int n;
} Plan;

static Layer *
add_layer (Plan *plan, BsrRandom *random, const char *name, int n_in, int n_out, int size)
{
  Layer *layer = &plan->layers[plan->n++];
  g_strlcpy (layer->name, name, sizeof layer->name);
  layer->n_in = n_in;
  layer->n_out = n_out;
  layer->size = size;
  for (int k = 0; k < n_out; k++)
    {
      layer->bias[k] = (bsr_random_index (random, 9) - 4) / 8.0;
      for (int i = 0; i < n_in; i++)
        for (int w = 0; w < size * size; w++)
          layer->weights[k][i][w] = (bsr_random_index (random, 9) - 3) / 16.0;
    }
  return layer;
}

/* In the order that bsr_network_run() takes them. */
static Plan
draw_plan (void)
{
  Plan plan = { .n = 0 };
  BsrRandom random = bsr_random_stream (SEED, 0, 0);
  char name[16];
  for (int level = 0; level < LEVELS; level++)
    {
      g_snprintf (name, sizeof name, "down%da", level);
      add_layer (&plan, &random, name, level > 0 ? widths[level - 1] : N_INPUTS, widths[level], 3);
      g_snprintf (name, sizeof name, "down%db", level);
      add_layer (&plan, &random, name, widths[level], widths[level], 3);
    }
  for (int level = LEVELS - 2; level >= 0; level--)
    {
      g_snprintf (name, sizeof name, "narrow%d", level);
      add_layer (&plan, &random, name, widths[level + 1], widths[level], 1);
      g_snprintf (name, sizeof name, "up%d", level);
      add_layer (&plan, &random, name, 2 * widths[level], widths[level], 3);
    }
  add_layer (&plan, &random, "answer", widths[0], 1, 1);
  return plan;
}

static GString *
write_plan (const Plan *plan)
{
  GString *text = g_string_new ("# a network\n");
  for (int l = 0; l < plan->n; l++)
    {
      const Layer *layer = &plan->layers[l];
      g_string_append_printf (text, "layer,%s,%d,%d,%d\n", layer->name, layer->n_in, layer->n_out,
                              layer->size);
      for (int k = 0; k < layer->n_out; k++)
        {
          g_string_append_printf (text, "%g,0.0625", layer->bias[k]);
          for (int i = 0; i < layer->n_in; i++)
            for (int w = 0; w < layer->size * layer->size; w++)
              g_string_append_printf (text, ",%g", layer->weights[k][i][w] * 16.0);
          g_string_append_c (text, '\n');
        }
    }
  return text;
}

static void
convolve (const Layer *layer, const Maps *in, gboolean rectified, Maps *out)
{
  int reach = layer->size / 2;
  assert_int_equal (in->n, layer->n_in);
  *out = (Maps){ .n = layer->n_out, .width = in->width, .height = in->height };
  for (int k = 0; k < layer->n_out; k++)
    for (int y = 0; y < in->height; y++)
      for (int x = 0; x < in->width; x++)
        {
          double sum = layer->bias[k];
          for (int i = 0; i < layer->n_in; i++)
            for (int v = -reach; v <= reach; v++)
              for (int u = -reach; u <= reach; u++)
                if (y + v >= 0 && y + v < in->height && x + u >= 0 && x + u < in->width)
                  sum += layer->weights[k][i][(v + reach) * layer->size + u + reach]
                         * in->values[i][y + v][x + u];
          out->values[k][y][x] = rectified ? MAX (sum, 0.0) : sum;
        }
}

static void
answer_plainly (const Plan *plan, const float *input, int width, int height, double *answers)
{
  static Maps seen[LEVELS], a, b;
  const Layer *layer = plan->layers;
  a = (Maps){ .n = N_INPUTS, .width = (width + 7) / 8 * 8, .height = (height + 7) / 8 * 8 };
  for (int i = 0; i < N_INPUTS; i++)
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++)
        a.values[i][y][x] = (double) input[(i * height + y) * width + x];
  for (int level = 0; level < LEVELS; level++)
    {
      if (level > 0)
        {
          a = (Maps){ .n = seen[level - 1].n, .width = seen[level - 1].width / 2, .height = seen[level - 1].height / 2 };
          for (int i = 0; i < a.n; i++)
            for (int y = 0; y < a.height; y++)
              for (int x = 0; x < a.width; x++)
                {
                  const double (*from)[64] = (const double (*)[64]) seen[level - 1].values[i];
                  a.values[i][y][x] = MAX (MAX (from[2 * y][2 * x], from[2 * y][2 * x + 1]),
                                           MAX (from[2 * y + 1][2 * x], from[2 * y + 1][2 * x + 1]));
                }
        }
      convolve (layer++, &a, TRUE, &b);
      convolve (layer++, &b, TRUE, &seen[level]);
    }
  a = seen[LEVELS - 1];
  for (int level = LEVELS - 2; level >= 0; level--)
    {
      convolve (layer++, &a, TRUE, &b);
      a = (Maps){ .n = b.n + seen[level].n, .width = 2 * b.width, .height = 2 * b.height };
      for (int i = 0; i < a.n; i++)
        for (int y = 0; y < a.height; y++)
          for (int x = 0; x < a.width; x++)
            a.values[i][y][x] = i < b.n ? b.values[i][y / 2][x / 2] : seen[level].values[i - b.n][y][x];
      convolve (layer++, &a, TRUE, &b);
      a = b;
    }
  convolve (layer, &a, FALSE, &b);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      answers[y * width + x] = b.values[0][y][x];
}

static float *
draw_input (int width, int height)
{
  BsrRandom random = bsr_random_stream (SEED, 1, 0);
  float *input = g_new (float, N_INPUTS * width * height);
  for (int i = 0; i < N_INPUTS * width * height; i++)
    input[i] = (float) bsr_random_between (&random, -1.0, 1.0);
  return input;
}

static void
it_answers_as_the_plain_sums_do (void **state)
{
  /* No multiple of eight, and one row alone: margins are zeros. */
  static const int sizes[][2] = { { 37, 21 }, { 8, 8 }, { 1, 40 }, { 64, 48 } };
  Plan plan = draw_plan ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_string_free (write_plan (&plan), FALSE);
  g_autoptr (BsrNetwork) network = bsr_network_new (text, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_network_n_inputs (network), N_INPUTS);
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      int width = sizes[s][0], height = sizes[s][1];
      double most = 0.0;
      g_autofree float *input = draw_input (width, height);
      g_autofree float *answers = g_new (float, width * height);
      g_autofree double *expected = g_new (double, width * height);
      answer_plainly (&plan, input, width, height, expected);
      assert_true (bsr_network_run (network, input, width, height, BSR_SIMD_PLAIN, 1, answers, NULL, &error));
      for (int i = 0; i < width * height; i++)
        {
          bsr_test_assert_close ((double) answers[i], expected[i], 1e-4 * MAX (1.0, fabs (expected[i])));
          most = MAX (most, fabs (expected[i] - expected[0]));
        }
      assert_true (most > 0.01); /* not all one number */
    }
}

static void
threads_and_instructions_give_the_same_bits (void **state)
{
  enum { WIDTH = 61, HEIGHT = 44 };
  Plan plan = draw_plan ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_string_free (write_plan (&plan), FALSE);
  g_autoptr (BsrNetwork) network = bsr_network_new (text, &error);
  g_autofree float *input = draw_input (WIDTH, HEIGHT);
  static float first[WIDTH * HEIGHT], other[WIDTH * HEIGHT];
  assert_true (bsr_network_run (network, input, WIDTH, HEIGHT, BSR_SIMD_PLAIN, 1, first, NULL, &error));
  for (BsrSimdLevel level = BSR_SIMD_PLAIN; level <= bsr_simd_level (); level++)
    for (int n_threads = 1; n_threads <= 3; n_threads++)
      {
        memset (other, 0, sizeof other);
        assert_true (bsr_network_run (network, input, WIDTH, HEIGHT, level, n_threads, other, NULL, &error));
        assert_memory_equal (first, other, sizeof first);
      }
}

static void
it_stops_when_cancelled (void **state)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const BsrNetwork *network = bsr_network_get ();
  g_autofree float *input = g_new0 (float, bsr_network_n_inputs (network) * 64);
  float answers[64];
  g_cancellable_cancel (cancellable);
  assert_false (bsr_network_run (network, input, 8, 8, BSR_SIMD_PLAIN, 1, answers, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

static void
damage_is_refused_by_its_line (void **state)
{
  Plan plan = draw_plan ();
  g_autofree char *text = g_string_free (write_plan (&plan), FALSE);
  static const struct { const char *from, *to, *part; } damages[] = {
    { "layer,down0b", "layer,down9b", "line" }, /* no such layer */
    { "layer,down0b,2,2,3", "layer,down0b,2,2,4", "line" },
    { "layer,down1a,2,3,3", "layer,down1a,3,3,3", "line" }, /* a feature's weights are too few */
    { "0.0625,", "0.0625,x", "line 3" },
    { "layer,answer", "layer,down0a", "line" }, /* there twice */
  };
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;
      char *at = strstr (text, damages[i].from);
      assert_non_null (at);
      g_autofree char *damaged = g_strdup_printf ("%.*s%s%s", (int) (at - text), text, damages[i].to,
                                                  at + strlen (damages[i].from));
      assert_null (bsr_network_new (damaged, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, damages[i].part);
    }
  g_autoptr (GError) error = NULL;
  *strstr (text, "layer,answer") = '\0';
  assert_null (bsr_network_new (text, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "lacks a layer");
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (it_answers_as_the_plain_sums_do),
    cmocka_unit_test (threads_and_instructions_give_the_same_bits),
    cmocka_unit_test (it_stops_when_cancelled),
    cmocka_unit_test (damage_is_refused_by_its_line),
  };
  return cmocka_run_group_tests_name ("network", tests, NULL, NULL);
}
