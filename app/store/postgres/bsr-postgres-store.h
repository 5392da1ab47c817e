#pragma once

#include "bsr-password.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* The engine of many stations: a database of PostgreSQL 15 or later.
 *
 * @url is libpq's, and may have one parameter of our own: vault=FOLDER, a folder that all stations share and in
 * which scans lie. Without it they lie in the database. It is said when the store is made; a store is only
 * opened as it was made. As bsr_store_open() says.
 *
 * @name: (nullable): who is about to sign in, by @password, and is known to the server; %NULL: as the URL and libpq's own means say. _INVALID: the server does
 * not let him in. %BSR_ERROR_DENIED: it asks for a password, and has got none. */
BsrStore *bsr_postgres_store_open (const char *url, const char *name, const BsrPassword *password,
                                   GError **error);

G_END_DECLS
