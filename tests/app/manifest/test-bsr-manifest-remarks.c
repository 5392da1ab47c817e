#include "bsr-test.h"

#include "bsr-error.h"
#include "bsr-manifest-remarks.h"

static void
what_is_written_is_read (void **state)
{
  g_autoptr (BsrManifest) manifest = bsr_manifest_new (BSR_MANIFEST_CUSCAR, "CUSCAR D.95B");
  bsr_manifest_remark (manifest, 12, "MEA", "MSCU1234565", TRUE, "%d kg is \"too much\"", 99000);
  bsr_manifest_remark (manifest, 0, NULL, "MSCU1234565", FALSE, "the bill is not named");
  ((BsrManifestRemark *) manifest->remarks->pdata[1])->bill = g_strdup ("B-77");
  g_autofree char *json = bsr_manifest_remarks_to_json (manifest->remarks);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remarks = bsr_manifest_remarks_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (remarks->len, 2);
  const BsrManifestRemark *first = g_ptr_array_index (remarks, 0);
  assert_int_equal (first->line, 12);
  assert_string_equal (first->place, "MEA");
  assert_true (first->kept);
  assert_string_equal (first->reason, "99000 kg is \"too much\"");
  assert_null (first->container);
  assert_null (first->bill);
  const BsrManifestRemark *second = g_ptr_array_index (remarks, 1);
  assert_int_equal (second->line, 0);
  assert_null (second->place);
  assert_string_equal (second->bill, "B-77");
  assert_false (second->kept);
}

static void
as_many_as_a_file_may_have_are_read (void **state)
{
  g_autoptr (BsrManifest) manifest = bsr_manifest_new (BSR_MANIFEST_CSV, "CSV");
  for (int i = 0; i < BSR_MANIFEST_MOST_REMARKS + 5; i++)
    bsr_manifest_remark (manifest, i + 1, "Gross kg", NULL, FALSE, "is no number");
  g_autofree char *json = bsr_manifest_remarks_to_json (manifest->remarks);
  g_autoptr (GPtrArray) remarks = bsr_manifest_remarks_from_json (json, -1, NULL);
  assert_non_null (remarks);
  assert_int_equal (remarks->len, BSR_MANIFEST_MOST_REMARKS + 1);
}

static void
what_is_wrong_is_named (void **state)
{
  const struct
  {
    const char *json;
    int code;
    const char *words;
  } cases[] = {
    { "[]", BSR_ERROR_DAMAGED, "object" },
    { "{\"format\":\"basira-stowage/1\",\"remarks\":[]}", BSR_ERROR_UNKNOWN_KIND, "format" },
    { "{\"format\":\"basira-manifest-remarks/1\"}", BSR_ERROR_DAMAGED, "remarks" },
    { "{\"format\":\"basira-manifest-remarks/1\",\"remarks\":[{\"line\":1}]}", BSR_ERROR_DAMAGED,
      "remarks[0].reason" },
    { "{\"format\":\"basira-manifest-remarks/1\",\"remarks\":[{\"line\":-1,\"reason\":\"x\"}]}",
      BSR_ERROR_DAMAGED, "remarks[0].line" },
    { "{\"format\":\"basira-manifest-remarks/1\",\"remarks\":[3]}", BSR_ERROR_DAMAGED,
      "remarks[0]" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_null (bsr_manifest_remarks_from_json (cases[i].json, -1, &error));
      bsr_test_assert_error (error, BSR_ERROR, cases[i].code, cases[i].words);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_is_written_is_read),
    cmocka_unit_test (as_many_as_a_file_may_have_are_read),
    cmocka_unit_test (what_is_wrong_is_named),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
