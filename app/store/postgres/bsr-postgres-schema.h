#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/**
 * bsr_postgres_schema_prepare:
 * @vault: where scans are looked for: %BSR_POSTGRES_VAULT_FOLDER or %BSR_POSTGRES_VAULT_DATABASE
 *
 * Makes sure that the database is a store that this program knows: fills an empty one (its scans will lie
 * where @vault says), brings an older store up by the steps that it lacks, all of them in one transaction,
 * which only its owner may. Programs that do so at once wait for each other.
 *
 * Returns: %FALSE with %BSR_ERROR_UNKNOWN_KIND (another program's database), %BSR_ERROR_UNSUPPORTED (made by a
 * newer program), %BSR_ERROR_INVALID (its scans lie elsewhere than @vault says), %BSR_ERROR_DAMAGED or
 * %BSR_ERROR_ENVIRONMENT; nothing of the database has changed then
 */
gboolean bsr_postgres_schema_prepare (BsrSql *sql, const char *vault, GError **error);

#define BSR_POSTGRES_VAULT_FOLDER "folder"
#define BSR_POSTGRES_VAULT_DATABASE "database"

G_END_DECLS
