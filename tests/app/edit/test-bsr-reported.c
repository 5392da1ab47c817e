#include "bsr-test.h"

#include "bsr-reported.h"

static BsrReported *
read_json (BsrCaseReportKind kind, const char *json)
{
  return bsr_reported_new (bsr_case_report_new (kind, "portal.n42 (N42)", "00", json));
}

/* @alarm: as in BsrRadiation */
static BsrReported *
measured (const char *instrument, int alarm)
{
  g_autoptr (BsrRadiation) radiation = bsr_radiation_new ();
  radiation->instrument = g_strdup (instrument);
  radiation->alarm = alarm;
  g_autofree char *json = bsr_radiation_to_json (radiation);
  return read_json (BSR_CASE_REPORT_RADIATION, json);
}

static void
each_kind_is_read (void **state)
{
  g_autoptr (BsrReported) remarks = read_json (
      BSR_CASE_REPORT_MANIFEST,
      "{\"format\":\"basira-manifest-remarks/1\",\"remarks\":[{\"kept\":true,\"reason\":\"x\"}]}");
  assert_null (remarks->problem);
  assert_int_equal (remarks->remarks->len, 1);
  g_autoptr (BsrStowage) stowage = bsr_stowage_new ("CSQU3054383");
  stowage->position = g_strdup ("0340708");
  g_autofree char *json = bsr_stowage_to_json (stowage);
  g_autoptr (BsrReported) stowed = read_json (BSR_CASE_REPORT_STOWAGE, json);
  assert_null (stowed->problem);
  assert_string_equal (stowed->stowage->position, "0340708");
  g_autoptr (BsrReported) radiation = measured ("RPM 7", 0);
  assert_string_equal (radiation->radiation->instrument, "RPM 7");
}

static void
what_cannot_be_read_says_why (void **state)
{
  g_autoptr (BsrReported) broken = read_json (BSR_CASE_REPORT_STOWAGE, "{");
  assert_null (broken->stowage);
  assert_non_null (broken->problem);
}

static void
the_newest_alarm_stands (void **state)
{
  g_autoptr (GPtrArray) reports
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_reported_free);
  assert_null (bsr_reported_alarm (NULL));
  g_ptr_array_add (reports, measured ("hand-held 3", 0));
  g_ptr_array_add (reports, read_json (BSR_CASE_REPORT_RADIATION, "{"));
  g_ptr_array_add (reports, measured ("silent", -1));
  assert_null (bsr_reported_alarm (reports));
  g_ptr_array_add (reports, measured ("RPM 7", 1));
  g_ptr_array_add (reports, measured ("RPM 8", 1));
  assert_string_equal (bsr_reported_alarm (reports)->radiation->instrument, "RPM 7");
}

static void
a_bill_that_is_not_the_case_s_is_found (void **state)
{
  const struct
  {
    const char *own, *found;
  } rows[] = { { "b 1", "B-77" }, { "B-77", "B1" }, { NULL, NULL } };
  g_autoptr (GPtrArray) reports
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_reported_free);
  g_ptr_array_add (reports, measured ("RPM 7", 1));
  g_ptr_array_add (reports, read_json (BSR_CASE_REPORT_MANIFEST,
                                       "{\"format\":\"basira-manifest-remarks/1\",\"remarks\":[{\"reason\":\"x\"},"
                                       "{\"bill\":\"B1\",\"reason\":\"y\"},{\"bill\":\"B-77\",\"reason\":\"z\"}]}"));
  g_autoptr (BsrCase) flagged = bsr_case_new ("7", "CSQU3054383");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_free (flagged->bill_of_lading);
      flagged->bill_of_lading = g_strdup (rows[i].own);
      assert_true (g_strcmp0 (bsr_reported_other_bill (reports, flagged), rows[i].found) == 0);
      assert_null (bsr_reported_other_bill (NULL, flagged));
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (each_kind_is_read),
    cmocka_unit_test (what_cannot_be_read_says_why),
    cmocka_unit_test (the_newest_alarm_stands),
    cmocka_unit_test (a_bill_that_is_not_the_case_s_is_found),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
