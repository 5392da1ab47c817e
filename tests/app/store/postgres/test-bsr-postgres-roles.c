#include "bsr-postgres-fixture.h"

#include <string.h>

#include "bsr-case-query.h"
#include "bsr-error.h"
#include "bsr-store-arrivals.h"
#include "bsr-store-claims.h"
#include "bsr-store-handling.h"
#include "bsr-store-roles.h"
#include "bsr-test.h"

/* What a modified client of each role gains by speaking SQL to the server itself: nothing. */

#define ACTOR (&bsr_store_suite_actor)

/* Those who sign in: the server's, so made once. "o1" and "o2" are officers. */
static const struct
{
  const char *person, *role;
} people[] = { { "o1", "officer" },       { "o2", "officer" }, { "s1", "supervisor" },
               { "a1", "administrator" }, { "t1", "trainer" }, { "p1", "partner" } };

static int
people_set_up (void **state)
{
  server_set_up (state);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *script = g_strdup_printf ("CREATE ROLE %s LOGIN", people[i].person);
      g_autofree char *problem = server_run (*state, "postgres", "basira", script);
      assert_null (problem);
    }
  return 0;
}

/* A store with its roles, and those who have them. */
static int
roles_set_up (void **state)
{
  fixture_set_up (state);
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  bsr_store_make_roles (fixture->url, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (people) && error == NULL; i++)
    bsr_store_grant_role (fixture->url, people[i].role, people[i].person, &error);
  bsr_test_assert_no_error (error);
  return 0;
}

static BsrStore *
open_as (Fixture *fixture, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = server_url (fixture->server, fixture->database, person);
  BsrStore *store = bsr_store_open (url, &error);
  bsr_test_assert_no_error (error);
  return store;
}

/* Fails unless @script, said by @person, is refused with @state and changes nothing that shows. */
static void
cannot (Fixture *fixture, const char *person, const char *state, const char *script)
{
  g_autofree char *found = server_run (fixture->server, fixture->database, person, script);
  if (g_strcmp0 (found, state) != 0)
    fail_msg ("%s: %s: %s instead of %s", person, script, found != NULL ? found : "done", state);
}

#define NO_PRIVILEGE "42501"
#define REFUSED "P0001"

/* The store as its owner sees it. */
static void
is_whole (Fixture *fixture, gint64 n_expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_store (fixture);
  gint64 n = 0;
  bsr_store_verify_audit (store, &n, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (n, n_expected);
}

/* Entries: 1 case, 2 scan, 3 decision of o1, 4 decision of o2. */
static void
fill (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) one = open_as (fixture, "o1");
  g_autoptr (BsrStore) other = open_as (fixture, "o2");
  bsr_store_suite_scanned_case (one, fixture->folder, "T-1");
  bsr_store_decide (one, ACTOR, "T-1", BSR_DECISION_SECOND_OPINION, "dense", &error);
  bsr_test_assert_no_error (error);
  bsr_store_decide (other, ACTOR, "T-1", BSR_DECISION_EXAMINE, "denser", &error);
  bsr_test_assert_no_error (error);
}

static void
officer_does_all_his_casework (void **state)
{
  Fixture *fixture = *state;
  const BsrPoint corners[] = { { 1, 2 }, { 3, 4 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_as (fixture, "o1");
  assert_string_equal (bsr_store_get_identity (store), "o1");
  gint64 scan = bsr_store_suite_scanned_case (store, fixture->folder, "T-1");
  g_autofree char *json = bsr_store_suite_analysis ((double[]){ 0.8 }, 1, 10.0);
  g_autoptr (BsrAnnotation) a
      = bsr_annotation_new (NULL, BSR_SHAPE_RECTANGLE, BSR_CATEGORY_NOTE, corners, 2, "see");
  g_autoptr (GDateTime) at = g_date_time_new_utc (2024, 5, 3, 8, 0, 0);
  g_autoptr (BsrOutcome) outcome
      = bsr_outcome_new (BSR_OUTCOME_PROHIBITED, BSR_EXTENT_FULL, "parcels", 12.5, "officer 9", at);
  g_autoptr (BsrContest) contest = bsr_contest_new ("mass", -1, "no step wedge", "officer 9", at);
  assert_true (bsr_store_save_analysis (store, ACTOR, scan, json, &error)
               && bsr_store_put_annotation (store, ACTOR, scan, a, &error)
               && bsr_store_remove_annotation (store, ACTOR, scan, bsr_annotation_id (a), &error)
               && bsr_store_weigh_finding (store, ACTOR, scan, 1, BSR_WEIGHT_CONFIRMED, &error)
               && bsr_store_contest_check (store, ACTOR, scan, contest, &error)
               && bsr_store_note_view (store, ACTOR, "T-1", &error)
               && bsr_store_decide (store, ACTOR, "T-1", BSR_DECISION_EXAMINE, "dense", &error)
               && bsr_store_record_outcome (store, ACTOR, "T-1", outcome, &error));
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", &error);
  assert_int_equal (scans->len, 1);
  assert_true (bsr_store_verify_audit (store, NULL, &error));
  is_whole (fixture, 10);
}

/* Whatever name the program brings, the server knows who is signed in. */
static void
acts_are_done_under_the_name_of_who_is_signed_in (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM audit WHERE actor = 'o1'"), 3);
  assert_int_equal (ask_number (fixture, "SELECT count (*) FROM audit WHERE actor = 'o2'"), 1);
  g_autofree char *officer = server_ask (fixture->server, fixture->database,
                                         "SELECT officer FROM decisions WHERE entry = 4");
  assert_string_equal (officer, "o2");
  g_autoptr (BsrStore) store = open_store (fixture);
  assert_null (bsr_store_get_identity (store));
}

static void
officer_cannot_alter_what_is_recorded (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  static const char *const scripts[] = {
    "UPDATE decisions SET kind = 'release' WHERE entry = 4",
    "UPDATE decisions SET officer = 'o1'",
    "DELETE FROM decisions",
    "TRUNCATE decisions CASCADE",
    "UPDATE audit SET actor = 'o2'",
    "DELETE FROM audit WHERE sequence = 4",
    "UPDATE scans SET sha256 = low_sha256",
    "DELETE FROM case_versions",
    "DELETE FROM cases",
    "UPDATE cases SET id = 'T-2'",
    "DELETE FROM act_keys",
    "UPDATE vault_files SET sha256 = sha256",
    "INSERT INTO vault_files VALUES (repeat ('0', 64), 1, 1)",
    "UPDATE store_form SET form = 1",
    "ALTER TABLE audit DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_grows ON audit",
    "DROP TABLE audit CASCADE",
    "CREATE TABLE mine (id int)",
    "CREATE OR REPLACE FUNCTION is_store_owner () RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "SET session_replication_role = replica",
    "SET ROLE basira",
    "SET ROLE basira_administrator",
    "SET SESSION AUTHORIZATION o2",
    "INSERT INTO library_withdrawals VALUES (5, 1, 'because', 'o1')",
    "SELECT lo_unlink (content) FROM vault_files",
    "SELECT lo_put (content, 0, 'x') FROM vault_files",
    "BEGIN; LOCK TABLE audit IN ACCESS EXCLUSIVE MODE"
  };
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    cannot (fixture, "o1", NO_PRIVILEGE, scripts[i]);
  is_whole (fixture, 4);
}

/* The words that an honest client says, with @changed in their place. */
static char *
entry_of (const char *sequence, const char *actor, const char *previous, const char *hash)
{
  return g_strdup_printf ("INSERT INTO audit SELECT %s, '2024-05-03T08:00:00.000000Z', '%s', "
                          "'desk', 'decided', 'case:T-1', '{}',"
                          " %s, %s FROM audit WHERE sequence = 4",
                          sequence, actor, previous, hash);
}

#define GOOD_HASH(actor)                                                                           \
  "encode (sha256 (convert_to (E'basira-audit/1\\n' || netstring ('5')"                            \
  " || netstring ('2024-05-03T08:00:00.000000Z') || netstring ('" actor "') || netstring ('desk')" \
  " || netstring ('decided') || netstring ('case:T-1') || netstring ('{}') || netstring (hash), "  \
  "'UTF8')), 'hex')"

static void
officer_cannot_write_anothers_entry (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  g_autofree char *anothers = entry_of ("5", "o2", "hash", GOOD_HASH ("o2"));
  g_autofree char *early = entry_of ("0", "o1", "hash", GOOD_HASH ("o1"));
  g_autofree char *late = entry_of ("6", "o1", "hash", GOOD_HASH ("o1"));
  g_autofree char *unlinked = entry_of ("5", "o1", "repeat ('1', 64)", GOOD_HASH ("o1"));
  g_autofree char *unhashed = entry_of ("5", "o1", "hash", "repeat ('1', 64)");
  cannot (fixture, "o1", REFUSED, anothers);
  cannot (fixture, "o1", REFUSED, early);
  cannot (fixture, "o1", REFUSED, late);
  cannot (fixture, "o1", REFUSED, unlinked);
  cannot (fixture, "o1", REFUSED, unhashed);
  is_whole (fixture, 4);
  /* What is refused there is not the form of the words. */
  g_autofree char *good = entry_of ("5", "o1", "hash", GOOD_HASH ("o1"));
  g_autofree char *problem = server_run (fixture->server, fixture->database, "o1", good);
  assert_null (problem);
  is_whole (fixture, 5);
}

static void
officer_cannot_bring_in_a_record_without_its_entry (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  cannot (fixture, "o1", "23503", /* no entry follows */
          "INSERT INTO decisions (entry, case_id, kind, reason, officer, at)"
          " VALUES (5, 'T-1', 'release', 'fine', 'o1', '2024')");
  cannot (fixture, "o1", REFUSED, /* under an entry that is there */
          "INSERT INTO decisions (entry, case_id, kind, reason, officer, at)"
          " VALUES (1, 'T-1', 'release', 'fine', 'o1', '2024')");
  cannot (fixture, "o1", REFUSED, /* in another's name */
          "INSERT INTO decisions (entry, case_id, kind, reason, officer, at)"
          " VALUES (5, 'T-1', 'release', 'fine', 'o2', '2024')");
  is_whole (fixture, 4);
}

static void
line_of_a_case_follows_its_records (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  cannot (fixture, "o1", REFUSED, "UPDATE cases SET state = 'released'");
  cannot (fixture, "o1", REFUSED, "UPDATE cases SET container = 'XXXU0000000'");
  cannot (fixture, "o1", REFUSED, "UPDATE cases SET goods = 'nothing', priority = 0");
  cannot (fixture, "o1", REFUSED, "UPDATE cases SET risk = 0.01");
  cannot (fixture, "o1", REFUSED, "UPDATE cases SET cut_off = 0");
  cannot (fixture, "o1", REFUSED, "UPDATE cases SET officer = 'o2', found = 'conforming'");
  cannot (fixture, "o1", REFUSED, "UPDATE cases SET bill = 'BL-9', port_of_lading = 'CNSHA'");
  is_whole (fixture, 4);
}

/* Names that stand before the store's own in the path of who is signed in, and functions that he
 * may call. */
static void
officer_cannot_step_around_the_triggers (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  g_autofree char *anothers = entry_of ("5", "o2", "hash", GOOD_HASH ("o2"));
  g_autofree char *masked = g_strconcat (
      "CREATE TEMP TABLE store_form (form bigint); SET search_path = pg_temp, public;"
      " CREATE FUNCTION pg_temp.is_store_owner () RETURNS boolean LANGUAGE sql AS 'SELECT true';",
      anothers, NULL);
  cannot (fixture, "o1", REFUSED, masked);
  cannot (fixture, "o1", REFUSED,
          "SELECT vault_add (CAST (content AS bigint), 0, 'AAAA') FROM vault_files LIMIT 1");
  cannot (fixture, "o1", REFUSED, "SELECT vault_keep (vault_begin (), repeat ('0', 64))");
  is_whole (fixture, 4);
}

/* Entries 5 to 7: o1 claims, s1 takes over (and says that the claim of o1 ended so). */
static void
another_officers_claim_stands (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) one = open_as (fixture, "o1");
  g_autoptr (BsrStore) boss = open_as (fixture, "s1");
  g_autoptr (BsrCaseClaim) claim = bsr_store_claim_case (one, ACTOR, "T-1", 60, &error);
  bsr_test_assert_no_error (error);
  assert_true (claim->mine);
  static const char *const scripts[] = {
    "UPDATE case_claims SET officer = 'o2'",
    "UPDATE case_claims SET lease_until = '2000'",
    "DELETE FROM case_claims",
    "INSERT INTO case_claims VALUES ('T-1', 'o2', 'desk', '2024', '9999')"
    " ON CONFLICT (case_id) DO UPDATE SET officer = 'o2'",
    "INSERT INTO decisions (entry, case_id, kind, reason, officer, at)"
    " VALUES (6, 'T-1', 'release', 'fine', 'o2', '2024')",
    "INSERT INTO case_steps (entry, case_id, kind, code, reason, officer, at)"
    " VALUES (6, 'T-1', 'waive', 'departed', 'gone', 'o2', '2024')",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    cannot (fixture, "o2", NO_PRIVILEGE, scripts[i]);
  cannot (fixture, "s1", NO_PRIVILEGE, "UPDATE case_claims SET officer = 'o2'");
  g_autoptr (BsrCaseClaim) taken
      = bsr_store_take_over_case (boss, ACTOR, "T-1", 60, "end of shift", &error);
  bsr_test_assert_no_error (error);
  assert_true (taken->mine);
  is_whole (fixture, 7);
  /* One whose time is over is anybody's to take, in his own name. */
  run_sql (fixture, "UPDATE case_claims SET lease_until = '2000-01-01T00:00:00.000000Z'");
  cannot (fixture, "o2", NO_PRIVILEGE, "UPDATE case_claims SET officer = 'o1'");
  g_autoptr (BsrStore) other = open_as (fixture, "o2");
  g_autoptr (BsrCaseClaim) next = bsr_store_claim_case (other, ACTOR, "T-1", 60, &error);
  bsr_test_assert_no_error (error);
  assert_true (next->mine);
}

static void
partner_reads_and_does_nothing_else (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) store = open_as (fixture, "p1");
  g_autoptr (BsrCaseQuery) query = bsr_case_query_new ();
  g_autoptr (BsrCasePage) page = bsr_store_find_cases (store, query, NULL, FALSE, 10, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (page->cases->len, 1);
  g_autoptr (GPtrArray) scans = bsr_store_list_scans (store, "T-1", &error);
  g_autoptr (GPtrArray) decisions = bsr_store_list_decisions (store, "T-1", NULL);
  bsr_test_assert_no_error (error);
  assert_int_equal (scans->len, 1);
  /* His looking leaves its trace. */
  assert_true (bsr_store_note_view (store, ACTOR, "T-1", &error));
  assert_false (bsr_store_decide (store, ACTOR, "T-1", BSR_DECISION_RELEASE, "mine", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                         "only officers and supervisors decide");
  cannot (fixture, "p1", NO_PRIVILEGE, "SELECT actor FROM audit");
  cannot (fixture, "p1", NO_PRIVILEGE, "INSERT INTO decisions (entry) VALUES (6)");
  cannot (fixture, "p1", NO_PRIVILEGE, "INSERT INTO scans (entry) VALUES (6)");
  cannot (fixture, "p1", NO_PRIVILEGE, "UPDATE cases SET state = 'released'");
  cannot (fixture, "p1", NO_PRIVILEGE, "SELECT vault_begin ()");
  g_autofree char *decided = entry_of ("6", "p1", "hash", "hash");
  cannot (fixture, "p1", NO_PRIVILEGE, decided);
  is_whole (fixture, 5);
}

static void
only_supervisors_confirm_loads (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrStore) officer = open_as (fixture, "o1");
  g_autoptr (BsrStore) supervisor = open_as (fixture, "s1");
  bsr_store_suite_conforming_case (officer, fixture->folder, "T-1");
  const BsrLoadDescriptor descriptor = bsr_store_suite_descriptor (0.5f);
  g_autoptr (BsrStore) other = open_as (fixture, "o2");
  assert_null (bsr_store_contribute_load (other, ACTOR, 2, &descriptor, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "your role");
  g_clear_error (&error);
  g_autofree char *id = bsr_store_contribute_load (supervisor, ACTOR, 2, &descriptor, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (id);
}

static gboolean
close_case (Fixture *fixture, const char *person, GError **error)
{
  g_autoptr (BsrStore) store = open_as (fixture, person);
  return bsr_store_decide (store, ACTOR, "T-1", BSR_DECISION_CLOSE, "all recorded", error);
}

/* Whatever name is typed in at the desk: the server knows who is signed in. */
static void
only_supervisors_close_cases (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  {
    g_autoptr (BsrStore) officer = open_as (fixture, "o1");
    bsr_store_suite_conforming_case (officer, fixture->folder, "T-1");
  }
  assert_false (close_case (fixture, "o2", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "only supervisors decide");
  g_clear_error (&error);
  assert_true (close_case (fixture, "s1", &error));
  bsr_test_assert_no_error (error);
  is_whole (fixture, 5);
}

static void
what_is_kept_beside_a_case_is_casework (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  fill (fixture);
  {
    g_autoptr (BsrStore) officer = open_as (fixture, "o1");
    bsr_store_suite_handle (officer, fixture->folder, "T-1");
  }
  g_autoptr (BsrStore) partner = open_as (fixture, "p1");
  g_autoptr (GPtrArray) photographs = bsr_store_list_photographs (partner, "T-1", &error);
  g_autoptr (GPtrArray) caveats = bsr_store_list_caveats (partner, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (photographs->len, 1);
  assert_int_equal (caveats->len, 1);
  assert_false (bsr_store_put_caveat (partner, ACTOR, "T-1",
                                      &(BsrCaveat){ (char *) "hazard", TRUE, (char *) "" }, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "your role");
  cannot (fixture, "p1", NO_PRIVILEGE, "INSERT INTO photographs (entry) VALUES (99)");
  cannot (fixture, "o1", NO_PRIVILEGE, "UPDATE caveats SET in_force = 0");
  cannot (fixture, "o1", NO_PRIVILEGE, "DELETE FROM downtime_versions");
  cannot (fixture, "o1", REFUSED, "UPDATE cases SET n_caveats = 0");
  is_whole (fixture, 9);
}

static void
tray_is_casework_and_its_lines_follow_the_records (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL, refused = NULL, unseen = NULL;
  fill (fixture);
  {
    g_autoptr (BsrStore) officer = open_as (fixture, "o1");
    bsr_store_suite_arrive (officer, fixture->folder, "T-1");
    g_autoptr (GPtrArray) waiting
        = bsr_store_list_arrivals (officer, BSR_ARRIVAL_WAITING, 9, &error);
    g_autoptr (GPtrArray) cases = bsr_store_list_cases_of (officer, "CSQU3054383", &error);
    bsr_test_assert_no_error (error);
    assert_int_equal (waiting->len, 1);
    assert_string_equal (((BsrArrival *) waiting->pdata[0])->officer, "o1");
    assert_int_equal (cases->len, 1);
  }
  g_autoptr (BsrStore) partner = open_as (fixture, "p1");
  g_autoptr (GPtrArray) reports = bsr_store_list_reports (partner, "T-1", &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (reports->len, 1);
  assert_false (bsr_store_add_report (partner, ACTOR, "T-1",
                                      &(BsrCaseReport){ .source = (char *) "a",
                                                        .sha256 = (char *) BSR_AUDIT_ORIGIN,
                                                        .json = (char *) "{}" },
                                      &refused));
  bsr_test_assert_error (refused, BSR_ERROR, BSR_ERROR_INVALID, "your role");
  assert_null (bsr_store_list_arrivals (partner, BSR_ARRIVAL_WAITING, 9, &unseen));
  bsr_test_assert_error (unseen, BSR_ERROR, BSR_ERROR_INVALID, "your role");
  cannot (fixture, "p1", NO_PRIVILEGE, "INSERT INTO case_reports (entry) VALUES (99)");
  cannot (fixture, "t1", NO_PRIVILEGE, "INSERT INTO arrivals (entry) VALUES (99)");
  cannot (fixture, "o1", NO_PRIVILEGE, "UPDATE arrivals SET reason = ''");
  cannot (fixture, "t1", NO_PRIVILEGE, "INSERT INTO arrival_descriptions (entry) VALUES (99)");
  cannot (fixture, "o1", NO_PRIVILEGE, "UPDATE arrival_descriptions SET reason = ''");
  cannot (fixture, "o1", NO_PRIVILEGE, "DELETE FROM arrival_lines");
  cannot (fixture, "o1", NO_PRIVILEGE, "UPDATE arrival_lines SET arrival = 99");
  cannot (fixture, "o1", REFUSED, "UPDATE arrival_lines SET standing = 'linked'");
  cannot (fixture, "o1", REFUSED, "INSERT INTO arrival_standings SELECT sequence, entry, 'set-aside', 'r', 'o1', 'a'"
                                  " FROM audit, arrivals ORDER BY sequence LIMIT 1");
  is_whole (fixture, 4 + 8);
}

static void
those_who_do_no_casework_decide_nothing (void **state)
{
  Fixture *fixture = *state;
  fill (fixture);
  static const char *const persons[] = { "a1", "t1" };
  for (gsize i = 0; i < G_N_ELEMENTS (persons); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrStore) store = open_as (fixture, persons[i]);
      assert_true (bsr_store_verify_audit (store, NULL, &error));
      /* A trainer looks at cases; an administrator does not. */
      assert_int_equal (bsr_store_note_view (store, ACTOR, "T-1", NULL), i == 1);
      assert_false (bsr_store_decide (store, ACTOR, "T-1", BSR_DECISION_RELEASE, "mine", &error));
      cannot (fixture, persons[i], NO_PRIVILEGE, "UPDATE decisions SET reason = 'other'");
      cannot (fixture, persons[i], NO_PRIVILEGE, "DELETE FROM audit");
    }
  is_whole (fixture, 5);
}

/* A table that a later step brings is not forgotten: it grows and is guarded, and somebody may read
 * it. */
static void
no_table_is_left_out (void **state)
{
  Fixture *fixture = *state;
  assert_int_equal (
      ask_number (
          fixture,
          "SELECT count (*) FROM pg_class AS t JOIN pg_attribute AS c ON attrelid = t.oid"
          " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attname = 'entry'"
          " AND relname <> 'act_keys' AND NOT ("
          " EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = t.oid AND tgname = relname || "
          "'_grows')"
          " AND EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = t.oid AND tgname = relname || "
          "'_enters'))"),
      0);
  assert_int_equal (
      ask_number (fixture,
                  "SELECT count (*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                  " AND relkind IN ('r', 'v')"
                  /* What nobody reads who does not work on cases, and what only the owner does. */
                  " AND relname NOT IN ('personal_data', 'accounts', 'sign_in_failures')"
                  " AND NOT has_table_privilege ('basira_administrator', oid, 'SELECT')"),
      0);
  assert_int_equal (
      ask_number (fixture,
                  "SELECT count (*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
                  " AND prosecdef AND has_function_privilege ('public', oid, 'EXECUTE')"),
      0);
}

static void
roles_are_the_servers (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_strconcat ("sqlite:", fixture->folder, "/store.db", NULL);
  assert_false (bsr_store_make_roles (file, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "PostgreSQL server");
  g_clear_error (&error);
  assert_false (bsr_store_grant_role (fixture->url, "king", "o1", &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "'king' is no role");
  g_clear_error (&error);
  assert_false (
      bsr_store_grant_role (fixture->url, "officer", "nobody\"; DROP TABLE audit", &error));
  assert_non_null (error);
  assert_true (bsr_store_make_roles (fixture->url, NULL)); /* again */
}

#define CASE(test) cmocka_unit_test_setup_teardown (test, roles_set_up, fixture_tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    CASE (officer_does_all_his_casework),
    CASE (acts_are_done_under_the_name_of_who_is_signed_in),
    CASE (officer_cannot_alter_what_is_recorded),
    CASE (officer_cannot_write_anothers_entry),
    CASE (officer_cannot_bring_in_a_record_without_its_entry),
    CASE (line_of_a_case_follows_its_records),
    CASE (officer_cannot_step_around_the_triggers),
    CASE (another_officers_claim_stands),
    CASE (partner_reads_and_does_nothing_else),
    CASE (only_supervisors_confirm_loads),
    CASE (only_supervisors_close_cases),
    CASE (what_is_kept_beside_a_case_is_casework),
    CASE (tray_is_casework_and_its_lines_follow_the_records),
    CASE (those_who_do_no_casework_decide_nothing),
    CASE (no_table_is_left_out),
    CASE (roles_are_the_servers),
  };
  return cmocka_run_group_tests_name ("roles on PostgreSQL", tests, people_set_up,
                                      server_tear_down);
}
