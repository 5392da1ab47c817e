#include <glib/gi18n-lib.h>

#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-sqlite-store-private.h"

/* Whether the declaration @json of @case_id is of @heading; %FALSE with @error when it is damaged. */
static gboolean
is_of_heading (const char *case_id, const char *json, const char *heading, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrCase) flagged = bsr_case_from_record (json, -1, &problem);
  if (flagged == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("the store is damaged: the declaration of case '%s' cannot be read: %s"),
                   case_id, problem->message);
      g_error_free (problem);
      return FALSE;
    }
  g_autofree char *declared = bsr_case_heading (flagged);
  return g_strcmp0 (declared, heading) == 0;
}

/* The case's last analysis, where there is one. */
static gboolean
take_analysis (BsrSqlite *sqlite, const char *case_id, GPtrArray *documents, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sqlite_query (
      sqlite, error,
      "SELECT analyses.json FROM analyses JOIN scans ON scans.entry = analyses.scan_id"
      " WHERE scans.case_id = ? ORDER BY analyses.entry DESC LIMIT 1",
      "t", case_id);
  if (rows == NULL)
    return FALSE;
  if (bsr_sqlite_next (sqlite, rows, &problem))
    g_ptr_array_add (documents, g_strdup (bsr_rows_text (rows, 0)));
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

GPtrArray *
bsr_sqlite_store_list_conforming (BsrStore *store, const char *heading, const char *but_case,
                                  int most, GError **error)
{
  BsrSqlite *sqlite = BSR_SQLITE_STORE (store)->sqlite;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sqlite_lock (sqlite);
  g_autoptr (BsrRows) rows = bsr_sqlite_query (
      sqlite, error,
      "SELECT id, json FROM cases JOIN case_versions ON case_versions.entry = declaration"
      " JOIN (SELECT case_id, result, max (entry) AS last FROM outcomes GROUP BY case_id) AS found"
      " ON found.case_id = id"
      " WHERE result = 'conforming' AND id IS NOT ? ORDER BY last DESC",
      "t", but_case);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  while (problem == NULL && (int) documents->len < most && bsr_sqlite_next (sqlite, rows, &problem))
    {
      const char *case_id = bsr_rows_text (rows, 0);
      if (is_of_heading (case_id, bsr_rows_text (rows, 1), heading, &problem))
        take_analysis (sqlite, case_id, documents, &problem);
    }
  if (problem == NULL)
    return g_steal_pointer (&documents);
  g_propagate_error (error, problem);
  return NULL;
}
