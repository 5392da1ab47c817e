#include "bsr-ui-test.h"

#include <math.h>

#include "bsr-check-row.h"

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
  g_autofree char *text = bsr_check_row_observed_text (result);
  assert_string_equal (text, expected);
}

static void
test_quantities (void **state)
{
  BsrCheckResult result = mass_result (18200.0, 16900.0, 19500.0);
  g_autofree char *declared = bsr_check_row_declared_text (&result);
  assert_string_equal (declared, "21400 kg");
  assert_observed (&result, "18200 kg (16900 to 19500)");
  result = mass_result (18200.0, NAN, NAN);
  assert_observed (&result, "18200 kg");
  result = mass_result (NAN, NAN, NAN);
  assert_observed (&result, "–");
  result = mass_result (40000.0, 30000.0, INFINITY);
  assert_observed (&result, "at least 30000 kg");
  result = mass_result (0.62, NAN, NAN);
  result.unit = "";
  assert_observed (&result, "0.62");
}

static void
test_words (void **state)
{
  BsrCheckResult result = mass_result (NAN, NAN, NAN);
  result.declared_text = (char *) "CSQU3054383";
  result.observed_text = (char *) "CSQU3054384";
  g_autofree char *declared = bsr_check_row_declared_text (&result);
  assert_string_equal (declared, "CSQU3054383");
  assert_observed (&result, "CSQU3054384");
}

static void
test_row (void **state)
{
  BsrCheckResult result = mass_result (18200.0, 16900.0, 19500.0);
  result.box = (BsrBox){ 1, 2, 3, 4 };
  g_autoptr (BsrCheckRow) row = g_object_ref_sink (BSR_CHECK_ROW (bsr_check_row_new (&result)));
  assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "mismatch"));
  assert_int_equal (bsr_check_row_box (row).height, 4);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_quantities),
    cmocka_unit_test (test_words),
    cmocka_unit_test (test_row),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
