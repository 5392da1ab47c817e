#include "bsr-test.h"

#include <math.h>

#include "bsr-scatter.h"

static void
the_dark_tells_the_level (void **state)
{
  BsrScatter scatter = bsr_scatter_estimate (90.0, 60000.0);
  bsr_test_assert_close (scatter.level, 0.0015, 1e-9);
  bsr_test_assert_close (scatter.doubt, hypot (3e-4, 5e-4), 1e-9);
  /* Too bright to be stray, or not known. */
  bsr_test_assert_close (bsr_scatter_estimate (600.0, 60000.0).level, 0.0, 0.0);
  bsr_test_assert_close (bsr_scatter_estimate (NAN, 60000.0).level, 0.0, 0.0);
  bsr_test_assert_close (bsr_scatter_estimate (NAN, 60000.0).doubt, 3e-4, 1e-9);
}

static void
the_bias_is_what_stray_takes_away (void **state)
{
  BsrScatter scatter = { 0.002, 5e-4 };
  for (double truth = 0.5; truth < 5.0; truth += 0.5)
    {
      double measured = -log (exp (-truth) + scatter.level);
      bsr_test_assert_close (measured + bsr_scatter_bias (&scatter, measured), truth, 1e-9);
    }
  bsr_test_assert_close (bsr_scatter_bias (&scatter, 20.0), log (2.0), 1e-9);
}

static void
averaging_leaves_the_scatter (void **state)
{
  BsrScatter scatter = { 0.001, 5e-4 };
  double one = bsr_scatter_steel_variance (&scatter, 4.0, 0.05, 28.0, 1.0);
  double many = bsr_scatter_steel_variance (&scatter, 4.0, 0.05, 28.0, 1e9);
  bsr_test_assert_close (many, pow (28.0 * 5e-4 * exp (4.0), 2.0), 1e-6);
  bsr_test_assert_close (one - many, pow (28.0 * 0.05, 2.0), 1e-6);
  /* It grows as the beam goes: where all is dark nothing is known. */
  assert_true (bsr_scatter_steel_variance (&scatter, 8.0, 0.05, 28.0, 1e9) > 1000.0 * many);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_dark_tells_the_level),
    cmocka_unit_test (the_bias_is_what_stray_takes_away),
    cmocka_unit_test (averaging_leaves_the_scatter),
  };
  return cmocka_run_group_tests_name ("scatter", tests, NULL, NULL);
}
