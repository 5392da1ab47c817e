/* What the command line says of how files were decoded, and of what they are for. */

#include "bsr-test-cli.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

#include "bsr-png-fixture.h"

static int
set_up (void **state)
{
  *state = bsr_test_folder_new ();
  return 0;
}

static int
tear_down (void **state)
{
  bsr_test_folder_remove (*state);
  return 0;
}

/* Where no process can be shut off, no file is opened: nobody has allowed it on this computer. */
static void
without_a_sandbox_files_are_refused (void **state)
{
  g_autofree char *scan = put_scan (*state, "one", TRUE, FALSE);
  const char *const commands[] = { "info", "analyze", "validate" };
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *out = NULL, *err = NULL;
      int status;
      char *arguments[] = { (char *) g_getenv ("BSR_TEST_WITHOUT_SECCOMP"),
                            (char *) g_getenv ("BASIRA_CLI"), (char *) commands[i], scan, NULL };
      assert_true (g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err,
                                 &status, NULL));
      print_message ("%s", err);
      assert_true (WIFEXITED (status));
      assert_int_equal (WEXITSTATUS (status), 4);
      assert_string_equal (out, "");
      assert_non_null (strstr (err, "one.tiff: the decoder cannot be shut off"));
      assert_non_null (strstr (err, "administrator"));
      assert_non_null (strstr (err, g_strerror (ENOSYS)));
    }
}

/* Without a word of complaint. */
static void
assert_succeeds (const char *command)
{
  char *arguments[] = { (char *) "bash", (char *) "-c", (char *) command, NULL };
  g_autofree char *err = NULL;
  int status;
  assert_true (g_spawn_sync (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &err,
                             &status, NULL));
  assert_string_equal (err, "");
  assert_int_equal (status, 0);
}

/* A station whose programs may have less than a decoder asks for; nobody may raise that again. */
static void
limits_of_the_station_stay (void **state)
{
#ifdef __SANITIZE_ADDRESS__ /* which maps terabytes for itself */
  skip ();
#endif
  g_autofree char *scan = put_scan (*state, "one", TRUE, FALSE);
  g_autofree char *command = g_strdup_printf (
      "ulimit -v 900000 -f 200000 -t 4 && exec '%s' info '%s'", g_getenv ("BASIRA_CLI"), scan);
  assert_succeeds (command);
}

/* A tree that was built in one place and is used in another. */
static void
decoder_is_found_where_the_programs_were_put (void **state)
{
  g_autofree char *scan = put_scan (*state, "one", TRUE, FALSE);
  g_autofree char *built = g_path_get_dirname (g_getenv ("BASIRA_CLI"));
  g_autofree char *command = g_strdup_printf (
      "cd '%s' && mkdir -p app/cli imaging/io/decoder imaging/io/dicos && cp '%s' app/cli/basira-cli"
      " && cp '%s/../../imaging/io/decoder/basira-decoder' imaging/io/decoder"
      " && cp '%s/../../imaging/io/dicos/basira-decoder-dicos' imaging/io/dicos"
      " && app/cli/basira-cli convert '%s' --out one.dcs && app/cli/basira-cli info one.dcs",
      (char *) *state, g_getenv ("BASIRA_CLI"), built, built, scan);
  assert_succeeds (command);
}

static void
a_picture_in_colours_is_for_looking_only (void **state)
{
  g_autofree char *path = put_file (*state, "export.png", NULL);
  g_autofree char *drawn = put_file (*state, "drawn.png", NULL);
  const BsrPngFixture picture = { 40, 30, 8, PNG_COLOR_TYPE_RGB };
  bsr_png_fixture_write (&picture, path);

  g_auto (Run) analysis = run_cli ("analyze", path, NULL);
  assert_run (&analysis, 3, "no density, material or mass can be computed");
  g_auto (Run) valid = run_cli ("validate", path, NULL);
  assert_run (&valid, 0, NULL);
  assert_non_null (strstr (valid.out, "valid: picture in colours, 40 by 30 pixels"));
  assert_non_null (strstr (valid.err, "warning: it is a picture in colours"));
  g_auto (Run) info = run_cli ("info", path, NULL);
  assert_run (&info, 0, NULL);
  assert_non_null (strstr (info.out, "\"green\""));
  assert_non_null (strstr (info.out, "\"colour\""));
  g_auto (Run) text = run_cli ("info", path, "--format=text", NULL);
  assert_non_null (strstr (text.out, "no density, material or mass"));

  /* Drawn in its colours, not in shades of one of them. */
  g_auto (Run) render = run_cli ("render", path, "--out", drawn, NULL);
  assert_run (&render, 0, NULL);
  g_auto (Run) original = run_cli ("info", path, NULL), copy = run_cli ("info", drawn, NULL);
  const char *hashes = strstr (original.out, "\"planes\""), *same = strstr (copy.out, "\"planes\"");
  assert_string_equal (hashes, same);
}

static void
raw_planes_are_read_by_their_description (void **state)
{
  g_autofree char *path = put_file (
      *state, "one.raw.json",
      "{\"format\": \"basira-raw/1\", \"width\": 2, \"height\": 1, \"sample\": \"uint16\","
      " \"byte_order\": \"little\", \"planes\": [{\"file\": \"one.bin\", \"offset\": 4}]}");
  g_autofree char *samples = put_file (*state, "one.bin", "headabcd");
  g_auto (Run) info = run_cli ("info", path, NULL);
  assert_run (&info, 0, NULL);
  assert_non_null (strstr (info.out, "\"raw\""));
  g_auto (Run) valid = run_cli ("validate", path, NULL);
  assert_run (&valid, 0, NULL);
  g_free (put_file (*state, "one.bin", "headabc"));
  g_auto (Run) cut = run_cli ("info", path, NULL);
  assert_run (&cut, 3, "one.raw.json: plane 1, in one.bin: the file has 7 bytes");
  g_free (put_file (*state, "one.raw.json", "{\"format\": \"basira-raw/1\"}"));
  g_auto (Run) damaged = run_cli ("validate", path, NULL);
  assert_run (&damaged, 3, "one.raw.json: width: is missing");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (without_a_sandbox_files_are_refused, set_up, tear_down),
    cmocka_unit_test_setup_teardown (limits_of_the_station_stay, set_up, tear_down),
    cmocka_unit_test_setup_teardown (decoder_is_found_where_the_programs_were_put, set_up,
                                     tear_down),
    cmocka_unit_test_setup_teardown (a_picture_in_colours_is_for_looking_only, set_up, tear_down),
    cmocka_unit_test_setup_teardown (raw_planes_are_read_by_their_description, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("cli-decoder", tests, NULL, NULL);
}
