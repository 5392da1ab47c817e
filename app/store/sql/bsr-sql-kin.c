#include "bsr-sql-store-private.h"

/* Each kinship's cases with their declarations; the last act that matters for it decides the order. */
#define DECLARED "SELECT id, json FROM cases JOIN case_versions ON case_versions.entry = declaration"

static const char *const queries[] = {
  /* All cases of one container are few: a box travels some ten times a year. */
  [BSR_KIN_CONTAINER] = DECLARED " WHERE container = ? AND n_scans > 0 ORDER BY"
                                 " (SELECT max (entry) FROM scans WHERE case_id = id) DESC LIMIT ?",
  [BSR_KIN_BILL] = DECLARED " WHERE bill = ? AND n_scans > 0 ORDER BY declaration DESC LIMIT ?",
  [BSR_KIN_CONFORMING] = DECLARED " WHERE heading = ? AND found = 'conforming' AND n_scans > 0"
                                  " ORDER BY found_entry DESC LIMIT ?",
  [BSR_KIN_EMPTY] = DECLARED " WHERE empty_size = ? AND found = 'conforming' AND n_scans > 0"
                             " ORDER BY found_entry DESC LIMIT ?",
};

GPtrArray *
bsr_sql_store_list_kin (BsrStore *store, BsrKinship kinship, const char *value, int most,
                        GError **error)
{
  g_return_val_if_fail ((gsize) kinship < G_N_ELEMENTS (queries), NULL);

  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, queries[kinship], "ti", value,
                                            (gint64) most);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_unref);
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      g_autoptr (BsrCase) flagged = bsr_sql_read_declaration (bsr_rows_text (rows, 0),
                                                              bsr_rows_text (rows, 1), &problem);
      if (flagged != NULL)
        g_ptr_array_add (cases, g_steal_pointer (&flagged));
    }
  if (problem == NULL)
    return g_steal_pointer (&cases);
  g_propagate_error (error, problem);
  return NULL;
}
