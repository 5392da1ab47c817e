#include "bsr-sqlite.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>

#include "bsr-error.h"

/* How long an act waits for another program's act, milliseconds. An act takes two disk syncs;
 * this is a hundred of them on a slow disk. */
#define BUSY_TIMEOUT_MS 10000

struct _BsrSqlite
{
  GMutex lock;
  sqlite3 *db;
  GHashTable *statements; /* const char * (by address) -> sqlite3_stmt */
};

static void
statement_free (gpointer data)
{
  sqlite3_finalize (data);
}

gboolean
bsr_sqlite_failed (BsrSqlite *sqlite, GError **error)
{
  switch (sqlite3_errcode (sqlite->db))
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the store is damaged: %s"),
                   sqlite3_errmsg (sqlite->db));
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the store refuses the record: %s"),
                   sqlite3_errmsg (sqlite->db));
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
                   sqlite3_errmsg (sqlite->db));
    }
  return FALSE;
}

gboolean
bsr_sqlite_is_busy (BsrSqlite *sqlite)
{
  return sqlite3_errcode (sqlite->db) == SQLITE_BUSY;
}

BsrSqlite *
bsr_sqlite_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (BsrSqlite) sqlite = g_new0 (BsrSqlite, 1);
  g_mutex_init (&sqlite->lock);
  sqlite->statements = g_hash_table_new_full (NULL, NULL, NULL, statement_free);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2 (path, &sqlite->db, flags, NULL) != SQLITE_OK)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the store cannot be opened: %s"),
                   sqlite->db != NULL ? sqlite3_errmsg (sqlite->db)
                                      : sqlite3_errstr (SQLITE_NOMEM));
      return NULL;
    }
  sqlite3_busy_timeout (sqlite->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (sqlite->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return g_steal_pointer (&sqlite);
}

void
bsr_sqlite_close (BsrSqlite *sqlite)
{
  if (sqlite == NULL)
    return;
  g_hash_table_unref (sqlite->statements);
  sqlite3_close (sqlite->db);
  g_mutex_clear (&sqlite->lock);
  g_free (sqlite);
}

GMutexLocker *
bsr_sqlite_lock (BsrSqlite *sqlite)
{
  return g_mutex_locker_new (&sqlite->lock);
}

gboolean
bsr_sqlite_execute (BsrSqlite *sqlite, const char *script, GError **error)
{
  if (sqlite3_exec (sqlite->db, script, NULL, NULL, NULL) != SQLITE_OK)
    return bsr_sqlite_failed (sqlite, error);
  return TRUE;
}

static sqlite3_stmt *
prepare (BsrSqlite *sqlite, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (sqlite->statements, sql);
  if (statement != NULL)
    return statement;
  if (sqlite3_prepare_v3 (sqlite->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
      != SQLITE_OK)
    {
      bsr_sqlite_failed (sqlite, error);
      return NULL;
    }
  g_hash_table_insert (sqlite->statements, (gpointer) sql, statement);
  return statement;
}

static BsrRows *
query (BsrSqlite *sqlite, GError **error, const char *sql, const char *types, va_list values)
{
  sqlite3_stmt *statement = prepare (sqlite, sql, error);
  if (statement == NULL)
    return NULL;
  g_assert (!sqlite3_stmt_busy (statement)); /* a statement has one user at a time */

  int status = SQLITE_OK;
  for (int i = 0; types[i] != '\0' && status == SQLITE_OK; i++)
    if (types[i] == 'i')
      status = sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
    else if (types[i] == 't')
      status = sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1,
                                  SQLITE_TRANSIENT);
    else if (types[i] == 'r')
      status = sqlite3_bind_double (statement, i + 1, va_arg (values, double)); /* NAN: null */
    else
      g_assert_not_reached ();
  if (status == SQLITE_OK)
    return statement;
  bsr_sqlite_failed (sqlite, error);
  bsr_rows_end (statement);
  return NULL;
}

BsrRows *
bsr_sqlite_query (BsrSqlite *sqlite, GError **error, const char *sql, const char *types, ...)
{
  va_list values;
  va_start (values, types);
  BsrRows *rows = query (sqlite, error, sql, types, values);
  va_end (values);
  return rows;
}

gboolean
bsr_sqlite_next (BsrSqlite *sqlite, BsrRows *rows, GError **error)
{
  g_return_val_if_fail (rows != NULL && error != NULL, FALSE);

  int status = sqlite3_step (rows);
  if (status != SQLITE_ROW && status != SQLITE_DONE)
    bsr_sqlite_failed (sqlite, error);
  return status == SQLITE_ROW;
}

gboolean
bsr_sqlite_run (BsrSqlite *sqlite, GError **error, const char *sql, const char *types, ...)
{
  va_list values;
  va_start (values, types);
  g_autoptr (BsrRows) rows = query (sqlite, error, sql, types, values);
  va_end (values);
  if (rows == NULL)
    return FALSE;

  GError *problem = NULL;
  while (bsr_sqlite_next (sqlite, rows, &problem))
    ;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

void
bsr_rows_end (BsrRows *rows)
{
  sqlite3_reset (rows);
  sqlite3_clear_bindings (rows);
}

const char *
bsr_rows_text (BsrRows *rows, int column)
{
  return (const char *) sqlite3_column_text (rows, column);
}

gint64
bsr_rows_integer (BsrRows *rows, int column)
{
  return sqlite3_column_int64 (rows, column);
}

double
bsr_rows_real (BsrRows *rows, int column)
{
  if (sqlite3_column_type (rows, column) == SQLITE_NULL)
    return NAN;
  return sqlite3_column_double (rows, column);
}

gboolean
bsr_sqlite_number (BsrSqlite *sqlite, const char *sql, gint64 *number, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sqlite_query (sqlite, error, sql, "");
  if (rows == NULL)
    return FALSE;
  if (bsr_sqlite_next (sqlite, rows, &problem))
    {
      *number = bsr_rows_integer (rows, 0);
      return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the store is damaged: %s"),
                 _ ("it does not answer"));
  return FALSE;
}
