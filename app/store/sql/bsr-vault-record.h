#pragma once

#include "bsr-sql.h"
#include "bsr-vault.h"

G_BEGIN_DECLS

/* A record whose files lie in the vault: a scan or a photograph. */
typedef struct
{
  gint64 entry;
  gboolean is_photograph;
  BsrVaultItem *item;
} BsrVaultRecord;

/* (transfer full): BsrVaultRecord: all scans, then all photographs; under the lock. @walks: within a
 * transaction, so that they need not all be answered at once */
GPtrArray *bsr_vault_record_list (BsrSql *sql, gboolean walks, GError **error);
guint bsr_vault_record_count_scans (GPtrArray *records);

/* Its files as they are in one vault, into another one, where they must be the same (_DAMAGED). */
gboolean bsr_vault_record_copy (const BsrVaultRecord *record, BsrVault *from, BsrVault *to,
                                GError **error);

G_END_DECLS
