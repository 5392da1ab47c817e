#include "bsr-store-roles.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-postgres-roles.h"
#include "bsr-postgres-url.h"
#include "bsr-postgres.h"
#include "bsr-store.h"

/* The server's database that @url names, as a store that is there. */
static BsrSql *
open_database (const char *url, GError **error)
{
  if (!g_str_has_prefix (url, "postgresql://") && !g_str_has_prefix (url, "postgres://"))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("only a store on a PostgreSQL server has roles of the server"));
      return NULL;
    }
  g_autofree char *vault = NULL;
  g_autoptr (BsrStore) store = bsr_store_open (url, error);
  g_autofree char *link = store != NULL ? bsr_postgres_url_split (url, &vault, error) : NULL;
  return link != NULL ? bsr_postgres_open (link, error) : NULL;
}

gboolean
bsr_store_make_roles (const char *url, GError **error)
{
  g_return_val_if_fail (url != NULL, FALSE);
  g_autoptr (BsrSql) sql = open_database (url, error);
  return sql != NULL && bsr_postgres_roles_make (sql, error);
}

gboolean
bsr_store_grant_role (const char *url, const char *role, const char *person, GError **error)
{
  g_return_val_if_fail (url != NULL && role != NULL && person != NULL, FALSE);
  g_autoptr (BsrSql) sql = open_database (url, error);
  return sql != NULL && bsr_postgres_roles_grant (sql, role, person, error);
}
