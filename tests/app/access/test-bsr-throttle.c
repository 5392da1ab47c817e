#include "bsr-throttle.h"

#include "bsr-test.h"

static void
waits_grow_from_half_a_minute_to_an_hour (void **state)
{
  const gint64 expected[] = { 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600 };
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_int_equal (bsr_throttle_wait ((gint64) i, BSR_THROTTLE_FREE), expected[i]);
  assert_int_equal (bsr_throttle_wait (G_MAXINT64, BSR_THROTTLE_FREE), 3600);
  assert_int_equal (bsr_throttle_wait (BSR_THROTTLE_FREE_STATION, BSR_THROTTLE_FREE_STATION), 0);
  assert_int_equal (bsr_throttle_wait (BSR_THROTTLE_FREE_STATION + 1, BSR_THROTTLE_FREE_STATION), 30);
}

static void
what_is_left_runs_off (void **state)
{
  const gint64 second = G_USEC_PER_SEC, last = 1000 * second;
  assert_int_equal (bsr_throttle_left (3, 3, last, last), 0);
  assert_int_equal (bsr_throttle_left (4, 3, last, last), 30 * second);
  assert_int_equal (bsr_throttle_left (4, 3, last, last + 29 * second), second);
  assert_int_equal (bsr_throttle_left (4, 3, last, last + 30 * second), 0);
  assert_int_equal (bsr_throttle_left (4, 3, last, last + 5000 * second), 0);
  /* The clock was set back by a day. */
  assert_int_equal (bsr_throttle_left (4, 3, last, last - 86400 * second), 30 * second);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (waits_grow_from_half_a_minute_to_an_hour),
    cmocka_unit_test (what_is_left_runs_off),
  };
  return cmocka_run_group_tests_name ("throttle", tests, NULL, NULL);
}
