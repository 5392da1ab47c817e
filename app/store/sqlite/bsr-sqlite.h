#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * BsrSqlite:
 *
 * One connection to an SQLite file: a lock, prepared statements that are kept, and errors as
 * #GError. Whoever calls anything but bsr_sqlite_lock() holds the lock.
 */
typedef struct _BsrSqlite BsrSqlite;

/* A prepared statement with its values, between two rows. Belongs to the connection; ending its
 * scope resets it, so that it can be used again. */
typedef sqlite3_stmt BsrRows;

/* Opens @path, making the file when it is missing, and sets what every connection needs (foreign
 * keys, waiting for locks). Looks at no content: see bsr_sqlite_schema_prepare(). */
BsrSqlite *bsr_sqlite_open (const char *path, GError **error);
void bsr_sqlite_close (BsrSqlite *sqlite);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSqlite, bsr_sqlite_close)

/* Excludes other threads. Not recursive. (transfer full): let go of by ending its scope. */
GMutexLocker *bsr_sqlite_lock (BsrSqlite *sqlite);

/* Several statements without values; keeps nothing. */
gboolean bsr_sqlite_execute (BsrSqlite *sqlite, const char *script, GError **error);

/**
 * bsr_sqlite_query:
 * @sql: one statement; a string constant: it is known again by its address
 * @types: a letter for each value: i gint64, t const char * (NULL allowed), r double (NAN is null)
 *
 * Returns: (transfer none): ready for its first bsr_sqlite_next()
 */
BsrRows *bsr_sqlite_query (BsrSqlite *sqlite, GError **error, const char *sql, const char *types,
                           ...);
/* The same and through to its end, for statements without rows. */
gboolean bsr_sqlite_run (BsrSqlite *sqlite, GError **error, const char *sql, const char *types,
                         ...);
/* %TRUE: a row is there. %FALSE: no more, or @error is set: @error is not NULL for that reason. */
gboolean bsr_sqlite_next (BsrSqlite *sqlite, BsrRows *rows, GError **error);
void bsr_rows_end (BsrRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrRows, bsr_rows_end)

/* Columns of the row that is there. Strings live until the next row; NULL only for null. */
const char *bsr_rows_text (BsrRows *rows, int column);
gint64 bsr_rows_integer (BsrRows *rows, int column);
double bsr_rows_real (BsrRows *rows, int column); /* NAN for null */

/* The one number of the one row of @sql, which has no values. */
gboolean bsr_sqlite_number (BsrSqlite *sqlite, const char *sql, gint64 *number, GError **error);

/* Sets @error from what the connection did last: %BSR_ERROR_DAMAGED for broken content, else
 * %BSR_ERROR_ENVIRONMENT. Returns %FALSE. */
gboolean bsr_sqlite_failed (BsrSqlite *sqlite, GError **error);
/* Whether it failed because another program held the lock too long. */
gboolean bsr_sqlite_is_busy (BsrSqlite *sqlite);

G_END_DECLS
