#include "bsr-test.h"
#include "bsr-contest.h"

static void
copy_is_whole_and_in_utc (void **state)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) at = g_date_time_new (zone, 2024, 5, 1, 12, 30, 0);
  g_autoptr (BsrContest) contest = bsr_contest_new ("mass", 2, "iron pallets", "officer 7", at);
  g_autoptr (BsrContest) copy = bsr_contest_copy (contest);
  assert_string_equal (copy->check, "mass");
  assert_int_equal (copy->item, 2);
  assert_string_equal (copy->reason, "iron pallets");
  assert_ptr_not_equal (copy->reason, contest->reason);
  assert_string_equal (copy->officer, "officer 7");
  assert_int_equal (g_date_time_get_hour (copy->at), 11);
  assert_true (g_date_time_equal (copy->at, at));
}

static void
withdrawn_one_has_no_reason (void **state)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 1, 12, 30, 0);
  g_autoptr (BsrContest) contest = bsr_contest_new ("mass", -1, NULL, "officer 7", at);
  g_autoptr (BsrContest) copy = bsr_contest_copy (contest);
  assert_null (copy->reason);
}

static void
check_and_item_tell_contests_apart (void **state)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 1, 12, 30, 0);
  g_autoptr (BsrContest) contest = bsr_contest_new ("material", 0, "x", "officer 7", at);
  assert_true (bsr_contest_is_of (contest, "material", 0));
  assert_false (bsr_contest_is_of (contest, "material", -1));
  assert_false (bsr_contest_is_of (contest, "mass", 0));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (copy_is_whole_and_in_utc),
    cmocka_unit_test (withdrawn_one_has_no_reason),
    cmocka_unit_test (check_and_item_tell_contests_apart),
  };
  return cmocka_run_group_tests_name ("contest", tests, NULL, NULL);
}
