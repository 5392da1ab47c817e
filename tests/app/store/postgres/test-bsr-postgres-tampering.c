#include "bsr-tampering.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-postgres-fixture.h"
#include "bsr-test.h"

/* Somebody who may all on the server. BASIRA_TAMPER_ROUNDS asks for more random bytes, and
 * BASIRA_TAMPER_SEED for others. */

#define DEFAULT_ROUNDS 100
#define DEFAULT_SEED 20240502

/* Numbers of PostgreSQL's types: src/include/catalog/pg_type.dat. */
enum
{
  TYPE_INT8 = 20,
  TYPE_OID = 26,
  TYPE_FLOAT8 = 701,
};

/* Where the engine finds the test's database: it is told nothing but the test's folder. */
#define FIXTURE "BASIRA_TEST_FIXTURE"

static Fixture *
get_fixture (void)
{
  return (Fixture *) (gsize) g_ascii_strtoull (g_getenv (FIXTURE), NULL, 16);
}

static BsrStore *
open_database (const char *folder, GError **error)
{
  return bsr_store_open (get_fixture ()->url, error);
}

/* A connection, and where each row lies now: a changed row lies elsewhere. */
typedef struct
{
  PGconn *link;
  GPtrArray *places; /* char *: ctid, by TamperCell.row */
} Raw;

static PGresult *
execute (Raw *raw, const char *sql)
{
  PGresult *result = PQexec (raw->link, sql);
  ExecStatusType status = PQresultStatus (result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    fail_msg ("%s: %s", sql, PQresultErrorMessage (result));
  return result;
}

/* A superuser puts triggers and foreign keys to sleep, and takes checks away. */
static gpointer
connect_raw (const char *folder)
{
  Fixture *fixture = get_fixture ();
  Raw *raw = g_new0 (Raw, 1);
  raw->link = server_connect (fixture->server, fixture->database, "basira");
  raw->places = g_ptr_array_new_with_free_func (g_free);
  PQclear (execute (raw, "SET session_replication_role = replica"));
  PQclear (execute (raw,
                    "DO $$ DECLARE c record; BEGIN"
                    " FOR c IN SELECT conname, CAST (conrelid AS regclass) AS owner"
                    "   FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0"
                    "   AND connamespace = CAST ('public' AS regnamespace) LOOP"
                    "   EXECUTE format ('ALTER TABLE %s DROP CONSTRAINT %I', c.owner, c.conname);"
                    " END LOOP; END $$"));
  return raw;
}

static void
disconnect (gpointer data)
{
  Raw *raw = data;
  PQfinish (raw->link);
  g_ptr_array_unref (raw->places);
  g_free (raw);
}

/* But for the form, which says how the store is opened, and not what happened. */
static GPtrArray *
tables (gpointer data)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  PGresult *result = execute (data, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                                    " AND tablename <> 'store_form' ORDER BY tablename");
  for (int i = 0; i < PQntuples (result); i++)
    g_ptr_array_add (names, g_strdup (PQgetvalue (result, i, 0)));
  PQclear (result);
  return names;
}

static TamperKind
kind_of (Oid type)
{
  return type == TYPE_FLOAT8                     ? TAMPER_REAL
         : type == TYPE_INT8 || type == TYPE_OID ? TAMPER_INTEGER
                                                 : TAMPER_TEXT;
}

static TamperValue
value_of (const char *text, gsize size, TamperKind kind)
{
  TamperValue value = { kind };
  if (kind == TAMPER_INTEGER)
    value.integer = g_ascii_strtoll (text, NULL, 10);
  else if (kind == TAMPER_REAL)
    value.real = g_ascii_strtod (text, NULL);
  else
    value.text = g_bytes_new (text, size);
  return value;
}

static TamperCell *
cell_new (Raw *raw, const char *table, const PGresult *result, int row, int column)
{
  TamperCell *cell = g_new0 (TamperCell, 1);
  const char *first = PQfname (result, 1), *key = PQgetvalue (result, row, 1);
  cell->table = g_strdup (table);
  cell->column = g_strdup (PQfname (result, column));
  cell->name = g_strdup_printf ("%s %s", table, key);
  cell->row = (gint64) raw->places->len - 1;
  cell->entry = g_str_equal (first, "entry") || g_str_equal (first, "sequence")
                    ? g_ascii_strtoll (key, NULL, 10)
                    : 0;
  cell->column_kind = kind_of (PQftype (result, column));
  if (!PQgetisnull (result, row, column))
    cell->value = value_of (PQgetvalue (result, row, column),
                            (gsize) PQgetlength (result, row, column), cell->column_kind);
  return cell;
}

static GPtrArray *
cells (gpointer data, const char *table)
{
  Raw *raw = data;
  g_autofree char *sql = g_strdup_printf ("SELECT ctid, * FROM %s", table);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tamper_cell_free);
  PGresult *result = execute (raw, sql);
  for (int row = 0; row < PQntuples (result); row++)
    {
      g_ptr_array_add (raw->places, g_strdup (PQgetvalue (result, row, 0)));
      for (int column = 1; column < PQnfields (result); column++)
        g_ptr_array_add (found, cell_new (raw, table, result, row, column));
    }
  PQclear (result);
  return found;
}

/* (transfer full): as PostgreSQL reads it; %NULL: a null, or no text of PostgreSQL's. */
static char *
text_of (const TamperValue *value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gsize size;
  if (value->kind == TAMPER_INTEGER)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
  if (value->kind == TAMPER_REAL)
    return g_strdup (g_ascii_dtostr (number, sizeof number, value->real));
  if (value->kind == TAMPER_NULL)
    return NULL;
  const char *text = g_bytes_get_data (value->text, &size);
  return memchr (text, '\0', size) == NULL ? g_strndup (text, size) : NULL;
}

static gboolean
put (gpointer data, const TamperCell *cell, const TamperValue *from, const TamperValue *to)
{
  Raw *raw = data;
  g_autofree char *text = text_of (to);
  g_autofree char *sql
      = g_strdup_printf ("UPDATE %s SET %s = $1 WHERE ctid = CAST ($2 AS tid) RETURNING ctid",
                         cell->table, cell->column);
  const char *values[] = { text, raw->places->pdata[cell->row] };
  if (text == NULL && to->kind != TAMPER_NULL)
    return FALSE;
  PGresult *result = PQexecParams (raw->link, sql, 2, NULL, values, NULL, NULL, 0);
  gboolean good = PQresultStatus (result) == PGRES_TUPLES_OK && PQntuples (result) == 1;
  if (good)
    {
      g_free (raw->places->pdata[cell->row]);
      raw->places->pdata[cell->row] = g_strdup (PQgetvalue (result, 0, 0));
    }
  PQclear (result);
  return good;
}

static const TamperEngine engine = { open_database, connect_raw, disconnect, tables, cells, put };

static int
set_up (void **state)
{
  int result = fixture_set_up (state);
  g_autofree char *address = g_strdup_printf ("%" G_GSIZE_MODIFIER "x", (gsize) *state);
  g_setenv (FIXTURE, address, TRUE);
  return result;
}

static void
every_value_changed_is_found_and_named (void **state)
{
  tampering_every_cell (&engine, ((Fixture *) *state)->folder);
}

static void
random_bytes_changed_are_found_and_named (void **state)
{
  tampering_random_bytes (&engine, ((Fixture *) *state)->folder,
                          bsr_test_number ("BASIRA_TAMPER_SEED", DEFAULT_SEED),
                          (int) bsr_test_number ("BASIRA_TAMPER_ROUNDS", DEFAULT_ROUNDS));
}

/* Scans that lie in the database itself. */
static void
every_scan_changed_is_found_and_named (void **state)
{
  Fixture *fixture = *state;
  g_autoptr (BsrStore) store = open_store (fixture);
  tampering_fill (store, fixture->folder);
  gint64 n_files = ask_number (fixture, "SELECT count (*) FROM vault_files");
  assert_true (n_files > 0);
  for (gint64 i = 0; i < n_files; i++)
    for (int fifth = 0; fifth < 5; fifth++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *change = g_strdup_printf (
            "SELECT lo_put (content, %d * size / 5, CAST (set_byte (lo_get (content, %d * size / "
            "5, 1), 0,"
            " get_byte (lo_get (content, %d * size / 5, 1), 0) # 1) AS bytea))"
            " FROM vault_files ORDER BY sha256 OFFSET %" G_GINT64_FORMAT " LIMIT 1",
            fifth, fifth, fifth, i);
        run_sql (fixture, change);
        assert_false (bsr_store_verify_audit (store, NULL, &error));
        bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the scan was changed");
        assert_non_null (strstr (error->message, "audit entry "));
        run_sql (fixture, change); /* the bit back */
      }
  assert_true (bsr_store_verify_audit (store, NULL, NULL));
}

#define TAMPER_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, fixture_tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TAMPER_TEST (every_value_changed_is_found_and_named),
    TAMPER_TEST (random_bytes_changed_are_found_and_named),
    TAMPER_TEST (every_scan_changed_is_found_and_named),
  };
  return cmocka_run_group_tests_name ("PostgreSQL tampering", tests, server_set_up,
                                      server_tear_down);
}
