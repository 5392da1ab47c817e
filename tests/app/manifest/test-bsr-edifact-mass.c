#include "bsr-test.h"

#include <math.h>

#include "bsr-edifact-mass.h"

static void
units_of_recommendation_20_are_kilograms (void **state)
{
  bsr_test_assert_close (bsr_edifact_mass_kg ("KGM"), 1.0, 0.0);
  bsr_test_assert_close (bsr_edifact_mass_kg ("TNE"), 1000.0, 0.0);
  bsr_test_assert_close (bsr_edifact_mass_kg ("LBR"), 0.45359237, 1e-15);
  /* By the pound: 2,000 of them are a short ton, 2,240 a long one, 14 a stone, 112 a hundredweight.
   */
  bsr_test_assert_close (bsr_edifact_mass_kg ("STN"), 2000.0 * 0.45359237, 1e-6);
  bsr_test_assert_close (bsr_edifact_mass_kg ("LTN"), 2240.0 * 0.45359237, 1e-6);
  bsr_test_assert_close (bsr_edifact_mass_kg ("STI"), 14.0 * 0.45359237, 1e-9);
  bsr_test_assert_close (bsr_edifact_mass_kg ("CWI"), 112.0 * 0.45359237, 1e-7);
  bsr_test_assert_close (bsr_edifact_mass_kg ("ONZ"), 0.45359237 / 16.0, 1e-12);
}

static void
others_are_none (void **state)
{
  static const char *const others[] = { "", "TON", "kgm", "KG", "MTQ", "KGMX", "CEL" };
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_true (isnan (bsr_edifact_mass_kg (others[i])));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (units_of_recommendation_20_are_kilograms),
    cmocka_unit_test (others_are_none),
  };
  return cmocka_run_group_tests_name ("mass unit", tests, NULL, NULL);
}
