#include "bsr-test.h"

#include "bsr-size-type.h"

static void
codes_stand_for_outside_measures (void **state)
{
  const struct
  {
    const char *code;
    double length, height;
  } cases[] = {
    { "22G1", 6058, 2591 },  { "42G1", 12192, 2591 }, { "45G1", 12192, 2896 },
    { "45R1", 12192, 2896 }, { "L5G1", 13716, 2896 }, { "4EGB", 12192, 2896 },
    { "20G0", 6058, 2438 },  { "28T8", 6058, 1295 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double length, height;
      assert_true (bsr_size_type_outside (cases[i].code, &length, &height));
      bsr_test_assert_close (length, cases[i].length, 0.0);
      bsr_test_assert_close (height, cases[i].height, 0.0);
    }
}

static void
what_is_not_known_is_not_guessed (void **state)
{
  /* Higher than 2,896 mm by an amount that the code does not tell; nonsense; nothing. */
  const char *const codes[] = { "46G1", "X2G1", "4", "", NULL };
  double length, height;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    assert_false (bsr_size_type_outside (codes[i], &length, &height));
}

static void
ten_feet_carry_less (void **state)
{
  bsr_test_assert_close (bsr_size_type_rating_kg ("12G1"), 10160.0, 0.0);
  bsr_test_assert_close (bsr_size_type_rating_kg ("22G1"), 36000.0, 0.0);
  bsr_test_assert_close (bsr_size_type_rating_kg ("L5G1"), 36000.0, 0.0);
  bsr_test_assert_close (bsr_size_type_rating_kg (""), 36000.0, 0.0);
  bsr_test_assert_close (bsr_size_type_rating_kg (NULL), 36000.0, 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (codes_stand_for_outside_measures),
    cmocka_unit_test (ten_feet_carry_less),
    cmocka_unit_test (what_is_not_known_is_not_guessed),
  };
  return cmocka_run_group_tests_name ("size-type", tests, NULL, NULL);
}
