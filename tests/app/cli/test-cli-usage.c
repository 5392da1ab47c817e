#include "bsr-test-cli.h"

#include <string.h>

static void
wrong_usage_is_said_in_one_line (void **state)
{
  const struct
  {
    const char *arguments[6];
    const char *part;
  } rows[] = {
    { { NULL }, "a command is missing" },
    { { "" }, "there is no command" },
    { { "inform" }, "there is no command \"inform\"" },
    { { "report", "--out", "x" }, "\"report\" is not in this version yet" },
    { { "verify" }, "not in this version yet" },
    { { "--frob" }, "no option \"--frob\" before a command" },
    { { "info" }, "something is missing after \"info\"" },
    { { "info", "a", "b" }, "too much after \"info\": b" },
    { { "info", "a", "--format", "xml" }, "--format must be json or text, is \"xml\"" },
    { { "info", "--frob" }, "--frob" },
    { { "info", "a", "--format" }, "--format" },
    { { "analyze" }, "a SCAN or --batch DIR is missing" },
    { { "analyze", "a", "--threads", "0" }, "--threads must be a number from 1" },
    { { "analyze", "a", "--threads", "many" }, "--threads" },
    { { "analyze", "--batch", "a" }, "--batch needs --out" },
    { { "analyze", "a", "--out", "b" }, "--out goes with --batch" },
    { { "analyze", "a", "--references", "b" }, "--references needs --case FILE" },
    { { "analyze", "s", "--batch", "a", "--out", "b" }, "--batch takes no SCAN" },
    { { "validate" }, "something is missing" },
    { { "render", "a" }, "--out FILE.png is missing" },
    { { "convert", "a" }, "--out FILE or --findings FILE is missing" },
    { { "convert", "a", "--out", "a.jpg" }, "must end in .tiff" },
    { { "convert", "a.tiff", "--out", "./a.tiff" }, "--out is the scan itself" },
    { { "convert", "a.tiff", "--findings", "a.tiff" }, "a file of its own" },
    { { "render", "a", "--out", "b", "--size", "3" }, NULL },
    { { "render", "a", "--out=b", "--size=0x9" }, "--size must be WxH" },
    { { "render", "a", "--out=b", "--size=99999x9" }, "--size must be WxH" },
    { { "render", "a", "--out=b", "--region=1,2,3" }, "--region must be X,Y,W,H" },
    { { "render", "a", "--out=b", "--region=1,2,0,3" }, "--region" },
    { { "render", "a", "--out=b", "--window=0.5,0.1" }, "--window must be LOW,HIGH" },
    { { "render", "a", "--out=b", "--window=0,nan" }, "--window" },
    { { "render", "a", "--out=b", "--palette=mud" }, "--palette must be one of grey" },
    { { "demo" }, "something is missing" },
    { { "evaluate" }, "something is missing" },
    { { "evaluate", "a", "--threads", "0" }, "--threads must be a number from 1" },
    { { "simulate", "--out", "a" }, "--set is missing" },
    { { "simulate", "--set", "quick" }, "--out is missing" },
    { { "simulate", "--out=a", "--set", "projected" }, "--set projected needs --scans DIR" },
    { { "simulate", "--out=a", "--set=quick", "--scans", "b" }, "--scans goes with --set projected" },
    { { "simulate", "--out", "a", "--set", "mud" }, "there is no set \"mud\"" },
    { { "case" }, "something is missing" },
    { { "library" }, "something is missing" },
    { { "intake" }, "something is missing" },
    { { "intake", "a", "b" }, "too much after \"intake\": b" },
    { { "intake", "a", "--settle", "soon" }, "--settle must be a number from 0 to 3600, is \"soon\"" },
    { { "tray", "T-1" }, "--link goes with one CASE, or with two" },
    { { "tray", "--link", "1" }, "--link goes with one CASE, or with two" },
    { { "tray", "--link", "one", "T-1" }, "the number of a scan in the tray is expected, not \"one\"" },
    { { "tray", "--set-aside", "1" }, "--set-aside needs --reason TEXT" },
    { { "tray", "--set-aside=1", "--take-back=1" }, "exclude each other" },
    { { "tray", "--reason", "why" }, "--reason goes with" },
    { { "audit" }, "--verify is missing" },
    { { "store" }, "something is missing" },
    { { "store", "sell" }, "is expected" },
    { { "store", "move" }, "--to is missing" },
    { { "store", "move", "a", "--to", "sqlite:b" }, "no more than --from and --to" },
    { { "store", "roles", "officer" }, "go together" },
    { { "store", "roles", "--grant=officer" }, "go together" },
    { { "store", "roles", "--store=sqlite:a" }, "only a store on a PostgreSQL server" },
    { { "cases", "--store", "nonsense:" }, NULL },
    { { "info", "a\nb", "c\x1b[31md" }, "c\\u001b[31md" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      print_message ("row %zu: %s\n", i, rows[i].arguments[0] != NULL ? rows[i].arguments[0] : "");
      g_auto (Run) run = run_cli_argv (rows[i].arguments);
      assert_run (&run, 2, rows[i].part);
    }
}

static void
help_and_version_are_results (void **state)
{
  const char *const commands[] = { "info", "analyze", "validate", "render", "convert",
                                   "demo", "simulate", "evaluate", "import",  "intake", "tray", "cases",    "case",   "library", "audit", "store" };
  g_auto (Run) version = run_cli ("--version", NULL);
  assert_run (&version, 0, NULL);
  assert_string_equal (version.out, "basira-cli " BSR_VERSION "\n");
  g_auto (Run) all = run_cli ("--help", NULL);
  assert_run (&all, 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("basira-cli %s ", commands[i]);
      g_auto (Run) help = run_cli (commands[i], "--help", NULL);
      assert_run (&help, 0, NULL);
      assert_non_null (strstr (help.out, usage));
      assert_non_null (strstr (help.out, "--help"));
      assert_non_null (strstr (all.out, commands[i]));
    }
  assert_null (strstr (all.out, "\n  report"));
}

/* What the loader would bring in, as ldd asks it. */
static void
no_toolkit_is_linked (void **state)
{
  /* libX11 is not among them: Debian's libopencv_core brings it with libGLX. */
  const char *const toolkits[] = { "libgtk",  "libgdk-", "libadwaita",        "libcairo",
                                   "libpango", "libQt",  "libopencv_highgui" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_setenv (launcher, "LD_TRACE_LOADED_OBJECTS", "1", TRUE);
  g_autoptr (GSubprocess) process =
      g_subprocess_launcher_spawn (launcher, &error, g_getenv ("BASIRA_CLI"), NULL);
  bsr_test_assert_no_error (error);
  g_autofree char *libraries = NULL;
  assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &libraries, NULL, &error));
  assert_non_null (strstr (libraries, "libglib-2.0"));
  for (gsize i = 0; i < G_N_ELEMENTS (toolkits); i++)
    if (strstr (libraries, toolkits[i]) != NULL)
      fail_msg ("basira-cli links %s", toolkits[i]);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (wrong_usage_is_said_in_one_line),
    cmocka_unit_test (help_and_version_are_results),
    cmocka_unit_test (no_toolkit_is_linked),
  };
  return cmocka_run_group_tests_name ("cli-usage", tests, NULL, NULL);
}
