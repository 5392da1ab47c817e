#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrSql:
 *
 * One connection to a database, whatever engine it is: a lock, prepared statements that are kept,
 * and errors as #GError: %BSR_ERROR_DAMAGED for broken content, else %BSR_ERROR_ENVIRONMENT.
 * Whoever calls anything but bsr_sql_lock() holds the lock.
 *
 * The SQL is what SQLite 3.40 and PostgreSQL 15 have in common; what they have not is said in a
 * script or statement of each, chosen by bsr_sql_engine().
 */
typedef struct _BsrSql BsrSql;

typedef enum
{
  BSR_SQL_SQLITE,
  BSR_SQL_POSTGRESQL,
} BsrSqlEngine;

/* What a transaction is for. */
typedef enum
{
  BSR_SQL_READ,  /* all that it reads is as of one moment */
  BSR_SQL_WRITE, /* changes what stands outside the records: claims, jobs */
  BSR_SQL_ACT,   /* adds to the audit log: one after the other, over all programs */
} BsrSqlAccess;

/* What lies in a column. */
typedef enum
{
  BSR_SQL_NULL,
  BSR_SQL_INTEGER,
  BSR_SQL_REAL,
  BSR_SQL_TEXT, /* or bytes that are no text */
} BsrSqlKind;

/* A statement with its values, between two rows. Ending its scope lets the statement be used again.
 */
typedef struct _BsrRows BsrRows;

void bsr_sql_close (BsrSql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSql, bsr_sql_close)

BsrSqlEngine bsr_sql_engine (BsrSql *sql);

/* Excludes other threads. Not recursive. (transfer full): let go of by ending its scope. */
GMutexLocker *bsr_sql_lock (BsrSql *sql);

gboolean bsr_sql_begin (BsrSql *sql, BsrSqlAccess access, GError **error);
/* Durable on return. Where it fails the transaction has been rolled back, or still has to be: call
 * bsr_sql_rollback(), which does no harm to what is over. */
gboolean bsr_sql_commit (BsrSql *sql, GError **error);
void bsr_sql_rollback (BsrSql *sql);
/* Whether the transaction that has failed, and is not yet rolled back, was cut off: what was asked last, a
 * commit above all, may have been done without an answer. */
gboolean bsr_sql_is_cut (BsrSql *sql);
/* Notes that this thread's transaction was cut off and nothing of it kept, for the one who can do it again and asks
 * that once, without the lock. */
void bsr_sql_note_cut (BsrSql *sql);
gboolean bsr_sql_was_cut (BsrSql *sql);

/* Several statements without values; keeps nothing. */
gboolean bsr_sql_execute (BsrSql *sql, const char *script, GError **error);

/**
 * bsr_sql_query:
 * @statement: one statement with ? (or ?1, ?2, ...) for its values; a string constant: it is known
 *   again by its address
 * @types: a letter for each value: i gint64, I const gint64 * (NULL is null), t const char * (NULL
 *   allowed), r double (NAN is null); the same each time
 *
 * Returns: (transfer full): ready for its first bsr_sql_next()
 */
BsrRows *bsr_sql_query (BsrSql *sql, GError **error, const char *statement, const char *types, ...);
/* The same, of any number of rows, within a transaction: @statement has no values and need be no constant. */
BsrRows *bsr_sql_walk (BsrSql *sql, GError **error, const char *statement);
/* The same and through to its end, for statements without rows. */
gboolean bsr_sql_run (BsrSql *sql, GError **error, const char *statement, const char *types, ...);
/* %TRUE: a row is there. %FALSE: no more, or @error is set: @error is not NULL for that reason. */
gboolean bsr_sql_next (BsrSql *sql, BsrRows *rows, GError **error);
void bsr_rows_end (BsrRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrRows, bsr_rows_end)

/* Columns of the row that is there. Strings live until the next row; NULL only for null. */
const char *bsr_rows_text (BsrRows *rows, int column);
gint64 bsr_rows_integer (BsrRows *rows, int column);
double bsr_rows_real (BsrRows *rows, int column); /* NAN for null */

BsrSqlKind bsr_rows_kind (BsrRows *rows, int column);
gsize bsr_rows_size (BsrRows *rows, int column); /* of the text, bytes */
int bsr_rows_n_columns (BsrRows *rows);

/* Whether the database is whole as far as the engine can tell by its own means, its schema among
 * them: reads all of it. _DAMAGED names what is not. */
gboolean bsr_sql_check (BsrSql *sql, GError **error);

/**
 * bsr_sql_find:
 *
 * As bsr_sql_query(), of the first number of the first row, which is no row's 0: an entry, a count.
 *
 * Returns: the number; 0: there is no row; -1 with @error
 */
gint64 bsr_sql_find (BsrSql *sql, GError **error, const char *statement, const char *types, ...);

/* Whether it was opened to read alone. */
gboolean bsr_sql_is_to_read (BsrSql *sql);

/* The one number of the one row of @statement, which has no values. */
gboolean bsr_sql_number (BsrSql *sql, const char *statement, gint64 *number, GError **error);

G_END_DECLS
