#include "bsr-test.h"

#include <math.h>

#include "bsr-physical-examination.h"
#include "bsr-error.h"

static BsrPhysicalExamination *
example (void)
{
  static const char *const methods[] = { "canine", "visual", NULL };
  g_autoptr (GDateTime) from = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (GDateTime) to = g_date_time_new_utc (2024, 5, 3, 9, 30, 0);
  BsrPhysicalExamination *examination = bsr_physical_examination_new ();
  bsr_physical_examination_set_methods (examination, methods);
  bsr_physical_examination_set_times (examination, from, to);
  examination->team = g_strdup ("officers 3 and 9");
  g_ptr_array_add (examination->seizures, bsr_seizure_new ("narcotics", 12.125, "kg"));
  g_ptr_array_add (examination->seals, bsr_seal_new ("ML-1", FALSE, FALSE, "officer 9", from));
  g_ptr_array_add (examination->seals, bsr_seal_new ("CU-77", TRUE, TRUE, "officer 3", to));
  return examination;
}

static void
comes_back_from_its_document (void **state)
{
  g_autoptr (BsrPhysicalExamination) made = example ();
  g_autofree char *json = bsr_physical_examination_to_json (made);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPhysicalExamination) read = bsr_physical_examination_from_json (json, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *again = bsr_physical_examination_to_json (read);
  assert_string_equal (again, json);
  assert_string_equal (read->methods[0], "canine");
  assert_string_equal (read->team, "officers 3 and 9");
  const BsrSeizure *seizure = read->seizures->pdata[0];
  bsr_test_assert_close (seizure->quantity, 12.125, 0.0);
  const BsrSeal *before = read->seals->pdata[0], *after = read->seals->pdata[1];
  assert_false (before->after);
  assert_false (before->intact);
  assert_true (after->after);
  assert_string_equal (after->number, "CU-77");
  assert_string_equal (after->officer, "officer 3");
  assert_true (bsr_physical_examination_check (read, &error));
}

static void
nothing_stated_is_blank (void **state)
{
  g_autoptr (BsrPhysicalExamination) examination = bsr_physical_examination_new ();
  assert_true (bsr_physical_examination_is_blank (examination));
  g_autofree char *json = bsr_physical_examination_to_json (examination);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPhysicalExamination) read = bsr_physical_examination_from_json (json, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_physical_examination_is_blank (read));
  g_ptr_array_add (read->seizures, bsr_seizure_new ("waste", 1.0, "t"));
  assert_false (bsr_physical_examination_is_blank (read));
}

static void
assert_refused (BsrPhysicalExamination *examination, const char *words)
{
  g_autoptr (GError) error = NULL;
  assert_false (bsr_physical_examination_check (examination, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, words);
  bsr_physical_examination_free (examination);
}

static void
what_cannot_be_is_refused (void **state)
{
  static const char *const unknown[] = { "visual", "divining", NULL };
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  BsrPhysicalExamination *e = example ();
  bsr_physical_examination_set_times (e, e->ended, e->started);
  assert_refused (e, "cannot end before it starts");
  bsr_physical_examination_set_methods (e = example (), unknown);
  assert_refused (e, "'divining' is no term");
  g_ptr_array_add ((e = example ())->seizures, bsr_seizure_new ("narcotics", 0.0, "kg"));
  assert_refused (e, "above 0");
  g_ptr_array_add ((e = example ())->seizures, bsr_seizure_new ("narcotics", NAN, "kg"));
  assert_refused (e, "above 0");
  g_ptr_array_add ((e = example ())->seizures, bsr_seizure_new ("narcotics", 2.0, "stone"));
  assert_refused (e, "'stone' is no term");
  g_ptr_array_add ((e = example ())->seals, bsr_seal_new (" ", FALSE, TRUE, "officer 9", at));
  assert_refused (e, "needs its number");
  g_ptr_array_add ((e = example ())->seals, bsr_seal_new ("A", FALSE, TRUE, "", at));
  assert_refused (e, "name of who read it");
}

static void
damaged_documents_are_refused (void **state)
{
  static const char *const documents[] = { "{", "{\"seals\": [{\"number\": \"1\"}]}",
                                           "{\"seizures\": [{\"kind\": \"waste\","
                                           " \"quantity\": -1, \"unit\": \"kg\"}]}",
                                           "{\"started\": \"yesterday\"}" };
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_physical_examination_from_json (documents[i], &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "");
    }
}

static void
mass_of_a_seizure_is_known_in_units_of_mass (void **state)
{
  static const struct
  {
    const char *unit;
    double kg;
  } masses[] = { { "kg", 5.0 }, { "g", 0.005 }, { "t", 5000.0 }, { "l", NAN }, { "pieces", NAN } };
  for (guint i = 0; i < G_N_ELEMENTS (masses); i++)
    {
      g_autoptr (BsrSeizure) seizure = bsr_seizure_new ("other", 5.0, masses[i].unit);
      if (isnan (masses[i].kg))
        assert_true (isnan (bsr_seizure_kg (seizure)));
      else
        bsr_test_assert_close (bsr_seizure_kg (seizure), masses[i].kg, 1e-12);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (comes_back_from_its_document),
    cmocka_unit_test (nothing_stated_is_blank),
    cmocka_unit_test (what_cannot_be_is_refused),
    cmocka_unit_test (damaged_documents_are_refused),
    cmocka_unit_test (mass_of_a_seizure_is_known_in_units_of_mass),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
