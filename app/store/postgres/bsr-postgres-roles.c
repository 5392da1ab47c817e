#include "bsr-postgres-roles.h"

#include <gio/gio.h>

#include "bsr-store-resources.h"

gboolean
bsr_postgres_roles_make (BsrSql *sql, GError **error)
{
  return TRUE;
}

gboolean
bsr_postgres_roles_renew (BsrSql *sql, GError **error)
{
  return TRUE;
}
