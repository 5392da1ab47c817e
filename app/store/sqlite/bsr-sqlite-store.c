#include "bsr-sqlite-store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "bsr-error.h"
#include "bsr-sql-store.h"
#include "bsr-sqlite-schema.h"
#include "bsr-sqlite.h"

/* Only the user looks into his store. */
#define FOLDER_MODE 0700

BsrStore *
bsr_sqlite_store_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   _ ("the store's folder cannot be made: %s"), g_strerror (errno));
      return NULL;
    }
  g_autoptr (BsrSql) sql = bsr_sqlite_open (absolute, error);
  if (sql == NULL || !bsr_sqlite_schema_prepare (sql, error))
    return NULL;
  g_autofree char *vault = g_strconcat (absolute, ".vault", NULL);
  return bsr_sql_store_new (g_steal_pointer (&sql), bsr_vault_new (vault), NULL);
}
