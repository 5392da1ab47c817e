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

/* The row of who is signed in; NULL with @error. */
static BsrAccount *
read_account (BsrRows *rows, GError **error)
{
  const char *name = bsr_rows_text (rows, 0);
  int role = bsr_role_from_string (bsr_rows_text (rows, 1));
  if (role >= 0)
    return bsr_account_new (name, (BsrRole) role, FALSE);
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
               _ ("the server's user '%s' has no role in this store: its owner gives one by basira-cli "
                  "store roles --grant"),
               name);
  return NULL;
}

BsrAccount *
bsr_postgres_roles_account (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT CAST (session_user AS text),"
      " (SELECT substr (role.rolname, 8) FROM pg_roles AS role"
      "  JOIN (VALUES (1, 'supervisor'), (2, 'officer'), (3, 'trainer'), (4, 'administrator'),"
      "    (5, 'partner')) AS known (place, name) ON role.rolname = 'basira_' || known.name"
      "  WHERE pg_has_role (session_user, role.oid, 'MEMBER') ORDER BY place LIMIT 1)"
      " WHERE NOT is_store_owner ()",
      "");
  if (rows == NULL)
    return NULL;
  BsrAccount *account
      = bsr_sql_next (sql, rows, &problem) ? read_account (rows, &problem) : NULL;
  if (problem != NULL)
    g_propagate_error (error, problem);
  return account;
}
