#include "bsr-sql-store-private.h"

/* Whether the declaration @json of @case_id is of @heading; %FALSE with @error when it is damaged.
 */
static gboolean
is_of_heading (const char *case_id, const char *json, const char *heading, GError **error)
{
  g_autoptr (BsrCase) flagged = bsr_sql_read_declaration (case_id, json, error);
  g_autofree char *declared = flagged != NULL ? bsr_case_heading (flagged) : NULL;
  return g_strcmp0 (declared, heading) == 0;
}

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
      "SELECT id, json FROM cases JOIN case_versions ON case_versions.entry = declaration"
      " JOIN outcomes AS found ON found.case_id = id"
      " AND found.entry = (SELECT max (entry) FROM outcomes WHERE case_id = id)"
      " WHERE result = 'conforming' AND id IS DISTINCT FROM ? ORDER BY found.entry DESC",
      "t", but_case);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  while (problem == NULL && (int) documents->len < most && bsr_sql_next (sql, rows, &problem))
    {
      const char *case_id = bsr_rows_text (rows, 0);
      if (is_of_heading (case_id, bsr_rows_text (rows, 1), heading, &problem))
        take_analysis (sql, case_id, documents, &problem);
    }
  if (problem == NULL)
    return g_steal_pointer (&documents);
  g_propagate_error (error, problem);
  return NULL;
}
