#include "bsr-test.h"
#include "bsr-hs-code.h"

static void
check (const char *code, int n, const char *expected)
{
  char digits[BSR_HS_CODE_MOST_DIGITS + 1];
  assert_int_equal (bsr_hs_code_digits (code, digits), n);
  assert_string_equal (digits, expected);
}

static void
codes_are_told_from_other_words (void **state)
{
  check ("08", 2, "08");
  check ("0805.21", 6, "080521");
  check (" 0805.21 00 90 ", 10, "0805210090");
  check ("", 0, "");
  check ("8", 0, "");
  check ("..", 0, "");
  check ("0805a", 0, "");
  check ("08-05", 0, "");
  check ("08052100901", 0, "");
  check ("٠٨٠٥", 0, "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (codes_are_told_from_other_words),
  };
  return cmocka_run_group_tests_name ("hs-code", tests, NULL, NULL);
}
