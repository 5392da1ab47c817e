#pragma once

#include "bsr-sql.h"
#include "bsr-store-watch.h"

G_BEGIN_DECLS

/* As bsr_store_watch(), over the database of @sql. */
BsrStoreWatch *bsr_sql_watch_new (BsrSql *sql, BsrStoreChanged changed, gpointer data);
void bsr_sql_watch_end (BsrStoreWatch *watch);

G_END_DECLS
