/* Files of other systems, by "validate": what they are, how much they say, and every remark. */

#include "bsr-test-cli.h"

#include <string.h>

#define INTERCHANGE(type) "UNB+UNOC:3+A+B+261105:0810+7'\nUNH+1+" type ":D:95B:UN'\n"

static void
each_kind_is_told_with_its_remarks (void **state)
{
  const CliDesk *desk = *state;
  const struct
  {
    const char *name, *text, *out;
    const char *warnings[3];
  } rows[] = {
    { "cargo.edi",
      INTERCHANGE ("CUSCAR") "CNI+1'\nRFF+BM:B1'\nGID+1+x:CT'\nSGP+CSQU3054384'\n"
                             "CNI+2'\nRFF+BM:B2'\nUNT+8+1'\nUNZ+1+7'\n",
      "CUSCAR D.95B, cases: 1, stowages: 0, measurements: 0, remarks: 3\n",
      { "line 5, GID #5: \"x\" is no number of packages\n",
        "line 6, SGP #6, CSQU3054384: the check digit of CSQU3054384 is wrong: it would be 3\n",
        "line 7, CNI: bill B2 names no container and was skipped\n" } },
    { "plan.edi",
      INTERCHANGE ("BAPLIE") "LOC+147+0340708::5'\nEQD+CN+CSQU3054383'\nLOC+147+0340710::5'\n"
                             "EQD+CN+MSCU1234566'\nUNT+6+1'\nUNZ+1+7'\n",
      "BAPLIE D.95B, cases: 0, stowages: 2, measurements: 0, remarks: 0\n",
      { NULL } },
    { "bills.xml",
      "<Awmds><Bol_segment>\n<ctn_segment><Ctn_reference>CSQU3054383</Ctn_reference></ctn_segment>"
      "</Bol_segment></Awmds>",
      "ASYCUDA World Awmds, cases: 1, stowages: 0, measurements: 0, remarks: 1\n",
      { "line 1, Bol_segment/Bol_id/Bol_reference: the bill has no reference\n" } },
    { "gate.n42",
      "<RadInstrumentData><RadMeasurement><Spectrum><ChannelData>40 2</ChannelData></Spectrum>"
      "</RadMeasurement></RadInstrumentData>",
      "N42.42-2011, cases: 0, stowages: 0, measurements: 1, remarks: 0\n",
      { NULL } },
    { "list.csv",
      "Container;HS;Gross kg\nCSQU3054384;090111;9000\nCSQU3054383;0902;x\n",
      "CSV, cases: 2, stowages: 0, measurements: 0, remarks: 2\n",
      { "line 2, CSQU3054384: The check digit of CSQU3054384 is wrong", "line 3, " } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = put_file (desk->folder, rows[i].name, rows[i].text);
      g_autofree char *expected = g_strdup_printf ("%s: valid: %s", path, rows[i].out);
      g_auto (Run) run = run_cli ("validate", path, NULL);
      print_message ("%s%s", run.out, run.err);
      assert_run (&run, 0, NULL);
      assert_string_equal (run.out, expected);
      for (int w = 0; w < 3 && rows[i].warnings[w] != NULL; w++)
        {
          g_autofree char *warning
              = g_strdup_printf ("basira-cli: %s: warning: %s", path, rows[i].warnings[w]);
          assert_non_null (strstr (run.err, warning));
        }
      assert_int_equal (*run.err != '\0', rows[i].warnings[0] != NULL);
    }
}

static void
what_cannot_be_read_is_an_error (void **state)
{
  const CliDesk *desk = *state;
  const struct
  {
    const char *name, *text, *part;
  } rows[] = {
    { "gate.n42", "<RadInstrumentData><oops>", "gate.n42: not XML: " },
    { "bills.xml", "<Awmds/>", "bills.xml: holds no bill of lading" },
    { "cargo.edi", "UNB+UNOX:3'UNH+1+CUSCAR:D:95B:UN'\nFTX+\x1b$B'UNT+3+1'UNZ+1+7'",
      "cargo.edi: line 2: its characters (UNOX) switch between sets" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = put_file (desk->folder, rows[i].name, rows[i].text);
      g_auto (Run) run = run_cli ("validate", path, NULL);
      assert_run (&run, 3, rows[i].part);
    }
}

/* As for importing; what was told then is known, and validating remembers nothing. */
static void
columns_are_told_by_a_mapping (void **state)
{
  const CliDesk *desk = *state;
  g_setenv ("XDG_CONFIG_HOME", desk->folder, TRUE); /* of the programs that are run from here */
  g_autofree char *list = put_file (desk->folder, "list.csv", "Kiste;Ware\nCSQU3054383;coffee\n");
  g_autofree char *mapping = put_file (desk->folder, "map.json",
                                       "{\"format\": \"basira-csv-mapping/1\", \"columns\": ["
                                       "{\"heading\": \"Kiste\", \"field\": \"container\"},"
                                       "{\"heading\": \"Ware\", \"field\": \"description\"}]}");
  g_autofree char *option = g_strconcat ("--mapping=", mapping, NULL);
  for (int imported = 0; imported <= 1; imported++)
    {
      g_auto (Run) told = run_cli ("validate", list, option, NULL);
      assert_run (&told, 0, NULL);
      assert_non_null (strstr (told.out, "valid: CSV, cases: 1,"));
      g_auto (Run) untold = run_cli ("validate", list, NULL);
      assert_int_equal (untold.status, imported ? 0 : 3);
      g_auto (Run) import = run_cli ("import", desk->store, list, option, NULL);
      assert_run (&import, 0, NULL);
    }
  g_auto (Run) wrong = run_cli ("validate", list, "--mapping=/nowhere/map.json", NULL);
  assert_run (&wrong, 4, "/nowhere/map.json");
}

int
main (void)
{
#define TEST(function)                                                                             \
  cmocka_unit_test_setup_teardown (function, cli_desk_set_up, cli_desk_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (each_kind_is_told_with_its_remarks),
    TEST (what_cannot_be_read_is_an_error),
    TEST (columns_are_told_by_a_mapping),
  };
#undef TEST
  return cmocka_run_group_tests_name ("cli-validate", tests, NULL, NULL);
}
