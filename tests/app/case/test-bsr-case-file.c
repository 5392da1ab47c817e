#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-error.h"

static const char whole[] =
    "{\"format\": \"basira-case/1\", \"case\": \"TEST-1\", \"container\": \"CSQU3054383\",\n"
    " \"size_type\": \"45G1\", \"unknown\": {\"deep\": [1, 2]},\n"
    " \"flag\": {\"source\": \"targeting\", \"risk\": 0.41, \"priority\": \"urgent\",\n"
    "  \"reasons\": [\"first-time shipper\"], \"raised\": \"2026-11-03T21:00:00Z\",\n"
    "  \"cut_off\": \"2026-11-12T06:00:00+01:00\"},\n"
    " \"transport\": {\"vessel\": \"Example Vessel\", \"imo\": \"9074729\"},\n"
    " \"shipper\": \"Example\", \"seals\": [\"MA1\", \"MA2\"],\n"
    " \"tare_kg\": 3900, \"gross_kg\": 25300.5, \"empty\": false,\n"
    " \"items\": [{\"hs\": \"52\"}, {\"hs\": \"520100\", \"description\": \"Cotton\",\n"
    "  \"packages\": 96, \"package_type\": \"BL\", \"gross_kg\": 21400, \"origin\": \"MA\"}]}";

static void
a_whole_case_is_read (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_from_json (whole, -1, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (flagged->id, "TEST-1");
  assert_string_equal (flagged->container, "CSQU3054383");
  assert_int_equal (flagged->priority, BSR_PRIORITY_URGENT);
  bsr_test_assert_close (flagged->risk, 0.41, 0.0);
  assert_string_equal (flagged->flag_reasons[0], "first-time shipper");
  assert_int_equal (g_date_time_to_unix (flagged->cut_off), 1794459600);
  assert_string_equal (flagged->imo, "9074729");
  assert_string_equal (flagged->seals[1], "MA2");
  bsr_test_assert_close (flagged->gross_kg, 25300.5, 0.0);
  assert_int_equal (flagged->items->len, 2);
  const BsrManifestItem *bare = g_ptr_array_index (flagged->items, 0);
  assert_int_equal (bare->packages, -1);
  assert_true (isnan (bare->gross_kg));
  const BsrManifestItem *item = g_ptr_array_index (flagged->items, 1);
  assert_string_equal (item->description, "Cotton");
  assert_int_equal (item->packages, 96);
}

static void
the_least_is_enough (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_from_json (
      "{\"format\": \"basira-case/1.4\", \"case\": \"1\", \"container\": \"CSQU3054383\", \"items\": []}",
      -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (flagged->priority, BSR_PRIORITY_ROUTINE);
  assert_true (isnan (flagged->risk) && isnan (flagged->tare_kg) && isnan (flagged->gross_kg));
  assert_false (flagged->empty);
  assert_null (flagged->seals[0]);
  assert_int_equal (flagged->items->len, 0);
}

static void
each_wrong_member_is_named (void **state)
{
  const struct
  {
    const char *from, *to; /* in the whole case */
    int code;
    const char *part;
  } rows[] = {
    { "\"basira-case/1\"", "\"basira-case/2\"", BSR_ERROR_UNKNOWN_KIND, "format: must be \"basira-case/1\", is \"basira-case/2\"" },
    { "\"basira-case/1\"", "\"basira-case/10\"", BSR_ERROR_UNKNOWN_KIND, "format:" },
    { "\"basira-case/1\"", "\"basira-scan/1\"", BSR_ERROR_UNKNOWN_KIND, "format:" },
    { "\"format\"", "\"formal\"", BSR_ERROR_UNKNOWN_KIND, "format: must be \"basira-case/1\", is missing" },
    { "\"basira-case/1\"", "1", BSR_ERROR_UNKNOWN_KIND, "format:" },
    { "\"case\"", "\"Case\"", BSR_ERROR_DAMAGED, "case: is missing" },
    { "\"TEST-1\"", "\"\"", BSR_ERROR_DAMAGED, "case: must be" },
    { "\"TEST-1\"", "7", BSR_ERROR_DAMAGED, "case: must be a string, is 7" },
    { "\"container\"", "\"contained\"", BSR_ERROR_DAMAGED, "container: is missing" },
    { "CSQU3054383", "CSQU305438", BSR_ERROR_DAMAGED, "container: must be an ISO 6346 number" },
    { "CSQU3054383", "csqu3054383", BSR_ERROR_DAMAGED, "container:" },
    { "CSQU3054383", "CSQA3054383", BSR_ERROR_DAMAGED, "container:" },
    { "CSQU3054383", "CSQU3054383\\n", BSR_ERROR_DAMAGED, "container:" },
    { "\"45G1\"", "45", BSR_ERROR_DAMAGED, "size_type: must be a string, is 45" },
    { "{\"source\"", "[{\"source\"", BSR_ERROR_DAMAGED, "JSON" },
    { "0.41", "1.41", BSR_ERROR_DAMAGED, "flag.risk: must be a number from 0 to 1, is 1.41" },
    { "0.41", "\"0.41\"", BSR_ERROR_DAMAGED, "flag.risk: must be a number from 0 to 1, is \"0.41\"" },
    { "\"urgent\"", "\"soon\"", BSR_ERROR_DAMAGED, "flag.priority: must be one of routine, high, urgent, is \"soon\"" },
    { "[\"first-time shipper\"]", "\"first\"", BSR_ERROR_DAMAGED, "flag.reasons: must be an array" },
    { "[\"first-time shipper\"]", "[\"a\", 2]", BSR_ERROR_DAMAGED, "flag.reasons[1]: must be a string, is 2" },
    { "2026-11-03T21:00:00Z", "yesterday", BSR_ERROR_DAMAGED, "flag.raised: must be a date and time" },
    { "2026-11-12T06:00:00+01:00", "2026-11-12", BSR_ERROR_DAMAGED, "flag.cut_off:" },
    { "{\"vessel\": \"Example Vessel\", \"imo\": \"9074729\"}", "7", BSR_ERROR_DAMAGED, "transport: must be an object, is 7" },
    { "\"9074729\"", "9074729", BSR_ERROR_DAMAGED, "transport.imo: must be a string" },
    { "\"Example\"", "null", BSR_ERROR_DAMAGED, "shipper: must be a string, is null" },
    { "\"MA2\"", "{}", BSR_ERROR_DAMAGED, "seals[1]: must be a string, is an object" },
    { "3900", "-1", BSR_ERROR_DAMAGED, "tare_kg: must be a number >= 0, is -1" },
    { "25300.5", "1e400", BSR_ERROR_DAMAGED, "gross_kg:" },
    { "25300.5", "true", BSR_ERROR_DAMAGED, "gross_kg: must be a number >= 0, is true" },
    { "false", "0", BSR_ERROR_DAMAGED, "empty: must be true or false, is 0" },
    { "\"items\"", "\"lines\"", BSR_ERROR_DAMAGED, "items: is missing" },
    { "{\"hs\": \"52\"}", "7", BSR_ERROR_DAMAGED, "items[0]: must be an object, is 7" },
    { "{\"hs\": \"52\"}", "{}", BSR_ERROR_DAMAGED, "items[0].hs: is missing" },
    { "\"52\"", "\"5\"", BSR_ERROR_DAMAGED, "items[0].hs: must be 2 to 10 digits, is \"5\"" },
    { "\"52\"", "\"12345678901\"", BSR_ERROR_DAMAGED, "items[0].hs:" },
    { "\"Cotton\"", "[]", BSR_ERROR_DAMAGED, "items[1].description: must be a string, is an array" },
    { "96", "96.5", BSR_ERROR_DAMAGED, "items[1].packages: must be a whole number" },
    { "96", "-1", BSR_ERROR_DAMAGED, "items[1].packages:" },
    { "\"BL\"", "1", BSR_ERROR_DAMAGED, "items[1].package_type:" },
    { "21400", "\"12\"", BSR_ERROR_DAMAGED, "items[1].gross_kg: must be a number >= 0, is \"12\"" },
    { "\"origin\": \"MA\"", "\"origin\": \"ma\"", BSR_ERROR_DAMAGED, "items[1].origin:" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) json = g_string_new (whole);
      assert_int_not_equal (g_string_replace (json, rows[i].from, rows[i].to, 1), 0);
      assert_null (bsr_case_from_json (json->str, -1, &error));
      print_message ("%s\n", error != NULL ? error->message : "no error");
      bsr_test_assert_error (error, BSR_ERROR, rows[i].code, rows[i].part);
    }
}

static void
what_is_written_reads_back (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) first = bsr_case_from_json (whole, -1, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *json = bsr_case_to_json (first);
  g_autoptr (BsrCase) second = bsr_case_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  g_autofree char *again = bsr_case_to_json (second);
  assert_string_equal (json, again);
  assert_non_null (strstr (json, "\"risk\": 0.41,"));
  assert_int_equal (g_date_time_to_unix (first->raised), g_date_time_to_unix (second->raised));
  assert_int_equal (second->items->len, 2);
}

/* The exchange contract demands a code; what the store keeps of a foreign manifest may have none.
 */
static void
only_a_record_may_leave_out_the_code (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) foreign = bsr_case_new ("B-1/CSQU3054383", "CSQU3054383");
  bsr_case_add_item (foreign, "")->description = g_strdup ("Milk powder");
  g_autofree char *json = bsr_case_to_json (foreign);
  assert_null (strstr (json, "\"hs\""));
  g_autoptr (BsrCase) record = bsr_case_from_record (json, -1, &error);
  bsr_test_assert_no_error (error);
  const BsrManifestItem *item = g_ptr_array_index (record->items, 0);
  assert_string_equal (item->hs, "");
  assert_string_equal (item->description, "Milk powder");
  assert_null (bsr_case_from_json (json, -1, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "items[0].hs: is missing");
  g_clear_error (&error);
  g_autoptr (GString) bad = g_string_new (whole);
  g_string_replace (bad, "\"52\"", "\"5\"", 1);
  assert_null (bsr_case_from_record (bad->str, -1, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "items[0].hs: must be 2 to 10 digits");
}

static void
a_file_cut_anywhere_is_refused_without_harm (void **state)
{
  for (gsize length = 0; length + 1 < sizeof whole; length++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_case_from_json (whole, (gssize) length, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, NULL);
    }
}

static void
a_file_with_one_byte_changed_never_harms (void **state)
{
  guint64 seed = 20261124;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  int refused = 0;
  for (int round = 0; round < 2000; round++)
    {
      char json[sizeof whole];
      memcpy (json, whole, sizeof whole);
      gsize place = (gsize) (bsr_test_random (&seed) * (double) (sizeof whole - 1));
      json[place] = (char) (bsr_test_random (&seed) * 256.0);
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrCase) flagged = bsr_case_from_json (json, sizeof whole - 1, &error);
      assert_int_equal (flagged == NULL, error != NULL);
      refused += flagged == NULL;
    }
  assert_in_range (refused, 500, 1999);
}

static void
the_development_cases_are_read (void **state)
{
  const char *const names[] = { "cargo/r60-bales.case.json", "cargo/r60-cartons.case.json",
                                "cargo/r60-reels.case.json" };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = bsr_test_shared_file (names[i]);
      g_autoptr (BsrCase) flagged = bsr_case_read (path, &error);
      bsr_test_assert_no_error (error);
      assert_true (flagged->gross_kg > flagged->tare_kg);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_whole_case_is_read),
    cmocka_unit_test (the_least_is_enough),
    cmocka_unit_test (each_wrong_member_is_named),
    cmocka_unit_test (what_is_written_reads_back),
    cmocka_unit_test (only_a_record_may_leave_out_the_code),
    cmocka_unit_test (a_file_cut_anywhere_is_refused_without_harm),
    cmocka_unit_test (a_file_with_one_byte_changed_never_harms),
    cmocka_unit_test (the_development_cases_are_read),
  };
  return cmocka_run_group_tests_name ("case-file", tests, NULL, NULL);
}
