/* Files of other systems, by command: each kind is taken, shown with its case, and taken once. */

#include "bsr-test-cli.h"

#include <glib/gstdio.h>
#include <string.h>

#define LIST                                                                                       \
  "Case;Container;Bill of lading;HS;Description;Gross kg\n"                                        \
  "T-1;CSQU3054383;B1;090111;coffee;9000\n"
#define CUSCAR                                                                                     \
  "UNB+UNOC:3+CARRIER+CUSTOMS+261105:0810+77'\nUNH+1+CUSCAR:D:95B:UN'\nBGM+85+M77+9'\n"            \
  "TDT+20+114E+1++XYZ:172:20+++9074729:146::EXAMPLE STAR'\n"                                       \
  "EQD+CN+CSQU3054383+45G1:102:5+2+3+5'\nEQD+CN+TSTU1234568+22G1:102:5+++5'\n"                     \
  "CNI+1+B1'\nRFF+BM:B1'\nNAD+CN+++EXAMPLE CONSIGNEE'\nGID+1+150:BG'\nFTX+AAA+++COFFEE'\n"         \
  "MEA+AAE+G+KGM:8000'\nSGP+CSQU3054383+150'\n"                                                    \
  "CNI+2+B2'\nRFF+BM:B2'\nGID+1+10:CT'\nFTX+AAA+++TOYS'\nMEA+AAE+G+KGM:500'\nSGP+TSTU1234568+10'"  \
  "\n"                                                                                             \
  "UNT+19+1'\nUNZ+1+77'\n"
#define BAPLIE                                                                                     \
  "UNB+UNOA:2+LINE+TERMINAL+261105:0900+3'\nUNH+3+BAPLIE:D:95B:UN:SMDG20'\nBGM++3+9'\n"            \
  "TDT+20+114E+++XYZ:172:20+++9074729:146::EXAMPLE STAR'\nLOC+5+ESALG:139:6'\n"                    \
  "LOC+147+0340708::5'\nMEA+VGM++KGM:25310'\nLOC+9+ESALG:139:6'\nRFF+BM:1'\n"                      \
  "EQD+CN+CSQU3054383+45G1+++5'\nUNT+10+3'\nUNZ+1+3'\n"
#define AWMDS                                                                                      \
  "<?xml "                                                                                         \
  "version=\"1.0\"?>\n<Awmds><General_segment/><Bol_segment><Bol_id><Bol_reference>B3</"           \
  "Bol_reference>"                                                                                 \
  "</Bol_id><ctn_segment><Ctn_reference>MSKU0000006</Ctn_reference></ctn_segment>"                 \
  "<Goods_segment><Goods_description>PAINT</Goods_description><Gross_mass>700</Gross_mass></"      \
  "Goods_segment>"                                                                                 \
  "</Bol_segment></Awmds>\n"
/* Names no container: the file's name does. */
#define N42                                                                                        \
  "<RadInstrumentData><RadMeasurement><Spectrum><ChannelData>40 2</ChannelData></Spectrum>"        \
  "</RadMeasurement><AnalysisResults><RadAlarm><RadAlarmDescription>Gamma "                        \
  "alarm</RadAlarmDescription>"                                                                    \
  "</RadAlarm></AnalysisResults></RadInstrumentData>"

static void
put_all (const char *folder)
{
  g_free (put_file (folder, "list.csv", LIST));
  g_free (put_file (folder, "cargo.edi", CUSCAR));
  g_free (put_file (folder, "plan.edi", BAPLIE));
  g_free (put_file (folder, "bills.xml", AWMDS));
  g_free (put_file (folder, "gate CSQU305438-3.n42", N42));
}

/* (transfer none): the last report of that kind on the record; fails where there is none. */
static JsonObject *
report_of (JsonNode *record, const char *kind)
{
  JsonArray *reports = json_object_get_array_member (json_node_get_object (record), "reports");
  for (guint i = 0; i < json_array_get_length (reports); i++)
    {
      JsonObject *report = json_array_get_object_element (reports, i);
      if (g_str_equal (json_object_get_string_member (report, "kind"), kind))
        return json_object_get_object_member (report, "report");
    }
  fail_msg ("no report of kind %s", kind);
  return NULL;
}

static void
each_kind_is_taken_and_shown (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *folder = g_build_filename (desk->folder, "in", NULL);
  assert_int_equal (g_mkdir (folder, 0700), 0);
  put_all (folder);
  g_autofree char *report = g_strconcat ("--report=", desk->folder, "/report.json", NULL);
  g_auto (Run) list = run_cli ("import", desk->store, folder, report, NULL);
  assert_run (&list, 0, NULL);
  assert_true (g_str_has_prefix (list.out, "Imported: "));
  assert_non_null (strstr (list.out, "measurements: 5 files, 0 of them without anything new"));
  assert_non_null (strstr (list.err, "CSQU3054383: case T-1 states"));

  g_auto (Run) shown = run_cli ("case", desk->store, "T-1", NULL);
  g_autoptr (JsonNode) record = run_json (&shown);
  JsonObject *stowage = report_of (record, "stowage");
  assert_string_equal (json_object_get_string_member (stowage, "position"), "0340708");
  JsonObject *radiation = report_of (record, "radiation");
  assert_int_equal (json_object_get_int_member (radiation, "gamma"), 42);
  assert_true (json_object_get_boolean_member (radiation, "alarm"));
  JsonObject *remarks = report_of (record, "manifest");
  assert_true (json_array_get_length (json_object_get_array_member (remarks, "remarks")) > 0);
  g_auto (Run) text = run_cli ("case", desk->store, "T-1", "--format", "text", NULL);
  assert_non_null (strstr (text.out, "Stowage     position 0340708"));
  assert_non_null (strstr (text.out, "Radiation   ALARM, said Gamma alarm"));
  assert_non_null (strstr (text.out, "EXAMPLE CONSIGNEE"));
  assert_non_null (strstr (text.out, "From      gate CSQU305438-3.n42 (N42.42-2011)"));
  const char *const others[] = { "B2/TSTU1234568", "B3/MSKU0000006" };
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto (Run) other = run_cli ("case", desk->store, others[i], NULL);
      g_autoptr (JsonNode) node = run_json (&other);
    }

  g_auto (Run) again = run_cli ("import", desk->store, folder, NULL);
  assert_run (&again, 0, NULL);
  assert_non_null (strstr (again.out, "Imported: 0 cases, 0 scans\n"));
  assert_non_null (strstr (
      again.out, "measurements: 5 files, 5 of them without anything new; reports on record: 0\n"));
  g_auto (Run) audit = run_cli ("audit", desk->store, "--verify", NULL);
  assert_run (&audit, 0, NULL);
}

static void
report_lists_every_remark (void **state)
{
  CliDesk *desk = *state;
  g_autoptr (GString) rows = g_string_new ("Container;HS;Description;Gross kg\n");
  for (int i = 0; i < 30; i++)
    g_string_append_printf (rows, "CSQU3054384;090111;coffee %d;9000\n", i);
  g_autofree char *list = put_file (desk->folder, "list.csv", rows->str);
  g_autofree char *path = g_build_filename (desk->folder, "report.json", NULL);
  g_autofree char *option = g_strconcat ("--report=", path, NULL);
  g_auto (Run) run = run_cli ("import", desk->store, list, option, NULL);
  assert_int_equal (run.status, 0);
  g_autofree char *json = NULL;
  assert_true (g_file_get_contents (path, &json, NULL, NULL));
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *top = json_node_get_object (node);
  assert_string_equal (json_object_get_string_member (top, "format"), "basira-import/1");
  JsonArray *remarks = json_object_get_array_member (top, "remarks");
  assert_true (json_array_get_length (remarks) > 0);
  JsonObject *first = json_array_get_object_element (remarks, 0);
  assert_string_equal (json_object_get_string_member (first, "file"), "list.csv");
  assert_string_equal (json_object_get_string_member (first, "container"), "CSQU3054384");
}

static void
scan_that_waited_is_linked (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *drop = g_build_filename (desk->folder, "drop", NULL);
  assert_int_equal (g_mkdir (drop, 0700), 0);
  g_autofree char *pixels = put_scan (drop, "one", TRUE, FALSE);
  g_auto (Run) intake = run_cli ("intake", desk->store, drop, "--once", "--settle", "0", NULL);
  assert_int_equal (intake.status, 0);
  g_autofree char *list = put_file (desk->folder, "list.csv", "Container;Description\nCSQU3054383;coffee\n");
  g_autofree char *path = g_build_filename (desk->folder, "report.json", NULL);
  g_autofree char *option = g_strconcat ("--report=", path, NULL);
  g_auto (Run) run = run_cli ("import", desk->store, list, option, NULL);
  assert_int_equal (run.status, 0);
  assert_non_null (strstr (run.err, "basira-cli: one.tiff: linked to case "));
  g_autofree char *json = NULL;
  assert_true (g_file_get_contents (path, &json, NULL, NULL));
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *linked = json_object_get_array_member (json_node_get_object (node), "linked");
  assert_int_equal (json_array_get_length (linked), 1);
  JsonObject *first = json_array_get_object_element (linked, 0);
  assert_string_equal (json_object_get_string_member (first, "scan"), "one.tiff");
}

static void
what_cannot_be_read_is_an_error (void **state)
{
  CliDesk *desk = *state;
  g_autofree char *bad = put_file (desk->folder, "gate.n42", "<RadInstrumentData><oops>");
  g_auto (Run) alone = run_cli ("import", desk->store, bad, NULL);
  assert_int_equal (alone.status, 3);
  assert_non_null (strstr (alone.err, "gate.n42: not XML: "));
  g_autofree char *mapping = put_file (desk->folder, "map.json", "{}");
  g_autofree char *option = g_strconcat ("--mapping=", mapping, NULL);
  g_auto (Run) unmapped = run_cli ("import", desk->store, bad, option, NULL);
  assert_run (&unmapped, 3, "map.json");
}

/* Headings that nobody knows, by a document that says what they mean; the next list needs none. */
static void
columns_are_told_by_a_mapping (void **state)
{
  CliDesk *desk = *state;
  g_setenv ("XDG_CONFIG_HOME", desk->folder, TRUE); /* of the programs that are run from here */
  g_autofree char *list
      = put_file (desk->folder, "list.csv", "Kiste;Ware;Gewicht\nCSQU3054383;coffee;9,5\n");
  g_autofree char *mapping
      = put_file (desk->folder, "map.json",
                  "{\"format\": \"basira-csv-mapping/1\", \"columns\": ["
                  "{\"heading\": \"Kiste\", \"field\": \"container\"},"
                  "{\"heading\": \"Ware\", \"field\": \"description\"},"
                  "{\"heading\": \"Gewicht\", \"field\": \"gross_kg\", \"unit\": \"t\"}]}");
  g_autofree char *option = g_strconcat ("--mapping=", mapping, NULL);
  g_auto (Run) run = run_cli ("import", desk->store, list, option, NULL);
  assert_int_equal (run.status, 0);
  g_auto (Run) shown = run_cli ("case", desk->store, "CSQU3054383", "--format", "text", NULL);
  assert_run (&shown, 0, NULL);
  assert_non_null (strstr (shown.out, "coffee"));
  g_autofree char *next
      = put_file (desk->folder, "next.csv", "Kiste,Ware,Gewicht\nMSCU1234566,tea,9.5\n");
  g_auto (Run) again = run_cli ("import", desk->store, next, NULL);
  assert_int_equal (again.status, 0);
  g_auto (Run) known = run_cli ("case", desk->store, "MSCU1234566", NULL);
  g_autoptr (JsonNode) record = run_json (&known);
  JsonObject *declared = json_object_get_object_member (json_node_get_object (record), "case");
  bsr_test_assert_close (json_object_get_double_member (declared, "gross_kg"), 9500.0, 1e-6);
}

int
main (void)
{
#define TEST(function)                                                                             \
  cmocka_unit_test_setup_teardown (function, cli_desk_set_up, cli_desk_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (each_kind_is_taken_and_shown),
    TEST (report_lists_every_remark),
    TEST (scan_that_waited_is_linked),
    TEST (what_cannot_be_read_is_an_error),
    TEST (columns_are_told_by_a_mapping),
  };
#undef TEST
  return cmocka_run_group_tests_name ("cli-import", tests, NULL, NULL);
}
