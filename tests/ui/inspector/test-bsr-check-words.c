#include "bsr-test.h"

#include <math.h>

#include "bsr-check-words.h"

/* The space between groups of digits. */
#define S "\u202f"

static BsrCheckResult
mass_result (double observed, double low, double high)
{
  return (BsrCheckResult){ .check = "mass", .verdict = BSR_VERDICT_MISMATCH, .declared = 21400.0,
                           .observed = observed, .observed_low = low, .observed_high = high,
                           .unit = "kg", .reason = (char *) "Too heavy" };
}

static void
assert_observed (const BsrCheckResult *result, const char *expected)
{
  g_autofree char *text = bsr_check_words_observed (result);
  assert_string_equal (text, expected);
}

static void
assert_quantity (double value, const char *unit, const char *expected)
{
  g_autofree char *text = bsr_check_words_quantity (value, unit);
  assert_string_equal (text, expected);
}

static void
quantities_have_groups_units_and_no_false_digits (void **state)
{
  assert_quantity (0.0, "kg", "0 kg");
  assert_quantity (999.6, "kg", "1" S "000 kg");
  assert_quantity (12.5, "kg", "12.5 kg");
  assert_quantity (1234567.0, "kg", "1" S "234" S "567 kg");
  assert_quantity (-21400.0, "kg", "-21" S "400 kg");
  assert_quantity (31.46, "m3", "31.5 m³");
  assert_quantity (1.0, "packages", "1 package");
  assert_quantity (1200.0, "packages", "1" S "200 packages");
  assert_quantity (0.62, "", "0.62");
  assert_quantity (12.5, "g/cm2", "12 g/cm²");
  assert_quantity (0.85, "g/cm3", "0.85 g/cm³");
}

static void
observed_says_its_interval_or_its_bound (void **state)
{
  BsrCheckResult result = mass_result (18200.0, 16900.0, 19500.0);
  g_autofree char *declared = bsr_check_words_declared (&result);
  assert_string_equal (declared, "21" S "400 kg");
  assert_observed (&result, "18" S "200 kg (16" S "900 to 19" S "500)");
  result = mass_result (18200.0, NAN, NAN);
  assert_observed (&result, "18" S "200 kg");
  result = mass_result (NAN, NAN, NAN);
  assert_observed (&result, "–");
  result = mass_result (40000.0, 30000.0, INFINITY);
  assert_observed (&result, "at least 30" S "000 kg");
}

static void
words_stand_for_themselves (void **state)
{
  BsrCheckResult result = mass_result (NAN, NAN, NAN);
  result.declared_text = (char *) "CSQU3054383";
  result.observed_text = (char *) "metal";
  g_autofree char *declared = bsr_check_words_declared (&result);
  assert_string_equal (declared, "CSQU3054383");
  assert_observed (&result, "Metal");
}

static void
comparison_is_one_sentence (void **state)
{
  BsrCheckResult result = mass_result (9500.0, 9000.0, 10000.0);
  g_autofree char *bounded = bsr_check_words_comparison (&result);
  assert_string_equal (bounded, "declared 21" S "400 kg, seen 9" S "500 kg, between 9" S
                                "000 kg and 10" S "000 kg");
  result = mass_result (NAN, 9000.0, INFINITY);
  g_autofree char *open = bsr_check_words_comparison (&result);
  assert_string_equal (open, "declared 21" S "400 kg, seen at least 9" S "000 kg");
}

static void
nothing_said_is_no_fact (void **state)
{
  BsrCheckResult result = mass_result (NAN, NAN, NAN);
  assert_true (bsr_check_words_has_facts (&result));
  result.declared = NAN;
  assert_false (bsr_check_words_has_facts (&result));
  result.observed_low = 3.0;
  result.observed_high = INFINITY;
  assert_true (bsr_check_words_has_facts (&result));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (quantities_have_groups_units_and_no_false_digits),
    cmocka_unit_test (observed_says_its_interval_or_its_bound),
    cmocka_unit_test (words_stand_for_themselves),
    cmocka_unit_test (comparison_is_one_sentence),
    cmocka_unit_test (nothing_said_is_no_fact),
  };
  return cmocka_run_group_tests_name ("check words", tests, NULL, NULL);
}
