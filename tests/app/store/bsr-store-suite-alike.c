#include "bsr-store-fixture.h"

#include <string.h>

/* The part of the suite on cases that are looked at together: of one heading, of one bill of lading. */

/* A case with goods of @hs and an analysis of @score (NULL: none), examined with @result. */
static void
put_examined (Fixture *fixture, const char *id, const char *hs, const double *score,
              BsrOutcomeResult result)
{
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, id);
  g_autoptr (BsrCase) flagged = bsr_case_new (id, "CSQU3054383");
  bsr_case_add_item (flagged, hs);
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  g_autofree char *json = score != NULL ? bsr_store_suite_analysis (score, 1, 10.0) : NULL;
  assert_true (json == NULL
               || bsr_store_save_analysis (fixture->store, ACTOR, scan, json, &error));
  assert_true (fixture_decide (fixture, id, BSR_DECISION_EXAMINE, &error));
  assert_true (fixture_record (fixture, id, result, &error));
  bsr_test_assert_no_error (error);
}

/* @expected: the analyses' scores in their order, as the documents have them. */
static void
assert_conforming (Fixture *fixture, const char *heading, const char *but_case, int most,
                   const char *const *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) documents
      = bsr_store_list_conforming (fixture->store, heading, but_case, most, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (documents->len, g_strv_length ((char **) expected));
  for (guint i = 0; i < documents->len; i++)
    {
      g_autofree char *score = g_strdup_printf ("\"score\": %s,", expected[i]);
      assert_non_null (strstr (documents->pdata[i], score));
    }
}

static void
cases_as_declared_are_listed_by_heading (void **state)
{
  Fixture *fixture = *state;
  assert_conforming (fixture, "0803", NULL, 9, (const char *const[]){ NULL });
  put_examined (fixture, "T-1", "080390", (double[]){ 0.125 }, BSR_OUTCOME_CONFORMING);
  put_examined (fixture, "T-2", "0803", (double[]){ 0.25 }, BSR_OUTCOME_CONFORMING);
  put_examined (fixture, "T-3", "0805", (double[]){ 0.5 }, BSR_OUTCOME_CONFORMING);
  put_examined (fixture, "T-4", "0803", (double[]){ 0.75 }, BSR_OUTCOME_PROHIBITED);
  put_examined (fixture, "T-5", "0803", NULL, BSR_OUTCOME_CONFORMING);
  put_examined (fixture, "T-6", "08", (double[]){ 0.875 }, BSR_OUTCOME_CONFORMING);
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, "T-7"); /* 0803, open */
  assert_conforming (fixture, "0803", NULL, 9, (const char *const[]){ "0.25", "0.125", NULL });
  assert_conforming (fixture, "0803", NULL, 1, (const char *const[]){ "0.25", NULL });
  assert_conforming (fixture, "0803", "T-2", 9, (const char *const[]){ "0.125", NULL });
  assert_conforming (fixture, "0805", NULL, 9, (const char *const[]){ "0.5", NULL });

  /* What was corrected stands; what was decided of it is the latest now. */
  g_autoptr (GError) error = NULL;
  assert_true (fixture_record (fixture, "T-2", BSR_OUTCOME_INCONCLUSIVE, &error));
  assert_true (fixture_record (fixture, "T-4", BSR_OUTCOME_CONFORMING, &error));
  assert_conforming (fixture, "0803", NULL, 9, (const char *const[]){ "0.75", "0.125", NULL });
}

/* A case of the bill of lading, analysed where @score is not NULL. */
static void
put_consigned (Fixture *fixture, const char *id, const char *bill, const double *score)
{
  g_autoptr (GError) error = NULL;
  gint64 scan = bsr_store_suite_scanned_case (fixture->store, fixture->folder, id);
  g_autoptr (BsrCase) flagged = bsr_case_new (id, "CSQU3054383");
  flagged->bill_of_lading = g_strdup (bill);
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  g_autofree char *json = score != NULL ? bsr_store_suite_analysis (score, 1, 10.0) : NULL;
  assert_true (json == NULL
               || bsr_store_save_analysis (fixture->store, ACTOR, scan, json, &error));
  bsr_test_assert_no_error (error);
}

static void
assert_consigned (Fixture *fixture, const char *bill, int most, const char *const *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = bsr_store_list_consignment (fixture->store, bill, most, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (cases->len, g_strv_length ((char **) expected));
  for (guint i = 0; i < cases->len; i++)
    {
      const BsrAnalysedCase *analysed = cases->pdata[i];
      assert_string_equal (analysed->flagged->id, expected[i]);
      assert_string_equal (analysed->flagged->bill_of_lading, bill);
      assert_non_null (strstr (analysed->analysis, "basira-analysis/1"));
    }
}

static void
boxes_of_one_bill_are_listed (void **state)
{
  Fixture *fixture = *state;
  assert_consigned (fixture, "B\"1", 9, (const char *const[]){ NULL });
  put_consigned (fixture, "T-1", "B\"1", (double[]){ 0.5 });
  put_consigned (fixture, "T-2", "B\"2", (double[]){ 0.5 });
  put_consigned (fixture, "T-3", "B\"1", NULL);
  put_consigned (fixture, "T-4", NULL, (double[]){ 0.5 });
  put_consigned (fixture, "T-5", "B\"1", (double[]){ 0.5 });
  assert_consigned (fixture, "B\"1", 9, (const char *const[]){ "T-5", "T-1", NULL });
  assert_consigned (fixture, "B\"1", 1, (const char *const[]){ "T-5", NULL });
  put_consigned (fixture, "T-5", "B\"2", (double[]){ 0.5 }); /* declared anew */
  assert_consigned (fixture, "B\"1", 9, (const char *const[]){ "T-1", NULL });
  assert_consigned (fixture, "B\"2", 9, (const char *const[]){ "T-5", "T-2", NULL });
}

/* A scanned case, declared anew as another container, bill and size. */
static void
put_kin (Fixture *fixture, const char *id, const char *container, const char *size, gboolean empty)
{
  g_autoptr (GError) error = NULL;
  bsr_store_suite_scanned_case (fixture->store, fixture->folder, id);
  g_autoptr (BsrCase) flagged = bsr_case_new (id, container);
  flagged->bill_of_lading = g_strdup ("B-1");
  flagged->size_type = g_strdup (size);
  flagged->empty = empty;
  if (!empty)
    bsr_case_add_item (flagged, "080390");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  bsr_test_assert_no_error (error);
}

static void
assert_kin (Fixture *fixture, BsrKinship kinship, const char *value, int most,
            const char *const *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases
      = bsr_store_list_kin (fixture->store, kinship, value, most, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (cases->len, g_strv_length ((char **) expected));
  for (guint i = 0; i < cases->len; i++)
    assert_string_equal (((BsrCase *) cases->pdata[i])->id, expected[i]);
}

static void
scanned_kin_are_listed_by_what_they_share (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  put_kin (fixture, "T-1", "CSQU3054383", "22G1", FALSE);
  put_kin (fixture, "T-2", "CSQU3054383", "22G1", TRUE);
  put_kin (fixture, "T-3", "TGHU3041356", "22G1", TRUE);
  g_autoptr (BsrCase) unscanned = bsr_case_new ("T-4", "CSQU3054383");
  unscanned->bill_of_lading = g_strdup ("B-1");
  assert_true (bsr_store_put_case (fixture->store, ACTOR, unscanned, &error));

  assert_kin (fixture, BSR_KIN_CONTAINER, "CSQU3054383", 9, (const char *const[]){ "T-2", "T-1", NULL });
  assert_kin (fixture, BSR_KIN_CONTAINER, "CSQU3054383", 1, (const char *const[]){ "T-2", NULL });
  assert_kin (fixture, BSR_KIN_CONTAINER, "nothing", 9, (const char *const[]){ NULL });
  assert_kin (fixture, BSR_KIN_BILL, "B-1", 9, (const char *const[]){ "T-3", "T-2", "T-1", NULL });

  assert_kin (fixture, BSR_KIN_EMPTY, "22G1", 9, (const char *const[]){ NULL });
  assert_kin (fixture, BSR_KIN_CONFORMING, "0803", 9, (const char *const[]){ NULL });
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("T-%d", i);
      assert_true (fixture_decide (fixture, id, BSR_DECISION_EXAMINE, &error));
      assert_true (fixture_record (fixture, id, i == 3 ? BSR_OUTCOME_PROHIBITED : BSR_OUTCOME_CONFORMING,
                                   &error));
    }
  assert_kin (fixture, BSR_KIN_EMPTY, "22G1", 9, (const char *const[]){ "T-2", NULL });
  assert_kin (fixture, BSR_KIN_EMPTY, "45G1", 9, (const char *const[]){ NULL });
  assert_kin (fixture, BSR_KIN_CONFORMING, "0803", 9, (const char *const[]){ "T-1", NULL });
}

const struct CMUnitTest store_suite_alike_tests[] = {
  cmocka_unit_test (scanned_kin_are_listed_by_what_they_share),
  cmocka_unit_test (cases_as_declared_are_listed_by_heading),
  cmocka_unit_test (boxes_of_one_bill_are_listed),
};
const gsize store_suite_n_alike_tests = G_N_ELEMENTS (store_suite_alike_tests);
