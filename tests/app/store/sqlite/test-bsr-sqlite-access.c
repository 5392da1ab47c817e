#include "bsr-sqlite-file.h"

#include <sqlite3.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-store-access.h"
#include "bsr-store-suite.h"
#include "bsr-test.h"

/* Accounts in the SQLite engine's file: what it holds of passwords, and what is changed behind its back. */

#define WORDS "four plain words here"

static const BsrPasswordCost cheap = { 1, 8192 };
static const BsrActor nobody = { "nobody yet", "desk 1" };
static const BsrActor chief = { "Chief", "desk 1" };

static BsrAccount *
sign_in (SqliteFile *fixture, const char *name, GError **error)
{
  g_autoptr (BsrPassword) password = bsr_password_new (WORDS);
  const BsrSignIn request = { name, password, "desk 1", &cheap, 1 };
  return bsr_store_sign_in (fixture->store, &request, error);
}

static void
create (SqliteFile *fixture, const BsrActor *actor, const char *name, BsrRole role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new (WORDS);
  bsr_store_create_account (fixture->store, actor, name, role, password, &cheap, &error);
  bsr_test_assert_no_error (error);
}

/* Entries: 1 Chief's account, 2 Chief in, 3 Amal's account. */
static int
set_up (void **state)
{
  SqliteFile *fixture = sqlite_file_new ();
  g_autoptr (GError) error = NULL;
  create (fixture, &nobody, "Chief", BSR_ROLE_ADMINISTRATOR);
  g_autoptr (BsrAccount) account = sign_in (fixture, "Chief", &error);
  bsr_test_assert_no_error (error);
  create (fixture, &chief, "Amal", BSR_ROLE_OFFICER);
  *state = fixture;
  return 0;
}

static const struct
{
  const char *sql;
  const char *found;
} forgeries[] = {
  { "UPDATE accounts SET role = 'administrator' WHERE name = 'Amal'",
    "account 'Amal' is not what its records say" },
  { "UPDATE accounts SET disabled = 1 WHERE name = 'Amal'",
    "account 'Amal' is not what its records say" },
  { "UPDATE accounts SET verifier = (SELECT verifier FROM accounts WHERE name = 'Amal')"
    " WHERE name = 'Chief'",
    "account 'Chief' is not what its records say" },
  { "UPDATE accounts SET verifier = replace (verifier, 'p=1', 'p=2') WHERE name = 'Amal'",
    "account 'Amal' is not what its records say" },
  { "UPDATE accounts SET folded = 'other' WHERE name = 'Amal'",
    "account 'Amal' is not what its records say" },
  { "UPDATE accounts SET version = 1 WHERE name = 'Amal'",
    "account 'Amal' is not what its records say" },
  { "DELETE FROM accounts WHERE name = 'Amal'", "account 'Amal' has records and is missing" },
  { "INSERT INTO accounts VALUES ('Eve', 'eve', 1, 'administrator', 0, 'x')",
    "account 'Eve' is not what its records say" },
  { "UPDATE account_versions SET role = 'administrator' WHERE account = 'Amal'",
    "entry 3: its record in account_versions was changed" },
  { "DELETE FROM account_versions", "entry 1: the record that it speaks of is missing" },
  { "INSERT INTO account_versions SELECT 2, 'Amal', 'administrator', 0, verifier_sha256"
    " FROM account_versions WHERE account = 'Amal'",
    "the record 2 in account_versions was put there without an audit entry" },
};

#define DROP_TRIGGERS                                                                              \
  "DROP TRIGGER accounts_stays; DROP TRIGGER account_versions_keeps;"                              \
  "DROP TRIGGER account_versions_stays;"

static void
forgeries_are_found (void **state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (GError) error = NULL;
      SqliteFile *fixture = NULL;
      set_up ((void **) &fixture);
      assert_true (bsr_store_verify_audit (fixture->store, NULL, &error));
      assert_int_equal (sqlite_file_run (fixture, DROP_TRIGGERS), SQLITE_OK);
      if (sqlite_file_run (fixture, forgeries[i].sql) != SQLITE_OK)
        fail_msg ("%s", forgeries[i].sql);
      if (bsr_store_verify_audit (fixture->store, NULL, &error)
          || strstr (error->message, forgeries[i].found) == NULL)
        fail_msg ("%s: %s", forgeries[i].sql, error != NULL ? error->message : "not found");
      sqlite_file_free (fixture);
    }
}

/* The table of accounts alone does not make an administrator. */
static void
a_forged_account_does_not_sign_in (void **state)
{
  SqliteFile *fixture = *state;
  g_autoptr (GError) error = NULL;
  assert_int_equal (
      sqlite_file_run (fixture, "UPDATE accounts SET role = 'administrator' WHERE name = 'Amal'"),
      SQLITE_OK);
  assert_null (sign_in (fixture, "Amal", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "is not what its records say");
}

static void
records_of_accounts_only_grow (void **state)
{
  SqliteFile *fixture = *state;
  assert_int_not_equal (sqlite_file_run (fixture, "UPDATE account_versions SET role = 'officer'"), SQLITE_OK);
  assert_int_not_equal (sqlite_file_run (fixture, "DELETE FROM account_versions"), SQLITE_OK);
  assert_int_not_equal (sqlite_file_run (fixture, "DELETE FROM accounts"), SQLITE_OK);
}

/* Nor of names that are none: an officer types his password there one day. */
static void
no_password_is_kept (void **state)
{
  SqliteFile *fixture = *state;
  g_autoptr (GError) error = NULL;
  assert_null (sign_in (fixture, "typed into the wrong line", &error));
  assert_true (sqlite_file_holds (fixture, "argon2id"));
  assert_false (sqlite_file_holds (fixture, WORDS));
  assert_false (sqlite_file_holds (fixture, "typed into the wrong line"));
}

static void
the_default_costs_what_it_says (void **state)
{
  SqliteFile *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new (WORDS);
  assert_true (bsr_store_create_account (fixture->store, &chief, "Nadia", BSR_ROLE_OFFICER, password,
                                         NULL, &error));
  assert_true (sqlite_file_holds (fixture, "$argon2id$v=19$m=262144,t=3,p=1$"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (forgeries_are_found),
    cmocka_unit_test_setup_teardown (a_forged_account_does_not_sign_in, set_up, sqlite_file_tear_down),
    cmocka_unit_test_setup_teardown (records_of_accounts_only_grow, set_up, sqlite_file_tear_down),
    cmocka_unit_test_setup_teardown (no_password_is_kept, set_up, sqlite_file_tear_down),
    cmocka_unit_test_setup_teardown (the_default_costs_what_it_says, set_up, sqlite_file_tear_down),
  };
  return cmocka_run_group_tests_name ("access on SQLite", tests, NULL, NULL);
}
