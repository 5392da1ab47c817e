#include "bsr-postgres-fixture.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-store-access.h"
#include "bsr-store-claims.h"
#include "bsr-store-roles.h"
#include "bsr-test.h"

/* Accounts that are a server's: the role of who signs in there, passwords that the server asks for, and what each role
 * may do with personal data of traders, also when it speaks SQL to the server itself. */

#define STATION "lane 2"
#define ACTOR (&bsr_store_suite_actor)

/* The server's, so made once. "w1" and "w2" are asked for a password, the others are trusted. */
static const struct
{
  const char *person, *role, *password;
} people[] = { { "w1", "officer", "four words of one" },
               { "w2", "supervisor", "four words of two" },
               { "o1", "officer", NULL },
               { "a1", "administrator", NULL },
               { "t1", "trainer", NULL },
               { "p1", "partner", NULL } };

static int
people_set_up (void **state)
{
  server_set_up (state);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const char *password = people[i].password;
      g_autofree char *script = g_strdup_printf ("CREATE ROLE %s LOGIN PASSWORD '%s'",
                                                 people[i].person, password != NULL ? password : "x");
      g_autofree char *problem = server_run (*state, "postgres", "basira", script);
      assert_null (problem);
    }
  /* One who is in no role. */
  g_autofree char *problem = server_run (*state, "postgres", "basira", "CREATE ROLE n1 LOGIN");
  assert_null (problem);
  server_ask_passwords (*state, "w1,w2");
  return 0;
}

/* A store with roles, and a closed and an open case of traders. Entries: 1, 2 the cases, 3 a waiver, 4 its closing. */
static int
store_set_up (void **state)
{
  fixture_set_up (state);
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_make_roles (fixture->url, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (people) && error == NULL; i++)
    bsr_store_grant_role (fixture->url, people[i].role, people[i].person, &error);
  g_autoptr (BsrStore) store = open_store (fixture);
  const char *ids[] = { "T-1", "T-2" };
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (BsrCase) flagged = bsr_store_suite_case (ids[i]);
      flagged->shipper = g_strdup ("Salim and Sons");
      assert_true (bsr_store_put_case (store, ACTOR, flagged, &error));
    }
  bsr_store_suite_close (store, "T-1");
  bsr_test_assert_no_error (error);
  return 0;
}

static char *
url_of (Fixture *fixture, const char *person)
{
  return server_url (fixture->server, fixture->database, person);
}

static BsrStore *
open_as (Fixture *fixture, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = url_of (fixture, person);
  BsrStore *store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  return store;
}

/* Signs in with what people[i] knows, at the store as anybody's URL names it. */
static BsrStore *
enter (Fixture *fixture, int i)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new (people[i].password);
  BsrStore *store
      = bsr_store_open_as (fixture->url, people[i].person, password, STATION, &error);
  bsr_test_assert_no_error (error);
  return store;
}

static BsrAccount *
sign_in (BsrStore *store, const char *name, const char *text, GError **error)
{
  g_autoptr (BsrPassword) password = bsr_password_new (text);
  const BsrSignIn request = { .name = name, .password = password, .station = STATION };
  return bsr_store_sign_in (store, &request, error);
}

static gint64
count_acts (Fixture *fixture, const char *actor, const char *act)
{
  g_autofree char *statement = g_strdup_printf (
      "SELECT count (*) FROM audit WHERE actor = '%s' AND act = '%s'", actor, act);
  return ask_number (fixture, statement);
}

static void
cannot (Fixture *fixture, const char *person, const char *script)
{
  g_autofree char *found = server_run (fixture->server, fixture->database, person, script);
  if (g_strcmp0 (found, "42501") != 0 && g_strcmp0 (found, "P0001") != 0)
    fail_msg ("%s: %s: %s", person, script, found != NULL ? found : "done");
}

static void
role_follows_from_the_servers_role (void **state)
{
  Fixture *fixture = *state;
  for (gsize i = 2; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (BsrStore) store = open_as (fixture, people[i].person);
      g_autoptr (BsrAccount) account = bsr_store_get_signed_in (store);
      assert_true (bsr_store_is_guarded (store));
      assert_string_equal (account->name, people[i].person);
      assert_string_equal (bsr_role_to_string (account->role), people[i].role);
      assert_string_equal (bsr_store_get_identity (store), people[i].person);
      assert_false (bsr_store_asks_password (store)); /* trusted: nobody could unlock */
    }
  g_autoptr (BsrStore) owner = open_store (fixture);
  assert_null (bsr_store_get_signed_in (owner));
  assert_false (bsr_store_is_guarded (owner));
  g_autoptr (GError) error = NULL;
  g_autofree char *url = url_of (fixture, "n1");
  assert_null (bsr_store_open (url, &error));
  assert_non_null (error);
}

/* What is refused is said by the right that is missing; the server would refuse it as well. */
static void
rights_follow_from_the_role (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) trainer = open_as (fixture, "t1");
  assert_false (bsr_store_decide (trainer, ACTOR, "T-2", BSR_DECISION_RELEASE, "x", &error));
    bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                         "only officers and supervisors decide on cases");
  g_clear_error (&error);
  assert_null (bsr_store_list_accounts (trainer, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "are those of its server");
}

static void
server_that_asks_is_entered_by_name_and_password (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = url_of (fixture, "w1");
  assert_null (bsr_store_open (url, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DENIED, "a name and a password");
  g_clear_error (&error);
  g_autoptr (BsrPassword) wrong = bsr_password_new ("four words of none");
  assert_null (bsr_store_open_as (url, "w1", wrong, STATION, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "does not let 'w1' in");
  g_clear_error (&error);
  /* Whom the server trusts without a password has none that proves anything. */
  assert_null (bsr_store_open_as (url, "o1", wrong, STATION, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "asks for no password");
  g_clear_error (&error);

  g_autoptr (BsrStore) store = enter (fixture, 0);
  g_autoptr (BsrAccount) account = bsr_store_get_signed_in (store);
  assert_string_equal (account->name, "w1");
  assert_true (bsr_store_asks_password (store));
  assert_int_equal (count_acts (fixture, "w1", "signed-in"), 1);
  assert_true (bsr_store_note_view (store, ACTOR, "T-2", &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (count_acts (fixture, "w1", "case-viewed"), 1);
}

static void
desk_is_locked_and_given_to_another (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = enter (fixture, 0);
  gint64 scan = bsr_store_suite_scanned_case (store, fixture->folder, "T-3");
  assert_true (scan > 0);
  g_autoptr (BsrCaseClaim) claim = bsr_store_claim_case (
      store, &(BsrActor){ "w1", STATION }, "T-2", 60, &error);
  assert_true (bsr_store_leave (store, STATION, BSR_LEAVE_LOCK, &error));
  assert_null (sign_in (store, "w1", "four words of two", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "does not let 'w1' in");
  g_clear_error (&error);
  g_autoptr (BsrAccount) back = sign_in (store, "w1", people[0].password, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (count_acts (fixture, "w1", "locked"), 1);
  assert_int_equal (count_acts (fixture, "w1", "unlocked"), 1);

  g_autoptr (BsrAccount) other = sign_in (store, "w2", people[1].password, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (other->role, BSR_ROLE_SUPERVISOR);
  assert_string_equal (bsr_store_get_identity (store), "w2");
  assert_int_equal (count_acts (fixture, "w1", "signed-out"), 1);
  assert_int_equal (count_acts (fixture, "w1", "case-given-back"), 1);
  assert_int_equal (count_acts (fixture, "w2", "signed-in"), 1);
  assert_true (bsr_store_decide (store, ACTOR, "T-3", BSR_DECISION_EXAMINE, "dense", &error));
  assert_int_equal (count_acts (fixture, "w2", "decided"), 1);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-3", &error); /* from the vault */
  bsr_test_assert_no_error (error);
  assert_int_equal (scans->len, 1);

  assert_true (bsr_store_leave (store, STATION, BSR_LEAVE_SIGN_OUT, &error));
  assert_false (bsr_store_note_view (store, ACTOR, "T-3", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "sign in first");
}

static void
partner_signs_in_and_only_looks (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_as (fixture, "p1");
  assert_true (bsr_store_leave (store, STATION, BSR_LEAVE_LOCK, &error));
  g_autoptr (BsrCase) flagged = bsr_store_get_case (store, "T-2", &error);
  bsr_test_assert_no_error (error);
  assert_null (flagged->shipper);
  cannot (fixture, "p1", "SELECT * FROM personal_data");
  cannot (fixture, "p1", "SELECT * FROM account_versions");
}

static void
personal_data_are_shown_to_those_who_work_with_them (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) officer = open_as (fixture, "o1"), trainer = open_as (fixture, "t1");
  g_autoptr (BsrCase) seen = bsr_store_get_case (officer, "T-2", &error);
  g_autoptr (BsrCase) unseen = bsr_store_get_case (trainer, "T-2", &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (seen->shipper, "Salim and Sons");
  assert_null (unseen->shipper);
  cannot (fixture, "t1", "SELECT * FROM personal_data");
  cannot (fixture, "a1", "SELECT json FROM personal_data");
  cannot (fixture, "o1", "UPDATE personal_data SET json = '{}'");
  cannot (fixture, "o1", "DELETE FROM personal_data");
  cannot (fixture, "o1", "INSERT INTO personal_data VALUES (4, repeat ('0', 64), '{}')");
  cannot (fixture, "o1", "SELECT * FROM accounts");
}

/* A client that was changed gains nothing: neither an account nor a right, nor another's. */
static void
nobody_gives_himself_a_right (void **state)
{
  Fixture *fixture = *state;
  static const char *const persons[] = { "o1", "a1", "n1" };
  static const char *const scripts[] = {
    "INSERT INTO accounts VALUES ('me', 'me', 1, 'administrator', 0, 'x')",
    "UPDATE accounts SET role = 'administrator'",
    "INSERT INTO account_versions VALUES (5, 'me', 'administrator', 0, repeat ('0', 64))",
    "DELETE FROM sign_in_failures",
    "GRANT basira_supervisor TO o1",
    "GRANT basira_administrator TO session_user",
    "GRANT SELECT ON accounts TO o1",
    "ALTER ROLE w2 PASSWORD 'mine'",
    "CREATE ROLE mine LOGIN",
    "SET ROLE basira",
    "SET SESSION AUTHORIZATION basira",
    "UPDATE decisions SET officer = 'o1'",
    "UPDATE case_steps SET officer = 'o1'",
    "DELETE FROM case_steps",
    "UPDATE audit SET actor = 'o1'",
    "DELETE FROM audit",
    "ALTER TABLE audit DISABLE TRIGGER ALL",
    "DROP TRIGGER decisions_grows ON decisions",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (persons); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (scripts); j++)
      cannot (fixture, persons[i], scripts[j]);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) owner = open_store (fixture);
  assert_true (bsr_store_verify_audit (owner, NULL, &error));
  bsr_test_assert_no_error (error);
}

/* By the program, and by SQL. */
static void
only_a_supervisor_decides_what_was_referred (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) officer = open_as (fixture, "o1");
  bsr_store_suite_scanned_case (officer, fixture->folder, "T-3");
  assert_true (bsr_store_decide (officer, ACTOR, "T-3", BSR_DECISION_REFER, "beyond me", &error));
  bsr_test_assert_no_error (error);
  assert_false (bsr_store_decide (officer, ACTOR, "T-3", BSR_DECISION_EXAMINE, "mine", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "only supervisors decide");
  cannot (fixture, "o1",
          "INSERT INTO decisions (entry, case_id, kind, reason, officer, at)"
          " VALUES (99, 'T-3', 'examine', 'mine', 'o1', '2024')");
  cannot (fixture, "o1",
          "INSERT INTO case_steps (entry, case_id, kind, code, reason, officer, at)"
          " VALUES (99, 'T-3', 'waive', 'departed', 'gone', 'o1', '2024')");
}

static void
administrator_lets_personal_data_expire_and_changes_nothing_else (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) later = g_date_time_new_utc (2999, 1, 1, 0, 0, 0);
  int n = 0;
  g_autoptr (BsrStore) officer = open_as (fixture, "o1"), store = open_as (fixture, "a1");
  assert_false (bsr_store_expire_personal (officer, ACTOR, later, &n, NULL));
  assert_true (bsr_store_expire_personal (store, ACTOR, later, &n, &error));
  bsr_test_assert_no_error (error);
  assert_int_equal (n, 1);
  assert_int_equal (count_acts (fixture, "a1", "personal-expired"), 1);
  /* Not of a case that is open, though the entry be one of his own. */
  cannot (fixture, "a1", "UPDATE personal_data SET salt = NULL, json = NULL, expired = 99 WHERE version = 2");
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM personal_data WHERE json IS NULL"), 1);
  /* Neither without an entry of its own, nor under another's, nor more than the rule. */
  cannot (fixture, "a1", "UPDATE personal_data SET salt = NULL, json = NULL, expired = 5 WHERE expired IS NULL");
  cannot (fixture, "a1", "UPDATE case_versions SET json = '{}'");
  cannot (fixture, "a1",
          "INSERT INTO personal_redactions VALUES (6, 1, repeat ('0', 64));"
          " UPDATE case_versions SET json = replace (json, 'bananas', 'x') WHERE entry = 1");
  g_autoptr (BsrStore) owner = open_store (fixture);
  assert_true (bsr_store_verify_audit (owner, NULL, &error));
  assert_true (bsr_store_verify_audit (officer, NULL, &error));
  assert_true (bsr_store_verify_audit (store, NULL, &error));
  bsr_test_assert_no_error (error);
}

int
main (void)
{
#define TEST(test) cmocka_unit_test_setup_teardown (test, store_set_up, fixture_tear_down)
  const struct CMUnitTest tests[] = {
    TEST (role_follows_from_the_servers_role),
    TEST (rights_follow_from_the_role),
    TEST (server_that_asks_is_entered_by_name_and_password),
    TEST (desk_is_locked_and_given_to_another),
    TEST (partner_signs_in_and_only_looks),
    TEST (personal_data_are_shown_to_those_who_work_with_them),
    TEST (nobody_gives_himself_a_right),
    TEST (only_a_supervisor_decides_what_was_referred),
    TEST (administrator_lets_personal_data_expire_and_changes_nothing_else),
  };
  return cmocka_run_group_tests_name ("accounts of a server", tests, people_set_up,
                                      server_tear_down);
}
