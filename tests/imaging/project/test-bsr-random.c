#include "bsr-test.h"

#include <math.h>

#include "bsr-random.h"

#define SEED 20261103

/* Draws that a mean is taken over; its standard error is deviation / 447. */
#define DRAWS 200000

static void
streams_repeat_and_differ (void **state)
{
  BsrRandom a = bsr_random_stream (SEED, 1, 2), again = bsr_random_stream (SEED, 1, 2);
  BsrRandom others[] = { bsr_random_stream (SEED + 1, 1, 2), bsr_random_stream (SEED, 2, 2),
                         bsr_random_stream (SEED, 1, 3), bsr_random_stream (SEED, 2, 1) };
  guint64 first = bsr_random_next (&a);
  assert_int_equal (first, bsr_random_next (&again));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_int_not_equal (first, bsr_random_next (&others[i]));
}

/* The mix has published values: SplitMix64 from state 0. */
static void
next_is_splitmix64 (void **state)
{
  BsrRandom random = { 0 };
  assert_int_equal (bsr_random_next (&random), G_GUINT64_CONSTANT (0xe220a8397b1dcdaf));
  assert_int_equal (bsr_random_next (&random), G_GUINT64_CONSTANT (0x6e789e6aa1b965f4));
  assert_int_equal (bsr_random_next (&random), G_GUINT64_CONSTANT (0x06c45d188009454f));
}

static void
assert_moments (double sum, double squares, double mean, double variance)
{
  double found = sum / DRAWS, spread = squares / DRAWS - found * found;
  /* Five standard errors of the mean; of the variance as for a normal, wider for skew. */
  bsr_test_assert_close (found, mean, 5.0 * sqrt (variance / DRAWS));
  bsr_test_assert_close (spread, variance, 10.0 * variance * sqrt (2.0 / DRAWS) + 1e-3 * variance);
}

static void
poisson_has_its_mean_and_variance (void **state)
{
  static const double means[] = { 0.3, 4.0, 9.99, 10.0, 37.5, 900.0, 22000.0 };
  print_message ("seed %d\n", SEED);
  for (gsize i = 0; i < G_N_ELEMENTS (means); i++)
    {
      BsrRandom random = bsr_random_stream (SEED, 7, i);
      double sum = 0.0, squares = 0.0;
      for (int k = 0; k < DRAWS; k++)
        {
          /* About the mean, so that the squares lose no digits. */
          double n = bsr_random_poisson (&random, means[i]) - means[i];
          sum += n;
          squares += n * n;
        }
      assert_moments (sum, squares, 0.0, means[i]);
    }
  BsrRandom random = bsr_random_stream (SEED, 8, 0);
  assert_true (bsr_random_poisson (&random, 0.0) == 0.0);
}

static void
normal_and_uniform_have_their_moments (void **state)
{
  BsrRandom random = bsr_random_stream (SEED, 9, 0);
  double sum = 0.0, squares = 0.0, uniform = 0.0;
  for (int k = 0; k < DRAWS; k++)
    {
      double value = bsr_random_normal (&random, 3.0, 2.0);
      sum += value;
      squares += value * value;
      double u = bsr_random_uniform (&random);
      assert_true (u >= 0.0 && u < 1.0);
      uniform += u;
    }
  assert_moments (sum, squares, 3.0, 4.0);
  bsr_test_assert_close (uniform / DRAWS, 0.5, 5.0 * sqrt (1.0 / 12.0 / DRAWS));
}

static void
texture_is_smooth_bounded_and_zero_in_the_mean (void **state)
{
  double sum = 0.0, largest = 0.0, step = 0.0;
  int n = 0;
  for (double y = -40.0; y < 40.0; y += 0.37)
    for (double x = -40.0; x < 40.0; x += 0.37, n++)
      {
        double value = bsr_random_texture (5, x, y);
        sum += value;
        largest = MAX (largest, fabs (value));
        step = MAX (step, fabs (bsr_random_texture (5, x + 1e-4, y) - value));
      }
  assert_true (largest <= 1.0 && largest > 0.8);
  assert_true (step < 1e-3);
  bsr_test_assert_close (sum / n, 0.0, 0.05);
  assert_true (bsr_random_texture (5, 1.5, 2.5) != bsr_random_texture (6, 1.5, 2.5));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (streams_repeat_and_differ),
    cmocka_unit_test (next_is_splitmix64),
    cmocka_unit_test (poisson_has_its_mean_and_variance),
    cmocka_unit_test (normal_and_uniform_have_their_moments),
    cmocka_unit_test (texture_is_smooth_bounded_and_zero_in_the_mean),
  };
  return cmocka_run_group_tests_name ("random", tests, NULL, NULL);
}
