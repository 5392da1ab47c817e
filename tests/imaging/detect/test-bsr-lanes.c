#include "bsr-test.h"

#include "bsr-lanes.h"
#include "bsr-random.h"

#define SEED 5

static int
by_value (const void *a, const void *b)
{
  float one = *(const float *) a, other = *(const float *) b;
  return (one > other) - (one < other);
}

static void
every_lane_has_its_own_median (void **state)
{
  enum { MOST = 40 };
  BsrRandom random = bsr_random_stream (SEED, 0, 0);
  for (int n = 1; n <= MOST; n++)
    {
      float values[MOST][BSR_LANES], sorted[BSR_LANES][MOST], medians[BSR_LANES];
      for (int lane = 0; lane < BSR_LANES; lane++)
        {
          for (int i = 0; i < n; i++)
            sorted[lane][i] = values[i][lane] = (float) bsr_random_index (&random, 30);
          qsort (sorted[lane], (size_t) n, sizeof (float), by_value);
        }
      bsr_lanes_median (values, n, medians);
      for (int lane = 0; lane < BSR_LANES; lane++)
        {
          float expected = n % 2 == 1 ? sorted[lane][n / 2]
                                      : 0.5F * (sorted[lane][n / 2 - 1] + sorted[lane][n / 2]);
          assert_true (medians[lane] == expected);
        }
    }
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = { cmocka_unit_test (every_lane_has_its_own_median) };
  return cmocka_run_group_tests_name ("lanes", tests, NULL, NULL);
}
