#include "bsr-test.h"

#include <math.h>

#include "bsr-quartiles.h"

static void
quartiles_are_definition_seven (void **state)
{
  const double values[] = { 9.0, 1.0, 4.0, 2.0 };
  BsrQuartiles quartiles = bsr_quartiles_of (values, 4);
  bsr_test_assert_close (quartiles.low, 1.75, 1e-12);
  bsr_test_assert_close (quartiles.median, 3.0, 1e-12);
  bsr_test_assert_close (quartiles.high, 5.25, 1e-12);
  bsr_test_assert_close (bsr_quartiles_of (values, 1).high, 9.0, 0.0);
  assert_true (isnan (bsr_quartiles_of (values, 0).median));
}

/* Of 100: 50 -+ 0.5 * 1.96 * 10 = 40.2 and 59.8, so the 40th and the 61st. */
static void
the_median_lies_between_order_statistics (void **state)
{
  double values[100];
  for (int i = 0; i < 100; i++)
    values[i] = 100.0 - i;
  BsrInterval median = bsr_quartiles_median (values, 100);
  bsr_test_assert_close (median.value, 50.5, 1e-12);
  bsr_test_assert_close (median.low, 40.0, 0.0);
  bsr_test_assert_close (median.high, 61.0, 0.0);
  assert_int_equal (median.n, 100);
  median = bsr_quartiles_median (values, 3); /* 98 to 100: too few to leave any out */
  bsr_test_assert_close (median.low, 98.0, 0.0);
  bsr_test_assert_close (median.high, 100.0, 0.0);
  assert_true (isnan (bsr_quartiles_median (values, 0).value));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (quartiles_are_definition_seven),
    cmocka_unit_test (the_median_lies_between_order_statistics),
  };
  return cmocka_run_group_tests_name ("quartiles", tests, NULL, NULL);
}
