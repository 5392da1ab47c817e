#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-annotation-record.h"
#include "bsr-case-file.h"
#include "bsr-error.h"
#include "bsr-scan-file.h"
#include "bsr-sql-personal.h"
#include "bsr-sql-store-private.h"

gboolean
bsr_sql_read_state (BsrSql *sql, const char *case_id, BsrCaseState *state, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error, "SELECT state FROM cases WHERE id = ?", "t", case_id);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      int found = bsr_case_state_from_string (bsr_rows_text (rows, 0));
      *state = (BsrCaseState) MAX (found, 0);
      if (found >= 0)
        return TRUE;
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("the store is damaged: the state of case '%s' cannot be read"), case_id);
    }
  else if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is no case '%s' in the store"),
                 case_id);
  return FALSE;
}

char *
bsr_sql_read_case_of_scan (BsrSql *sql, gint64 scan_id, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error, "SELECT case_id FROM scans WHERE entry = ?", "i", scan_id);
  if (rows == NULL)
    return NULL;
  if (bsr_sql_next (sql, rows, &problem))
    return g_strdup (bsr_rows_text (rows, 0));
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is no scan %lld in the store"),
                 (long long) scan_id);
  return NULL;
}

#define UNREADABLE_DECLARATION                                                                     \
  _ ("the store is damaged: the declaration of case '%s' cannot be read: %s")

BsrCase *
bsr_sql_read_declaration (const char *case_id, const char *json, GError **error)
{
  g_autoptr (GError) problem = NULL;
  BsrCase *flagged = bsr_case_from_record (json, -1, &problem);
  if (flagged == NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, UNREADABLE_DECLARATION, case_id,
                 problem->message);
  return flagged;
}

char *
bsr_sql_read_last_analysis (BsrSql *sql, const char *case_id, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT analyses.json FROM analyses JOIN scans ON scans.entry = analyses.scan_id"
      " WHERE scans.case_id = ? ORDER BY analyses.entry DESC LIMIT 1",
      "t", case_id);
  if (rows == NULL)
    return NULL;
  if (bsr_sql_next (sql, rows, &problem))
    return g_strdup (bsr_rows_text (rows, 0));
  if (problem != NULL)
    g_propagate_error (error, problem);
  return NULL;
}

BsrVaultItem *
bsr_sql_read_vault_item (BsrRows *rows, int column)
{
  BsrVaultItem *item = g_new0 (BsrVaultItem, 1);
  char **members[] = { &item->name,       &item->file,        &item->sha256,
                       &item->low_sha256, &item->description, &item->content };
  for (int i = 0; i < (int) G_N_ELEMENTS (members); i++)
    *members[i] = g_strdup (bsr_rows_text (rows, column + i));
  return item;
}

GPtrArray *
bsr_sql_read_all (BsrSqlStore *self, BsrRows *to_end, BsrReadRow read, GDestroyNotify destroy,
                  GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = to_end;
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (destroy);
  while (problem == NULL && bsr_sql_next (self->sql, rows, &problem))
    {
      gpointer element = read (self, rows, &problem);
      if (element != NULL)
        g_ptr_array_add (elements, element);
    }
  if (problem == NULL)
    return g_steal_pointer (&elements);
  g_propagate_error (error, problem);
  return NULL;
}

/* Whether the case is there: an empty list would hide a wrong id. */
static gboolean
has_case (BsrSqlStore *self, const char *case_id, GError **error)
{
  BsrCaseState state;
  return bsr_sql_read_state (self->sql, case_id, &state, error);
}

static gboolean
has_scan (BsrSqlStore *self, gint64 scan_id, GError **error)
{
  g_autofree char *case_id = bsr_sql_read_case_of_scan (self->sql, scan_id, error);
  return case_id != NULL;
}

BsrCase *
bsr_sql_store_get_case (BsrStore *store, const char *case_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!has_case (self, case_id, error))
    return NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      self->sql, error,
      "SELECT json, declaration FROM cases JOIN case_versions ON entry = declaration WHERE id = ?", "t",
      case_id);
  if (rows == NULL)
    return NULL;
  if (bsr_sql_next (self->sql, rows, &problem))
    {
      g_autoptr (BsrCase) flagged
          = bsr_sql_read_declaration (case_id, bsr_rows_text (rows, 0), error);
      if (flagged == NULL
          || !bsr_sql_read_personal (self->sql, bsr_rows_integer (rows, 1), flagged, error))
        return NULL;
      return g_steal_pointer (&flagged);
    }
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, UNREADABLE_DECLARATION, case_id,
               problem != NULL ? problem->message : _ ("it is missing"));
  g_clear_error (&problem);
  return NULL;
}

gboolean
bsr_sql_store_get_state (BsrStore *store, const char *case_id, BsrCaseState *state, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  return bsr_sql_read_state (self->sql, case_id, state, error);
}

BsrScan *
bsr_sql_make_scan (BsrSqlStore *self, gint64 id, BsrVaultItem *item, GError **error)
{
  g_autofree char *path = bsr_vault_path (self->vault, item->file);
  BsrScan *scan = item->description != NULL ? bsr_scan_from_json (path, item->description, -1, error)
                                            : bsr_scan_new (path);
  if (scan == NULL)
    return NULL;
  scan->id = id;
  g_free (scan->name);
  g_free (scan->sha256);
  scan->name = g_steal_pointer (&item->name);
  scan->sha256 = g_steal_pointer (&item->sha256);
  scan->low_sha256 = g_steal_pointer (&item->low_sha256);
  return scan;
}

static gpointer
read_scan (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  gint64 id = bsr_rows_integer (rows, 0);
  g_autoptr (BsrVaultItem) item = bsr_sql_read_vault_item (rows, 1);
  BsrScan *scan
      = bsr_vault_has (self->vault, item, error) ? bsr_sql_make_scan (self, id, item, error) : NULL;
  if (scan == NULL)
    g_prefix_error (error, _ ("scan %lld: "), (long long) id);
  return scan;
}

GPtrArray *
bsr_sql_store_list_scans (BsrStore *store, const char *case_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!has_case (self, case_id, error))
    return NULL;
  return bsr_sql_read_all (
      self,
      bsr_sql_query (self->sql, error,
                     "SELECT entry, name, file, sha256, low_sha256, description,"
                     " content FROM scans WHERE case_id = ? ORDER BY entry",
                     "t", case_id),
      read_scan, (GDestroyNotify) bsr_scan_unref, error);
}

BsrScan *
bsr_sql_store_get_scan (BsrStore *store, gint64 scan_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!has_scan (self, scan_id, error))
    return NULL;
  g_autoptr (GPtrArray) scans
      = bsr_sql_read_all (self,
                  bsr_sql_query (self->sql, error,
                                 "SELECT entry, name, file, sha256, low_sha256, description,"
                                 " content FROM scans WHERE entry = ?",
                                 "i", scan_id),
                  read_scan, (GDestroyNotify) bsr_scan_unref, error);
  return scans != NULL ? bsr_scan_ref (scans->pdata[0]) : NULL;
}

char *
bsr_sql_store_get_analysis (BsrStore *store, gint64 scan_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!has_scan (self, scan_id, error))
    return NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      self->sql, error, "SELECT json FROM analyses WHERE scan_id = ? ORDER BY entry DESC LIMIT 1",
      "i", scan_id);
  if (rows == NULL)
    return NULL;
  if (bsr_sql_next (self->sql, rows, &problem))
    return g_strdup (bsr_rows_text (rows, 0));
  if (problem != NULL)
    g_propagate_error (error, problem);
  return NULL;
}

static gpointer
read_annotation (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  return bsr_annotation_record_read (bsr_rows_text (rows, 0), bsr_rows_text (rows, 1),
                                     bsr_rows_text (rows, 2), bsr_rows_text (rows, 3),
                                     bsr_rows_text (rows, 4), error);
}

GPtrArray *
bsr_sql_store_list_annotations (BsrStore *store, gint64 scan_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!has_scan (self, scan_id, error))
    return NULL;
  return bsr_sql_read_all (
      self,
      bsr_sql_query (self->sql, error,
                     "SELECT annotation_id, shape, category, points, text FROM ("
                     " SELECT *, min (entry) OVER versions AS first,"
                     " max (entry) OVER versions AS last"
                     " FROM annotation_versions WHERE scan_id = ?"
                     " WINDOW versions AS (PARTITION BY annotation_id)) AS version"
                     " WHERE entry = last AND removed = 0 ORDER BY first",
                     "i", scan_id),
      read_annotation, g_object_unref, error);
}

GArray *
bsr_sql_store_list_weights (BsrStore *store, gint64 scan_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!has_scan (self, scan_id, error))
    return NULL;
  /* A weight stands as long as the analyses find the same: see bsr-findings.h. */
  g_autoptr (BsrRows) rows = bsr_sql_query (
      self->sql, error,
      "SELECT finding_id, weight FROM (SELECT finding_id, weight, weights.entry,"
      " max (weights.entry) OVER (PARTITION BY finding_id) AS last FROM weights"
      " JOIN analyses ON analyses.entry = weights.analysis"
      " WHERE weights.scan_id = ?1 AND analyses.findings ="
      " (SELECT findings FROM analyses WHERE scan_id = ?1 ORDER BY entry DESC LIMIT 1)) AS weight"
      " WHERE entry = last ORDER BY finding_id",
      "i", scan_id);
  if (rows == NULL)
    return NULL;
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (BsrWeighedFinding));
  while (bsr_sql_next (self->sql, rows, &problem))
    {
      int weight = bsr_finding_weight_from_string (bsr_rows_text (rows, 1));
      BsrWeighedFinding weighed
          = { (int) bsr_rows_integer (rows, 0), (BsrFindingWeight) MAX (weight, 0) };
      g_array_append_val (weights, weighed);
    }
  if (problem == NULL)
    return g_steal_pointer (&weights);
  g_propagate_error (error, problem);
  return NULL;
}
