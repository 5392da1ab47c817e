#include "bsr-test.h"
#include "bsr-radiograph.h"
#include "bsr-row-kernels.h"

#include <string.h>

#define WIDTH 300
#define N_ROWS 7

/* One row's worth of everything that the loops read and write. */
typedef struct
{
  guint16 samples[N_ROWS][WIDTH], live[WIDTH], codes_of[65536], least[BSR_SUSPECT_ENTRIES];
  gint16 offsets[WIDTH];
  guint8 flags[N_ROWS][WIDTH];
  guint32 steel_of[65536];
  guint64 spread_of[65536 >> BSR_SPREAD_SHIFT];
} Input;

typedef struct
{
  BsrRowCounts row;
  guint16 columns[4][WIDTH], codes[WIDTH], shifted[WIDTH], counts[4][WIDTH];
  guint8 flags[WIDTH], blocks[WIDTH / BSR_SUSPECT_BLOCK + 2], united[WIDTH];
  guint32 sums[WIDTH], steel[WIDTH], opaque_good[WIDTH];
  guint64 spread[WIDTH];
} Output;

static Input *
input_new (GRand *rand)
{
  Input *input = g_new0 (Input, 1);
  for (int y = 0; y < N_ROWS; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        /* Even noise with spikes, and both ends of the range. */
        int kind = g_rand_int_range (rand, 0, 40);
        input->samples[y][x] = (guint16) (kind == 0   ? 65535
                                          : kind == 1 ? 0
                                                      : g_rand_int_range (rand, 29000, 31000));
        input->flags[y][x] = (guint8) (kind < 8 ? g_rand_int_range (rand, 0, 32) : 0);
      }
  for (int x = 0; x < WIDTH; x++)
    {
      input->live[x] = g_rand_int_range (rand, 0, 9) == 0 ? 0 : 65535;
      input->offsets[x] = (gint16) g_rand_int_range (rand, -1000, 1000);
    }
  for (int i = 0; i < 65536; i++)
    {
      input->codes_of[i] = (guint16) (i < 100 ? 65535 : 65535 - i);
      input->steel_of[i] = (guint32) i * 200u;
    }
  for (int i = 0; i < 65536 >> BSR_SPREAD_SHIFT; i++)
    input->spread_of[i] = (guint64) i << 33 | (guint64) i;
  for (int i = 0; i < BSR_SUSPECT_ENTRIES; i++)
    input->least[i] = 1500;
  return input;
}

static void
run (const BsrRowKernels *kernels, const Input *input, int n, Output *output)
{
  *output = (Output){ .row = { 0 } };
  memset (output->columns[2], 0xff, sizeof output->columns[2]);
  BsrColumnCounts columns
      = { output->columns[0], output->columns[1], output->columns[2], output->columns[3] };
  BsrColumnSums sums = { output->counts[0], output->counts[1], output->counts[2], output->steel,
                         output->spread, output->opaque_good };
  for (int y = 0; y < N_ROWS; y++)
    {
      kernels->survey (input->samples[y], input->live, n, 3, 29500, &output->row, &columns);
      kernels->encode (input->samples[y], input->codes_of, NULL, -7, 40000, n, output->codes);
      kernels->encode (input->samples[y], input->codes_of, input->offsets, 5, 40000, n,
                       output->shifted);
      for (int x = 0; x < n; x++)
        output->flags[x] = input->flags[y][x] & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE);
      kernels->flag (input->samples[y], output->codes, 65535, 31000, 40000, n, output->flags);
      kernels->sum_codes (output->codes, input->flags[y], 3, n, output->sums, output->counts[3]);
      kernels->sum_steel (output->shifted, input->flags[y], n, input->steel_of, input->spread_of,
                          &sums);
      kernels->unite (input->flags[y], input->flags[(y + 1) % N_ROWS], n, output->united);
    }
  kernels->suspect (input->samples[0], input->samples[1], input->samples[2], input->least, n,
                    output->blocks);
}

static void
every_level_gives_the_same_bits (void **state)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261125);
  Output *plain = g_new0 (Output, 1), *other = g_new0 (Output, 1);
  BsrSimdLevel most = bsr_simd_level ();
  print_message ("seed 20261125, up to %s\n", bsr_simd_level_name (most));
  for (int n = 1; n <= WIDTH; n = n < 70 ? n + 1 : n + 23)
    {
      g_autofree Input *input = input_new (rand);
      run (bsr_row_kernels (BSR_SIMD_PLAIN), input, n, plain);
      for (int level = BSR_SIMD_PLAIN + 1; level <= (int) most; level++)
        {
          run (bsr_row_kernels ((BsrSimdLevel) level), input, n, other);
          assert_memory_equal (plain, other, sizeof *plain);
        }
    }
  g_free (plain);
  g_free (other);
}

/* One pixel at a time, as the comments have it. */
static void
loops_do_what_they_say (void **state)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree Input *input = input_new (rand);
  g_autofree Output *output = g_new0 (Output, 1);
  run (bsr_row_kernels (bsr_simd_level ()), input, WIDTH, output);
  int last = N_ROWS - 1, empty = 0, lit = 0;
  for (int x = 0; x < WIDTH; x++)
    {
      int code = input->codes_of[input->samples[last][x]] - BSR_CODE_BIAS;
      assert_int_equal (output->codes[x], CLAMP (code - 7, 0, 40000));
      assert_int_equal (output->shifted[x], CLAMP (code + input->offsets[x] + 5, 0, 40000));
      empty += input->live[x] != 0 && input->samples[last][x] < 3;
      lit += input->live[x] != 0 && input->samples[last][x] > 29500;
      guint8 known = input->flags[last][x] & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE);
      guint8 flags = known;
      if (input->samples[last][x] == 65535)
        flags |= BSR_PIXEL_SATURATED;
      if (known == 0 && output->codes[x] <= 31000)
        flags |= BSR_PIXEL_AIR;
      if (known == 0 && output->codes[x] >= 40000)
        flags |= BSR_PIXEL_OPAQUE;
      assert_int_equal (output->flags[x], flags);
    }
  assert_int_equal (output->row.empty, empty);
  assert_int_equal (output->row.lit, lit);
}

static gboolean
is_beyond (const Input *input, int x)
{
  int low = 65535, high = 0, value = input->samples[1][x];
  for (int y = 0; y < 3; y++)
    for (int i = x - 1; i <= x + 1; i++)
      if (y != 1 || i != x)
        {
          low = MIN (low, input->samples[y][i]);
          high = MAX (high, input->samples[y][i]);
        }
  return value > high + 1500 || value < low - 1500;
}

/* A block that is not suspect holds none; most are not where there is none. */
static void
no_spike_is_passed_over (void **state)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autofree Input *input = g_new0 (Input, 1);
  g_autofree Output *output = g_new0 (Output, 1);
  for (int i = 0; i < BSR_SUSPECT_ENTRIES; i++)
    input->least[i] = 1500;
  for (int y = 0; y < 3; y++)
    for (int x = 0; x < WIDTH; x++)
      input->samples[y][x] = (guint16) g_rand_int_range (rand, 20000, 21000);
  for (int x = 5; x < WIDTH; x += 61)
    input->samples[1][x] = (guint16) (x % 2 ? 30000 : 4000);
  run (bsr_row_kernels (bsr_simd_level ()), input, WIDTH, output);
  int n_suspect = 0, n_spikes = 0;
  for (int x = 1; x < WIDTH - 1; x++)
    if (is_beyond (input, x))
      {
        assert_true (output->blocks[x / BSR_SUSPECT_BLOCK]);
        n_spikes++;
      }
  for (int i = 0; i <= (WIDTH - 1) / BSR_SUSPECT_BLOCK; i++)
    n_suspect += output->blocks[i] != 0;
  assert_int_equal (n_spikes, 5);
  assert_int_equal (n_suspect, 5);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (every_level_gives_the_same_bits),
    cmocka_unit_test (loops_do_what_they_say),
    cmocka_unit_test (no_spike_is_passed_over),
  };
  return cmocka_run_group_tests_name ("row-kernels", tests, NULL, NULL);
}
