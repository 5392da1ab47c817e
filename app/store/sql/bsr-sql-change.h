#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/**
 * BsrSqlChange:
 *
 * A change of what stands outside the records (claims, jobs) while it is being made: the lock and the
 * transaction. Lives on the stack as g_auto (BsrSqlChange); what is not committed at the end of its scope
 * is rolled back.
 */
typedef struct
{
  BsrSql *sql; /* NULL: not begun, or done */
  GMutexLocker *lock;
} BsrSqlChange;

gboolean bsr_sql_change_begin (BsrSqlChange *change, BsrSql *sql, GError **error);
gboolean bsr_sql_change_commit (BsrSqlChange *change, GError **error);
void bsr_sql_change_clear (BsrSqlChange *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrSqlChange, bsr_sql_change_clear)

G_END_DECLS
