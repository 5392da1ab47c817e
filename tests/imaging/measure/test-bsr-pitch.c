#include "bsr-test.h"

#include <math.h>

#include "bsr-pitch.h"

static void
what_the_scanner_states_is_taken (void **state)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  acquisition.pitch_x_mm = 8.6;
  acquisition.pitch_y_mm = 4.5;
  BsrPitch pitch = bsr_pitch_stated (&acquisition);
  assert_int_equal (pitch.source, BSR_PITCH_STATED);
  bsr_test_assert_close (pitch.x_mm, 8.6, 0.0);
  bsr_test_assert_close (pitch.y_mm, 4.5, 0.0);
  /* The fan makes heights less sure than lengths. */
  assert_true (pitch.error_x > 0.0 && pitch.error_x < 0.05);
  assert_true (pitch.error_y > 0.1 && pitch.error_y < 0.25);
}

/* A 40' high cube, 1,418 x 644 pixels: 8.6 mm by 4.5 mm. */
static void
a_container_of_known_size_gives_both_axes (void **state)
{
  BsrPitch pitch;
  assert_true (bsr_pitch_of_container ((BsrBox){ 100, 50, 1418, 644 }, 12192.0, 2896.0, &pitch));
  assert_int_equal (pitch.source, BSR_PITCH_OF_CONTAINER);
  bsr_test_assert_close (pitch.x_mm, 8.598, 0.001);
  bsr_test_assert_close (pitch.y_mm, 4.497, 0.001);
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  BsrPitch stated = bsr_pitch_stated (&acquisition);
  assert_true (pitch.error_x > stated.error_x && pitch.error_y > stated.error_y);
}

static void
an_impossible_container_gives_none (void **state)
{
  BsrPitch pitch;
  const BsrBox box = { 0, 0, 1418, 644 };
  assert_false (bsr_pitch_of_container (box, 0.0, 2896.0, &pitch));
  assert_false (bsr_pitch_of_container (box, 12192.0, (double) NAN, &pitch));
  assert_false (bsr_pitch_of_container ((BsrBox){ 0 }, 12192.0, 2896.0, &pitch));
  /* Pixels of 0.1 mm, of 120 mm, and such that are eight times as long as high. */
  assert_false (bsr_pitch_of_container ((BsrBox){ 0, 0, 120000, 6440 }, 12192.0, 2896.0, &pitch));
  assert_false (bsr_pitch_of_container ((BsrBox){ 0, 0, 100, 60 }, 12192.0, 2896.0, &pitch));
  assert_false (bsr_pitch_of_container ((BsrBox){ 0, 0, 600, 1152 }, 12192.0, 2896.0, &pitch));
}

static void
an_unknown_pitch_may_be_far_off (void **state)
{
  BsrPitch pitch = bsr_pitch_nominal ();
  assert_int_equal (pitch.source, BSR_PITCH_NOMINAL);
  bsr_test_assert_close (pitch.x_mm, BSR_ACQUISITION_DEFAULT_PITCH_MM, 0.0);
  /* It reaches to the coarsest pixels that are in use. */
  assert_true (pitch.x_mm * (1.0 + pitch.error_x) >= 8.5);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_the_scanner_states_is_taken),
    cmocka_unit_test (a_container_of_known_size_gives_both_axes),
    cmocka_unit_test (an_impossible_container_gives_none),
    cmocka_unit_test (an_unknown_pitch_may_be_far_off),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
