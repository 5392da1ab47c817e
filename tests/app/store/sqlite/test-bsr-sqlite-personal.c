#include "bsr-sqlite-file.h"

#include <sqlite3.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-store-access.h"
#include "bsr-store-suite.h"
#include "bsr-test.h"

/* Personal data in the SQLite engine's file: gone from its bytes, forged, and of earlier forms. */

#define ACTOR (&bsr_store_suite_actor)
#define SHIPPER "Salim and Sons, Tangier"

/* Entries: 1 the case, 2 its waiver, 3 its closing. */
static int
set_up (void **state)
{
  SqliteFile *fixture = sqlite_file_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_suite_case ("T-1");
  flagged->shipper = g_strdup (SHIPPER);
  assert_true (bsr_store_put_case (fixture->store, ACTOR, flagged, &error));
  bsr_store_suite_close (fixture->store, "T-1");
  *state = fixture;
  return 0;
}

static void
expire (SqliteFile *fixture, int expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), tomorrow = g_date_time_add_days (now, 1);
  int n = -1;
  bsr_store_expire_personal (fixture->store, ACTOR, tomorrow, &n, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (n, expected);
}

static gint64
verify (SqliteFile *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;
  bsr_store_verify_audit (fixture->store, &n, &error);
  bsr_test_assert_no_error (error);
  return n;
}

static void
what_has_expired_is_in_no_byte (void **state)
{
  SqliteFile *fixture = *state;
  assert_true (sqlite_file_holds (fixture, SHIPPER));
  expire (fixture, 1);
  assert_false (sqlite_file_holds (fixture, SHIPPER));
  assert_int_equal (verify (fixture), 4);
}

#define DROP_TRIGGERS                                                                              \
  "DROP TRIGGER personal_data_keeps; DROP TRIGGER personal_data_stays;"                            \
  "DROP TRIGGER personal_expiries_keeps; DROP TRIGGER personal_expiries_stays;"                    \
  "DROP TRIGGER personal_redactions_keeps; DROP TRIGGER personal_redactions_stays;"                \
  "DROP TRIGGER case_versions_keeps;"

static void
is_found (const char *sql, gboolean expired, const char *part)
{
  g_autoptr (GError) error = NULL;
  SqliteFile *fixture = NULL;
  set_up ((void **) &fixture);
  if (expired)
    expire (fixture, 1);
  assert_int_equal (sqlite_file_run (fixture, DROP_TRIGGERS), SQLITE_OK);
  assert_int_equal (sqlite_file_run (fixture, sql), SQLITE_OK);
  if (bsr_store_verify_audit (fixture->store, NULL, &error) || strstr (error->message, part) == NULL)
    fail_msg ("%s: %s", sql, error != NULL ? error->message : "not found");
  sqlite_file_free (fixture);
}

static void
forgeries_are_found (void **state)
{
  const char *changed = "entry 1: the personal data of its case were changed";
  const char *taken = "entry 1: the personal data of its case were taken away against the rule";
  is_found ("UPDATE personal_data SET json = replace (json, 'Salim', 'Selim')", FALSE, changed);
  is_found ("UPDATE personal_data SET salt = replace (salt, substr (salt, 1, 1), 'z')", FALSE,
            changed);
  is_found ("DELETE FROM personal_data", FALSE, taken);
  is_found ("UPDATE case_versions SET personal = NULL", FALSE,
            "entry 1: its record in case_versions was changed");
  is_found ("UPDATE case_versions SET personal = replace (personal, substr (personal, 1, 1), 'z')",
            FALSE, "entry 1: its record in case_versions was changed");
  is_found ("INSERT INTO personal_expiries VALUES (2, '2999', 1);"
            " UPDATE personal_data SET salt = NULL, json = NULL, expired = 2",
            FALSE, "the record 2 in personal_expiries was put there without an audit entry");
  is_found ("UPDATE personal_expiries SET before = '2001'", TRUE,
            "entry 4: its record in personal_expiries was changed");
  is_found ("UPDATE personal_data SET salt = printf ('%064d', 0), json = '{}', expired = NULL", TRUE,
            changed);
  is_found ("DELETE FROM personal_data", TRUE, taken);
  is_found ("INSERT INTO personal_redactions VALUES (2, 1, printf ('%064d', 0));"
            " UPDATE case_versions SET json = '{}'",
            FALSE, "entry 1: its record in case_versions was changed");
}

static void
personal_data_only_expire (void **state)
{
  SqliteFile *fixture = *state;
  assert_int_not_equal (sqlite_file_run (fixture, "UPDATE personal_data SET json = '{}'"), SQLITE_OK);
  assert_int_not_equal (sqlite_file_run (fixture, "DELETE FROM personal_data"), SQLITE_OK);
  assert_int_not_equal (sqlite_file_run (fixture, "UPDATE case_versions SET json = '{}'"), SQLITE_OK);
}

/* Takes the triggers away; (transfer full): what puts them back. */
static char *
take_triggers (SqliteFile *fixture)
{
  sqlite3 *db;
  sqlite3_stmt *rows;
  g_autoptr (GString) drops = g_string_new (NULL);
  GString *made = g_string_new (NULL);
  assert_int_equal (sqlite3_open (fixture->path, &db), SQLITE_OK);
  sqlite3_prepare_v2 (db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'", -1, &rows,
                      NULL);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_string_append_printf (drops, "DROP TRIGGER %s;", sqlite3_column_text (rows, 0));
      g_string_append_printf (made, "%s;", sqlite3_column_text (rows, 1));
    }
  sqlite3_finalize (rows);
  sqlite3_close (db);
  assert_int_equal (sqlite_file_run (fixture, drops->str), SQLITE_OK);
  return g_string_free (made, FALSE);
}

/* As the steps before this one kept it: the shipper in the record, and the record's hash in the log. */
static void
make_earlier_form (SqliteFile *fixture, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_clear_object (&fixture->store);
  assert_int_equal (
      sqlite_file_run (fixture, "DELETE FROM personal_data; UPDATE case_versions SET personal = NULL;"),
      SQLITE_OK);
  g_autoptr (GString) form = g_string_new ("basira-record/1\n");
  g_autofree char *text = g_strconcat ("t", json, NULL);
  bsr_audit_append_netstring (form, "case_versions", -1);
  bsr_audit_append_netstring (form, "i1", -1);
  bsr_audit_append_netstring (form, "tT-1", -1);
  bsr_audit_append_netstring (form, text, -1);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form->str, -1);
  char *statement = sqlite3_mprintf (
      "UPDATE case_versions SET json = %Q; UPDATE audit SET detail ="
      " json_set (detail, '$.sha256', %Q) WHERE sequence = 1", json, hash);
  assert_int_equal (sqlite_file_run (fixture, statement), SQLITE_OK);
  sqlite3_free (statement);
}

/* The chain over what make_earlier_form() has changed, as it would have been. */
static void
chain_anew (SqliteFile *fixture)
{
  sqlite3 *db;
  sqlite3_stmt *rows;
  g_autofree char *previous = g_strdup (BSR_AUDIT_ORIGIN);
  assert_int_equal (sqlite3_open (fixture->path, &db), SQLITE_OK);
  assert_int_equal (sqlite3_prepare_v2 (db,
                                        "SELECT sequence, at, actor, station, act, subject, detail"
                                        " FROM audit ORDER BY sequence", -1, &rows, NULL), SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      BsrAuditEntry entry = { sqlite3_column_int64 (rows, 0) };
      char **members[] = { &entry.at, &entry.actor, &entry.station, &entry.act, &entry.subject,
                           &entry.detail };
      for (int i = 0; i < (int) G_N_ELEMENTS (members); i++)
        *members[i] = (char *) sqlite3_column_text (rows, i + 1);
      entry.previous = previous;
      g_autofree char *hash = bsr_audit_entry_compute_hash (&entry);
      char *statement = sqlite3_mprintf ("UPDATE audit SET previous = %Q, hash = %Q WHERE sequence = %d",
                                         previous, hash, (int) entry.sequence);
      assert_int_equal (sqlite3_exec (db, statement, NULL, NULL, NULL), SQLITE_OK);
      sqlite3_free (statement);
      g_free (previous);
      previous = g_steal_pointer (&hash);
    }
  sqlite3_finalize (rows);
  sqlite3_close (db);
}

static void
earlier_declarations_expire_as_well (void **state)
{
  SqliteFile *fixture = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = bsr_store_get_case (fixture->store, "T-1", &error);
  g_autofree char *json = bsr_case_to_json (flagged);
  g_autofree char *triggers = take_triggers (fixture);
  make_earlier_form (fixture, json);
  chain_anew (fixture);
  assert_int_equal (sqlite_file_run (fixture, triggers), SQLITE_OK);
  sqlite_file_reopen (fixture);
  assert_int_equal (verify (fixture), 3);
  g_autoptr (BsrCase) before = bsr_store_get_case (fixture->store, "T-1", &error);
  assert_string_equal (before->shipper, SHIPPER);
  expire (fixture, 1);
  assert_int_equal (verify (fixture), 5); /* the redaction, and what asked for it */
  assert_false (sqlite_file_holds (fixture, SHIPPER));
  g_autoptr (BsrCase) after = bsr_store_get_case (fixture->store, "T-1", &error);
  assert_null (after->shipper);
  assert_non_null (after->personal_expired);
  expire (fixture, 0);

  /* What was left must stay. */
  const char *change = "UPDATE case_versions SET json = replace (json, 'bananas', 'x')";
  assert_int_equal (sqlite_file_run (fixture, change), SQLITE_OK);
  assert_false (bsr_store_verify_audit (fixture->store, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         "entry 1: its record in case_versions was changed");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (what_has_expired_is_in_no_byte, set_up, sqlite_file_tear_down),
    cmocka_unit_test (forgeries_are_found),
    cmocka_unit_test_setup_teardown (personal_data_only_expire, set_up, sqlite_file_tear_down),
    cmocka_unit_test_setup_teardown (earlier_declarations_expire_as_well, set_up, sqlite_file_tear_down),
  };
  return cmocka_run_group_tests_name ("personal data on SQLite", tests, NULL, NULL);
}
