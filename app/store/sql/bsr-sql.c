#include "bsr-sql.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-sql-driver.h"

void
bsr_sql_init (BsrSql *sql, const BsrSqlDriver *driver)
{
  sql->driver = driver;
  g_mutex_init (&sql->lock);
  sql->cut = g_hash_table_new (NULL, NULL);
  g_mutex_init (&sql->user_lock);
}

void
bsr_sql_clear (BsrSql *sql)
{
  g_hash_table_unref (sql->cut);
  g_clear_pointer (&sql->user, bsr_account_free);
  g_mutex_clear (&sql->user_lock);
  g_mutex_clear (&sql->lock);
}

void
bsr_sql_close (BsrSql *sql)
{
  if (sql != NULL)
    sql->driver->close (sql);
}

BsrSqlEngine
bsr_sql_engine (BsrSql *sql)
{
  return sql->driver->engine;
}

GMutexLocker *
bsr_sql_lock (BsrSql *sql)
{
  return g_mutex_locker_new (&sql->lock);
}

gboolean
bsr_sql_begin (BsrSql *sql, BsrSqlAccess access, GError **error)
{
  return sql->driver->begin (sql, access, error);
}

gboolean
bsr_sql_commit (BsrSql *sql, GError **error)
{
  return sql->driver->commit (sql, error);
}

void
bsr_sql_rollback (BsrSql *sql)
{
  sql->driver->rollback (sql);
}

gboolean
bsr_sql_is_cut (BsrSql *sql)
{
  return sql->driver->is_cut (sql);
}

void
bsr_sql_note_cut (BsrSql *sql)
{
  g_hash_table_add (sql->cut, g_thread_self ());
}

gboolean
bsr_sql_was_cut (BsrSql *sql)
{
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  return g_hash_table_remove (sql->cut, g_thread_self ());
}

gboolean
bsr_sql_execute (BsrSql *sql, const char *script, GError **error)
{
  return sql->driver->execute (sql, script, error);
}

static BsrRows *
query (BsrSql *sql, GError **error, const char *statement, const char *types, va_list arguments)
{
  gsize n = strlen (types);
  g_autofree BsrSqlValue *values = g_new0 (BsrSqlValue, n);
  for (gsize i = 0; i < n; i++)
    if (types[i] == 'i')
      values[i].integer = va_arg (arguments, gint64);
    else if (types[i] == 'I')
      values[i].number = va_arg (arguments, const gint64 *);
    else if (types[i] == 't')
      values[i].text = va_arg (arguments, const char *);
    else if (types[i] == 'r')
      values[i].real = va_arg (arguments, double);
    else
      g_assert_not_reached ();
  return sql->driver->query (sql, statement, types, values, error);
}

BsrRows *
bsr_sql_query (BsrSql *sql, GError **error, const char *statement, const char *types, ...)
{
  va_list values;
  va_start (values, types);
  BsrRows *rows = query (sql, error, statement, types, values);
  va_end (values);
  return rows;
}

BsrRows *
bsr_sql_walk (BsrSql *sql, GError **error, const char *statement)
{
  return sql->driver->walk (sql, statement, error);
}

gboolean
bsr_sql_next (BsrSql *sql, BsrRows *rows, GError **error)
{
  g_return_val_if_fail (rows != NULL && rows->sql == sql && error != NULL, FALSE);
  return sql->driver->next (rows, error);
}

gboolean
bsr_sql_run (BsrSql *sql, GError **error, const char *statement, const char *types, ...)
{
  va_list values;
  va_start (values, types);
  g_autoptr (BsrRows) rows = query (sql, error, statement, types, values);
  va_end (values);
  if (rows == NULL)
    return FALSE;

  GError *problem = NULL;
  while (bsr_sql_next (sql, rows, &problem))
    ;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

gint64
bsr_sql_find (BsrSql *sql, GError **error, const char *statement, const char *types, ...)
{
  GError *problem = NULL;
  va_list values;
  va_start (values, types);
  g_autoptr (BsrRows) rows = query (sql, error, statement, types, values);
  va_end (values);
  if (rows == NULL)
    return -1;
  if (bsr_sql_next (sql, rows, &problem))
    return bsr_rows_integer (rows, 0);
  if (problem == NULL)
    return 0;
  g_propagate_error (error, problem);
  return -1;
}

void
bsr_rows_end (BsrRows *rows)
{
  rows->sql->driver->end (rows);
}

const char *
bsr_rows_text (BsrRows *rows, int column)
{
  return rows->sql->driver->text (rows, column);
}

gint64
bsr_rows_integer (BsrRows *rows, int column)
{
  return rows->sql->driver->integer (rows, column);
}

double
bsr_rows_real (BsrRows *rows, int column)
{
  if (bsr_rows_kind (rows, column) == BSR_SQL_NULL)
    return NAN;
  return rows->sql->driver->real (rows, column);
}

BsrSqlKind
bsr_rows_kind (BsrRows *rows, int column)
{
  return rows->sql->driver->kind (rows, column);
}

gsize
bsr_rows_size (BsrRows *rows, int column)
{
  return rows->sql->driver->size (rows, column);
}

int
bsr_rows_n_columns (BsrRows *rows)
{
  return rows->sql->driver->n_columns (rows);
}

gboolean
bsr_sql_number (BsrSql *sql, const char *statement, gint64 *number, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, statement, "");
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
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

gboolean
bsr_sql_check (BsrSql *sql, GError **error)
{
  return sql->driver->check == NULL || sql->driver->check (sql, error);
}

gboolean
bsr_sql_is_to_read (BsrSql *sql)
{
  return sql->driver->is_to_read != NULL && sql->driver->is_to_read (sql);
}
