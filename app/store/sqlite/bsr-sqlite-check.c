#include "bsr-sqlite-check.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-sqlite-schema.h"

/* Whether @pragma answers "ok", as integrity_check and quick_check do. */
static gboolean
answers_ok (BsrSql *sql, const char *pragma, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, pragma, "");
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem) && g_strcmp0 (bsr_rows_text (rows, 0), "ok") == 0)
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the store is damaged: %s"),
                 bsr_rows_text (rows, 0));
  return FALSE;
}

static gboolean
check_keys (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, "PRAGMA foreign_key_check", "");
  if (rows == NULL)
    return FALSE;
  if (!bsr_sql_next (sql, rows, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, problem);
      return problem == NULL;
    }
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("the store is damaged: row %lld of %s speaks of what is not in %s"),
               (long long) bsr_rows_integer (rows, 1), bsr_rows_text (rows, 0),
               bsr_rows_text (rows, 2));
  return FALSE;
}

gboolean
bsr_sqlite_quick_check (BsrSql *sql, GError **error)
{
  return answers_ok (sql, "PRAGMA quick_check (1)", error);
}

gboolean
bsr_sqlite_check (BsrSql *sql, GError **error)
{
  return answers_ok (sql, "PRAGMA integrity_check (1)", error) && check_keys (sql, error)
         && bsr_sqlite_schema_check (sql, error);
}
