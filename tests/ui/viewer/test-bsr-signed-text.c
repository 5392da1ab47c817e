#include "bsr-test.h"
#include "bsr-signed-text.h"

static void
assert_becomes (const char *text, GtkTextDirection direction, const char *expected)
{
  g_autofree char *found = bsr_signed_text (g_strdup (text), direction);
  assert_string_equal (found, expected);
}

static void
minuses_stay_in_front_where_one_reads_from_the_right (void **state)
{
  assert_becomes ("-1 م", GTK_TEXT_DIR_RTL, "\u2066-1\u2069 م");
  assert_becomes ("-0.25 م، 3.10 م", GTK_TEXT_DIR_RTL, "\u2066-0.25\u2069 م، 3.10 م");
  assert_becomes ("2 م، -3.5.", GTK_TEXT_DIR_RTL, "2 م، \u2066-3.5\u2069.");
}

static void
other_text_is_left_as_it_is (void **state)
{
  assert_becomes ("-1 m", GTK_TEXT_DIR_LTR, "-1 m");
  assert_becomes ("1 م", GTK_TEXT_DIR_RTL, "1 م");
  assert_becomes ("a-b - ", GTK_TEXT_DIR_RTL, "a-b - ");
  assert_becomes ("", GTK_TEXT_DIR_RTL, "");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (minuses_stay_in_front_where_one_reads_from_the_right),
    cmocka_unit_test (other_text_is_left_as_it_is),
  };
  return cmocka_run_group_tests_name ("signed-text", tests, NULL, NULL);
}
