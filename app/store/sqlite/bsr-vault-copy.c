#include "bsr-vault-copy.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sql-store-private.h"

/* (transfer full): BsrVaultItem, with the scan's number in front in @ids. */
static GPtrArray *
list_items (BsrSql *sql, GArray *ids, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_vault_item_free);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error,
                                            "SELECT entry, name, file, sha256, low_sha256, "
                                            "description, content FROM scans ORDER BY entry",
                                            "");
  if (rows == NULL)
    return NULL;
  while (bsr_sql_next (sql, rows, &problem))
    {
      gint64 id = bsr_rows_integer (rows, 0);
      g_array_append_val (ids, id);
      g_ptr_array_add (items, bsr_sql_read_vault_item (rows, 1));
    }
  if (problem == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, problem);
  return NULL;
}

static gboolean
copy_item (BsrVault *from, BsrVault *to, const BsrVaultItem *item, GError **error)
{
  if (!bsr_vault_verify (from, item, error))
    return FALSE;
  g_autofree char *path = bsr_vault_path (from, item->file);
  g_autoptr (BsrScan) scan = bsr_scan_new (path);
  g_autoptr (BsrVaultItem) taken = bsr_vault_take (to, scan, error);
  return taken != NULL && bsr_vault_verify (to, item, error);
}

int
bsr_vault_copy (BsrVault *from, BsrVault *to, BsrSql *sql, BsrProgress progress, gpointer data,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) items = list_items (sql, ids, error);
  if (items == NULL)
    return -1;
  for (guint i = 0; i < items->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      if (!copy_item (from, to, items->pdata[i], error))
        {
          g_prefix_error (error, _ ("scan %lld: "), (long long) g_array_index (ids, gint64, i));
          return -1;
        }
      if (progress != NULL)
        progress ((double) (i + 1) / items->len, _ ("scans"), data);
    }
  return (int) items->len;
}
