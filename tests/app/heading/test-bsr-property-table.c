#include "bsr-test.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-property-table.h"

static const char columns[] = "code,low,high";

/* Takes ranges within 0...1. @ranges: GArray of BsrPropertyRange */
static gboolean
take_row (const char *const *fields, gpointer ranges, GError **error)
{
  BsrPropertyRange range;
  if (!bsr_property_range_read (fields + 1, 0.0, 1.0, &range, error))
    return FALSE;
  g_array_append_val (ranges, range);
  return TRUE;
}

static gboolean
read_text (const char *text, GArray *ranges, GError **error)
{
  return bsr_property_table_read (text, strlen (text), columns, take_row, ranges, error);
}

static void
rows_are_read (void **state)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (BsrPropertyRange));
  g_autoptr (GError) error = NULL;
  gboolean good = read_text ("# remark\ncode,low,high\n01,0,1\n02,0.25,0.25\n", ranges, &error);
  bsr_test_assert_no_error (error);
  assert_true (good);
  assert_int_equal (ranges->len, 2);
  BsrPropertyRange first = g_array_index (ranges, BsrPropertyRange, 0);
  BsrPropertyRange second = g_array_index (ranges, BsrPropertyRange, 1);
  bsr_test_assert_close (second.low, 0.25, 0.0);
  assert_true (bsr_property_range_holds (first, second));
  assert_true (bsr_property_range_holds (second, second));
  assert_false (bsr_property_range_holds (second, first));
}

static void
check_refused (const char *text, const char *message)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (BsrPropertyRange));
  g_autoptr (GError) error = NULL;
  assert_false (read_text (text, ranges, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, message);
}

static void
damage_is_refused (void **state)
{
  check_refused ("code,high,low\n01,0,1\n", "line 1: does not name the columns");
  check_refused ("", "does not name the columns");
  check_refused ("code,low,high\n01,0,1,2\n", "line 2: has 4 fields of 3");
  check_refused ("code,low,high\n01,0\n", "line 2: has 2 fields of 3");
  check_refused ("code,low,high\n01,,1\n", "line 2: field 2 is empty");
  check_refused ("code,low,high\n01,0,1\n01,0,1\n", "line 3: 01 does not follow 01");
  check_refused ("code,low,high\n02,0,1\n01,0,1\n", "line 3: 01 does not follow 02");
  check_refused ("code,low,high\n01,0.5,0.4\n", "line 2: 0.5...0.4 is no range within 0...1");
  check_refused ("code,low,high\n01,0,1.1\n", "line 2: 0...1.1 is no range");
  check_refused ("code,low,high\n01,-0.1,1\n", "line 2: -0.1...1 is no range");
  check_refused ("code,low,high\n01,0,1x\n", "line 2: 0...1x is no range");
  check_refused ("code,low,high\n01,nan,1\n", "line 2: nan...1 is no range");
  check_refused ("code,low,high\n01,\"0,1\n", "line 2: a quotation mark is not closed");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (rows_are_read),
    cmocka_unit_test (damage_is_refused),
  };
  return cmocka_run_group_tests_name ("property-table", tests, NULL, NULL);
}
