#include "bsr-test.h"

#include "bsr-scanner-likeness.h"
#include "bsr-test-pair.h"

static BsrScannerLikeness
likeness (const BsrTestTake *take_a, const BsrTestTake *take_b)
{
  BsrComparedScan a = bsr_test_pair_take (take_a), b = bsr_test_pair_take (take_b);
  BsrScannerLikeness likeness = bsr_scanner_likeness_of (a.radiograph, b.radiograph);
  print_message ("spread %.3f\n", likeness.spread);
  bsr_test_pair_clear (&a);
  bsr_test_pair_clear (&b);
  return likeness;
}

/* A coarse take is enough. */
static const BsrTestTake usual = { .pitch_x_mm = 20.0, .pitch_y_mm = 20.0, .margin_mm = 180.0, .seed = 1 };

static void
one_scanner_is_like_itself (void **state)
{
  BsrScannerLikeness same = likeness (&usual, &usual);
  assert_true (same.same_energy && same.enough);
  bsr_test_assert_close (same.spread, 0.02, 1e-9);
}

static void
another_raster_or_energy_is_trusted_less (void **state)
{
  BsrTestTake finer = usual, harder = usual, softer = usual;
  finer.pitch_x_mm = 15.0;
  harder.energy_mv = 9.0;
  softer.energy_mv = 1.0;
  double raster = likeness (&usual, &finer).spread;
  BsrScannerLikeness nine = likeness (&usual, &harder), one = likeness (&usual, &softer);
  assert_true (raster > 0.02 && raster < nine.spread && nine.spread < one.spread);
  assert_true (nine.enough && !nine.same_energy);
  /* Lead reads as several times as much steel at 1 MV as at 6. */
  assert_false (one.enough);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (one_scanner_is_like_itself),
    cmocka_unit_test (another_raster_or_energy_is_trusted_less),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
