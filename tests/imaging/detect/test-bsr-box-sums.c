#include "bsr-test.h"

#include <math.h>

#include "bsr-box-sums.h"
#include "bsr-random.h"

#define SEED 31

static BsrPlane *
noisy_plane (int width, int height)
{
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_F32, width, height, NULL);
  BsrRandom random = bsr_random_stream (SEED, 0, 0);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      bsr_plane_row_f32 (plane, y)[x] = (float) bsr_random_between (&random, -10.0, 90.0);
  return plane;
}

/* Mean and deviation the slow way. */
static void
sum_slowly (BsrPlane *plane, BsrBox box, double *mean, double *deviation)
{
  double sum = 0.0, squares = 0.0, n = (double) bsr_box_area (box);
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      {
        double value = (double) bsr_plane_row_f32 (plane, y)[x];
        sum += value;
        squares += value * value;
      }
  *mean = sum / n;
  *deviation = sqrt (squares / n - *mean * *mean);
}

static void
any_box_sums_as_its_cells (void **state)
{
  g_autoptr (BsrPlane) plane = noisy_plane (67, 41);
  g_autoptr (BsrBoxSums) sums = bsr_box_sums_new (plane, TRUE, NULL);
  BsrRandom random = bsr_random_stream (SEED, 1, 0);
  for (int i = 0; i < 200; i++)
    {
      int x = bsr_random_index (&random, 67), y = bsr_random_index (&random, 41);
      BsrBox box = { x, y, 1 + bsr_random_index (&random, 67 - x), 1 + bsr_random_index (&random, 41 - y) };
      double mean, deviation;
      sum_slowly (plane, box, &mean, &deviation);
      bsr_test_assert_close (bsr_box_sums_mean (sums, box), mean, 1e-9);
      bsr_test_assert_close (bsr_box_sums_deviation (sums, box), deviation, 1e-6);
    }
}

static void
what_lies_off_the_plane_does_not_count (void **state)
{
  g_autoptr (BsrPlane) plane = noisy_plane (20, 10);
  g_autoptr (BsrBoxSums) sums = bsr_box_sums_new (plane, TRUE, NULL);
  double mean, deviation;
  sum_slowly (plane, (BsrBox){ 15, 0, 5, 4 }, &mean, &deviation);
  bsr_test_assert_close (bsr_box_sums_mean (sums, (BsrBox){ 15, -6, 30, 10 }), mean, 1e-9);
  assert_true (isnan (bsr_box_sums_mean (sums, (BsrBox){ 20, 0, 5, 5 })));
  assert_true (isnan (bsr_box_sums_mean (sums, (BsrBox){ -9, 0, 9, 5 })));
  assert_true (isnan (bsr_box_sums_deviation (sums, (BsrBox){ 3, 3, 0, 5 })));
}

int
main (void)
{
  print_message ("seed %d\n", SEED);
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (any_box_sums_as_its_cells),
    cmocka_unit_test (what_lies_off_the_plane_does_not_count),
  };
  return cmocka_run_group_tests_name ("box sums", tests, NULL, NULL);
}
