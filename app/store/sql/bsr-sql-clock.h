#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* (transfer full): now by the one clock that all programs on the store share: the server's, or where the
 * store is a file the host's. In the store's notation, which sorts as the times do. */
char *bsr_sql_now (BsrSql *sql, GError **error);
/* (transfer full): @seconds after @moment, both in that notation; %NULL with %BSR_ERROR_DAMAGED. */
char *bsr_sql_later (const char *moment, int seconds, GError **error);

G_END_DECLS
