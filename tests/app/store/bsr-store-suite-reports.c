#include "bsr-store-fixture.h"

#include "bsr-error.h"
#include "bsr-store-arrivals.h"

/* What comes by itself and is no scan: files that are refused, reports of other systems. */

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
refused_file_is_noted_once_for_each_reason (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, hash = NULL, wordless = NULL;
  for (int i = 0; i < 2; i++)
    {
      assert_true (bsr_store_note_refusal (fixture->store, ACTOR, "a\xff.exe", HASH,
                                           "no picture \xff", &error));
      assert_true (
          bsr_store_note_refusal (fixture->store, ACTOR, "b.exe", HASH, "too large", &error));
    }
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 2);
  assert_false (bsr_store_note_refusal (fixture->store, ACTOR, "c", "ABC", "x", &hash));
  bsr_test_assert_error (hash, BSR_ERROR, BSR_ERROR_INVALID, "SHA-256");
  assert_false (bsr_store_note_refusal (fixture->store, ACTOR, "c", HASH, "\t", &wordless));
  bsr_test_assert_error (wordless, BSR_ERROR, BSR_ERROR_INVALID, "reason");
}

static void
report (Fixture *fixture, BsrCaseReportKind kind, const char *source, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCaseReport) taken = bsr_case_report_new (kind, source, HASH, json);
  assert_true (bsr_store_add_report (fixture->store, ACTOR, "T-1", taken, &error));
  bsr_test_assert_no_error (error);
}

static void
report_is_kept_once_while_it_stays_the_same (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, missing = NULL, broken = NULL;
  fixture_put_case (fixture, "T-1");
  report (fixture, BSR_CASE_REPORT_STOWAGE, "a.edi (BAPLIE)", "{\"bay\": 1}");
  report (fixture, BSR_CASE_REPORT_STOWAGE, "b.edi (BAPLIE)", "{\"bay\": 1}");
  report (fixture, BSR_CASE_REPORT_RADIATION, "c.n42", "{\"bay\": 1}");
  report (fixture, BSR_CASE_REPORT_STOWAGE, "d.edi (BAPLIE)", "{\"bay\": 2}");
  report (fixture, BSR_CASE_REPORT_STOWAGE, "a.edi (BAPLIE)", "{\"bay\": 1}"); /* it came back */
  assert_int_equal (fixture_entries (fixture), 1 + 4);
  fixture_reopen (fixture);
  g_autoptr (GPtrArray) reports = bsr_store_list_reports (fixture->store, "T-1", &error);
  bsr_test_assert_no_error (error);
  const char *sources[] = { "a.edi (BAPLIE)", "d.edi (BAPLIE)", "c.n42", "a.edi (BAPLIE)" };
  assert_int_equal (reports->len, G_N_ELEMENTS (sources));
  for (guint i = 0; i < reports->len; i++)
    {
      const BsrCaseReport *kept = reports->pdata[i];
      assert_string_equal (kept->source, sources[i]);
      assert_string_equal (kept->sha256, HASH);
      assert_string_equal (kept->officer, ACTOR->officer);
      assert_non_null (kept->at);
    }
  assert_int_equal (((BsrCaseReport *) reports->pdata[2])->kind, BSR_CASE_REPORT_RADIATION);
  assert_string_equal (((BsrCaseReport *) reports->pdata[1])->json, "{\"bay\": 2}");

  g_autoptr (BsrCaseReport) no_json
      = bsr_case_report_new (BSR_CASE_REPORT_MANIFEST, "a", HASH, "no");
  assert_false (bsr_store_add_report (fixture->store, ACTOR, "T-1", no_json, &broken));
  bsr_test_assert_error (broken, BSR_ERROR, BSR_ERROR_INVALID, "cannot be kept");
  assert_false (bsr_store_add_report (fixture->store, ACTOR, "T-9", reports->pdata[0], &missing));
  bsr_test_assert_error (missing, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
  assert_int_equal (fixture_entries (fixture), 5);
}

static void
reports_are_kept_together_each_by_itself (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, missing = NULL;
  const char *case_ids[] = { "T-1", "T-2", "T-1", "T-1" };
  g_autoptr (BsrCaseReport) bay
      = bsr_case_report_new (BSR_CASE_REPORT_STOWAGE, "a.edi", HASH, "{\"bay\": 1}");
  g_autoptr (BsrCaseReport) other
      = bsr_case_report_new (BSR_CASE_REPORT_STOWAGE, "a.edi", HASH, "{\"bay\": 2}");
  const BsrCaseReport *const reports[] = { bay, bay, bay, other };
  fixture_put_case (fixture, "T-1");
  fixture_put_case (fixture, "T-2");
  assert_true (bsr_store_add_reports (fixture->store, ACTOR, case_ids, reports, 0, &error));
  assert_true (bsr_store_add_reports (fixture->store, ACTOR, case_ids, reports, 4, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (fixture_entries (fixture), 2 + 3); /* one of them says nothing new */
  assert_true (bsr_store_add_reports (fixture->store, ACTOR, &case_ids[1], reports, 1, &error));
  assert_int_equal (fixture_entries (fixture), 5);
  g_autoptr (GPtrArray) first_s = bsr_store_list_reports (fixture->store, "T-1", &error);
  g_autoptr (GPtrArray) second_s = bsr_store_list_reports (fixture->store, "T-2", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (first_s->len, 2);
  assert_string_equal (((BsrCaseReport *) first_s->pdata[0])->json, "{\"bay\": 2}");
  assert_int_equal (second_s->len, 1);

  /* All or none. */
  case_ids[3] = "T-9";
  const BsrCaseReport *const again[] = { bay, other, bay, other };
  assert_false (bsr_store_add_reports (fixture->store, ACTOR, case_ids, again, 4, &missing));
  bsr_test_assert_error (missing, BSR_ERROR, BSR_ERROR_INVALID, "no case 'T-9'");
  assert_int_equal (fixture_entries (fixture), 5);
}

const struct CMUnitTest store_suite_report_tests[] = {
  cmocka_unit_test (refused_file_is_noted_once_for_each_reason),
  cmocka_unit_test (report_is_kept_once_while_it_stays_the_same),
  cmocka_unit_test (reports_are_kept_together_each_by_itself),
};
const gsize store_suite_n_report_tests = G_N_ELEMENTS (store_suite_report_tests);
