#pragma once

#include "bsr-sql.h"
#include "bsr-vault.h"

G_BEGIN_DECLS

/* What has files in the vault. */
typedef enum
{
  BSR_VAULT_SCAN,
  BSR_VAULT_PHOTOGRAPH,
  BSR_VAULT_ARRIVAL, /* a scan that came by itself; once linked, a scan has the same files */
  BSR_VAULT_DESCRIBED, /* the same with a description that came later */
  BSR_N_VAULT_KINDS,
} BsrVaultKind;

/* A record whose files lie in the vault. */
typedef struct
{
  gint64 entry;
  BsrVaultKind kind;
  gboolean is_again; /* an earlier record of the list has the same files: whoever reads them through has done so */
  BsrVaultItem *item;
} BsrVaultRecord;

/* (transfer full): BsrVaultRecord, kind by kind; under the lock. @walks: within a
 * transaction, so that they need not all be answered at once */
GPtrArray *bsr_vault_record_list (BsrSql *sql, gboolean walks, GError **error);
guint bsr_vault_record_count (GPtrArray *records, BsrVaultKind kind);

/* Its files as they are in one vault, into another one, where they must be the same (_DAMAGED). */
gboolean bsr_vault_record_copy (const BsrVaultRecord *record, BsrVault *from, BsrVault *to,
                                GError **error);

G_END_DECLS
