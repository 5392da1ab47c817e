#include "bsr-test.h"

#include <math.h>

#include "bsr-mass-unit.h"

static void
units_of_recommendation_20_are_kilograms (void **state)
{
  bsr_test_assert_close (bsr_mass_unit_code_kg ("KGM"), 1.0, 0.0);
  bsr_test_assert_close (bsr_mass_unit_code_kg ("TNE"), 1000.0, 0.0);
  bsr_test_assert_close (bsr_mass_unit_code_kg ("LBR"), 0.45359237, 1e-15);
  /* By the pound: 2,000 of them are a short ton, 2,240 a long one, 14 a stone, 112 a hundredweight.
   */
  bsr_test_assert_close (bsr_mass_unit_code_kg ("STN"), 2000.0 * 0.45359237, 1e-6);
  bsr_test_assert_close (bsr_mass_unit_code_kg ("LTN"), 2240.0 * 0.45359237, 1e-6);
  bsr_test_assert_close (bsr_mass_unit_code_kg ("STI"), 14.0 * 0.45359237, 1e-9);
  bsr_test_assert_close (bsr_mass_unit_code_kg ("CWI"), 112.0 * 0.45359237, 1e-7);
  bsr_test_assert_close (bsr_mass_unit_code_kg ("ONZ"), 0.45359237 / 16.0, 1e-12);
}

static void
others_are_none (void **state)
{
  static const char *const others[] = { "", "TON", "kgm", "KG", "MTQ", "KGMX", "CEL" };
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    assert_true (isnan (bsr_mass_unit_code_kg (others[i])));
}

/* What people write, and codes in whatever letters; of those only what people write in. */
static void
words_tell_units (void **state)
{
  const struct
  {
    const char *word;
    int unit; /* -1: none */
  } rows[] = {
    { "kg", BSR_MASS_UNIT_KG },
    { "KGM", BSR_MASS_UNIT_KG },
    { "Kilogrammes", BSR_MASS_UNIT_KG },
    { "كغ", BSR_MASS_UNIT_KG },
    { "tne", BSR_MASS_UNIT_T },
    { "Tonnes", BSR_MASS_UNIT_T },
    { "طن", BSR_MASS_UNIT_T },
    { "LBR", BSR_MASS_UNIT_LB },
    { "lbs.", BSR_MASS_UNIT_LB },
    { "STN", -1 },
    { "2U", -1 },
    { "m3", -1 },
    { "kg t", -1 },
    { "", -1 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BsrMassUnit unit = BSR_MASS_UNIT_KG;
      assert_int_equal (bsr_mass_unit_from_word (rows[i].word, &unit), rows[i].unit >= 0);
      assert_int_equal (unit, MAX (rows[i].unit, 0));
    }
}

static void
units_have_names_and_kilograms (void **state)
{
  static const char *const names[] = { "kg", "t", "lb" }, *const codes[] = { "KGM", "TNE", "LBR" };
  for (int i = 0; i < BSR_N_MASS_UNITS; i++)
    {
      assert_string_equal (bsr_mass_unit_to_string ((BsrMassUnit) i), names[i]);
      bsr_test_assert_close (bsr_mass_unit_kg ((BsrMassUnit) i), bsr_mass_unit_code_kg (codes[i]),
                             0.0);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (units_of_recommendation_20_are_kilograms),
    cmocka_unit_test (others_are_none),
    cmocka_unit_test (words_tell_units),
    cmocka_unit_test (units_have_names_and_kilograms),
  };
  return cmocka_run_group_tests_name ("mass unit", tests, NULL, NULL);
}
