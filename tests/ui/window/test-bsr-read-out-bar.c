#include "bsr-test.h"

#include <math.h>

#include "bsr-read-out-bar.h"

static void
assert_counts (double counts, double transmission, const char *expected)
{
  g_autofree char *text = bsr_read_out_bar_counts_text (counts, transmission);
  assert_string_equal (text, expected);
}

static void
test_counts (void **state)
{
  assert_counts (41230.0, 0.6612, "41230 (66.1 %)");
  assert_counts (41230.0, NAN, "41230");
  assert_counts (0.0, 0.0, "0 (0.0 %)");
  assert_counts (0.5, NAN, "0.5000");
}

static void
assert_steel (BsrReadOut read_out, const char *expected)
{
  g_autofree char *text = bsr_read_out_bar_steel_text (&read_out);
  assert_string_equal (text, expected);
}

static void
test_steel (void **state)
{
  assert_steel ((BsrReadOut){ .steel_mm = 23.0 }, "");
  assert_steel ((BsrReadOut){ .inside = TRUE, .steel_mm = 23.4 }, "23 mm");
  assert_steel ((BsrReadOut){ .inside = TRUE, .steel_mm = NAN }, "");
  /* A lower bound must never read like a measurement. */
  assert_steel ((BsrReadOut){ .inside = TRUE, .steel_mm = 240.0, .opaque = TRUE }, "over 240 mm");
  assert_steel ((BsrReadOut){ .inside = TRUE, .steel_mm = 3.0, .dead = TRUE }, "dead detector");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_counts),
    cmocka_unit_test (test_steel),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
