#include "bsr-test-cli.h"

#include <string.h>

#include "bsr-image-writer.h"
#include "bsr-library-file.h"
#include "bsr-status.h"
#include "bsr-store.h"
#include "bsr-test-scan.h"

typedef struct
{
  char *folder, *url, *option;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->url = g_strdup_printf ("sqlite:%s/basira.db", desk->folder);
  desk->option = g_strconcat ("--store=", desk->url, NULL);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_test_folder_remove (desk->folder);
  g_free (desk->url);
  g_free (desk->option);
  g_free (desk);
  return 0;
}

/* (transfer full): the id of the load that a supervisor has put into the desk's library. */
static char *
contribute (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  const BsrActor officer = { "officer 7", "lane 2" }, supervisor = { "supervisor 1", "lane 2" };
  g_autofree char *scan_path = put_scan (desk->folder, "one", TRUE, TRUE);
  g_autofree char *flagged = g_build_filename (desk->folder, "one.case.json", NULL);
  g_auto (Run) import = run_cli ("import", desk->option, flagged, NULL);
  assert_run (&import, 0, NULL);
  g_autoptr (BsrStore) store = bsr_store_open (desk->url, &error);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_CONFORMING, BSR_EXTENT_FULL, "as declared", 0, "officer 9", at);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "TEST-1", &error);
  bsr_test_assert_no_error (error);
  BsrLoadDescriptor descriptor = bsr_load_descriptor_blank ();
  descriptor.values[BSR_LOAD_MEASURE_MASS_THICKNESS] = 3.0f;
  descriptor.values[BSR_LOAD_MEASURE_BULK_DENSITY] = -1.0f;
  descriptor.values[BSR_LOAD_MEASURE_FILL_HEIGHT] = 0.5f;
  descriptor.values[BSR_LOAD_MEASURE_SPREAD_COARSE] = -2.0f;
  descriptor.values[BSR_LOAD_MEASURE_GAPS] = 0.25f;
  assert_true (bsr_store_decide (store, &officer, "TEST-1", BSR_DECISION_EXAMINE, "dense", &error));
  assert_true (bsr_store_record_outcome (store, &officer, "TEST-1", outcome, &error));
  char *id = bsr_store_contribute_load (store, &supervisor, ((BsrScan *) scans->pdata[0])->id,
                                        &descriptor, &error);
  bsr_test_assert_no_error (error);
  return id;
}

static void
library_is_listed_exported_and_merged (void **state)
{
  Desk *desk = *state;
  g_auto (Run) empty = run_cli ("library", desk->option, "--format=text", "list", NULL);
  assert_run (&empty, BSR_STATUS_DONE, NULL);
  assert_string_equal (empty.out, "There are no loads in the library\n");

  g_autofree char *id = contribute (desk);
  g_auto (Run) record = run_cli ("case", desk->option, "TEST-1", "--format=text", NULL);
  assert_non_null (strstr (record.out, "supervisor 1  confirmed: in the library of loads\n"));
  g_auto (Run) json = run_cli ("case", desk->option, "TEST-1", NULL);
  assert_non_null (strstr (json.out, "\"supervisor\": \"supervisor 1\""));
  g_autofree char *a = g_build_filename (desk->folder, "a.jsonl", NULL);
  g_autofree char *all = g_build_filename (desk->folder, "all.jsonl", NULL);
  for (int i = 0; i < 2; i++)
    {
      const char *format = i == 0 ? "--format=text" : "--format=json";
      g_auto (Run) list = run_cli ("library", desk->option, "list", format, NULL);
      assert_run (&list, BSR_STATUS_DONE, NULL);
      assert_non_null (strstr (list.out, id));
      assert_non_null (strstr (list.out, "supervisor 1"));
      assert_true ((strstr (list.out, "\"format\": \"basira-loads/1\"") != NULL) == (i == 1));
    }

  g_auto (Run) export = run_cli ("library", desk->option, "--station=Tanger", "export", a, NULL);
  assert_run (&export, BSR_STATUS_DONE, NULL);
  assert_string_equal (export.out, "Exported: 1 loads\n");
  for (int i = 0; i < 2; i++)
    {
      g_auto (Run) merge = run_cli ("library", "merge", all, a, NULL);
      assert_run (&merge, BSR_STATUS_DONE, NULL);
      assert_string_equal (merge.out, "Merged: 1 loads\n");
    }
  g_autofree char *exported = NULL, *merged = NULL;
  g_file_get_contents (a, &exported, NULL, NULL);
  g_file_get_contents (all, &merged, NULL, NULL);
  assert_string_equal (exported, merged);
  assert_non_null (strstr (exported, id));
  assert_null (strstr (exported, "supervisor"));
}

/* The only load of the library is that of scan "one": none for itself, one for another scan. */
static void
similar_loads_are_found (void **state)
{
  Desk *desk = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = contribute (desk);
  g_autofree char *one = g_build_filename (desk->folder, "one.tiff", NULL);
  g_auto (Run) none = run_cli ("library", desk->option, "--format=text", "similar", one, NULL);
  assert_run (&none, BSR_STATUS_DONE, NULL);
  assert_non_null (strstr (none.out, "No load of the library can be compared with it\n"));

  g_autofree char *two = put_scan (desk->folder, "two", TRUE, TRUE);
  g_autofree char *declared = g_build_filename (desk->folder, "two.case.json", NULL);
  g_autoptr (BsrImage) image = bsr_test_scan_new (2, TRUE, 20261125);
  assert_true (bsr_image_write_tiff (image, two, &error));
  g_auto (Run) text = run_cli ("library", desk->option, "--format=text", "similar", two, NULL);
  assert_run (&text, BSR_STATUS_DONE, NULL);
  assert_non_null (strstr (text.out, "  TEST-1  20.1 g/cm2  50 % high\n"));
  g_auto (Run) json = run_cli ("library", desk->option, "similar", two, "--case", declared, NULL);
  assert_run (&json, BSR_STATUS_DONE, NULL);
  const char *parts[] = { "\"format\": \"basira-similar/1\"", id, "\"declared\": true",
                          "\"case\": \"TEST-1\"", "\"fill_height\": 0.5" };
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_non_null (strstr (json.out, parts[i]));
}

static void
what_is_wrong_is_said (void **state)
{
  Desk *desk = *state;
  g_autofree char *bad = put_file (desk->folder, "bad.jsonl", "{\"format\": \"basira-case/1\"}\n");
  g_autofree char *into = put_file (desk->folder, "into.jsonl", NULL);
  g_auto (Run) damaged = run_cli ("library", "merge", into, bad, NULL);
  assert_run (&damaged, BSR_STATUS_INPUT, "bad.jsonl: line 1: format: must be \"basira-library/1\"");
  assert_false (g_file_test (into, G_FILE_TEST_EXISTS));
  g_auto (Run) nameless = run_cli ("library", desk->option, "export", into, NULL);
  assert_run (&nameless, BSR_STATUS_USAGE, "neither of these");
  g_auto (Run) alone = run_cli ("library", "merge", into, NULL);
  assert_run (&alone, BSR_STATUS_USAGE, "neither of these");
  g_auto (Run) missing = run_cli ("library", desk->option, "similar", "gone.tiff", NULL);
  assert_run (&missing, BSR_STATUS_ENVIRONMENT, "gone.tiff");
  g_auto (Run) unknown = run_cli ("library", "burn", NULL);
  assert_run (&unknown, BSR_STATUS_USAGE, "neither of these");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (library_is_listed_exported_and_merged, set_up, tear_down),
    cmocka_unit_test_setup_teardown (similar_loads_are_found, set_up, tear_down),
    cmocka_unit_test_setup_teardown (what_is_wrong_is_said, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("cli-library", tests, NULL, NULL);
}
