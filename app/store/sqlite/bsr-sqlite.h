#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* Opens the SQLite file @path, making it when it is missing, and sets what every connection needs (foreign
 * keys, waiting for locks). Looks at no content: see bsr_sqlite_schema_prepare(). */
BsrSql *bsr_sqlite_open (const char *path, GError **error);

/* An SQLite file that is there, to be read only: nothing of it changes. @alone: nobody else is at it
 * until it is closed, so that it can be read as it lies, also on a disk that cannot be written. */
BsrSql *bsr_sqlite_open_to_read (const char *path, gboolean alone, GError **error);

/* The absolute path of the open file. */
const char *bsr_sqlite_path (BsrSql *sql);

/* Whether what failed last failed because another program held the lock too long. */
gboolean bsr_sqlite_is_busy (BsrSql *sql);

G_END_DECLS
