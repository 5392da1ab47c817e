#pragma once

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

G_END_DECLS
