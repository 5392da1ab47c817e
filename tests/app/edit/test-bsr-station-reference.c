#include "bsr-store-fixture.h"

#include "bsr-station-reference.h"

/* The only band that the loads reach. */
#define BAND 4

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  g_autofree char *url = g_strdup_printf ("sqlite:%s/store.db", fixture->folder);
  fixture->store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  *state = fixture;
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  g_object_unref (fixture->store);
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture);
  return 0;
}

/* (transfer full): the analysis of scan @scan, whose load shows @mm. */
static char *
document (int scan, double mm)
{
  g_autoptr (GString) profile = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  for (int i = 0; i < BSR_LOAD_PROFILE_BANDS; i++)
    g_string_append_printf (profile, "%s[%d, %s, 2]", i > 0 ? ", " : "", i == BAND ? 20 : 0,
                            g_ascii_dtostr (number, sizeof number, mm));
  return g_strdup_printf (
      "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": \"%064d\","
      " \"width\": 10, \"height\": 10, \"planes\": 1}, \"load\": {\"profile\": [%s]},"
      " \"anomalies\": [], \"engine\": {\"version\": \"1\", \"elapsed_ms\": 1}}",
      scan, profile->str);
}

/* A case of bananas that was examined: its load shows @mm. */
static void
put_examined (Fixture *fixture, const char *id, int scan, double mm, BsrOutcomeResult result)
{
  g_autoptr (GError) error = NULL;
  gint64 scan_id = bsr_store_suite_scanned_case (fixture->store, fixture->folder, id);
  g_autofree char *json = document (scan, mm);
  assert_true (bsr_store_save_analysis (fixture->store, ACTOR, scan_id, json, &error));
  assert_true (fixture_decide (fixture, id, BSR_DECISION_EXAMINE, &error));
  assert_true (fixture_record (fixture, id, result, &error));
  bsr_test_assert_no_error (error);
}

static double
mean_of (const BsrReference *reference)
{
  double mean_mm = 0.0, spread_mm;
  assert_non_null (reference);
  assert_true (bsr_reference_expect (reference, BAND, &mean_mm, &spread_mm));
  return mean_mm;
}

static void
cases_that_were_as_declared_are_the_reference (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  put_examined (fixture, "E-1", 1, 30.0, BSR_OUTCOME_CONFORMING);
  put_examined (fixture, "E-2", 2, 40.0, BSR_OUTCOME_CONFORMING);
  put_examined (fixture, "E-3", 3, 500.0, BSR_OUTCOME_PROHIBITED);
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("NEW");
  assert_null (bsr_station_reference_new (fixture->store, flagged, NULL, &error));
  bsr_test_assert_no_error (error);

  put_examined (fixture, "E-4", 4, 50.0, BSR_OUTCOME_CONFORMING);
  g_autoptr (BsrReference) reference
      = bsr_station_reference_new (fixture->store, flagged, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (bsr_reference_n_loads (reference), 3);
  bsr_test_assert_close (mean_of (reference), 40.0, 1e-9);
}

/* Neither by its case nor by its pixels under another. */
static void
a_case_is_never_its_own_reference (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  const double mm[] = { 10.0, 20.0, 30.0, 40.0 };
  for (int i = 0; i < (int) G_N_ELEMENTS (mm); i++)
    {
      g_autofree char *id = g_strdup_printf ("E-%d", i);
      put_examined (fixture, id, i, mm[i], BSR_OUTCOME_CONFORMING);
    }
  g_autoptr (BsrCase) same = bsr_store_suite_case ("E-3"), other = bsr_store_suite_case ("NEW");
  g_autoptr (BsrReference) by_case
      = bsr_station_reference_new (fixture->store, same, NULL, &error);
  bsr_test_assert_close (mean_of (by_case), 20.0, 1e-9);
  g_autofree char *sha256 = g_strdup_printf ("%064d", 0);
  g_autoptr (BsrReference) by_scan
      = bsr_station_reference_new (fixture->store, other, sha256, &error);
  bsr_test_assert_close (mean_of (by_scan), 30.0, 1e-9);
  bsr_test_assert_no_error (error);
}

static void
goods_of_several_headings_have_none (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("E-%d", i);
      put_examined (fixture, id, i, 40.0, BSR_OUTCOME_CONFORMING);
    }
  g_autoptr (BsrCase) mixed = bsr_store_suite_case ("NEW");
  bsr_case_add_item (mixed, "9403");
  assert_null (bsr_station_reference_new (fixture->store, mixed, NULL, &error));
  bsr_test_assert_no_error (error);
}

#define STORE_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    STORE_TEST (cases_that_were_as_declared_are_the_reference),
    STORE_TEST (a_case_is_never_its_own_reference),
    STORE_TEST (goods_of_several_headings_have_none),
  };
  return cmocka_run_group_tests_name ("station-reference", tests, NULL, NULL);
}
