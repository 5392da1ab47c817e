#include "bsr-test-cli.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

/* The log as an administrator signs it, keeps its checkpoints elsewhere, and finds it out. */

typedef struct
{
  char *folder, *path, *store, *key, *deposit, *public_key;
} Desk;

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->folder = bsr_test_folder_new ();
  desk->path = g_build_filename (desk->folder, "basira.db", NULL);
  desk->store = g_strdup_printf ("--store=sqlite:%s", desk->path);
  desk->key = g_build_filename (desk->folder, "key", NULL);
  desk->deposit = g_build_filename (desk->folder, "deposit", NULL);
  *state = desk;
  g_free (put_scan (desk->folder, "one", TRUE, TRUE));
  g_autofree char *flagged = g_build_filename (desk->folder, "one.case.json", NULL);
  g_auto (Run) import = run_cli ("import", desk->store, flagged, NULL);
  assert_run (&import, 0, NULL);
  g_auto (Run) made = run_cli ("audit", "--make-key", desk->key, NULL);
  assert_run (&made, 0, NULL);
  desk->public_key = g_strdup (g_strstrip (made.out));
  assert_int_equal (strlen (desk->public_key), 64);
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  bsr_test_folder_remove (desk->folder);
  g_free (desk->path);
  g_free (desk->store);
  g_free (desk->key);
  g_free (desk->deposit);
  g_free (desk->public_key);
  g_free (desk);
  return 0;
}

static void
sign (Desk *desk, const char *expected)
{
  g_auto (Run) run = run_cli ("audit", desk->store, "--sign", "--key", desk->key, NULL);
  assert_run (&run, 0, NULL);
  assert_string_equal (run.out, expected);
}

static void
deposit (Desk *desk, const char *expected)
{
  g_auto (Run) run = run_cli ("audit", desk->store, "--deposit", desk->deposit, NULL);
  assert_run (&run, 0, NULL);
  assert_string_equal (run.out, expected);
}

static void
forge (Desk *desk, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;
  assert_int_equal (sqlite3_open (desk->path, &db), SQLITE_OK);
  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    fail_msg ("%s: %s", sql, message);
  sqlite3_close (db);
}

static void
signed_log_is_verified_and_says_by_what (void **state)
{
  Desk *desk = *state;
  g_auto (Run) bare = run_cli ("audit", desk->store, "--verify", NULL);
  assert_run (&bare, 0, NULL);
  assert_non_null (strstr (bare.out, "It is not signed: there is no checkpoint"));
  g_auto (Run) unknown = run_cli ("audit", desk->store, "--verify", "--public-key", desk->public_key, NULL);
  assert_run (&unknown, 3, "the log has no checkpoint");

  sign (desk, "The log is signed up to entry 2\n");
  sign (desk, "There is nothing to sign: no entry is new\n");
  deposit (desk, "Deposited: 1 checkpoints\n");
  deposit (desk, "Deposited: 0 checkpoints\n");
  g_auto (Run) good = run_cli ("audit", desk->store, "--verify", "--public-key", desk->public_key,
                               "--against", desk->deposit, NULL);
  assert_run (&good, 0, NULL);
  assert_non_null (strstr (good.out, "The log of 4 entries is whole"));
  assert_non_null (strstr (good.out, "signed up to entry 2 by checkpoint 1 of 20"));
  assert_non_null (strstr (good.out, "; 2 entries follow"));
  assert_non_null (strstr (good.out, desk->public_key));
  assert_non_null (strstr (good.out, "It is the log that was deposited at"));
  g_autofree char *other = g_strnfill (64, '0');
  g_auto (Run) wrong = run_cli ("audit", desk->store, "--verify", "--public-key", other, NULL);
  assert_run (&wrong, 3, "checkpoint 1 is not signed with the known key");
}

/* Cutting the tail leaves a chain that holds: only what lies elsewhere shows it. */
static void
cut_tail_is_seen_against_the_deposit (void **state)
{
  Desk *desk = *state;
  sign (desk, "The log is signed up to entry 2\n");
  deposit (desk, "Deposited: 1 checkpoints\n");
  sign (desk, "The log is signed up to entry 4\n");
  deposit (desk, "Deposited: 1 checkpoints\n");
  forge (desk, "DROP TRIGGER audit_stays; DROP TRIGGER checkpoints_stays;"
               "DROP TRIGGER act_keys_stays; DELETE FROM act_keys WHERE entry > 3;"
               "DELETE FROM checkpoints WHERE number = 2; DELETE FROM audit WHERE sequence > 3;"
               "CREATE TRIGGER audit_stays BEFORE DELETE ON audit\n"
               "  BEGIN SELECT raise (ABORT, 'the audit log only grows'); END;"
               "CREATE TRIGGER act_keys_stays BEFORE DELETE ON act_keys\n"
               "  BEGIN SELECT raise (ABORT, 'records only grow'); END;"
               "CREATE TRIGGER checkpoints_stays BEFORE DELETE ON checkpoints\n"
               "  BEGIN SELECT raise (ABORT, 'records only grow'); END;");
  g_auto (Run) alone = run_cli ("audit", desk->store, "--verify", NULL);
  assert_run (&alone, 0, NULL);
  g_auto (Run) seen = run_cli ("audit", desk->store, "--verify", "--against", desk->deposit, NULL);
  assert_run (&seen, 3, "audit entry 3: the log was cut off at it or behind it: checkpoint 2 of 20");
  g_auto (Run) added = run_cli ("audit", desk->store, "--deposit", desk->deposit, NULL);
  assert_run (&added, 3, "the log was cut off");
}

static void
other_log_in_its_place_is_seen_against_the_deposit (void **state)
{
  Desk *desk = *state;
  sign (desk, "The log is signed up to entry 2\n");
  deposit (desk, "Deposited: 1 checkpoints\n");
  assert_int_equal (g_remove (desk->path), 0);
  g_autofree char *flagged = g_build_filename (desk->folder, "one.case.json", NULL);
  g_auto (Run) anew = run_cli ("import", desk->store, flagged, NULL);
  assert_run (&anew, 0, NULL);
  g_auto (Run) seen = run_cli ("audit", desk->store, "--verify", "--against", desk->deposit, NULL);
  assert_run (&seen, 3, "holds no checkpoint of this log");
}

static void
office_goes_to_the_next_key (void **state)
{
  Desk *desk = *state;
  g_autofree char *second = g_build_filename (desk->folder, "second", NULL);
  g_auto (Run) made = run_cli ("audit", "--make-key", second, NULL);
  const char *public_key = g_strstrip (made.out);
  g_auto (Run) early = run_cli ("audit", desk->store, "--sign", "--key", second, NULL);
  assert_run (&early, 0, NULL); /* nobody has signed yet */
  sign (desk, "There is nothing to sign: no entry is new\n");
  deposit (desk, "Deposited: 1 checkpoints\n");
  g_auto (Run) not_mine = run_cli ("audit", desk->store, "--sign", "--key", desk->key, NULL);
  assert_run (&not_mine, 2, "this key may not sign the log");
  assert_non_null (strstr (not_mine.err, public_key));
  g_auto (Run) over = run_cli ("audit", desk->store, "--sign", "--key", second, "--next-key",
                               desk->public_key, NULL);
  assert_run (&over, 0, NULL);
  deposit (desk, "Deposited: 1 checkpoints\n");
  sign (desk, "The log is signed up to entry 6\n");
  g_auto (Run) good = run_cli ("audit", desk->store, "--verify", "--public-key", public_key, NULL);
  assert_run (&good, 0, NULL);
}

static void
store_is_backed_up_restored_and_checked (void **state)
{
  Desk *desk = *state;
  g_autofree char *to = g_build_filename (desk->folder, "backup", NULL);
  g_autofree char *other = g_strdup_printf ("--store=sqlite:%s/other/b.db", desk->folder);
  g_auto (Run) made = run_cli ("store", "backup", desk->store, to, NULL);
  assert_run (&made, 0, NULL);
  assert_string_equal (made.out, "Backed up: a log of 2 entries, 1 scans\n");
  g_auto (Run) again = run_cli ("store", "backup", desk->store, to, NULL);
  assert_run (&again, 2, "no backup is ever written over it");
  g_auto (Run) restored = run_cli ("store", "restore", other, to, NULL);
  assert_run (&restored, 0, NULL);
  assert_string_equal (restored.out, "Restored: a log of 2 entries, 1 scans\n");
  g_auto (Run) over = run_cli ("store", "restore", other, to, NULL);
  assert_run (&over, 2, "nothing is restored over");
  g_auto (Run) checked = run_cli ("store", "check", other, NULL);
  assert_run (&checked, 0, NULL);
  assert_string_equal (checked.out, "The store is whole, and its log of 3 entries fits it\n");
  g_auto (Run) neither = run_cli ("store", "backup", desk->store, NULL);
  assert_run (&neither, 2, "is expected");
}

static void
what_cannot_be_is_said (void **state)
{
  Desk *desk = *state;
  g_auto (Run) none = run_cli ("audit", desk->store, "--sign", NULL);
  assert_run (&none, 2, "--sign needs --key");
  g_auto (Run) both = run_cli ("audit", desk->store, "--sign", "--verify", NULL);
  assert_run (&both, 2, "only one of --verify, --sign");
  g_auto (Run) hex = run_cli ("audit", desk->store, "--verify", "--public-key", "12", NULL);
  assert_run (&hex, 2, "a public key is 64 hex digits");
  g_auto (Run) again = run_cli ("audit", "--make-key", desk->key, NULL);
  assert_run (&again, 2, "no key is ever written over one");
  g_auto (Run) nothing = run_cli ("audit", desk->store, "--deposit", desk->deposit, NULL);
  assert_run (&nothing, 2, "no checkpoint that could be deposited");
  assert_int_equal (chmod (desk->key, 0640), 0);
  g_auto (Run) open_key = run_cli ("audit", desk->store, "--sign", "--key", desk->key, NULL);
  assert_run (&open_key, 2, "with mode 0600");
}

#define DESK_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    DESK_TEST (signed_log_is_verified_and_says_by_what),
    DESK_TEST (cut_tail_is_seen_against_the_deposit),
    DESK_TEST (other_log_in_its_place_is_seen_against_the_deposit),
    DESK_TEST (office_goes_to_the_next_key),
    DESK_TEST (store_is_backed_up_restored_and_checked),
    DESK_TEST (what_cannot_be_is_said),
  };
  return cmocka_run_group_tests_name ("cli-audit", tests, NULL, NULL);
}
