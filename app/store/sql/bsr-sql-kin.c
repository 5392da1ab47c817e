#include "bsr-sql-store-private.h"

/* Each kinship's cases with their declarations; the last act that matters for it decides the order. A
 * declaration that is no JSON is of no bill and no size that anybody could tell. */
#define DECLARED " FROM cases JOIN case_versions ON case_versions.entry = declaration"
#define MEMBER(path)                                                                               \
  "CASE WHEN json_valid (json) THEN CAST (CAST (json AS json_text) " path " AS text) END"
#define FOUND                                                                                      \
  " JOIN outcomes AS found ON found.case_id = id"                                                  \
  " AND found.entry = (SELECT max (entry) FROM outcomes WHERE case_id = id)"

static const char *const queries[] = {
  [BSR_KIN_CONTAINER] = "SELECT id, json" DECLARED
                        " WHERE container = ? AND n_scans > 0 ORDER BY"
                        " (SELECT max (entry) FROM scans WHERE case_id = id) DESC",
  [BSR_KIN_BILL] = "SELECT id, json" DECLARED
                   " WHERE " MEMBER ("-> 'transport' ->> 'bill_of_lading'") " = ? AND n_scans > 0"
                   " ORDER BY declaration DESC",
  /* The heading is told by all items: who reads them does. */
  [BSR_KIN_CONFORMING] = "SELECT id, json" DECLARED FOUND
                         " WHERE result = 'conforming' AND n_scans > 0 AND ? IS NOT NULL"
                         " ORDER BY found.entry DESC",
  [BSR_KIN_EMPTY] = "SELECT id, json" DECLARED FOUND
                    " WHERE result = 'conforming' AND n_scans > 0 AND " MEMBER ("-> 'empty'") " = 'true'"
                    " AND " MEMBER ("->> 'size_type'") " = ? ORDER BY found.entry DESC",
};

static gboolean
is_kin (const BsrCase *flagged, BsrKinship kinship, const char *value)
{
  g_autofree char *heading = kinship == BSR_KIN_CONFORMING ? bsr_case_heading (flagged) : NULL;
  return kinship != BSR_KIN_CONFORMING || g_strcmp0 (heading, value) == 0;
}

GPtrArray *
bsr_sql_store_list_kin (BsrStore *store, BsrKinship kinship, const char *value, int most,
                        GError **error)
{
  g_return_val_if_fail ((gsize) kinship < G_N_ELEMENTS (queries), NULL);

  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, queries[kinship], "t", value);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_unref);
  while (problem == NULL && (int) cases->len < most && bsr_sql_next (sql, rows, &problem))
    {
      g_autoptr (BsrCase) flagged = bsr_sql_read_declaration (bsr_rows_text (rows, 0),
                                                              bsr_rows_text (rows, 1), &problem);
      if (flagged != NULL && is_kin (flagged, kinship, value))
        g_ptr_array_add (cases, g_steal_pointer (&flagged));
    }
  if (problem == NULL)
    return g_steal_pointer (&cases);
  g_propagate_error (error, problem);
  return NULL;
}
