#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-check.h"
#include "bsr-finding.h"

/* A described scan, a loaded container of 10 t known to 10 %, and a declaration that fits. */
typedef struct
{
  BsrCase *flagged;
  BsrScan *scan;
  BsrLoad load;
  BsrCheckInput input;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->flagged = bsr_case_new ("TEST-1", "CSQU3054383");
  desk->scan = bsr_scan_new ("/nowhere/test.tiff");
  desk->scan->described = TRUE;
  desk->scan->container = g_strdup ("CSQU 305438-3");
  desk->load = (BsrLoad){
    .mass_kg = 10000.0,
    .mass_kg_low = 9000.0,
    .mass_kg_high = 11000.0,
    .structure_kg = 3800.0,
    .fill_fraction = 0.8,
    .penetrated = TRUE,
  };
  desk->input = (BsrCheckInput){
    .flagged = desk->flagged,
    .scan = desk->scan,
    .load = &desk->load,
    .container = { 10, 20, 300, 200 },
    .container_found = TRUE,
  };
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_case_unref (desk->flagged);
  bsr_scan_unref (desk->scan);
  g_free (desk);
  return 0;
}

static void
declare_kg (Desk *desk, double kg)
{
  g_ptr_array_set_size (desk->flagged->items, 0);
  bsr_case_add_item (desk->flagged, "520100")->gross_kg = kg;
}

/* (nullable) */
static BsrCheckResult *
run (const Desk *desk, const char *id)
{
  for (int i = 0; bsr_checks[i] != NULL; i++)
    if (g_str_equal (bsr_checks[i]->id, id))
      {
        BsrCheckResult *result = bsr_checks[i]->run (&desk->input);
        if (result == NULL)
          return NULL;
        assert_string_equal (result->check, id);
        assert_true (result->score >= 0.0 && result->score <= 1.0);
        assert_true (result->reason != NULL && result->reason[0] != '\0');
        assert_int_equal (result->verdict == BSR_VERDICT_MISMATCH, result->score >= BSR_SCORE_ALARM);
        print_message ("%.3f %s: %s\n", result->score, bsr_verdict_to_string (result->verdict),
                       result->reason);
        return result;
      }
  fail_msg ("no check %s", id);
  return NULL;
}

static void
expect (const Desk *desk, const char *id, BsrVerdict verdict, double low, double high)
{
  BsrCheckResult *result = run (desk, id);
  assert_non_null (result);
  assert_int_equal (result->verdict, verdict);
  if (result->score < low || result->score > high)
    fail_msg ("score %g is not in %g...%g", result->score, low, high);
  bsr_check_result_free (result);
}

static void
read_number (Desk *desk, const char *number, double confidence)
{
  g_free (desk->scan->container);
  desk->scan->container = g_strdup (number);
  desk->scan->container_confidence = confidence;
}

static void
the_number_at_the_gate_is_held_against_the_declared_one (void **state)
{
  Desk *desk = *state;
  const char *id = "container-number";
  expect (desk, id, BSR_VERDICT_CONSISTENT, 0.0, 0.0);
  read_number (desk, NULL, NAN);
  expect (desk, id, BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0);
  read_number (desk, "MSKU9070323", NAN); /* a sound number, of another container */
  expect (desk, id, BSR_VERDICT_MISMATCH, 0.85, 0.95);
  read_number (desk, "MSKU9070323", 0.99);
  expect (desk, id, BSR_VERDICT_MISMATCH, 0.98, 1.0);
  read_number (desk, "MSKU9070323", 0.3);
  expect (desk, id, BSR_VERDICT_INCONCLUSIVE, 0.2, 0.4);
  read_number (desk, "CSQU3054388", 0.95); /* misread: its check digit fails */
  expect (desk, id, BSR_VERDICT_INCONCLUSIVE, 0.2, 0.45);
  read_number (desk, "??", 0.95);
  expect (desk, id, BSR_VERDICT_INCONCLUSIVE, 0.2, 0.45);
}

static void
a_declared_number_with_a_wrong_check_digit_is_said (void **state)
{
  Desk *desk = *state;
  g_free (desk->flagged->container);
  desk->flagged->container = g_strdup ("CSQU3054384");
  read_number (desk, NULL, NAN);
  BsrCheckResult *result = run (desk, "container-number");
  assert_int_equal (result->verdict, BSR_VERDICT_MISMATCH);
  assert_non_null (strstr (result->reason, "would be 3"));
  bsr_check_result_free (result);
  read_number (desk, "CSQU3054384", 0.9);
  expect (desk, "container-number", BSR_VERDICT_MISMATCH, 0.5, 0.7);

  g_free (desk->flagged->container);
  desk->flagged->container = g_strdup ("");
  assert_null (run (desk, "container-number"));
}

static void
empty_and_loaded_are_told_apart (void **state)
{
  Desk *desk = *state;
  assert_null (run (desk, "empty")); /* nothing is declared */
  declare_kg (desk, 10000.0);
  expect (desk, "empty", BSR_VERDICT_CONSISTENT, 0.0, 0.1);
  desk->load.empty = TRUE;
  desk->load.empty_score = 0.97;
  expect (desk, "empty", BSR_VERDICT_MISMATCH, 0.9, 1.0);
  desk->flagged->empty = TRUE;
  expect (desk, "empty", BSR_VERDICT_CONSISTENT, 0.0, 0.1);
  desk->load.empty = FALSE;
  desk->load.empty_score = 0.02;
  expect (desk, "empty", BSR_VERDICT_MISMATCH, 0.9, 1.0);
  desk->load.mass_kg_high = INFINITY;
  BsrCheckResult *result = run (desk, "empty");
  assert_non_null (strstr (result->reason, "at least 9000 kg"));
  bsr_check_result_free (result);
}

static void
the_declared_mass_is_the_items_or_else_gross_minus_tare (void **state)
{
  Desk *desk = *state;
  assert_null (run (desk, "mass"));
  desk->flagged->gross_kg = 14000.0;
  assert_null (run (desk, "mass"));
  desk->flagged->tare_kg = 3900.0;
  BsrCheckResult *result = run (desk, "mass");
  bsr_test_assert_close (result->declared, 10100.0, 1e-9);
  assert_string_equal (result->unit, "kg");
  bsr_check_result_free (result);
  declare_kg (desk, 9900.0);
  result = run (desk, "mass");
  bsr_test_assert_close (result->declared, 9900.0, 1e-9);
  bsr_check_result_free (result);
  desk->flagged->empty = TRUE; /* that is the other check's */
  assert_null (run (desk, "mass"));
}

static void
a_mass_is_the_stranger_the_further_it_is_off (void **state)
{
  Desk *desk = *state;
  double before = -1.0;
  for (double kg = 10000.0; kg < 40000.0; kg += 250.0)
    {
      declare_kg (desk, kg);
      BsrCheckResult *result = run (desk, "mass");
      assert_true (result->score >= before);
      before = result->score;
      bsr_check_result_free (result);
    }
  bsr_test_assert_close (before, 1.0, 0.01);
  for (double kg = 10000.0; kg > 0.0; kg -= 250.0)
    {
      declare_kg (desk, kg);
      BsrCheckResult *result = run (desk, "mass");
      assert_true (kg == 10000.0 || result->score >= before);
      before = result->score;
      bsr_check_result_free (result);
    }
  bsr_test_assert_close (before, 1.0, 0.01);

  declare_kg (desk, 10400.0);
  expect (desk, "mass", BSR_VERDICT_CONSISTENT, 0.0, 0.2);
  declare_kg (desk, 5000.0);
  expect (desk, "mass", BSR_VERDICT_MISMATCH, 0.9, 1.0);
}

static void
the_alarm_line_is_where_the_tolerances_add_up_to (void **state)
{
  Desk *desk = *state;
  desk->scan->acquisition.n_steps = 3; /* a step wedge: 5 % of scale are left */
  /* interval 1,000 kg, scale 500 kg, declaration 500 kg: the root of their squares */
  double edge = sqrt (1000.0 * 1000.0 + 500.0 * 500.0 + 500.0 * 500.0);
  declare_kg (desk, 10000.0 - edge);
  expect (desk, "mass", BSR_VERDICT_MISMATCH, 0.5, 0.5 + 1e-9);
}

static void
what_cannot_be_seen_is_no_fault_of_the_declaration (void **state)
{
  Desk *desk = *state;
  desk->load.mass_kg_high = INFINITY;
  desk->load.penetrated = FALSE;
  desk->load.opaque_fraction = 0.2;
  declare_kg (desk, 26000.0);
  BsrCheckResult *result = run (desk, "mass");
  assert_int_equal (result->verdict, BSR_VERDICT_INCONCLUSIVE);
  assert_non_null (strstr (result->reason, "at least 9000 kg"));
  bsr_check_result_free (result);
  declare_kg (desk, 10000.0);
  expect (desk, "mass", BSR_VERDICT_CONSISTENT, 0.0, 0.1);
  declare_kg (desk, 2000.0); /* at least 9 t is more than 2 t whatever hides */
  expect (desk, "mass", BSR_VERDICT_MISMATCH, 0.9, 1.0);

  desk->input.container_found = FALSE;
  expect (desk, "mass", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.46);
  desk->input.container_found = TRUE;
  desk->scan->described = FALSE;
  expect (desk, "mass", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.46);
  desk->scan->described = TRUE;
  desk->load.mass_kg = desk->load.mass_kg_low = NAN;
  expect (desk, "mass", BSR_VERDICT_INCONCLUSIVE, 0.0, 0.0);
}

static void
an_impossible_mass_accuses_the_scale (void **state)
{
  Desk *desk = *state;
  desk->load.mass_kg = 40000.0;
  desk->load.mass_kg_low = 36500.0;
  desk->load.mass_kg_high = INFINITY;
  declare_kg (desk, 21000.0);
  BsrCheckResult *result = run (desk, "mass");
  assert_int_equal (result->verdict, BSR_VERDICT_INCONCLUSIVE);
  assert_non_null (strstr (result->reason, "scale is in doubt"));
  bsr_check_result_free (result);
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    DESK_TEST (the_number_at_the_gate_is_held_against_the_declared_one),
    DESK_TEST (a_declared_number_with_a_wrong_check_digit_is_said),
    DESK_TEST (empty_and_loaded_are_told_apart),
    DESK_TEST (the_declared_mass_is_the_items_or_else_gross_minus_tare),
    DESK_TEST (a_mass_is_the_stranger_the_further_it_is_off),
    DESK_TEST (the_alarm_line_is_where_the_tolerances_add_up_to),
    DESK_TEST (what_cannot_be_seen_is_no_fault_of_the_declaration),
    DESK_TEST (an_impossible_mass_accuses_the_scale),
  };
  return cmocka_run_group_tests_name ("check", tests, NULL, NULL);
}
