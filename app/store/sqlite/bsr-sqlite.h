#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* Opens the SQLite file @path, making it when it is missing, and sets what every connection needs (foreign
 * keys, waiting for locks). Looks at no content: see bsr_sqlite_schema_prepare(). */
BsrSql *bsr_sqlite_open (const char *path, GError **error);

/* Whether what failed last failed because another program held the lock too long. */
gboolean bsr_sqlite_is_busy (BsrSql *sql);

G_END_DECLS
