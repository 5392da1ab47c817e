#include "bsr-vault-record.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sql-store-private.h"

static void
record_free (gpointer data)
{
  BsrVaultRecord *record = data;
  bsr_vault_item_free (record->item);
  g_free (record);
}

/* Reads @to_end, which is NULL with @error or ends here: the entry and the columns of
 * bsr_sql_read_vault_item(). */
static gboolean
read_all (BsrSql *sql, BsrRows *to_end, BsrVaultKind kind, GPtrArray *records, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = to_end;
  if (rows == NULL)
    return FALSE;
  while (bsr_sql_next (sql, rows, &problem))
    {
      BsrVaultRecord *record = g_new0 (BsrVaultRecord, 1);
      record->entry = bsr_rows_integer (rows, 0);
      record->kind = kind;
      record->item = bsr_sql_read_vault_item (rows, 1);
      g_ptr_array_add (records, record);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
is_same (const BsrVaultItem *a, const BsrVaultItem *b)
{
  return g_strcmp0 (a->file, b->file) == 0 && g_strcmp0 (a->sha256, b->sha256) == 0
         && g_strcmp0 (a->low_sha256, b->low_sha256) == 0
         && g_strcmp0 (a->description, b->description) == 0 && g_strcmp0 (a->content, b->content) == 0;
}

/* Notes of each record whether an earlier one has its files. */
static void
mark_again (GPtrArray *records)
{
  g_autoptr (GHashTable) earlier = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < records->len; i++)
    {
      BsrVaultRecord *record = records->pdata[i];
      if (record->item->file == NULL) /* only a forger takes the name away */
        continue;
      const BsrVaultItem *item = g_hash_table_lookup (earlier, record->item->file);
      record->is_again = item != NULL && is_same (item, record->item);
      if (item == NULL)
        g_hash_table_insert (earlier, record->item->file, record->item);
    }
}

GPtrArray *
bsr_vault_record_list (BsrSql *sql, gboolean walks, GError **error)
{
  static const char *const statements[BSR_N_VAULT_KINDS] = {
    [BSR_VAULT_SCAN] = "SELECT entry, name, file, sha256, low_sha256, description, content FROM scans"
                       " ORDER BY entry",
    [BSR_VAULT_PHOTOGRAPH]
    = "SELECT entry, name, file, sha256, NULL, NULL, sha256 FROM photographs ORDER BY entry",
    [BSR_VAULT_ARRIVAL] = "SELECT entry, name, file, sha256, low_sha256, description, content"
                          " FROM arrivals ORDER BY entry",
    [BSR_VAULT_DESCRIBED]
    = "SELECT later.entry, name, later.file, sha256, low_sha256, later.description, later.content"
      " FROM arrival_descriptions AS later JOIN arrivals ON arrivals.entry = arrival"
      " ORDER BY later.entry",
  };
  g_return_val_if_fail (sql != NULL, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (record_free);
  for (int kind = 0; kind < BSR_N_VAULT_KINDS; kind++)
    if (!read_all (sql,
                   walks ? bsr_sql_walk (sql, error, statements[kind])
                         : bsr_sql_query (sql, error, statements[kind], ""),
                   (BsrVaultKind) kind, records, error))
      return NULL;
  mark_again (records);
  return g_steal_pointer (&records);
}

guint
bsr_vault_record_count (GPtrArray *records, BsrVaultKind kind)
{
  guint n = 0;
  g_return_val_if_fail (records != NULL, 0);
  for (guint i = 0; i < records->len; i++)
    n += ((BsrVaultRecord *) records->pdata[i])->kind == kind;
  return n;
}

gboolean
bsr_vault_record_copy (const BsrVaultRecord *record, BsrVault *from, BsrVault *to, GError **error)
{
  g_return_val_if_fail (record != NULL && from != NULL && to != NULL, FALSE);
  const BsrVaultItem *item = record->item;
  if (!bsr_vault_has (from, item, error))
    return FALSE;
  g_autofree char *path = bsr_vault_path (from, item->file);
  g_autoptr (BsrScan) scan = bsr_scan_new (path);
  g_autoptr (BsrVaultItem) taken = record->kind == BSR_VAULT_PHOTOGRAPH
                                       ? bsr_vault_take_file (to, path, error)
                                       : bsr_vault_take (to, scan, error);
  if (taken == NULL)
    return FALSE;
  if (g_str_equal (taken->content, item->content) && g_str_equal (taken->file, item->file))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("its files in the vault are not those that were taken"));
  return FALSE;
}
