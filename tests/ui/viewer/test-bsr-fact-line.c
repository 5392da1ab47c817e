#include "bsr-test.h"
#include "bsr-fact-line.h"

/* A container's number in front does not turn a line round that is read from the right. */
static void
a_line_is_read_as_the_window (void **state)
{
  const char *const facts[] = { "CSQU3054383", "حاوية", NULL }, *const none[] = { NULL };
  g_autofree char *left = bsr_fact_line (facts, GTK_TEXT_DIR_LTR);
  g_autofree char *right = bsr_fact_line (facts, GTK_TEXT_DIR_RTL);
  g_autofree char *empty = bsr_fact_line (none, GTK_TEXT_DIR_LTR);
  assert_string_equal (left, "\u2068CSQU3054383\u2069 · \u2068حاوية\u2069");
  assert_string_equal (right, "\u200f\u2068CSQU3054383\u2069 · \u2068حاوية\u2069");
  assert_string_equal (empty, "");
}

/* Nor is a date turned round in it, which has no direction of its own. */
static void
a_date_goes_with_the_line (void **state)
{
  const char *const facts[] = { "officer 7", "2026/11/03، 09:12", NULL };
  g_autofree char *line = bsr_fact_line (facts, GTK_TEXT_DIR_RTL);
  g_autofree char *foreign = bsr_fact_line (facts, GTK_TEXT_DIR_NONE);
  assert_string_equal (line, "\u200f\u2068officer 7\u2069 · 2026/11/03، 09:12");
  assert_string_equal (foreign, "\u2068officer 7\u2069 · \u20682026/11/03، 09:12\u2069");
}

/* The arrow points at where it goes: no port takes it into its own direction. */
static void
a_way_keeps_its_arrow (void **state)
{
  g_autofree char *left = bsr_fact_way ("ESALG", "MAPTM", GTK_TEXT_DIR_LTR);
  g_autofree char *right = bsr_fact_way ("ESALG", "MAPTM", GTK_TEXT_DIR_RTL);
  assert_string_equal (left, "\u2068ESALG\u2069 → \u2068MAPTM\u2069");
  assert_string_equal (right, "\u200f\u2068ESALG\u2069 → \u2068MAPTM\u2069");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_line_is_read_as_the_window),
    cmocka_unit_test (a_date_goes_with_the_line),
    cmocka_unit_test (a_way_keeps_its_arrow),
  };
  return cmocka_run_group_tests_name ("fact-line", tests, NULL, NULL);
}
