#include "bsr-test.h"
#include "bsr-render-kernels.h"

#include <string.h>

#define WIDTH 531
#define MARGIN 8
#define N_ROWS 5
#define N_CELLS 3
#define N_BINS 1024

/* A row's worth of everything that the loops read. */
typedef struct
{
  guint16 rows[N_ROWS][WIDTH + 2 * MARGIN], weights[N_ROWS], taps[WIDTH * 4], reach[BSR_NOISE_ENTRIES];
  int start[WIDTH];
  guint32 colours[65536];
  guint16 shades[(N_CELLS + 1) * N_BINS], bins[WIDTH], column[WIDTH], part[WIDTH];
} Input;

typedef struct
{
  guint16 blended[N_ROWS][WIDTH], columns[2][WIDTH], denoised[WIDTH], sharp[WIDTH], edges[WIDTH];
  guint16 relief[2][WIDTH], local[WIDTH];
  guint32 colours[WIDTH];
} Output;

/* @kind: 0 anything; 1 smooth with noise; 2 only both ends. */
static Input *
input_new (int kind, guint64 seed)
{
  Input *input = g_new0 (Input, 1);
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (int y = 0; y < N_ROWS; y++)
    for (int x = 0; x < WIDTH + 2 * MARGIN; x++)
      {
        double r = bsr_test_random (&seed);
        input->rows[y][x] = (guint16) (kind == 0   ? r * 65536.0
                                       : kind == 1 ? 20000.0 + 40.0 * x + 900.0 * r
                                                   : r < 0.5 ? 0 : 65535);
      }
  int left = BSR_WEIGHT_ONE;
  for (int y = 0; y < N_ROWS; y++)
    {
      input->weights[y] = (guint16) (y == N_ROWS - 1 ? left : left / 3);
      left -= input->weights[y];
    }
  for (int i = 0; i < WIDTH; i++)
    {
      int first = (int) (bsr_test_random (&seed) * (BSR_WEIGHT_ONE + 1.0));
      input->start[i] = (int) (bsr_test_random (&seed) * WIDTH);
      input->taps[4 * i + i % 3] = (guint16) first;
      input->taps[4 * i + 3] = (guint16) (BSR_WEIGHT_ONE - first);
      input->bins[i] = (guint16) (bsr_test_random (&seed) * N_BINS);
      input->column[i] = (guint16) (i * N_CELLS / WIDTH * N_BINS);
      input->part[i] = (guint16) (i % 256);
    }
  for (int i = 0; i < BSR_NOISE_ENTRIES; i++)
    input->reach[i] = (guint16) (kind == 2 ? (i % 2 ? 65535 : 1) : 1 + i * 3);
  for (guint32 i = 0; i < 65536; i++)
    input->colours[i] = i * 2654435761u;
  for (int i = 0; i < (N_CELLS + 1) * N_BINS; i++)
    input->shades[i] = (guint16) (bsr_test_random (&seed) * 65536.0);
  return input;
}

static void
run (const BsrRenderKernels *kernels, const Input *input, int n, Output *output)
{
  g_autofree int *scratch = g_new (int, WIDTH + 4);
  const guint16 *rows[N_ROWS];
  for (int y = 0; y < N_ROWS; y++)
    rows[y] = input->rows[y];
  BsrLocalRow local = { input->shades, N_BINS, input->column, input->part };

  memset (output, 0, sizeof *output);
  for (int k = 1; k <= N_ROWS; k++)
    kernels->blend_rows (rows + N_ROWS - k, input->weights + N_ROWS - k, k, n, output->blended[k - 1]);
  kernels->blend_columns (rows[0], 0, input->start, input->taps, 4, n, output->columns[0]);
  kernels->blend_columns (rows[1], 0, input->start, input->taps, 3, n, output->columns[1]);
  kernels->colour (rows[0], input->colours, n, output->colours);
  kernels->denoise (rows, input->reach, n, output->denoised);
  kernels->sharpen (rows, 3 * BSR_AMOUNT_ONE / 2, n, scratch, output->sharp);
  kernels->edges (rows, input->reach, BSR_AMOUNT_ONE, n, output->edges);
  kernels->emboss (rows, BSR_AMOUNT_ONE / 2, n, output->relief[0]);
  kernels->emboss (rows, -4 * BSR_AMOUNT_ONE, n, output->relief[1]);
  kernels->local (input->bins, &local, n, output->local);
}

static void
every_set_gives_the_same_bits (void **state)
{
  const int widths[] = { 1, 7, 8, 15, 64, 513, WIDTH };
  Output *plain = g_new (Output, 1), *other = g_new (Output, 1);
  print_message ("up to %s\n", bsr_simd_level_name (bsr_simd_level ()));
  for (int kind = 0; kind < 3; kind++)
    {
      g_autofree Input *input = input_new (kind, 20261126u + (guint64) kind);
      for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
        for (int level = BSR_SIMD_SSE4; level <= (int) bsr_simd_level (); level++)
          {
            run (bsr_render_kernels (BSR_SIMD_PLAIN), input, widths[i], plain);
            run (bsr_render_kernels ((BsrSimdLevel) level), input, widths[i], other);
            assert_memory_equal (plain, other, sizeof *plain);
          }
    }
  g_free (plain);
  g_free (other);
}

/* Nothing is written beyond the row, and the numbers are those of the formulae. */
static void
blending_is_the_weighted_mean (void **state)
{
  g_autofree Input *input = input_new (0, 7);
  Output *output = g_new (Output, 1);
  run (bsr_render_kernels (bsr_simd_level ()), input, WIDTH - 1, output);
  for (int i = 0; i < WIDTH - 1; i++)
    {
      double rows = 0.0, columns = 0.0;
      for (int k = 0; k < N_ROWS; k++)
        rows += (double) input->weights[k] * input->rows[k][i] / BSR_WEIGHT_ONE;
      for (int k = 0; k < 4; k++)
        columns += (double) input->taps[4 * i + k] * input->rows[0][input->start[i] + k] / BSR_WEIGHT_ONE;
      bsr_test_assert_close (output->blended[N_ROWS - 1][i], rows, 0.51);
      bsr_test_assert_close (output->columns[0][i], columns, 0.51);
      assert_int_equal (output->colours[i], input->colours[input->rows[0][i]]);
    }
  assert_int_equal (output->columns[0][WIDTH - 1], 0);
  assert_int_equal (output->denoised[WIDTH - 1], 0);
  assert_int_equal (output->colours[WIDTH - 1], 0);
  g_free (output);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_set_gives_the_same_bits),
    cmocka_unit_test (blending_is_the_weighted_mean),
  };
  return cmocka_run_group_tests_name ("render-kernels", tests, NULL, NULL);
}
