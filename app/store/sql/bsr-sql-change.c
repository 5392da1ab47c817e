#include "bsr-sql-change.h"

gboolean
bsr_sql_change_begin (BsrSqlChange *change, BsrSql *sql, GError **error)
{
  g_return_val_if_fail (change->sql == NULL, FALSE);

  change->lock = bsr_sql_lock (sql);
  if (!bsr_sql_begin (sql, BSR_SQL_WRITE, error))
    return FALSE;
  change->sql = sql;
  return TRUE;
}

gboolean
bsr_sql_change_commit (BsrSqlChange *change, GError **error)
{
  g_return_val_if_fail (change->sql != NULL, FALSE);

  if (!bsr_sql_commit (change->sql, error))
    return FALSE;
  change->sql = NULL;
  return TRUE;
}

void
bsr_sql_change_clear (BsrSqlChange *change)
{
  if (change->sql != NULL)
    bsr_sql_rollback (change->sql);
  change->sql = NULL;
  g_clear_pointer (&change->lock, g_mutex_locker_free);
}
