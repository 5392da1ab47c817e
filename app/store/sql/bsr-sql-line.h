#pragma once

#include "bsr-act.h"

G_BEGIN_DECLS

/* The line that a case has in the list: what follows from its records, so that lists need not read them. */

/* Writes what follows from the declaration that @act has written, of a new case or of one that is there. */
gboolean bsr_sql_line_write (BsrAct *act, const BsrCase *flagged, GError **error);
/* Brings what follows from scans, analyses, decisions and outcomes up to what they say; under the lock. */
gboolean bsr_sql_line_refresh (BsrSql *sql, const char *case_id, GError **error);
/* Writes what an older form of the store had no column for; in the transaction that made the columns. */
gboolean bsr_sql_line_fill (BsrSql *sql, GError **error);
/* Holds each line against the records; under the lock. _DAMAGED: the first that is not
 * what it should be. */
gboolean bsr_sql_line_check_all (BsrSql *sql, GError **error);

G_END_DECLS
