#include "bsr-test.h"
#include <math.h>
#include "bsr-case.h"

static void
new_case_states_nothing (void **state)
{
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  assert_string_equal (flagged->id, "T-1");
  assert_string_equal (flagged->container, "CSQU3054383");
  assert_true (isnan (flagged->risk) && isnan (flagged->tare_kg) && isnan (flagged->gross_kg));
  assert_non_null (flagged->flag_reasons);
  assert_null (flagged->flag_reasons[0]);
  assert_null (flagged->seals[0]);
  assert_int_equal (flagged->items->len, 0);
  assert_false (flagged->empty);
  assert_true (isnan (bsr_case_items_kg (flagged)));
}

static void
items_are_summed_only_when_all_state_their_mass (void **state)
{
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  BsrManifestItem *first = bsr_case_add_item (flagged, "0803");
  assert_int_equal (first->packages, -1);
  assert_true (isnan (first->gross_kg));
  first->gross_kg = 1200.5;
  bsr_case_add_item (flagged, "4801")->gross_kg = 99.5;
  bsr_test_assert_close (bsr_case_items_kg (flagged), 1300.0, 1e-9);
  bsr_case_add_item (flagged, "84");
  assert_true (isnan (bsr_case_items_kg (flagged)));
}

static void
a_heading_is_what_all_items_share (void **state)
{
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  assert_null (bsr_case_heading (flagged));
  bsr_case_add_item (flagged, "08039010");
  bsr_case_add_item (flagged, "0803");
  g_autofree char *heading = bsr_case_heading (flagged);
  assert_string_equal (heading, "0803");
  bsr_case_add_item (flagged, "0805");
  assert_null (bsr_case_heading (flagged));
  g_autoptr (BsrCase) chapter = bsr_case_new ("T-2", "CSQU3054383");
  bsr_case_add_item (chapter, "08");
  assert_null (bsr_case_heading (chapter));
  assert_int_equal (bsr_case_least_digits (chapter), 2);
}

static void
an_item_without_a_code_has_no_heading (void **state)
{
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  assert_int_equal (bsr_case_least_digits (flagged), G_MAXINT);
  bsr_case_add_item (flagged, "");
  assert_null (bsr_case_heading (flagged));
  bsr_case_add_item (flagged, "0803");
  assert_null (bsr_case_heading (flagged));
  assert_int_equal (bsr_case_least_digits (flagged), 0);
}

static void
boxed_copy_is_a_reference (void **state)
{
  g_autoptr (BsrCase) flagged = bsr_case_new ("T-1", "CSQU3054383");
  flagged->raised = g_date_time_new_utc (2024, 5, 1, 12, 0, 0);
  flagged->cut_off = g_date_time_new_utc (2024, 5, 2, 12, 0, 0);
  BsrCase *copy = g_boxed_copy (BSR_TYPE_CASE, flagged);
  assert_ptr_equal (copy, flagged);
  g_boxed_free (BSR_TYPE_CASE, copy);
  assert_string_equal (flagged->id, "T-1");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (new_case_states_nothing),
    cmocka_unit_test (items_are_summed_only_when_all_state_their_mass),
    cmocka_unit_test (a_heading_is_what_all_items_share),
    cmocka_unit_test (an_item_without_a_code_has_no_heading),
    cmocka_unit_test (boxed_copy_is_a_reference),
  };
  return cmocka_run_group_tests_name ("case", tests, NULL, NULL);
}
