#include "bsr-test.h"

#include "bsr-error.h"
#include "bsr-tray-words.h"

static BsrArrival
arrival_of (BsrScan *scan, GStrv containers, GDateTime *taken)
{
  return (BsrArrival){ .scan = scan, .containers = containers, .reason = (char *) "no case has its number",
                       .standing = BSR_ARRIVAL_WAITING, .officer = (char *) "officer 7", .taken = taken };
}

static void
waiting_scans_are_counted (void **state)
{
  g_autofree char *one = bsr_tray_words_waiting (1), *more = bsr_tray_words_waiting (3);
  assert_string_equal (one, "1 scan waits for a case");
  assert_string_equal (more, "3 scans wait for a case");
}

static void
what_is_known_is_said (void **state)
{
  g_autoptr (BsrScan) scan = bsr_scan_new ("/scans/a.tiff");
  g_autoptr (GDateTime) taken = g_date_time_new_utc (2026, 5, 1, 9, 0, 0);
  char *two[] = { (char *) "CSQU3054383", (char *) "MSCU1234565", NULL }, *none[] = { NULL };
  BsrArrival arrival = arrival_of (scan, two, taken);
  g_autofree char *numbers = bsr_tray_words_numbers (&arrival);
  assert_string_equal (numbers, "CSQU3054383, MSCU1234565");
  scan->scanner = g_strdup ("Portal 2");
  g_autofree char *facts = bsr_tray_words_facts (&arrival);
  assert_true (
      g_str_has_prefix (facts, "\u2068a.tiff\u2069 · \u2068Portal 2\u2069 · \u2068came in "));
  g_autofree char *why = bsr_tray_words_reason (&arrival);
  assert_string_equal (why, "Waits: no case has its number.");
  arrival.containers = none;
  arrival.standing = BSR_ARRIVAL_SET_ASIDE;
  g_autofree char *unread = bsr_tray_words_numbers (&arrival);
  assert_string_equal (unread, "No number read");
  g_autofree char *aside = bsr_tray_words_reason (&arrival);
  assert_string_equal (aside, "Set aside by officer 7: no case has its number.");
}

static void
acts_are_told (void **state)
{
  const char *ids[] = { "A/1", "A/2", NULL };
  g_autofree char *linked = bsr_tray_words_linked (ids);
  assert_string_equal (linked, "The scan is now with A/1, A/2.");
  g_autofree char *none = bsr_tray_words_link (0), *one = bsr_tray_words_link (1),
                  *two = bsr_tray_words_link (2);
  assert_string_equal (none, "_Link");
  assert_string_equal (one, "_Link to 1 Case");
  assert_string_equal (two, "_Link to 2 Cases");
  g_autoptr (GError) conflict
      = g_error_new_literal (BSR_ERROR, BSR_ERROR_CONFLICT, "it is linked to A/3");
  g_autoptr (GError) other = g_error_new_literal (BSR_ERROR, BSR_ERROR_ENVIRONMENT, "disk full");
  g_autofree char *lost = bsr_tray_words_refused (conflict),
                  *failed = bsr_tray_words_refused (other);
  assert_string_equal (lost, "Somebody was quicker: it is linked to A/3. The list has been read again.");
  assert_string_equal (failed, "Not done: disk full.");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (waiting_scans_are_counted),
    cmocka_unit_test (what_is_known_is_said),
    cmocka_unit_test (acts_are_told),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
