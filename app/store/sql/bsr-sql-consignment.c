#include "bsr-sql-store-private.h"

/* Which analysis of which case; one without goes by. */
static gboolean
take_case (BsrSql *sql, const char *case_id, const char *json, GPtrArray *cases, GError **error)
{
  g_autoptr (BsrCase) flagged = bsr_sql_read_declaration (case_id, json, error);
  GError *problem = NULL;
  g_autofree char *analysis
      = flagged != NULL ? bsr_sql_read_last_analysis (sql, case_id, &problem) : NULL;
  if (analysis != NULL)
    {
      BsrAnalysedCase *analysed = g_new (BsrAnalysedCase, 1);
      *analysed = (BsrAnalysedCase){ g_steal_pointer (&flagged), g_steal_pointer (&analysis) };
      g_ptr_array_add (cases, analysed);
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* A declaration that is no JSON is of no bill of lading that anybody could tell. */
GPtrArray *
bsr_sql_store_list_consignment (BsrStore *store, const char *bill_of_lading, int most,
                                GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT id, json FROM cases JOIN case_versions ON entry = declaration"
      " WHERE bill = ?"
      " AND EXISTS (SELECT 1 FROM analyses JOIN scans ON scans.entry = scan_id WHERE scans.case_id = id)"
      " ORDER BY declaration DESC LIMIT ?",
      "ti", bill_of_lading, (gint64) most);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) cases
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_analysed_case_free);
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    take_case (sql, bsr_rows_text (rows, 0), bsr_rows_text (rows, 1), cases, &problem);
  if (problem == NULL)
    return g_steal_pointer (&cases);
  g_propagate_error (error, problem);
  return NULL;
}
