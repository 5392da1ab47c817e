#include "bsr-test.h"

#include <math.h>

#include "bsr-extent.h"

/* Not square, and known without doubt. */
static const BsrPitch oblong = { BSR_PITCH_STATED, 8.0, 4.0, 0.0, 0.0 };
/* The same with a doubt along each axis. */
static const BsrPitch doubtful = { BSR_PITCH_STATED, 8.0, 4.0, 0.03, 0.18 };

/* 100 pixels along are 0.8 m, 150 up are 0.6 m: 1 m in all. */
static void
lengths_are_in_metres_along_both_axes (void **state)
{
  const BsrPoint line[] = { { 1000.0, 500.0 }, { 1100.0, 350.0 } };
  BsrLength length = bsr_length_of (line, 2, &oblong);
  bsr_test_assert_close (length.m, 1.0, 1e-12);
  bsr_test_assert_close (length.across_m, 0.8, 1e-12);
  bsr_test_assert_close (length.up_m, 0.6, 1e-12);
  /* Half a pixel at each end is left: about 5 mm. */
  assert_true (length.error_m > 0.002 && length.error_m < 0.006);
}

static void
a_broken_line_adds_its_parts (void **state)
{
  const BsrPoint line[] = { { 0, 0 }, { 100, 0 }, { 100, 200 }, { 0, 200 } };
  BsrLength length = bsr_length_of (line, 4, &oblong);
  bsr_test_assert_close (length.m, 0.8 + 0.8 + 0.8, 1e-12);
  bsr_test_assert_close (length.across_m, 0.0, 1e-12);
  bsr_test_assert_close (length.up_m, -0.8, 1e-12);
  bsr_test_assert_close (bsr_length_of (line, 1, &oblong).m, 0.0, 0.0);
}

/* A level line knows the doubt of x alone, an upright one that of y. */
static void
the_error_is_that_of_the_axes_it_runs_along (void **state)
{
  const BsrPoint level[] = { { 0, 0 }, { 1250, 0 } }, upright[] = { { 0, 0 }, { 0, 500 } };
  BsrLength along = bsr_length_of (level, 2, &doubtful), up = bsr_length_of (upright, 2, &doubtful);
  bsr_test_assert_close (along.m, 10.0, 1e-9);
  bsr_test_assert_close (along.error_m, 0.3, 0.001);
  bsr_test_assert_close (up.m, 2.0, 1e-9);
  bsr_test_assert_close (up.error_m, 0.36, 0.001);
  /* What really stretching the axis does to a slanting one. */
  const BsrPoint slanting[] = { { 0, 0 }, { 500, 1000 } };
  const BsrPitch taller = { BSR_PITCH_STATED, 8.0, 4.0 * 1.01, 0.0, 0.0 };
  const BsrPitch only_up = { BSR_PITCH_STATED, 8.0, 4.0, 0.0, 0.01 };
  double grown = bsr_length_of (slanting, 2, &taller).m - bsr_length_of (slanting, 2, &oblong).m;
  bsr_test_assert_close (bsr_length_of (slanting, 2, &only_up).error_m, grown, 0.0005);
}

/* 45 degrees in metres are not 45 degrees in pixels. */
static void
angles_are_those_of_the_metres (void **state)
{
  const BsrPoint points[] = { { 200, 100 }, { 100, 100 }, { 200, -100 } };
  bsr_test_assert_close (bsr_angle_of (points, &oblong).degrees, 45.0, 1e-9);
  const BsrPoint straight[] = { { 0, 0 }, { 10, 10 }, { 20, 20 } };
  bsr_test_assert_close (bsr_angle_of (straight, &oblong).degrees, 180.0, 1e-9);
  const BsrPoint none[] = { { 5, 5 }, { 5, 5 }, { 20, 20 } };
  bsr_test_assert_close (bsr_angle_of (none, &oblong).degrees, 0.0, 0.0);
  /* arctan (1.18) - 45 degrees = 4.7, and 3 % along x 0.9 */
  bsr_test_assert_close (bsr_angle_of (points, &doubtful).error_degrees, 4.8, 0.2);
}

static void
areas_are_those_of_their_shapes (void **state)
{
  const BsrPoint corners[] = { { 350, 550 }, { 100, 300 } }; /* 2 m by 1 m */
  BsrArea rectangle = bsr_area_of_rectangle (corners, &oblong);
  bsr_test_assert_close (rectangle.m2, 2.0, 1e-12);
  bsr_test_assert_close (rectangle.width_m, 2.0, 1e-12);
  bsr_test_assert_close (rectangle.height_m, 1.0, 1e-12);
  bsr_test_assert_close (bsr_area_of_ellipse (corners, &oblong).m2, G_PI / 2.0, 1e-12);
  const BsrPoint triangle[] = { { 1e6, 1e6 }, { 1e6 + 250, 1e6 }, { 1e6, 1e6 + 250 } };
  bsr_test_assert_close (bsr_area_of_polygon (triangle, 3, &oblong).m2, 1.0, 1e-9);
  const BsrPoint reversed[] = { triangle[2], triangle[1], triangle[0] };
  bsr_test_assert_close (bsr_area_of_polygon (reversed, 3, &oblong).m2, 1.0, 1e-9);
  /* Both axes stretch an area. */
  bsr_test_assert_close (bsr_area_of_rectangle (corners, &doubtful).error_m2,
                         2.0 * hypot (0.03, 0.18), 0.002);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (lengths_are_in_metres_along_both_axes),
    cmocka_unit_test (a_broken_line_adds_its_parts),
    cmocka_unit_test (the_error_is_that_of_the_axes_it_runs_along),
    cmocka_unit_test (angles_are_those_of_the_metres),
    cmocka_unit_test (areas_are_those_of_their_shapes),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
