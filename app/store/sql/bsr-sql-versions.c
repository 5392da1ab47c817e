#include "bsr-sql-versions.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-moment.h"
#include "bsr-sql-clock.h"
#include "bsr-sql-store-private.h"

/* Sets @error: who wrote the record @version, when, and what of both stands. Returns %FALSE. */
static gboolean
refuse (const BsrAct *act, gint64 version, const char *theirs, const char *yours, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (act->sql, error, "SELECT actor, station, at FROM audit WHERE sequence = ?",
                       "i", version);
  if (rows == NULL)
    return FALSE;
  g_autoptr (GDateTime) at = NULL;
  if (bsr_sql_next (act->sql, rows, &problem))
    at = bsr_act_parse_time (bsr_rows_text (rows, 2), &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = bsr_moment_to_words (at != NULL ? at : now, now);
  /* Translators: officer, station, time of the day, and what both wrote: "officer 9 at lane 1 has changed
   * this meanwhile (10:42): it is now “knife”, and “tool” was not written over it". */
  g_set_error (error, BSR_ERROR, BSR_ERROR_CONFLICT,
               _ ("%s at %s has changed this meanwhile (%s): it is now “%s”, and “%s” was not "
                  "written over it"),
               at != NULL ? bsr_rows_text (rows, 0) : "?", at != NULL ? bsr_rows_text (rows, 1) : "?",
               time, theirs, yours);
  return FALSE;
}

static gboolean
check (BsrAct *act, gint64 version, const char *theirs, const char *yours, GError **error)
{
  if (version < 0)
    return FALSE;
  if (version != *act->actor->version)
    return refuse (act, version, theirs, yours, error);
  act->version = act->entry;
  return TRUE;
}

gboolean
bsr_sql_check_annotation (BsrAct *act, gint64 scan_id, const char *annotation_id,
                          const char *theirs, const char *yours, GError **error)
{
  if (act->actor->version == NULL)
    return TRUE;
  gint64 version
      = bsr_sql_find (act->sql, error,
                      "SELECT coalesce (max (entry), 0) FROM annotation_versions WHERE scan_id = ?"
                      " AND annotation_id = ?",
                      "it", scan_id, annotation_id);
  return check (act, version, theirs, yours, error);
}

gboolean
bsr_sql_check_weight (BsrAct *act, gint64 scan_id, int finding_id, const char *theirs,
                      const char *yours, GError **error)
{
  if (act->actor->version == NULL)
    return TRUE;
  gint64 version = bsr_sql_find (act->sql, error,
                                 "SELECT coalesce (max (entry), 0) FROM weights WHERE scan_id = ?"
                                 " AND finding_id = ?",
                                 "ii", scan_id, (gint64) finding_id);
  return check (act, version, theirs, yours, error);
}

gboolean
bsr_sql_check_contest (BsrAct *act, gint64 scan_id, const char *check_id, int item,
                       const char *theirs, const char *yours, GError **error)
{
  if (act->actor->version == NULL)
    return TRUE;
  gint64 version = bsr_sql_find (act->sql, error,
                                 "SELECT coalesce (max (entry), 0) FROM contests WHERE scan_id = ?"
                                 " AND check_id = ? AND item = ?",
                                 "iti", scan_id, check_id, (gint64) item);
  return check (act, version, theirs, yours, error);
}

gboolean
bsr_sql_check_analysis (BsrAct *act, gint64 scan_id, GError **error)
{
  if (act->actor->version == NULL)
    return TRUE;
  gint64 version = bsr_sql_find (act->sql, error,
                                 "SELECT coalesce (max (entry), 0) FROM analyses WHERE scan_id = ?",
                                 "i", scan_id);
  return check (act, version, _ ("another analysis"), _ ("this analysis"), error);
}

gboolean
bsr_sql_check_decision (BsrAct *act, const char *case_id, const char *yours, GError **error)
{
  GError *problem = NULL;
  if (act->actor->version == NULL)
    return TRUE;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      act->sql, error,
      "SELECT entry, reason FROM case_decisions WHERE case_id = ? ORDER BY entry DESC LIMIT 1", "t",
      case_id);
  if (rows == NULL)
    return FALSE;
  gboolean any = bsr_sql_next (act->sql, rows, &problem);
  if (problem == NULL)
    return check (act, any ? bsr_rows_integer (rows, 0) : 0, any ? bsr_rows_text (rows, 1) : "",
                  yours, error);
  g_propagate_error (error, problem);
  return FALSE;
}

/* As the keys of bsr-store-versions.h are. */
#define OF_SCANS " WHERE scan_id IN (SELECT entry FROM scans WHERE case_id = ?1)"
#define VERSIONS                                                                                   \
  "SELECT 'annotation:' || CAST (scan_id AS text) || ':' || annotation_id AS name, max (entry)"    \
  " FROM annotation_versions" OF_SCANS " GROUP BY scan_id, annotation_id"                          \
  " UNION ALL SELECT 'weight:' || CAST (scan_id AS text) || ':' || CAST (finding_id AS text),"     \
  " max (entry) FROM weights" OF_SCANS " GROUP BY scan_id, finding_id"                             \
  " UNION ALL SELECT 'contest:' || CAST (scan_id AS text) || ':' || CAST (item AS text) || ':'"    \
  " || check_id, max (entry) FROM contests" OF_SCANS " GROUP BY scan_id, item, check_id"           \
  " UNION ALL SELECT 'analysis:' || CAST (scan_id AS text), max (entry) FROM analyses" OF_SCANS    \
  " GROUP BY scan_id"                                                                              \
  " UNION ALL SELECT 'decision', max (entry) FROM case_decisions WHERE case_id = ?1"     \
  " GROUP BY case_id"                                                                            \
  " ORDER BY name"

static GHashTable *
list_versions (BsrStore *store, const char *case_id, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, VERSIONS, "t", case_id);
  if (rows == NULL)
    return NULL;
  g_autoptr (GHashTable) versions
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (bsr_sql_next (sql, rows, &problem))
    {
      gint64 version = bsr_rows_integer (rows, 1);
      g_hash_table_insert (versions, g_strdup (bsr_rows_text (rows, 0)),
                           g_memdup2 (&version, sizeof version));
    }
  if (problem == NULL)
    return g_steal_pointer (&versions);
  g_propagate_error (error, problem);
  return NULL;
}

void
bsr_sql_store_versions_interface_init (BsrStoreVersionsInterface *iface)
{
  iface->list_versions = list_versions;
}
