#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-error.h"
#include "bsr-sql-store-private.h"

/* What officers saw: at a decision, saved under a name, and when they left a scan. */

/* The case's scan with these pixels, the last one where several have them; 0 with @error. */
static gint64
find_scan (BsrSql *sql, const char *case_id, const char *sha256, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error, "SELECT max (entry) FROM scans WHERE case_id = ? AND sha256 = ?",
                       "tt", case_id, sha256);
  if (rows == NULL)
    return 0;
  gint64 scan = bsr_sql_next (sql, rows, &problem) ? bsr_rows_integer (rows, 0) : 0;
  if (problem != NULL)
    g_propagate_error (error, problem);
  else if (scan == 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("case '%s' has no scan of the pixels that the view shows"), case_id);
  return scan;
}

/* @decision: the entry of a decision, of a later kind where it @is_step; 0: none */
static gboolean
commit_view (BsrAct *act, const char *case_id, gint64 decision, gboolean is_step, const char *name,
             const BsrViewState *state, GError **error)
{
  gint64 scan = find_scan (act->sql, case_id, state->scan, error);
  if (scan == 0)
    return FALSE;
  const char *what = decision != 0 ? "view-decided-on" : name != NULL ? "view-saved" : "view-left";
  g_autofree char *json = bsr_view_state_to_json (state);
  g_autofree char *subject = g_strdup_printf ("scan:%" G_GINT64_FORMAT, scan);
  bsr_json_writer_string (act->detail, "case", case_id);
  bsr_json_writer_string (act->detail, "name", name);
  if (decision == 0)
    return bsr_sql_run (act->sql, error,
                        "INSERT INTO view_states (entry, scan_id, name, json, officer, at)"
                        " VALUES (?, ?, ?, ?, ?, ?)",
                        "iitttt", act->entry, scan, name, json, act->actor->officer, act->at)
           && bsr_act_commit (act, what, subject, &(BsrRecordKind){ BSR_RECORD_VIEW_STATE }, error);
  bsr_json_writer_integer (act->detail, "decision", decision);
  return bsr_sql_run (act->sql, error,
                      is_step
                          ? "INSERT INTO view_states (entry, scan_id, step, json, officer, at)"
                            " VALUES (?, ?, ?, ?, ?, ?)"
                          : "INSERT INTO view_states (entry, scan_id, decision, json, officer, at)"
                            " VALUES (?, ?, ?, ?, ?, ?)",
                      "iiittt", act->entry, scan, decision, json, act->actor->officer, act->at)
         && bsr_act_commit (act, what, subject, &(BsrRecordKind){ BSR_RECORD_VIEW_STATE }, error);
}

gboolean
bsr_sql_commit_view (BsrAct *act, const char *case_id, gint64 decision, const char *name,
                     const BsrViewState *state, GError **error)
{
  return commit_view (act, case_id, decision, FALSE, name, state, error);
}

gboolean
bsr_sql_commit_view_of_step (BsrAct *act, const char *case_id, gint64 step,
                             const BsrViewState *state, GError **error)
{
  return commit_view (act, case_id, step, TRUE, NULL, state, error);
}

/* Whether the officer left the scan otherwise the last time; %FALSE also with @error. */
static gboolean
is_news (BsrSql *sql, const char *case_id, const char *officer, const BsrViewState *state,
         GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error,
                       "SELECT json FROM view_states JOIN scans ON scans.entry = scan_id"
                       " WHERE case_id = ? AND sha256 = ? AND officer = ?"
                       " AND view_states.name IS NULL AND decision IS NULL AND step IS NULL"
                       " ORDER BY view_states.entry DESC LIMIT 1",
                       "ttt", case_id, state->scan, officer);
  if (rows == NULL)
    return FALSE;
  const char *last = bsr_sql_next (sql, rows, &problem) ? bsr_rows_text (rows, 0) : NULL;
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_autofree char *json = bsr_view_state_to_json (state);
  return g_strcmp0 (last, json) != 0;
}

gboolean
bsr_sql_store_keep_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                         const char *name, const BsrViewState *state, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  BsrCaseState case_state;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error)
      || !bsr_sql_read_state (sql, case_id, &case_state, error))
    return FALSE;
  if (name == NULL && !is_news (sql, case_id, actor->officer, state, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, problem);
      return problem == NULL;
    }
  return bsr_sql_commit_view (&act, case_id, 0, name, state, error);
}

BsrViewState *
bsr_sql_read_view (const char *json)
{
  return json != NULL ? bsr_view_state_from_json (json, -1, NULL) : NULL;
}

GPtrArray *
bsr_sql_store_list_views (BsrStore *store, const char *case_id, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  BsrCaseState case_state;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  if (!bsr_sql_read_state (sql, case_id, &case_state, error))
    return NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT view.name, officer, at, json FROM view_states AS view"
      " JOIN scans ON scans.entry = scan_id WHERE case_id = ? AND decision IS NULL"
      " AND step IS NULL"
      " AND (view.name IS NOT NULL OR view.entry = (SELECT max (entry) FROM view_states AS later"
      "   WHERE later.scan_id = view.scan_id AND later.officer = view.officer"
      "   AND later.name IS NULL AND later.decision IS NULL AND later.step IS NULL))"
      " ORDER BY view.entry",
      "t", case_id);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) views
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_kept_view_free);
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 2), &problem);
      g_autoptr (BsrViewState) state = bsr_sql_read_view (bsr_rows_text (rows, 3));
      if (at != NULL && state != NULL)
        g_ptr_array_add (
            views, bsr_kept_view_new (bsr_rows_text (rows, 0), bsr_rows_text (rows, 1), at, state));
    }
  if (problem == NULL)
    return g_steal_pointer (&views);
  g_propagate_error (error, problem);
  return NULL;
}
