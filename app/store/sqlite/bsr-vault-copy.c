#include "bsr-vault-copy.h"

#include <glib/gi18n-lib.h>

#include "bsr-vault-record.h"

static gboolean
copy_record (BsrVault *from, BsrVault *to, const BsrVaultRecord *record, GError **error)
{
  if (record->is_again)
    return TRUE;
  if (bsr_vault_verify (from, record->item, error) && bsr_vault_record_copy (record, from, to, error)
      && bsr_vault_verify (to, record->item, error))
    return TRUE;
  g_prefix_error (error,
                  record->kind == BSR_VAULT_PHOTOGRAPH ? _ ("photograph %lld: ") : _ ("scan %lld: "),
                  (long long) record->entry);
  return FALSE;
}

static GPtrArray *
list_records (BsrSql *sql, GError **error)
{
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  return bsr_vault_record_list (sql, FALSE, error);
}

int
bsr_vault_copy (BsrVault *from, BsrVault *to, BsrSql *sql, BsrProgress progress, gpointer data,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = list_records (sql, error);
  if (records == NULL)
    return -1;
  for (guint i = 0; i < records->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !copy_record (from, to, records->pdata[i], error))
        return -1;
      if (progress != NULL)
        progress ((double) (i + 1) / records->len, _ ("scans"), data);
    }
  return (int) bsr_vault_record_count (records, BSR_VAULT_SCAN);
}
