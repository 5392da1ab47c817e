#include "bsr-test.h"

#include <math.h>

#include "bsr-froc.h"

/* Four clean scans with five false alarms. */
static const BsrFalseAlarm alarms[] = { { 0, 0.9 }, { 0, 0.6 }, { 2, 0.5 }, { 3, 0.3 }, { 3, 0.1 } };
static const double objects[] = { 0.95, 0.7, 0.55, 0.2, -INFINITY };

static void
detection_by_hand (void **state)
{
  const struct
  {
    double wanted, reached, detected;
  } rows[] = {
    { 0.1, 0.0, 0.2 },  /* none of the alarms may be: above 0.9 */
    { 0.25, 0.25, 0.4 }, /* one: above 0.6 */
    { 0.5, 0.5, 0.6 },  /* two: above 0.5 */
    { 1.0, 1.0, 0.8 },  /* four: above 0.1 */
    { 2.0, 1.25, 0.8 }, /* more than there are: all that is listed */
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsrFrocPoint point = bsr_froc_at_rate (objects, 5, alarms, 5, 4, rows[i].wanted);
      bsr_test_assert_close (point.rate.value, rows[i].reached, 1e-12);
      bsr_test_assert_close (point.detected.value, rows[i].detected, 1e-12);
      assert_int_equal (point.rate.n, 4);
      assert_int_equal (point.detected.n, 5);
    }
  BsrFrocPoint shipped = bsr_froc_at_line (objects, 5, alarms, 5, 4, 0.5);
  bsr_test_assert_close (shipped.rate.value, 0.75, 1e-12);
  bsr_test_assert_close (shipped.detected.value, 0.6, 1e-12);
  assert_true (isnan (shipped.wanted));
}

static void
without_alarms_all_that_is_listed_counts (void **state)
{
  BsrFrocPoint point = bsr_froc_at_rate (objects, 5, NULL, 0, 4, 0.1);
  bsr_test_assert_close (point.rate.value, 0.0, 0.0);
  bsr_test_assert_close (point.detected.value, 0.8, 1e-12);
  assert_true (isnan (bsr_froc_at_rate (objects, 5, NULL, 0, 0, 0.1).rate.value));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (detection_by_hand),
    cmocka_unit_test (without_alarms_all_that_is_listed_counts),
  };
  return cmocka_run_group_tests_name ("froc", tests, NULL, NULL);
}
