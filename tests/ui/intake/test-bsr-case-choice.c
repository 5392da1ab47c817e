#include "bsr-ui-test.h"

#include "bsr-case-choice.h"

static void
add (GPtrArray *list, const char *id, const char *container, gboolean exact, gboolean open)
{
  BsrArrivalCandidate *candidate = g_new0 (BsrArrivalCandidate, 1);
  candidate->case_id = g_strdup (id);
  candidate->container = g_strdup (container);
  candidate->exact = exact;
  candidate->open = open;
  candidate->why = g_strdup (exact ? "exactly" : "0 read as O");
  g_ptr_array_add (list, candidate);
}

static GPtrArray *
list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_arrival_candidate_free);
}

static void
assert_chosen (BsrCaseChoice *choice, const char *expected)
{
  g_auto (GStrv) chosen = bsr_case_choice_chosen (choice);
  g_autofree char *all = g_strjoinv (" ", chosen);
  assert_string_equal (all, expected);
}

static BsrCaseChoice *
choice_new (void)
{
  return g_object_ref_sink (g_object_new (BSR_TYPE_CASE_CHOICE, NULL));
}

/* The only open case of the very number; never one that may have been misread, is done with, or has a twin. */
static void
only_what_is_certain_is_chosen_beforehand (void **state)
{
  BsrCaseChoice *choice = choice_new ();
  g_autoptr (GPtrArray) certain = list_new (), misread = list_new (), twins = list_new ();
  add (certain, "A", "CSQU3054383", TRUE, TRUE);
  add (certain, "B", "CSQU3054383", TRUE, FALSE);
  add (certain, "C", "CSQU3054384", FALSE, TRUE);
  bsr_case_choice_offer (choice, certain);
  assert_chosen (choice, "A");
  add (misread, "C", "CSQU3054384", FALSE, TRUE);
  add (misread, "D", "CSQU3054383", TRUE, FALSE);
  bsr_case_choice_offer (choice, misread);
  assert_chosen (choice, "");
  add (twins, "A", "CSQU3054383", TRUE, TRUE);
  add (twins, "E", "CSQU3054383", TRUE, TRUE);
  bsr_case_choice_offer (choice, twins);
  assert_chosen (choice, "");
  g_object_unref (choice);
}

static void
two_at_most_are_chosen (void **state)
{
  BsrCaseChoice *choice = choice_new ();
  g_autoptr (GPtrArray) offered = list_new ();
  add (offered, "A", "CSQU3054383", FALSE, TRUE);
  add (offered, "B", "MSCU1234565", FALSE, TRUE);
  add (offered, "C", "MSCU1234566", FALSE, TRUE);
  bsr_case_choice_offer (choice, offered);
  bsr_case_choice_set_chosen (choice, "B", TRUE);
  bsr_case_choice_set_chosen (choice, "A", TRUE);
  bsr_case_choice_set_chosen (choice, "C", TRUE);
  assert_chosen (choice, "B A");
  bsr_case_choice_set_chosen (choice, "B", FALSE);
  bsr_case_choice_set_chosen (choice, "C", TRUE);
  assert_chosen (choice, "A C");
  g_object_unref (choice);
}

static void
what_was_chosen_outlives_another_search (void **state)
{
  BsrCaseChoice *choice = choice_new ();
  g_autoptr (GPtrArray) none = list_new (), first = list_new (), second = list_new ();
  bsr_case_choice_offer (choice, none);
  add (first, "A", "CSQU3054383", FALSE, TRUE);
  add (first, "B", "MSCU1234565", FALSE, TRUE);
  bsr_case_choice_show_found (choice, first);
  bsr_case_choice_set_chosen (choice, "A", TRUE);
  add (second, "C", "MSCU1234566", FALSE, TRUE);
  bsr_case_choice_show_found (choice, second);
  assert_chosen (choice, "A");
  bsr_case_choice_set_chosen (choice, "B", TRUE);
  assert_chosen (choice, "A");
  bsr_case_choice_set_chosen (choice, "C", TRUE);
  assert_chosen (choice, "A C");
  bsr_case_choice_offer (choice, none);
  assert_chosen (choice, "");
  g_object_unref (choice);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (only_what_is_certain_is_chosen_beforehand),
    cmocka_unit_test (two_at_most_are_chosen),
    cmocka_unit_test (what_was_chosen_outlives_another_search),
  };
  return cmocka_run_group_tests (tests, bsr_ui_test_init, NULL);
}
