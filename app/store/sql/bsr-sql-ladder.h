#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* The steps that take a store from one form to the next, the same for every engine: step N (from 0) takes
 * form N to N + 1. data/store has them in SQLite's words, data/store/postgres in PostgreSQL's. */

/* The form of the store that this program writes. */
int bsr_sql_ladder_newest (void);

/* Whether this program knows that form; %BSR_ERROR_UNSUPPORTED: a newer program made it. */
gboolean bsr_sql_ladder_knows (gint64 form, GError **error);

/* Takes the steps from @form to the newest, within the transaction that has begun. */
gboolean bsr_sql_ladder_climb (BsrSql *sql, gint64 form, GError **error);

/* Executes the script that lies at @path in the program's own resources, in the engine's words. */
gboolean bsr_sql_ladder_run (BsrSql *sql, const char *path, GError **error);

G_END_DECLS
