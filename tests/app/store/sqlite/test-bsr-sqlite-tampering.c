#include "bsr-tampering.h"

#include <sqlite3.h>
#include <string.h>

#include "bsr-test.h"
#include "bsr-error.h"

/* Somebody with the SQLite file in his hands. BASIRA_TAMPER_ROUNDS asks for more random bytes, and
 * BASIRA_TAMPER_SEED for others. */

#define DEFAULT_ROUNDS 200
#define DEFAULT_SEED 20240501
/* Bytes of the file itself that are changed. */
#define FILE_ROUNDS 200

static char *
path_in (const char *folder)
{
  return g_build_filename (folder, "store.db", NULL);
}

static BsrStore *
open_store (const char *folder, GError **error)
{
  g_autofree char *path = path_in (folder);
  g_autofree char *url = g_strconcat ("sqlite:", path, NULL);
  return bsr_store_open (url, error);
}

static int
execute (sqlite3 *db, const char *sql)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL);
}

static gpointer
connect_raw (const char *folder)
{
  sqlite3 *db;
  g_autofree char *path = path_in (folder);
  assert_int_equal (sqlite3_open (path, &db), SQLITE_OK);
  assert_int_equal (execute (db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON"),
                    SQLITE_OK);
  return db;
}

static void
disconnect (gpointer raw)
{
  sqlite3_close (raw);
}

/* (transfer full): char *: the first column of each row. */
static GPtrArray *
column (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement;
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  assert_int_equal (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  return texts;
}

/* But FTS5's own, in which words lie in its own form: test-bsr-sqlite-store changes what they say. */
static GPtrArray *
tables (gpointer raw)
{
  return column (raw, "SELECT name FROM sqlite_schema WHERE type = 'table'"
                      " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'case_words%' ORDER BY name");
}

static TamperKind
kind_of_column (const char *declared)
{
  return declared == NULL                ? TAMPER_TEXT
         : g_str_equal (declared, "REAL") ? TAMPER_REAL
         : strstr (declared, "INT") != NULL ? TAMPER_INTEGER
                                            : TAMPER_TEXT;
}

static TamperValue
value_of (sqlite3_stmt *statement, int i)
{
  TamperValue value = { TAMPER_NULL };
  switch (sqlite3_column_type (statement, i))
    {
    case SQLITE_INTEGER:
      value = (TamperValue){ TAMPER_INTEGER, .integer = sqlite3_column_int64 (statement, i) };
      break;
    case SQLITE_FLOAT:
      value = (TamperValue){ TAMPER_REAL, .real = sqlite3_column_double (statement, i) };
      break;
    case SQLITE_TEXT:
      value.kind = TAMPER_TEXT;
      value.text = g_bytes_new (sqlite3_column_text (statement, i),
                                (gsize) sqlite3_column_bytes (statement, i));
      break;
    default:
      break;
    }
  return value;
}

static GPtrArray *
cells (gpointer raw, const char *table)
{
  sqlite3_stmt *statement;
  g_autofree char *sql = g_strdup_printf ("SELECT rowid, * FROM %s", table);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tamper_cell_free);
  assert_int_equal (sqlite3_prepare_v2 (raw, sql, -1, &statement, NULL), SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 1; i < sqlite3_column_count (statement); i++)
      {
        TamperCell *cell = g_new0 (TamperCell, 1);
        const char *first = sqlite3_column_name (statement, 1);
        cell->table = g_strdup (table);
        cell->column = g_strdup (sqlite3_column_name (statement, i));
        cell->row = sqlite3_column_int64 (statement, 0);
        cell->name = g_strdup_printf ("%s %" G_GINT64_FORMAT, table, cell->row);
        cell->entry = g_str_equal (first, "entry") || g_str_equal (first, "sequence")
                              || g_str_equal (table, "personal_data")
                              || g_str_equal (table, "arrival_lines")
                          ? cell->row
                          : 0;
        cell->column_kind = kind_of_column (sqlite3_column_decltype (statement, i));
        cell->value = value_of (statement, i);
        g_ptr_array_add (found, cell);
      }
  sqlite3_finalize (statement);
  return found;
}

static void
bind (sqlite3_stmt *statement, const TamperValue *value)
{
  gsize size = 0;
  const char *text = value->text != NULL ? g_bytes_get_data (value->text, &size) : NULL;
  if (value->kind == TAMPER_INTEGER)
    sqlite3_bind_int64 (statement, 1, value->integer);
  else if (value->kind == TAMPER_REAL)
    sqlite3_bind_double (statement, 1, value->real);
  else if (value->kind == TAMPER_TEXT)
    sqlite3_bind_text (statement, 1, text, (int) size, SQLITE_TRANSIENT);
}

/* The key of a record is its row: when it changes the row is another. */
static gboolean
is_key (const TamperCell *cell)
{
  return cell->entry > 0 && (g_str_equal (cell->column, "entry")
                             || (g_str_equal (cell->table, "personal_data")
                                 && g_str_equal (cell->column, "version"))
                             || (g_str_equal (cell->table, "arrival_lines")
                                 && g_str_equal (cell->column, "arrival"))
                             || (g_str_equal (cell->table, "audit")
                                 && g_str_equal (cell->column, "sequence")));
}

static gboolean
update (sqlite3 *db, const TamperCell *cell, const TamperValue *from, const TamperValue *to)
{
  sqlite3_stmt *statement;
  g_autofree char *sql
      = g_strdup_printf ("UPDATE %s SET %s = ?1 WHERE rowid = ?2", cell->table, cell->column);
  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      /* What SQLite computes nobody can set. */
      assert_non_null (strstr (sqlite3_errmsg (db), "generated column"));
      return FALSE;
    }
  bind (statement, to);
  sqlite3_bind_int64 (statement, 2, is_key (cell) ? from->integer : cell->row);
  sqlite3_step (statement);
  gboolean good = sqlite3_finalize (statement) == SQLITE_OK && sqlite3_changes (db) == 1;
  return good;
}

static gboolean
put (gpointer raw, const TamperCell *cell, const TamperValue *from, const TamperValue *to)
{
  g_autofree char *list = g_strdup_printf (
      "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '%s'",
      cell->table);
  g_autofree char *made = g_strdup_printf (
      "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '%s'", cell->table);
  g_autoptr (GPtrArray) drops = column (raw, list), triggers = column (raw, made);
  assert_int_equal (execute (raw, "BEGIN IMMEDIATE"), SQLITE_OK);
  for (guint i = 0; i < drops->len; i++)
    assert_int_equal (execute (raw, drops->pdata[i]), SQLITE_OK);
  gboolean good = update (raw, cell, from, to);
  for (guint i = 0; good && i < triggers->len; i++)
    assert_int_equal (execute (raw, triggers->pdata[i]), SQLITE_OK);
  assert_int_equal (execute (raw, good ? "COMMIT" : "ROLLBACK"), SQLITE_OK);
  return good;
}

static const TamperEngine engine = { open_store, connect_raw, disconnect, tables, cells, put };

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

static void
every_value_changed_is_found_and_named (void **state)
{
  tampering_every_cell (&engine, *state);
}

static void
random_bytes_changed_are_found_and_named (void **state)
{
  tampering_random_bytes (&engine, *state, bsr_test_number ("BASIRA_TAMPER_SEED", DEFAULT_SEED),
                          (int) bsr_test_number ("BASIRA_TAMPER_ROUNDS", DEFAULT_ROUNDS));
}

static void
every_vault_file_changed_is_found_and_named (void **state)
{
  tampering_every_vault_file (&engine, *state);
}

/* All that the tables hold, as one text. */
static char *
dump (const char *folder)
{
  sqlite3 *db = connect_raw (folder);
  GString *all = g_string_new (NULL);
  g_autoptr (GPtrArray) names = tables (db);
  for (guint t = 0; t < names->len; t++)
    {
      sqlite3_stmt *statement;
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s NOT INDEXED ORDER BY rowid",
                                              (char *) names->pdata[t]);
      if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
        break;
      while (sqlite3_step (statement) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count (statement); i++)
          {
            gsize size = (gsize) sqlite3_column_bytes (statement, i);
            g_string_append_printf (all, "%d:", sqlite3_column_type (statement, i));
            g_string_append_len (all, (const char *) sqlite3_column_text (statement, i),
                                 (gssize) size);
          }
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
  return g_string_free (all, FALSE);
}

/* With a hex editor: what verification lets pass must have changed nothing that the store says, as a
 * byte of a page's unused room. */
static void
bytes_of_the_file_changed_are_found (void **state)
{
  const char *folder = *state;
  guint64 seed = bsr_test_number ("BASIRA_TAMPER_SEED", DEFAULT_SEED), random = seed;
  g_autofree char *path = path_in (folder), *whole = NULL;
  gsize length;
  int n_found = 0, n_harmless = 0;
  {
    g_autoptr (BsrStore) store = open_store (folder, NULL);
    tampering_fill (store, folder);
  }
  g_autofree char *before = dump (folder);
  assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (int round = 0; round < FILE_ROUNDS; round++)
    {
      g_autoptr (GError) error = NULL;
      gsize at = (gsize) (bsr_test_random (&random) * (double) length);
      char bit = (char) (1 << (int) (bsr_test_random (&random) * 8));
      whole[at] ^= bit;
      assert_true (g_file_set_contents (path, whole, (gssize) length, NULL));
      whole[at] ^= bit;
      g_autoptr (BsrStore) store = open_store (folder, &error);
      gboolean passed = store != NULL && bsr_store_verify_audit (store, NULL, &error);
      g_clear_object (&store);
      g_autofree char *after = passed ? dump (folder) : NULL;
      if (passed && strcmp (before, after) != 0)
        fail_msg ("seed %" G_GUINT64_FORMAT ": byte %" G_GSIZE_FORMAT " of the file is not found",
                  seed, at);
      n_found += !passed;
      n_harmless += passed;
    }
  print_message ("seed %" G_GUINT64_FORMAT ": %d bytes of the file found, %d in unused room\n", seed,
                 n_found, n_harmless);
}

/* A view that lies about where cases stand, and a trigger that is gone. */
static void
changed_form_is_found_and_named (void **state)
{
  static const char *const forgeries[][2] = {
    { "DROP TRIGGER decisions_keeps", "trigger decisions_keeps is missing" },
    { "DROP INDEX scans_pixels", "index scans_pixels is missing" },
    { "CREATE TABLE more (a TEXT)", "table more is not of the program" },
    { "CREATE TRIGGER eats AFTER INSERT ON scans BEGIN SELECT 1; END", "trigger eats is not of the" },
    { "DROP VIEW case_standing; CREATE VIEW case_standing AS SELECT id, state, n_scans, top_score, n_caveats"
      " FROM cases",
      "view case_standing is not as the program makes it" },
  };
  const char *folder = *state;
  g_autofree char *path = path_in (folder), *whole = NULL;
  gsize length;
  {
    g_autoptr (BsrStore) store = open_store (folder, NULL);
    tampering_fill (store, folder);
  }
  assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autoptr (GError) error = NULL;
      assert_true (g_file_set_contents (path, whole, (gssize) length, NULL));
      sqlite3 *db = connect_raw (folder);
      assert_int_equal (execute (db, forgeries[i][0]), SQLITE_OK);
      sqlite3_close (db);
      g_autoptr (BsrStore) store = open_store (folder, &error);
      bsr_test_assert_no_error (error);
      assert_false (bsr_store_verify_audit (store, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, forgeries[i][1]);
    }
}

#define TAMPER_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TAMPER_TEST (every_value_changed_is_found_and_named),
    TAMPER_TEST (random_bytes_changed_are_found_and_named),
    TAMPER_TEST (every_vault_file_changed_is_found_and_named),
    TAMPER_TEST (bytes_of_the_file_changed_are_found),
    TAMPER_TEST (changed_form_is_found_and_named),
  };
  return cmocka_run_group_tests_name ("SQLite tampering", tests, NULL, NULL);
}
