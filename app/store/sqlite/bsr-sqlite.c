#include "bsr-sqlite.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "bsr-error.h"
#include "bsr-sql-driver.h"
#include "bsr-sqlite-listener.h"
#include "bsr-sqlite-check.h"

/* How long an act waits for another program's act, milliseconds. An act takes two disk syncs;
 * this is a hundred of them on a slow disk. */
#define BUSY_TIMEOUT_MS 10000

typedef struct
{
  BsrSql parent;
  sqlite3 *db;
  GHashTable *statements; /* const char * (by address) -> Statement */
} Connection;

/* A prepared statement, and the rows that it answers: it has one user at a time. */
typedef struct
{
  BsrRows parent;
  sqlite3_stmt *compiled;
  gboolean once; /* not kept */
} Statement;

static sqlite3_stmt *
compiled (BsrRows *rows)
{
  return ((Statement *) rows)->compiled;
}

static void
statement_free (gpointer data)
{
  sqlite3_finalize (((Statement *) data)->compiled);
  g_free (data);
}

/* Sets @error from what the connection did last. Returns %FALSE. */
static gboolean
failed (BsrSql *sql, GError **error)
{
  sqlite3 *db = ((Connection *) sql)->db;
  switch (sqlite3_errcode (db))
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the store is damaged: %s"),
                   sqlite3_errmsg (db));
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the store refuses the record: %s"),
                   sqlite3_errmsg (db));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                           _ ("another program has held the store for too long"));
      break;
    case SQLITE_FULL:
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the store's disk is full"));
      break;
    default:
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the store's database failed: %s"),
                   sqlite3_errmsg (db));
    }
  return FALSE;
}

gboolean
bsr_sqlite_is_busy (BsrSql *sql)
{
  return sqlite3_errcode (((Connection *) sql)->db) == SQLITE_BUSY;
}

static void
close_connection (BsrSql *sql)
{
  Connection *connection = (Connection *) sql;
  g_hash_table_unref (connection->statements);
  sqlite3_close (connection->db);
  bsr_sql_clear (sql);
  g_free (connection);
}

static gboolean
execute (BsrSql *sql, const char *script, GError **error)
{
  if (sqlite3_exec (((Connection *) sql)->db, script, NULL, NULL, NULL) != SQLITE_OK)
    return failed (sql, error);
  return TRUE;
}

/* Writers wait at the beginning: a transaction that reads first and then writes would fail where
 * another program wrote in between. */
static gboolean
begin (BsrSql *sql, BsrSqlAccess access, GError **error)
{
  return execute (sql, access == BSR_SQL_READ ? "BEGIN" : "BEGIN IMMEDIATE", error);
}

static gboolean
commit (BsrSql *sql, GError **error)
{
  return execute (sql, "COMMIT", error);
}

static void
rollback (BsrSql *sql)
{
  if (!sqlite3_get_autocommit (((Connection *) sql)->db))
    execute (sql, "ROLLBACK", NULL);
}

/* Nothing cuts a program off from its own file. */
static gboolean
is_cut (BsrSql *sql)
{
  return FALSE;
}

/* (transfer full) */
static Statement *
compile (BsrSql *sql, const char *text, gboolean once, GError **error)
{
  sqlite3_stmt *compiled;
  unsigned flags = once ? 0 : SQLITE_PREPARE_PERSISTENT;
  if (sqlite3_prepare_v3 (((Connection *) sql)->db, text, -1, flags, &compiled, NULL) != SQLITE_OK)
    {
      failed (sql, error);
      return NULL;
    }
  Statement *statement = g_new (Statement, 1);
  *statement = (Statement){ { sql }, compiled, once };
  return statement;
}

static Statement *
prepare (BsrSql *sql, const char *text, GError **error)
{
  Connection *connection = (Connection *) sql;
  Statement *statement = g_hash_table_lookup (connection->statements, text);
  if (statement == NULL && (statement = compile (sql, text, FALSE, error)) != NULL)
    g_hash_table_insert (connection->statements, (gpointer) text, statement);
  return statement;
}

static void
end (BsrRows *rows)
{
  if (((Statement *) rows)->once)
    statement_free (rows);
  else
    {
      sqlite3_reset (compiled (rows));
      sqlite3_clear_bindings (compiled (rows));
    }
}

static BsrRows *
walk (BsrSql *sql, const char *text, GError **error)
{
  Statement *statement = compile (sql, text, TRUE, error);
  return statement != NULL ? &statement->parent : NULL;
}

static BsrRows *
query (BsrSql *sql, const char *text, const char *types, const BsrSqlValue *values, GError **error)
{
  Statement *statement = prepare (sql, text, error);
  if (statement == NULL)
    return NULL;
  g_assert (!sqlite3_stmt_busy (statement->compiled));

  int status = SQLITE_OK;
  for (int i = 0; types[i] != '\0' && status == SQLITE_OK; i++)
    if (types[i] == 'i')
      status = sqlite3_bind_int64 (statement->compiled, i + 1, values[i].integer);
    else if (types[i] == 'I' && values[i].number == NULL)
      status = sqlite3_bind_null (statement->compiled, i + 1);
    else if (types[i] == 'I')
      status = sqlite3_bind_int64 (statement->compiled, i + 1, *values[i].number);
    else if (types[i] == 't')
      status = sqlite3_bind_text (statement->compiled, i + 1, values[i].text, -1, SQLITE_TRANSIENT);
    else
      status = sqlite3_bind_double (statement->compiled, i + 1, values[i].real); /* NAN: null */
  if (status == SQLITE_OK)
    return &statement->parent;
  failed (sql, error);
  end (&statement->parent);
  return NULL;
}

static gboolean
next (BsrRows *rows, GError **error)
{
  int status = sqlite3_step (compiled (rows));
  if (status != SQLITE_ROW && status != SQLITE_DONE)
    failed (rows->sql, error);
  return status == SQLITE_ROW;
}

static gboolean
put (BsrSql *sql, const char *statement, const char *types, const BsrSqlValue *values,
     GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = query (sql, statement, types, values, error);
  if (rows == NULL)
    return FALSE;
  next (rows, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static gboolean
settle (BsrSql *sql, GError **error)
{
  return TRUE;
}

static const char *
text (BsrRows *rows, int column)
{
  return (const char *) sqlite3_column_text (compiled (rows), column);
}

static gint64
integer (BsrRows *rows, int column)
{
  return sqlite3_column_int64 (compiled (rows), column);
}

static double
real (BsrRows *rows, int column)
{
  return sqlite3_column_double (compiled (rows), column);
}

static BsrSqlKind
kind (BsrRows *rows, int column)
{
  switch (sqlite3_column_type (compiled (rows), column))
    {
    case SQLITE_NULL:
      return BSR_SQL_NULL;
    case SQLITE_INTEGER:
      return BSR_SQL_INTEGER;
    case SQLITE_FLOAT:
      return BSR_SQL_REAL;
    default:
      return BSR_SQL_TEXT;
    }
}

static gsize
size (BsrRows *rows, int column)
{
  return (gsize) sqlite3_column_bytes (compiled (rows), column);
}

static int
n_columns (BsrRows *rows)
{
  return sqlite3_column_count (compiled (rows));
}

static gpointer
begin_listening (BsrSql *sql)
{
  return bsr_sqlite_listener_new (
      g_strdup (sqlite3_db_filename (((Connection *) sql)->db, "main")));
}

static gboolean
is_to_read (BsrSql *sql)
{
  return sqlite3_db_readonly (((Connection *) sql)->db, "main") == 1;
}

static const BsrSqlDriver driver = {
  .engine = BSR_SQL_SQLITE,
  .close = close_connection,
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .is_cut = is_cut,
  .execute = execute,
  .query = query,
  .put = put,
  .settle = settle,
  .walk = walk,
  .next = next,
  .end = end,
  .text = text,
  .integer = integer,
  .real = real,
  .kind = kind,
  .size = size,
  .n_columns = n_columns,
  .begin_listening = begin_listening,
  .listen = bsr_sqlite_listener_listen,
  .end_listening = bsr_sqlite_listener_free,
  .check = bsr_sqlite_check,
  .is_to_read = is_to_read,
};

static BsrSql *
open_connection (const char *path, int flags, GError **error)
{
  Connection *connection = g_new0 (Connection, 1);
  g_autoptr (BsrSql) sql = &connection->parent;
  bsr_sql_init (sql, &driver);
  connection->statements = g_hash_table_new_full (NULL, NULL, NULL, statement_free);
  if (sqlite3_open_v2 (path, &connection->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the store cannot be opened: %s"),
                   connection->db != NULL ? sqlite3_errmsg (connection->db)
                                          : sqlite3_errstr (SQLITE_NOMEM));
      return NULL;
    }
  sqlite3_busy_timeout (connection->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (connection->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return g_steal_pointer (&sql);
}

BsrSql *
bsr_sqlite_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  return open_connection (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
}

BsrSql *
bsr_sqlite_open_to_read (const char *path, gboolean alone, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
  g_autofree char *uri
      = g_strdup_printf ("file:%s?mode=ro%s", escaped, alone ? "&immutable=1" : "");
  return open_connection (uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

const char *
bsr_sqlite_path (BsrSql *sql)
{
  return sqlite3_db_filename (((Connection *) sql)->db, "main");
}
