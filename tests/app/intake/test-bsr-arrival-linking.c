#include "bsr-drop-fixture.h"

#include <string.h>

#include "bsr-arrival-linking.h"
#include "bsr-case-file.h"
#include "bsr-intake.h"

/* What waits in the tray, and the case that comes later. */

static void
drop_wait (Drop *drop, const char *name, int seed)
{
  drop_scan (drop, name, seed);
  drop_take (drop);
  drop_assert_told (drop, " waiting ");
}

static void
drop_case (Drop *drop, const char *name, const char *id, const char *container)
{
  g_autoptr (BsrCase) flagged = bsr_case_new (id, container);
  g_autofree char *json = bsr_case_to_json (flagged);
  drop_text (drop, name, json);
}

static void
import (Drop *drop, const char *name, BsrIntakeResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (drop->drop, name, NULL);
  bsr_intake_result_clear (result);
  bsr_intake_import (drop->store, ACTOR, path, result, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
}

static void
link_waiting (Drop *drop, const char *const *containers)
{
  g_autoptr (GError) error = NULL;
  bsr_arrival_link_waiting (drop->store, ACTOR, containers, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
}

#define OF(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
case_in_the_folder_has_what_waited (void **state)
{
  Drop *drop = *state;
  drop_wait (drop, BOX ".tiff", 1);
  drop_wait (drop, OTHER_BOX ".tiff", 2);
  gint64 entries = drop_entries (drop);
  drop_case (drop, "n.case.json", "T-1", BOX);
  drop_take (drop);
  drop_assert_told (drop,
                    BOX ".tiff linked linked to case T-1\nn.case.json brought case T-1 is");
  drop_assert_empty (drop);
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
  assert_int_equal (drop_n_waiting (drop), 1);
  assert_int_equal (drop_entries (drop), entries + 2); /* the case, the link */
  drop_case (drop, "n.case.json", "T-1", BOX);
  drop_take (drop);
  drop_assert_told (drop, "n.case.json brought");
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
  drop_entries (drop);
}

static void
import_has_what_waited (void **state)
{
  Drop *drop = *state;
  BsrIntakeResult result = { 0 };
  drop_wait (drop, BOX ".tiff", 1);
  drop_case (drop, "n.case.json", "T-1", BOX);
  import (drop, "n.case.json", &result);
  assert_non_null (result.linked);
  assert_int_equal (result.linked->len, 1);
  const BsrIntakeLink *link = result.linked->pdata[0];
  assert_string_equal (link->name, BOX ".tiff");
  assert_string_equal (link->words, "linked to case T-1");
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
  gint64 entries = drop_entries (drop);
  import (drop, "n.case.json", &result);
  assert_null (result.linked);
  assert_int_equal (drop_entries (drop), entries);
  bsr_intake_result_clear (&result);
}

static void
manifest_has_what_waited (void **state)
{
  Drop *drop = *state;
  BsrIntakeResult result = { 0 };
  drop_wait (drop, BOX ".tiff", 1);
  drop_wait (drop, "lane2.tiff", 2);
  drop_text (drop, "list.csv", "container,goods\n" OTHER_BOX ",tea\n" BOX ",coffee\n");
  drop_take (drop);
  drop_assert_told (drop, BOX ".tiff linked linked to case ");
  assert_int_equal (drop_n_waiting (drop), 1);
  g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (drop->store, BOX, NULL);
  assert_int_equal (drop_n_scans (drop, ((BsrCaseOf *) cases->pdata[0])->case_id), 1);

  /* Who was ended after the cases were there begins again with the same file. */
  drop_wait (drop, "lane3_MSKU0000006.tiff", 3);
  drop_list_case (drop, "T-1", "MSKU0000006", 1);
  drop_text (drop, "more.csv", "container,goods\nMSKU0000006,tea\n");
  import (drop, "more.csv", &result);
  assert_int_equal (result.linked->len, 1);
  bsr_intake_result_clear (&result);
}

static void
two_boxes_wait_for_both (void **state)
{
  Drop *drop = *state;
  drop_wait (drop, BOX "_" OTHER_BOX ".tiff", 1);
  drop_case (drop, "n.case.json", "T-1", BOX);
  drop_take (drop);
  drop_assert_told (drop, "n.case.json brought");
  assert_int_equal (drop_n_waiting (drop), 1);
  drop_case (drop, "m.case.json", "T-2", OTHER_BOX);
  drop_take (drop);
  drop_assert_told (drop, "linked linked to cases T-1 and T-2\n");
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
  assert_int_equal (drop_n_scans (drop, "T-2"), 1);
}

static void
nothing_but_the_very_number_links (void **state)
{
  Drop *drop = *state;
  g_autoptr (GError) error = NULL;
  drop_wait (drop, MISREAD_BOX ".tiff", 1);
  drop_wait (drop, "C5QU3054383.tiff", 2);
  drop_wait (drop, "lane2.tiff", 3);
  drop_wait (drop, BOX ".tiff", 4);
  g_autoptr (BsrArrival) aside = drop_waiting (drop);
  bsr_store_set_aside_arrival (drop->store, ACTOR, aside->id, "calibration", &error);
  bsr_test_assert_no_error (error);
  drop_wait (drop, "ZEPU0037255.tiff", 5);
  drop_case (drop, "n.case.json", "T-1", BOX);
  drop_case (drop, "m.case.json", "T-2", MISREAD_BOX);
  drop_take (drop);
  assert_int_equal (drop_n_scans (drop, "T-1") + drop_n_scans (drop, "T-2"), 0);
  assert_int_equal (drop_n_waiting (drop), 4);
  drop_list_case (drop, "T-3", OTHER_BOX, 3);
  bsr_store_suite_close (drop->store, "T-3");
  link_waiting (drop, OF (OTHER_BOX));
  assert_int_equal (drop_n_waiting (drop), 4);
  bsr_store_take_back_arrival (drop->store, ACTOR, aside->id, "", &error);
  bsr_test_assert_no_error (error);
  link_waiting (drop, OF (OTHER_BOX, "csqu 305438-3"));
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
}

/* The case is there, and who brought it was ended before he looked what waits. */
static void
what_somebody_left_is_linked_by_the_next (void **state)
{
  Drop *drop = *state;
  drop_wait (drop, BOX ".tiff", 1);
  drop_list_case (drop, "T-1", BOX, 1);
  drop_take (drop);
  drop_assert_told (drop, BOX ".tiff linked linked to case T-1\n");
  assert_int_equal (drop_n_scans (drop, "T-1"), 1);
}

/* Pixels that wait and lie beside their case come to it with what describes them there. */
static void
own_scan_of_a_case_keeps_its_description (void **state)
{
  Drop *drop = *state;
  drop_wait (drop, BOX ".tiff", 1);
  drop_scan (drop, "n.tiff", 1);
  drop_description (drop, "n.scan.json", BOX, 9);
  drop_case (drop, "n.case.json", "T-1", BOX);
  drop_take (drop);
  drop_assert_told (drop, "n linked linked to case T-1\nn brought");
  drop_assert_empty (drop);
  assert_false (drop_has (drop, "refused"));
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (drop->store, "T-1", NULL);
  assert_int_equal (scans->len, 1);
  assert_true (((BsrScan *) scans->pdata[0])->described);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (case_in_the_folder_has_what_waited, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (import_has_what_waited, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (manifest_has_what_waited, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (two_boxes_wait_for_both, drop_set_up, drop_tear_down),
    cmocka_unit_test_setup_teardown (nothing_but_the_very_number_links, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (what_somebody_left_is_linked_by_the_next, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (own_scan_of_a_case_keeps_its_description, drop_set_up,
                                     drop_tear_down),
  };
  return cmocka_run_group_tests_name ("arrival linking", tests, NULL, NULL);
}
