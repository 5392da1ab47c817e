#pragma once

#include "bsr-account.h"
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

/* @sql: (transfer full): on a database whose schema is this program's; @vault: (transfer full); @account:
 * (nullable): who is signed in on the database's server, where its accounts are that one's */
BsrStore *bsr_sql_store_new (BsrSql *sql, BsrVault *vault, const BsrAccount *account);

G_END_DECLS
