#include "bsr-test.h"

#include "bsr-tool-spring.h"

#define R 27 /* places on a keyboard */
#define E 26
#define SELECT 0
#define RECTANGLE 2
#define ELLIPSE 3

static void
a_tap_stays (void **state)
{
  BsrToolSpring spring = { 0 };
  int former = -1;
  assert_true (bsr_tool_spring_press (&spring, R, RECTANGLE, SELECT, 1000));
  assert_false (bsr_tool_spring_release (&spring, R, RECTANGLE, 1000 + BSR_TAP_MS - 1, &former));
}

static void
a_hold_goes_back (void **state)
{
  BsrToolSpring spring = { 0 };
  int former = -1;
  assert_true (bsr_tool_spring_press (&spring, R, RECTANGLE, SELECT, 1000));
  /* The key repeats. */
  for (guint32 time = 1300; time < 2000; time += 30)
    assert_false (bsr_tool_spring_press (&spring, R, RECTANGLE, RECTANGLE, time));
  assert_true (bsr_tool_spring_release (&spring, R, RECTANGLE, 2000, &former));
  assert_int_equal (former, SELECT);
  assert_false (bsr_tool_spring_release (&spring, R, RECTANGLE, 2001, &former));
}

static void
the_time_may_wrap (void **state)
{
  BsrToolSpring spring = { 0 };
  int former;
  bsr_tool_spring_press (&spring, R, RECTANGLE, SELECT, G_MAXUINT32 - 10);
  assert_true (bsr_tool_spring_release (&spring, R, RECTANGLE, BSR_TAP_MS, &former));
}

static void
two_held_keys_go_back_to_before_the_first (void **state)
{
  BsrToolSpring spring = { 0 };
  int former = -1;
  bsr_tool_spring_press (&spring, R, RECTANGLE, SELECT, 1000);
  assert_true (bsr_tool_spring_press (&spring, E, ELLIPSE, RECTANGLE, 2000));
  assert_false (bsr_tool_spring_release (&spring, R, ELLIPSE, 3000, &former));
  assert_true (bsr_tool_spring_release (&spring, E, ELLIPSE, 4000, &former));
  assert_int_equal (former, SELECT);
}

static void
a_tool_taken_up_meanwhile_stays (void **state)
{
  BsrToolSpring spring = { 0 };
  int former;
  bsr_tool_spring_press (&spring, R, RECTANGLE, SELECT, 1000);
  assert_false (bsr_tool_spring_release (&spring, R, ELLIPSE, 5000, &former));
}

static void
a_lost_keyboard_lets_go (void **state)
{
  BsrToolSpring spring = { 0 };
  int former = -1;
  bsr_tool_spring_press (&spring, R, RECTANGLE, SELECT, 1000);
  assert_true (bsr_tool_spring_let_go (&spring, RECTANGLE, &former));
  assert_int_equal (former, SELECT);
  assert_false (spring.is_down);
  assert_false (bsr_tool_spring_let_go (&spring, RECTANGLE, &former));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_tap_stays),
    cmocka_unit_test (a_hold_goes_back),
    cmocka_unit_test (the_time_may_wrap),
    cmocka_unit_test (two_held_keys_go_back_to_before_the_first),
    cmocka_unit_test (a_tool_taken_up_meanwhile_stays),
    cmocka_unit_test (a_lost_keyboard_lets_go),
  };
  return cmocka_run_group_tests_name ("tool-spring", tests, NULL, NULL);
}
