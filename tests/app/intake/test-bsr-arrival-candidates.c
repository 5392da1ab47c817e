#include "bsr-drop-fixture.h"

#include "bsr-arrival-candidates.h"

static void
offer (Drop *drop, const char *first, const char *second, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  char *containers[] = { (char *) (gpointer) first, (char *) (gpointer) second, NULL };
  const BsrArrival arrival = { .containers = containers };
  g_autoptr (GPtrArray) offered = bsr_arrival_candidates (drop->store, &arrival, &error);
  bsr_test_assert_no_error (error);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < offered->len; i++)
    {
      const BsrArrivalCandidate *candidate = offered->pdata[i];
      g_string_append_printf (text, "%s%s %s %s%s", i > 0 ? "; " : "", candidate->case_id,
                              candidate->container, candidate->why,
                              candidate->open ? "" : " (not open)");
      assert_int_equal (candidate->exact, g_str_equal (candidate->why, "exactly"));
    }
  assert_string_equal (text->str, wanted);
}

static void
cases_of_misread_numbers_are_offered (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_list_case (drop, "T-2", BOX, 2);
  drop_list_case (drop, "T-3", OTHER_BOX, 3);
  offer (drop, BOX, NULL, "T-2 " BOX " exactly; T-1 " BOX " exactly");
  offer (drop, MISREAD_BOX, NULL, "T-2 " BOX " two digits swapped; T-1 " BOX " two digits swapped");
  offer (drop, "C5QU3054383", NULL, "T-2 " BOX " S read as 5; T-1 " BOX " S read as 5");
  offer (drop, "SCQU3054383", NULL,
         "T-2 " BOX " two characters swapped; T-1 " BOX " two characters swapped");
  offer (drop, "CSQU3O54383", NULL, "T-2 " BOX " 0 read as O; T-1 " BOX " 0 read as O");
  offer (drop, "CSQU3054382", NULL, ""); /* a wrong digit could be any number */
  offer (drop, "nonsense", NULL, "");
  offer (drop, NULL, NULL, "");
}

static void
open_cases_come_first_and_none_twice (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", BOX, 1);
  drop_list_case (drop, "T-2", BOX, 2);
  drop_list_case (drop, "T-3", OTHER_BOX, 3);
  bsr_store_suite_close (drop->store, "T-2");
  offer (drop, MISREAD_BOX, OTHER_BOX,
         "T-3 " OTHER_BOX " exactly; T-1 " BOX " two digits swapped; T-2 " BOX
         " two digits swapped (not open)");
  offer (drop, BOX, MISREAD_BOX, "T-1 " BOX " exactly; T-2 " BOX " exactly (not open)");
}

/* A case that is listed under the wrong number itself is offered, not linked. */
static void
wrong_number_on_the_list_is_offered (void **state)
{
  Drop *drop = *state;
  drop_list_case (drop, "T-1", MISREAD_BOX, 1);
  offer (drop, MISREAD_BOX, NULL, "T-1 " MISREAD_BOX " exactly");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (cases_of_misread_numbers_are_offered, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (open_cases_come_first_and_none_twice, drop_set_up,
                                     drop_tear_down),
    cmocka_unit_test_setup_teardown (wrong_number_on_the_list_is_offered, drop_set_up,
                                     drop_tear_down),
  };
  return cmocka_run_group_tests_name ("arrival candidates", tests, NULL, NULL);
}
