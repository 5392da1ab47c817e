#include "bsr-sql-store-private.h"

/* The case's last analysis, where there is one. */
static void
take_analysis (BsrSql *sql, const char *case_id, GPtrArray *documents, GError **error)
{
  char *json = bsr_sql_read_last_analysis (sql, case_id, error);
  if (json != NULL)
    g_ptr_array_add (documents, json);
}

GPtrArray *
bsr_sql_store_list_conforming (BsrStore *store, const char *heading, const char *but_case, int most,
                               GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT id FROM cases WHERE heading = ? AND found = 'conforming' AND id IS DISTINCT FROM ?"
      " AND EXISTS (SELECT 1 FROM analyses JOIN scans ON scans.entry = scan_id WHERE scans.case_id = id)"
      " ORDER BY found_entry DESC LIMIT ?",
      "tti", heading, but_case, (gint64) most);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    take_analysis (sql, bsr_rows_text (rows, 0), documents, &problem);
  if (problem == NULL)
    return g_steal_pointer (&documents);
  g_propagate_error (error, problem);
  return NULL;
}
