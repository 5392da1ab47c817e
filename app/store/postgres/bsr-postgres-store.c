#include "bsr-postgres-store.h"

#include "bsr-postgres-depot.h"
#include "bsr-postgres-roles.h"
#include "bsr-postgres-schema.h"
#include "bsr-postgres-url.h"
#include "bsr-postgres.h"
#include "bsr-sql-store.h"

/* Where scans that lie in the database are looked at: the user's own copies, by content as
 * everywhere. */
static BsrVault *
make_remote_vault (const char *link)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "basira", "vault", NULL);
  return bsr_vault_new_remote (folder, bsr_postgres_depot_new (link));
}

BsrStore *
bsr_postgres_store_open (const char *url, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *link = bsr_postgres_url_split (url, &folder, error);
  g_autoptr (BsrSql) sql = link != NULL ? bsr_postgres_open (link, error) : NULL;
  const char *vault = folder != NULL ? BSR_POSTGRES_VAULT_FOLDER : BSR_POSTGRES_VAULT_DATABASE;
  if (sql == NULL || !bsr_postgres_schema_prepare (sql, vault, error))
    return NULL;
  GError *problem = NULL;
  g_autofree char *identity = bsr_postgres_roles_identity (sql, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  return bsr_sql_store_new (g_steal_pointer (&sql),
                            folder != NULL ? bsr_vault_new (folder) : make_remote_vault (link),
                            g_steal_pointer (&identity));
}
