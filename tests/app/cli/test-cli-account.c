#include "bsr-test-cli.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

#define CHIEF_WORDS "four plain words here"
#define AMAL_WORDS "other plain words here"
#define OTHER_WORDS "plain words of my own"

/* One store for all of them: each password that is looked at takes most of a second. */
typedef struct
{
  char *folder, *store, *case_file;
} Desk;

/* Runs "COMMAND --store STORE @words", without a terminal; descriptor 3 holds @password, and 4
 * @new_password. */
static Run
run_with (Desk *desk, const char *password, const char *new_password, const char *command,
          const char *words)
{
  g_autofree char *old = put_file (desk->folder, "old", password);
  g_autofree char *new = put_file (desk->folder, "new", new_password);
  g_autofree char *line
      = g_strdup_printf ("exec setsid '%s' %s --store '%s' %s 3<'%s' 4<'%s'",
                         g_getenv ("BASIRA_CLI"), command, desk->store, words, old, new);
  const char *argv[] = { "/bin/sh", "-c", line, NULL };
  Run run = { 0 };
  g_autoptr (GError) error = NULL;
  int status;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &run.out, &run.err, &status,
                &error);
  bsr_test_assert_no_error (error);
  run.status = WIFEXITED (status) ? WEXITSTATUS (status) : -1;
  return run;
}

static void
expect (Desk *desk, const char *password, const char *new_password, const char *command,
        const char *words, int status, const char *part)
{
  g_auto (Run) run = run_with (desk, password, new_password, command, words);
  const char *said = status == 0 ? run.out : run.err;
  if (run.status != status || (part != NULL && strstr (said, part) == NULL))
    fail_msg ("%s %s: %d, \"%s%s\"", command, words, run.status, run.out, run.err);
}

#define BY_CHIEF_ALONE "--account Chief --password-fd 3 "
#define BY_CHIEF "--account Chief --password-fd 3 --new-password-fd 4 "

#define BY_AMAL "--account Amal --password-fd 3 "

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->store = g_strdup_printf ("sqlite:%s/store/basira.db", desk->folder);
  desk->case_file = g_build_filename (desk->folder, "one.case.json", NULL);
  g_free (put_scan (desk->folder, "one", TRUE, TRUE));
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_test_folder_remove (desk->folder);
  g_free (desk->store);
  g_free (desk->case_file);
  g_free (desk);
  return 0;
}

/* Without accounts everything is as if there could be none. */
static void
open_desk_asks_nobody (void **state)
{
  Desk *desk = *state;
  expect (desk, "", "", "account", "--format text list", 0, "the desk is open");
  expect (desk, "", "", "import", desk->case_file, 0, "Imported: 1 cases");
  expect (desk, "", "", "cases", "", 0, "\"case\"");
  expect (desk, "", "", "jobs", "--format text", 0, "one");
  expect (desk, "", "", "library", "list", 0, "\"loads\"");
  /* The case is open: nothing of it goes. */
  expect (desk, "", "", "personal", "--older-than 0 expire", 0, "personal data of 0 declarations");
  expect (desk, "", "", "personal", "expire", 2, "neither of these");
  expect (desk, "", "", "personal", "--older-than 99999 expire", 2, "neither of these");
  expect (desk, "", "", "personal", "--older-than 9 remove", 2, "neither of these");
}

static void
accounts_are_made_listed_and_changed (void **state)
{
  Desk *desk = *state;
  expect (desk, "", CHIEF_WORDS "\n", "account", "--new-password-fd 4 --first create Chief", 0, NULL);
  expect (desk, CHIEF_WORDS, AMAL_WORDS, "account", BY_CHIEF "create Amal supervisor", 0, NULL);
  expect (desk, CHIEF_WORDS, "", "account", BY_CHIEF "role amal officer", 0, NULL);
  expect (desk, CHIEF_WORDS, "", "account", BY_CHIEF "disable Amal", 0, NULL);
  expect (desk, CHIEF_WORDS, "", "account", BY_CHIEF "--format text list", 0,
          "officer        disabled  Amal");
  expect (desk, CHIEF_WORDS, "", "account", BY_CHIEF "enable Amal", 0, NULL);
  expect (desk, AMAL_WORDS, OTHER_WORDS, "account", BY_AMAL "--new-password-fd 4 password Amal", 0,
          NULL);
  g_autofree char *verify = g_strdup_printf ("--store=%s", desk->store);
  g_auto (Run) audit = run_cli ("audit", verify, "--verify", NULL);
  assert_run (&audit, 0, NULL);
}

static void
others_are_refused (void **state)
{
  Desk *desk = *state;
  expect (desk, "", CHIEF_WORDS, "account", "--new-password-fd 4 --first create Eve", 2,
          "has accounts already");
  expect (desk, OTHER_WORDS, CHIEF_WORDS, "account",
          BY_AMAL "--new-password-fd 4 create Eve administrator", 2,
          "only administrators manage accounts");
  expect (desk, OTHER_WORDS, "", "account", BY_CHIEF "list", 2, "the name or the password is wrong");
  expect (desk, CHIEF_WORDS, "short", "account", BY_CHIEF "create Eve officer", 2, "at least 15");
  expect (desk, "", "", "account", BY_CHIEF "create Eve officer", 2, "no password was given");
  expect (desk, "", "", "account", BY_CHIEF "role Amal king", 2, "\"king\" is no role");
  expect (desk, "", "", "account", BY_CHIEF "remove Amal", 2, "neither of these");
  expect (desk, "", "", "account", "--account Chief list", 2, "there is no terminal to ask");
  expect (desk, OTHER_WORDS, "", "personal", BY_AMAL "--older-than 0 expire", 2,
          "only administrators let personal data expire");
}

static void
commands_that_act_need_a_signature (void **state)
{
  Desk *desk = *state;
  g_autofree char *backup = g_build_filename (desk->folder, "backup", NULL);
  g_autofree char *back_up = g_strconcat ("backup ", backup, NULL);
  g_autofree char *import = g_strconcat (BY_AMAL, desk->case_file, NULL);
  const char *const acts[][2] = {
    { "import", desk->case_file }, { "cases", "" },
    { "case", "C-1" },             { "worker", "--once" },
    { "jobs", "" },                { "jobs", "--requeue parked" },
    { "library", "list" },         { "library", "--station X export /dev/null" },
    { "store", back_up },          { "audit", "--deposit /dev/null" },
    { "account", "list" },         { "personal", "--older-than 0 expire" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    expect (desk, "", "", acts[i][0], acts[i][1], 2, "say who you are by --account");
  expect (desk, OTHER_WORDS, "", "import", import, 0, "Imported: 0 cases");
  expect (desk, OTHER_WORDS, "", "worker", BY_AMAL "--once", 0, NULL);
  expect (desk, CHIEF_WORDS, "", "cases", BY_CHIEF_ALONE, 2, "an administrator sees no cases");
  expect (desk, CHIEF_WORDS, "", "personal", BY_CHIEF_ALONE "--older-than 0 expire", 0,
          "personal data of 0");
  expect (desk, "", "", "audit", "--verify", 0, NULL);
}

/* So that a worker can sign in whom nobody sits before. */
static void
password_lies_in_a_file_of_its_owner_alone (void **state)
{
  Desk *desk = *state;
  g_autofree char *file = put_file (desk->folder, "secret", OTHER_WORDS "\n");
  g_autofree char *words = g_strdup_printf ("--account Amal --password-file '%s' --once", file);
  g_autofree char *absent = g_strdup_printf ("--account Amal --password-file '%s.not'", file);
  assert_int_equal (g_chmod (file, 0640), 0);
  expect (desk, "", "", "worker", words, 2, "the file is not its owner's alone (mode 0640)");
  assert_int_equal (g_chmod (file, 0600), 0);
  expect (desk, "", "", "worker", words, 0, NULL);
  expect (desk, "", "", "cases", absent, 4, "the file cannot be read");
}

int
main (void)
{
  /* In this order: the first makes what the others need. */
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (open_desk_asks_nobody),
    cmocka_unit_test (accounts_are_made_listed_and_changed),
    cmocka_unit_test (others_are_refused),
    cmocka_unit_test (commands_that_act_need_a_signature),
    cmocka_unit_test (password_lies_in_a_file_of_its_owner_alone),
  };
  return cmocka_run_group_tests_name ("account", tests, set_up, tear_down);
}
