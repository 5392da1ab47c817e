#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* "BSR1": the application id in a store's header, see the SQLite file format, 1.3.15. */
#define BSR_SQLITE_APPLICATION_ID 0x42535231

/**
 * bsr_sqlite_schema_prepare:
 *
 * Makes sure that the open file is a store that this program knows: fills an empty file, brings
 * an older store up by the steps that it lacks, all of them in one transaction, and checks that
 * the file is whole.
 *
 * Returns: %FALSE with %BSR_ERROR_UNKNOWN_KIND (another program's database),
 * %BSR_ERROR_UNSUPPORTED (made by a newer program), %BSR_ERROR_DAMAGED or
 * %BSR_ERROR_ENVIRONMENT; nothing of the file has changed then
 */
gboolean bsr_sqlite_schema_prepare (BsrSql *sql, GError **error);

/* Whether the open file is a store of the form that this program writes. As
 * bsr_sqlite_schema_prepare(), but _UNSUPPORTED also for an older one. */
gboolean bsr_sqlite_schema_is_newest (BsrSql *sql, GError **error);

/* Takes the steps that the open file lacks, all of them in one transaction. */
gboolean bsr_sqlite_schema_fill (BsrSql *sql, GError **error);

/* Whether the open store's tables, views, indexes and triggers are those that the steps make: with one
 * trigger gone, or a view that says something else, a store could be changed unseen. _DAMAGED names
 * the first that is not. */
gboolean bsr_sqlite_schema_check (BsrSql *sql, GError **error);

G_END_DECLS
