#include "bsr-test.h"

#include <math.h>

#include "bsr-motion.h"

#define SEED 62

static const BsrSceneRoom room = { 6058.0, 2591.0, 2438.0, 60.0, 5958.0, 44.0, 2437.0, 43.0, 2395.0 };

static BsrMotion
motion_of (double wobble_px, double speed_spread, BsrScanner *scanner)
{
  *scanner = bsr_scanner_dual_energy ();
  scanner->wobble_px = wobble_px;
  scanner->speed_spread = speed_spread;
  BsrProjection projection = bsr_projection_new (scanner, &room);
  return bsr_motion_new (scanner, &projection, SEED);
}

static void
steady_motion_is_the_projection (void **state)
{
  BsrScanner scanner;
  BsrMotion motion = motion_of (0.0, 0.0, &scanner);
  assert_true (bsr_motion_is_steady (&motion));
  for (double column = 0.0; column < 1200.0; column += 0.5)
    {
      double x = motion.projection.left_mm + column * scanner.pitch_x_mm;
      assert_true (bsr_motion_x (&motion, column) == x);
      assert_true (bsr_motion_sunk (&motion, column) == 0.0);
      bsr_test_assert_close (bsr_motion_column (&motion, x), column, 1e-9);
    }
}

static void
speed_changes_the_pitch_but_not_the_length (void **state)
{
  BsrScanner scanner;
  BsrMotion motion = motion_of (0.0, 0.02, &scanner);
  int width = motion.projection.width;
  double fastest = 0.0, slowest = INFINITY, furthest = 0.0;
  print_message ("seed %d\n", SEED);
  for (int column = 0; column < width; column++)
    {
      double step = bsr_motion_x (&motion, column + 1.0) - bsr_motion_x (&motion, column);
      double steady = motion.projection.left_mm + column * scanner.pitch_x_mm;
      fastest = MAX (fastest, step / scanner.pitch_x_mm);
      slowest = MIN (slowest, step / scanner.pitch_x_mm);
      furthest = MAX (furthest, fabs (bsr_motion_x (&motion, column) - steady));
      bsr_test_assert_close (bsr_motion_column (&motion, bsr_motion_x (&motion, column)), column, 1e-6);
    }
  /* The lead is taken from every column, so a step may be off by up to twice the spread. */
  assert_true (fastest > 1.005 && fastest < 1.04 && slowest < 0.995 && slowest > 0.96);
  assert_true (furthest > scanner.pitch_x_mm);
  bsr_test_assert_close (bsr_motion_x (&motion, width),
                         motion.projection.left_mm + width * scanner.pitch_x_mm, 1e-6);
}

static void
wobble_is_as_large_as_it_is_said (void **state)
{
  BsrScanner scanner;
  BsrMotion motion = motion_of (1.5, 0.0, &scanner);
  double most = 0.0;
  assert_false (bsr_motion_is_steady (&motion));
  for (int column = 0; column < motion.projection.width; column++)
    most = MAX (most, fabs (bsr_motion_sunk (&motion, column)));
  assert_true (most <= 1.5 * scanner.pitch_y_mm && most > 0.4 * scanner.pitch_y_mm);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (steady_motion_is_the_projection),
    cmocka_unit_test (speed_changes_the_pitch_but_not_the_length),
    cmocka_unit_test (wobble_is_as_large_as_it_is_said),
  };
  return cmocka_run_group_tests_name ("motion", tests, NULL, NULL);
}
