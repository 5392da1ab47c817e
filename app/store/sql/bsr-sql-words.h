#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* SQLite's index of the words of the list of cases, which is a table that has to be kept up. PostgreSQL
 * indexes a column that it computes itself: with it there is nothing to do, and all of these succeed. */

/* Before the line of the case (which may not be there yet) gets @words: takes its words out, unless they
 * stay the same. @stay: (out): whether they are in, or need not be */
gboolean bsr_sql_words_leave (BsrSql *sql, const char *case_id, const char *words, gboolean *stay,
                              GError **error);
/* After that, unless they stayed: puts them in. */
gboolean bsr_sql_words_come (BsrSql *sql, const char *case_id, GError **error);
/* Makes it anew from the lines, all in one part. */
gboolean bsr_sql_words_rebuild (BsrSql *sql, GError **error);
/* Holds it against the lines. Takes the lock itself. _DAMAGED when they are apart. A connection that was
 * opened to read alone cannot: it succeeds, for the index has nothing but what the lines have. */
gboolean bsr_sql_words_check (BsrSql *sql, GError **error);

G_END_DECLS
