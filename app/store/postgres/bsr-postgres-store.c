#include "bsr-postgres-store.h"

#include "bsr-postgres-depot.h"
#include "bsr-postgres-roles.h"
#include "bsr-postgres-schema.h"
#include "bsr-postgres-url.h"
#include "bsr-postgres.h"
#include "bsr-sql-accounts.h"
#include "bsr-sql-store.h"

/* Where scans that lie in the database are looked at: the user's own copies, by content as
 * everywhere. */
static BsrVault *
make_remote_vault (BsrPostgresLogin *login)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "basira", "vault", NULL);
  return bsr_vault_new_remote (folder, bsr_postgres_depot_new (login));
}

/* (transfer full): @name: (nullable) */
static BsrPostgresLogin *
make_login (const char *link, const char *name, const BsrPassword *password, GError **error)
{
  g_autoptr (BsrPostgresLogin) login = bsr_postgres_login_new (link);
  if (name == NULL)
    return g_steal_pointer (&login);
  if (!bsr_postgres_login_try (login, name, password, error))
    return NULL;
  bsr_postgres_login_set (login, name, password);
  return g_steal_pointer (&login);
}

BsrStore *
bsr_postgres_store_open (const char *url, const char *name, const BsrPassword *password,
                         GError **error)
{
  GError *problem = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *link = bsr_postgres_url_split (url, &folder, error);
  g_autoptr (BsrPostgresLogin) login
      = link != NULL ? make_login (link, name, password, error) : NULL;
  g_autoptr (BsrSql) sql = login != NULL ? bsr_postgres_open_login (login, error) : NULL;
  const char *vault = folder != NULL ? BSR_POSTGRES_VAULT_FOLDER : BSR_POSTGRES_VAULT_DATABASE;
  if (sql == NULL || !bsr_postgres_schema_prepare (sql, vault, error))
    return NULL;
  g_autoptr (BsrAccount) account = bsr_postgres_roles_account (sql, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  BsrSql *own = sql;
  BsrStore *store = bsr_sql_store_new (
      g_steal_pointer (&sql), folder != NULL ? bsr_vault_new (folder) : make_remote_vault (login),
      account);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (own);
  if (name != NULL) /* he signs in by an act */
    bsr_sql_set_user (own, NULL);
  return store;
}
