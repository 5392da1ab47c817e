#include "bsr-test.h"

#include <math.h>

#include "bsr-swing.h"

#define SEED 31

static void
stays_within_its_amplitude (void **state)
{
  print_message ("seed %d\n", SEED);
  for (int item = 0; item < 20; item++)
    {
      BsrRandom random = bsr_random_stream (SEED, 0, item);
      BsrSwing swing = bsr_swing_draw (&random, 3.0, 80.0, 700.0);
      double least = 0.0, most = 0.0;
      for (int column = 0; column < 4000; column++)
        {
          double value = bsr_swing_at (&swing, column);
          least = MIN (least, value);
          most = MAX (most, value);
        }
      assert_true (least >= -3.0 && most <= 3.0);
      assert_true (least < -1.2 && most > 1.2);
    }
}

static void
sum_is_that_of_its_values (void **state)
{
  BsrRandom random = bsr_random_stream (SEED, 1, 0);
  BsrSwing swing = bsr_swing_draw (&random, 0.02, 150.0, 1200.0);
  double sum = 0.0;
  for (int i = 0; i < 50000; i++)
    sum += bsr_swing_at (&swing, (i + 0.5) * 0.01) * 0.01;
  bsr_test_assert_close (bsr_swing_sum (&swing, 500.0), sum, 1e-6);
  bsr_test_assert_close (bsr_swing_sum (&swing, 0.0), 0.0, 0.0);
}

static void
nothing_swings_without_amplitude (void **state)
{
  BsrRandom random = bsr_random_stream (SEED, 2, 0);
  BsrSwing swing = bsr_swing_draw (&random, 0.0, 80.0, 700.0);
  bsr_test_assert_close (bsr_swing_at (&swing, 77.0), 0.0, 0.0);
  bsr_test_assert_close (bsr_swing_sum (&swing, 77.0), 0.0, 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (stays_within_its_amplitude),
    cmocka_unit_test (sum_is_that_of_its_values),
    cmocka_unit_test (nothing_swings_without_amplitude),
  };
  return cmocka_run_group_tests_name ("swing", tests, NULL, NULL);
}
