#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* The engine of many stations: a database of PostgreSQL 15 or later.
 *
 * @url is libpq's, and may have one parameter of our own: vault=FOLDER, a folder that all stations share and in
 * which scans lie. Without it they lie in the database. It is said when the store is made; a store is only
 * opened as it was made. As bsr_store_open() says. */
BsrStore *bsr_postgres_store_open (const char *url, GError **error);

G_END_DECLS
