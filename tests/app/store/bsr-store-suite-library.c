#include "bsr-store-fixture.h"

#include <string.h>

#include "bsr-error.h"

/* The part of the suite on the library of examined loads. */

static const BsrActor supervisor = { "supervisor 1", "lane 2" };

static BsrLoadDescriptor
descriptor_of (float fill)
{
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  descriptor.values[BSR_LOAD_MEASURE_FILL_HEIGHT] = fill;
  descriptor.values[BSR_LOAD_MEASURE_GAPS] = 0.1f;
  return descriptor;
}

/* A case that was examined; its scan. */
static gint64
examined (Fixture *fixture, const char *id, BsrOutcomeResult result)
{
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, id);
  assert_true (fixture_decide (fixture, id, BSR_DECISION_EXAMINE, &error));
  assert_true (fixture_record (fixture, id, result, &error));
  bsr_test_assert_no_error (error);
  return scan;
}

static char *
contribute (Fixture *fixture, gint64 scan, float fill)
{
  g_autoptr (GError) error = NULL;
  BsrLoadDescriptor descriptor = descriptor_of (fill);
  char *id = bsr_store_contribute_load (fixture->store, &supervisor, scan, &descriptor, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (id);
  return id;
}

static void
assert_refused (Fixture *fixture, const char *officer, gint64 scan, const char *part)
{
  g_autoptr (GError) error = NULL;
  const BsrActor actor = { officer, "lane 2" };
  BsrLoadDescriptor descriptor = descriptor_of (0.75f);
  gint64 before = fixture_entries (fixture);
  assert_null (bsr_store_contribute_load (fixture->store, &actor, scan, &descriptor, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, part);
  assert_int_equal (fixture_entries (fixture), before);
}

static BsrLibrary *
standing (Fixture *fixture, int n)
{
  g_autoptr (GError) error = NULL;
  BsrLibrary *library = bsr_store_list_contributions (fixture->store, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_library_count (library), n);
  return library;
}

static void
assert_standing (Fixture *fixture, int n)
{
  g_autoptr (BsrLibrary) library = standing (fixture, n);
  assert_non_null (library);
}

static void
contribution_comes_back (void **state)
{
  Fixture *fixture = *state;
  assert_standing (fixture, 0);
  gint64 scan = examined (fixture, "T-1", BSR_OUTCOME_CONFORMING), before = fixture_entries (fixture);
  g_autofree char *id = contribute (fixture, scan, 0.7f);
  g_autofree char *again = contribute (fixture, scan, 0.7f); /* no act */
  assert_string_equal (again, id);
  assert_int_equal (fixture_entries (fixture), before + 1);

  fixture_reopen (fixture);
  g_autoptr (BsrLibrary) library = standing (fixture, 1);
  const BsrLibraryEntry *entry = bsr_library_get (library, id);
  BsrLoadDescriptor expected = descriptor_of (0.7f);
  assert_non_null (entry);
  assert_string_equal (entry->heading, "0803");
  assert_string_equal (entry->supervisor, "supervisor 1");
  assert_null (entry->station);
  assert_memory_equal (&entry->descriptor, &expected, sizeof expected);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", NULL);
  assert_string_equal (entry->scan, ((BsrScan *) scans->pdata[0])->sha256);
}

static void
contribution_is_found_by_its_pixels (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = examined (fixture, "T-1", BSR_OUTCOME_CONFORMING);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  const char *sha256 = ((BsrScan *) scans->pdata[0])->sha256;
  assert_null (bsr_store_get_contribution (fixture->store, sha256, NULL, &error));
  bsr_test_assert_no_error (error);

  g_autofree char *id = contribute (fixture, scan, 0.7f), *found_id = NULL;
  g_autoptr (BsrContribution) found
      = bsr_store_get_contribution (fixture->store, sha256, &found_id, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (found->case_id, "T-1");
  assert_string_equal (found->supervisor, "supervisor 1");
  assert_string_equal (found_id, id);

  assert_true (bsr_store_withdraw_load (fixture->store, &supervisor, id, "other goods", &error));
  assert_null (bsr_store_get_contribution (fixture->store, sha256, NULL, &error));
  bsr_test_assert_no_error (error);
}

static void
only_conforming_loads_enter (void **state)
{
  Fixture *fixture = *state;
  gint64 open = bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-0");
  assert_refused (fixture, "supervisor 1", open, "case 'T-0' has no outcome");
  assert_refused (fixture, "supervisor 1", 999, "there is no scan 999");
  const BsrOutcomeResult results[]
      = { BSR_OUTCOME_MISDECLARED, BSR_OUTCOME_PROHIBITED, BSR_OUTCOME_INCONCLUSIVE };
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", (int) i + 1);
      gint64 scan = examined (fixture, id, results[i]);
      assert_refused (fixture, "supervisor 1", scan, "was not found as declared");
    }
  assert_standing (fixture, 0);
}

/* The fixture's outcome: examined by officer 9, recorded by officer 7. */
static void
four_eyes_see_each_load (void **state)
{
  Fixture *fixture = *state;
  gint64 scan = examined (fixture, "T-1", BSR_OUTCOME_CONFORMING);
  assert_refused (fixture, "officer 9", scan, "'officer 9' has given the outcome of case 'T-1'");
  assert_refused (fixture, "officer 7", scan, "somebody else must confirm");
  assert_refused (fixture, " OFFICER 7 ", scan, "somebody else must confirm");
  assert_refused (fixture, " ", scan, "the supervisor has no name");
  g_autofree char *id = contribute (fixture, scan, 0.7f);
  assert_standing (fixture, 1);
}

static void
pixels_stand_once (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = examined (fixture, "T-1", BSR_OUTCOME_CONFORMING);
  g_autofree char *id = contribute (fixture, scan, 0.7f);
  assert_refused (fixture, "supervisor 1", scan, "is in the library already, from case 'T-1'");

  /* The same pixels in another case. */
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (fixture->store, "T-1", &error);
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-2");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  gint64 copy = bsr_store_add_scan (fixture->store, ACTOR, "T-2", scans->pdata[0], &error);
  assert_true (fixture_decide (fixture, "T-2", BSR_DECISION_EXAMINE, &error));
  assert_true (fixture_record (fixture, "T-2", BSR_OUTCOME_CONFORMING, &error));
  bsr_test_assert_no_error (error);
  assert_refused (fixture, "supervisor 1", copy, "is in the library already, from case 'T-1'");

  assert_true (bsr_store_withdraw_load (fixture->store, &supervisor, id, "other case", &error));
  g_autofree char *other = contribute (fixture, copy, 0.7f);
  assert_standing (fixture, 1);
  fixture_entries (fixture);
}

static void
withdrawn_with_a_reason (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, wordless = NULL, nameless = NULL, twice = NULL;
  const BsrActor nobody = { "", "lane 2" };
  gint64 scan = examined (fixture, "T-1", BSR_OUTCOME_CONFORMING);
  g_autofree char *id = contribute (fixture, scan, 0.7f);
  assert_false (bsr_store_withdraw_load (fixture->store, &supervisor, id, " ", &wordless));
  bsr_test_assert_error (wordless, BSR_ERROR, BSR_ERROR_INVALID, "needs a reason in words");
  assert_false (bsr_store_withdraw_load (fixture->store, &nobody, id, "wrong", &nameless));
  bsr_test_assert_error (nameless, BSR_ERROR, BSR_ERROR_INVALID, "has no name");
  gint64 before = fixture_entries (fixture);
  assert_true (bsr_store_withdraw_load (fixture->store, &supervisor, id, "wrong load", &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), before + 1);
  assert_standing (fixture, 0);
  assert_false (bsr_store_withdraw_load (fixture->store, &supervisor, id, "wrong load", &twice));
  bsr_test_assert_error (twice, BSR_ERROR, BSR_ERROR_INVALID, "stands in the library");

  /* It may come again, as the same load or as another. */
  g_autofree char *again = contribute (fixture, scan, 0.7f);
  assert_standing (fixture, 1);
  assert_true (bsr_store_withdraw_load (fixture->store, &supervisor, again, "wrong", &error));
  g_autofree char *other = contribute (fixture, scan, 0.8f);
  assert_string_not_equal (other, id);
  assert_standing (fixture, 1);
  fixture_entries (fixture);
}

static void
corrected_outcome_ends_it (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = examined (fixture, "T-1", BSR_OUTCOME_CONFORMING);
  g_autofree char *id = contribute (fixture, scan, 0.7f);
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_MISDECLARED, &error));
  assert_standing (fixture, 0);
  assert_refused (fixture, "supervisor 1", scan, "was not found as declared");
  /* An outcome that nobody has confirmed yet does not bring it back. */
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error));
  bsr_test_assert_no_error (error);
  assert_standing (fixture, 0);
  g_autofree char *again = contribute (fixture, scan, 0.7f);
  assert_standing (fixture, 1);
  fixture_entries (fixture);
}

static void
new_declaration_ends_it (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = examined (fixture, "T-1", BSR_OUTCOME_CONFORMING);
  g_autofree char *id = contribute (fixture, scan, 0.7f);
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  bsr_case_add_item (flagged, "220421");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  assert_standing (fixture, 0);
  assert_refused (fixture, "supervisor 1", scan, "was declared anew after its outcome");
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error));
  assert_refused (fixture, "supervisor 1", scan, "is not declared as goods of one chapter");

  g_autoptr (BsrCase) uncoded = bsr_store_suite_case ("T-1");
  g_ptr_array_set_size (uncoded->items, 0);
  bsr_case_add_item (uncoded, "");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, uncoded, &error));
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error));
  assert_refused (fixture, "supervisor 1", scan, "is not declared as goods of one chapter");

  g_autoptr (BsrCase) fruit = bsr_store_suite_case ("T-1");
  bsr_case_add_item (fruit, "080510");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, fruit, &error));
  assert_true (fixture_record (fixture, "T-1", BSR_OUTCOME_CONFORMING, &error));
  bsr_test_assert_no_error (error);
  g_autofree char *of_chapter = contribute (fixture, scan, 0.7f);
  g_autoptr (BsrLibrary) library = standing (fixture, 1);
  assert_string_equal (bsr_library_get (library, of_chapter)->heading, "08");
}

static void
nothing_measured_teaches_nothing (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  gint64 scan = examined (fixture, "T-1", BSR_OUTCOME_CONFORMING);
  BsrLoadDescriptor blank = bsr_load_descriptor_blank ();
  assert_null (bsr_store_contribute_load (fixture->store, &supervisor, scan, &blank, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "nothing of the load is measured");
}

const struct CMUnitTest store_suite_library_tests[] = {
  cmocka_unit_test (contribution_comes_back),
  cmocka_unit_test (contribution_is_found_by_its_pixels),
  cmocka_unit_test (only_conforming_loads_enter),
  cmocka_unit_test (four_eyes_see_each_load),
  cmocka_unit_test (pixels_stand_once),
  cmocka_unit_test (withdrawn_with_a_reason),
  cmocka_unit_test (corrected_outcome_ends_it),
  cmocka_unit_test (new_declaration_ends_it),
  cmocka_unit_test (nothing_measured_teaches_nothing),
};
const gsize store_suite_n_library_tests = G_N_ELEMENTS (store_suite_library_tests);
