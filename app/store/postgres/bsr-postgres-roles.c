#include "bsr-postgres-roles.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sql-ladder.h"

#define FOLDER "/org/basira/store/postgres/"

static const char *const roles[]
    = { "officer", "supervisor", "trainer", "administrator", "partner", NULL };

gboolean
bsr_postgres_roles_make (BsrSql *sql, GError **error)
{
  if (!bsr_sql_begin (sql, BSR_SQL_WRITE, error))
    return FALSE;
  gboolean good = bsr_sql_ladder_run (sql, FOLDER "roles-make.sql", error)
                  && bsr_sql_ladder_run (sql, FOLDER "roles.sql", error)
                  && bsr_sql_commit (sql, error);
  bsr_sql_rollback (sql);
  return good;
}

gboolean
bsr_postgres_roles_grant (BsrSql *sql, const char *role, const char *person, GError **error)
{
  if (!g_strv_contains (roles, role))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("'%s' is no role of a store: officer, supervisor, trainer, administrator and "
                      "partner are"),
                   role);
      return FALSE;
    }
  g_auto (GStrv) halves = g_strsplit (person, "\"", -1);
  g_autofree char *quoted = g_strjoinv ("\"\"", halves);
  g_autofree char *script = g_strdup_printf ("GRANT basira_%s TO \"%s\"", role, quoted);
  return bsr_sql_execute (sql, script, error);
}

gboolean
bsr_postgres_roles_renew (BsrSql *sql, GError **error)
{
  gint64 n = 0;
  return bsr_sql_number (sql, "SELECT count (*) FROM pg_roles WHERE rolname = 'basira_officer'", &n,
                         error)
         && (n == 0 || bsr_sql_ladder_run (sql, FOLDER "roles.sql", error));
}

char *
bsr_postgres_roles_identity (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT CASE WHEN NOT is_store_owner () THEN CAST (session_user AS text) END",
      "");
  if (rows == NULL)
    return NULL;
  char *identity = bsr_sql_next (sql, rows, &problem) ? g_strdup (bsr_rows_text (rows, 0)) : NULL;
  if (problem != NULL)
    g_propagate_error (error, problem);
  return identity;
}
