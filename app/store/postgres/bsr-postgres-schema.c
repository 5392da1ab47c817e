#include "bsr-postgres-schema.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-postgres-roles.h"
#include "bsr-sql-ladder.h"

/* Programs that make or climb a store at once follow one another: "BSRL". */
#define LADDER_LOCK "SELECT pg_advisory_xact_lock (1112756812)"

#define N_FORMS "SELECT count (*) FROM pg_class WHERE oid = to_regclass ('store_form')"
#define N_TABLES "SELECT count (*) FROM pg_tables WHERE schemaname = current_schema ()"

/* What the database says it is. */
typedef struct
{
  gint64 form; /* 0: blank */
  const char *vault;
} Mark;

static gboolean
check_encoding (BsrSql *sql, GError **error)
{
  gint64 is_utf8 = 0;
  if (!bsr_sql_number (
          sql, "SELECT CASE current_setting ('server_encoding') WHEN 'UTF8' THEN 1 ELSE 0 END",
          &is_utf8, error))
    return FALSE;
  if (is_utf8 == 0)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                         _ ("the store's database does not keep text as UTF-8: make it with "
                            "ENCODING 'UTF8'"));
  return is_utf8 != 0;
}

static gboolean
read_form (BsrSql *sql, Mark *mark, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, "SELECT form, vault FROM store_form", "");
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      mark->form = bsr_rows_integer (rows, 0);
      mark->vault = g_strcmp0 (bsr_rows_text (rows, 1), BSR_POSTGRES_VAULT_FOLDER) == 0
                        ? BSR_POSTGRES_VAULT_FOLDER
                        : BSR_POSTGRES_VAULT_DATABASE;
      return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the store is damaged: %s"),
                 _ ("it does not say its form"));
  return FALSE;
}

static gboolean
read_mark (BsrSql *sql, Mark *mark, GError **error)
{
  gint64 n_forms = 0, n_tables = 0;
  if (!bsr_sql_number (sql, N_FORMS, &n_forms, error)
      || !bsr_sql_number (sql, N_TABLES, &n_tables, error))
    return FALSE;
  *mark = (Mark){ 0, NULL };
  if (n_forms != 0)
    return read_form (sql, mark, error) && bsr_sql_ladder_knows (mark->form, error);
  if (n_tables == 0)
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNKNOWN_KIND,
                       _ ("this is another program's database, not a store of cases"));
  return FALSE;
}

/* The steps that are missing; none when another program has just taken them. */
static gboolean
climb (BsrSql *sql, const char *vault, Mark *mark, GError **error)
{
  if (!bsr_sql_execute (sql, LADDER_LOCK, error) || !read_mark (sql, mark, error))
    return FALSE;
  int newest = bsr_sql_ladder_newest ();
  if (mark->form == newest)
    return TRUE;
  if (mark->form == 0)
    {
      mark->vault = vault;
      if (!bsr_sql_ladder_run (sql, "/org/basira/store/postgres/000-form.sql", error)
          || !bsr_sql_run (sql, error, "INSERT INTO store_form (form, vault) VALUES (0, ?)", "t",
                           mark->vault))
        return FALSE;
    }
  return bsr_sql_ladder_climb (sql, mark->form, error)
         && bsr_sql_run (sql, error, "UPDATE store_form SET form = ?", "i", (gint64) newest)
         && bsr_postgres_roles_renew (sql, error);
}

static gboolean
climb_in_transaction (BsrSql *sql, const char *vault, Mark *mark, GError **error)
{
  if (!bsr_sql_begin (sql, BSR_SQL_WRITE, error))
    return FALSE;
  gboolean good = climb (sql, vault, mark, error) && bsr_sql_commit (sql, error);
  bsr_sql_rollback (sql);
  return good;
}

static gboolean
check_vault (const Mark *mark, const char *vault, GError **error)
{
  if (g_str_equal (vault, mark->vault))
    return TRUE;
  g_set_error_literal (
      error, BSR_ERROR, BSR_ERROR_INVALID,
      g_str_equal (vault, BSR_POSTGRES_VAULT_FOLDER)
          ? _ ("this store keeps its scans in the database: leave vault= out of its URL")
          : _ ("this store keeps its scans in a shared folder: add vault=FOLDER to its "
               "URL"));
  return FALSE;
}

gboolean
bsr_postgres_schema_prepare (BsrSql *sql, const char *vault, GError **error)
{
  Mark mark;
  if (!check_encoding (sql, error) || !bsr_sql_begin (sql, BSR_SQL_READ, error))
    return FALSE;
  gboolean good = read_mark (sql, &mark, error);
  bsr_sql_rollback (sql);
  return good
         && (mark.form == bsr_sql_ladder_newest ()
             || climb_in_transaction (sql, vault, &mark, error))
         && check_vault (&mark, vault, error);
}
