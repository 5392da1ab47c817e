#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* Whether the open file is whole: each page, each index against its table, each foreign key, and
 * the schema. As bsr_sql_check(). */
gboolean bsr_sqlite_check (BsrSql *sql, GError **error);

/* What a disk breaks, in less time: each page, but no index is held against its table. A foreign key
 * that leads nowhere is somebody's doing: the store still opens, so that bsr_store_verify_audit() can
 * name whose entry it is. */
gboolean bsr_sqlite_quick_check (BsrSql *sql, GError **error);

G_END_DECLS
