#pragma once

#include "bsr-postgres-login.h"
#include "bsr-sql.h"

G_BEGIN_DECLS

/**
 * bsr_postgres_open:
 * @url: of libpq's form, postgresql://…, with what libpq knows of encryption, passwords and time limits
 *
 * Connects to a server of PostgreSQL 15 or later. A connection that is lost is made again: before a
 * transaction, and before a statement that reads outside of one, nobody notices; within a transaction the
 * transaction is lost and says so. Looks at no content: see bsr_postgres_schema_prepare().
 */
BsrSql *bsr_postgres_open (const char *url, GError **error);
/* The same for who signs in by @login. %BSR_ERROR_DENIED: the server asks for a password that nobody gave. */
BsrSql *bsr_postgres_open_login (BsrPostgresLogin *login, GError **error);

G_END_DECLS
