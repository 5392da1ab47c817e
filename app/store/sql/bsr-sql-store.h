#pragma once

#include "bsr-sql.h"
#include "bsr-store.h"
#include "bsr-vault.h"

G_BEGIN_DECLS

/**
 * BsrSqlStore:
 *
 * A store in the tables of an SQL database, whatever engine it is, with its scans in a vault.
 */
#define BSR_TYPE_SQL_STORE (bsr_sql_store_get_type ())
G_DECLARE_FINAL_TYPE (BsrSqlStore, bsr_sql_store, BSR, SQL_STORE, GObject)

/* @sql: (transfer full): on a database whose schema is this program's; @vault: (transfer full); @identity: (transfer
 * full) (nullable): see bsr_store_get_identity() */
BsrStore *bsr_sql_store_new (BsrSql *sql, BsrVault *vault, char *identity);

G_END_DECLS
