#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-error.h"
#include "bsr-sql-store-private.h"
#include "bsr-sql-versions.h"

/* What officers have against manifest checks. Not as views of the schema: a store may be anybody's,
 * and SQLite lets no schema that it does not trust call functions of JSON. (The form of json_each
 * that SQLite has is made for PostgreSQL by the first step of its ladder.) */

/* What each analysis says of each check. */
#define SAID "CAST (element.value AS json_text)"
#define CHECKS                                                                                     \
  "checks AS (SELECT entry AS analysis, " SAID " ->> 'check' AS check_id,"                         \
  " coalesce (CAST (" SAID " ->> 'item' AS bigint), -1) AS item, " SAID                            \
  " ->> 'verdict' AS verdict,"                                                                     \
  " CAST (" SAID " ->> 'score' AS double precision) AS score"                                      \
  " FROM analyses, json_each (analyses.json, '$.manifest.checks') AS element WHERE scan_id = ?1)"

/* The last word on each check, as long as analyses say the same of it: verdict and score, to the
 * digits that documents have. */
#define STANDING                                                                                   \
  "standing AS (SELECT * FROM contests WHERE scan_id = ?1 AND contested = 1"                       \
  " AND entry = (SELECT max (later.entry) FROM contests AS later"                                  \
  "   WHERE later.scan_id = ?1 AND later.check_id = contests.check_id"                             \
  "   AND later.item = contests.item)"                                                             \
  " AND EXISTS (SELECT 1 FROM checks AS said JOIN checks AS says USING (check_id, item)"           \
  "   WHERE check_id = contests.check_id AND item = contests.item"                                 \
  "   AND said.analysis = contests.analysis"                                                       \
  "   AND says.analysis = (SELECT max (entry) FROM analyses WHERE scan_id = ?1)"                   \
  "   AND says.verdict = said.verdict AND abs (says.score - said.score) < 0.001))"

/* The scan's last analysis when it has that check; 0 with _INVALID, or another @error. */
static gint64
find_analysis (BsrSql *sql, gint64 scan_id, const BsrContest *contest, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "WITH " CHECKS " SELECT analysis FROM checks WHERE check_id = ?2 AND item = ?3"
      " AND analysis = (SELECT max (entry) FROM analyses WHERE scan_id = ?1)",
      "iti", scan_id, contest->check, (gint64) contest->item);
  if (rows == NULL)
    return 0;
  if (bsr_sql_next (sql, rows, &problem))
    return bsr_rows_integer (rows, 0);
  if (problem != NULL)
    g_propagate_error (error, problem);
  else if (contest->item < 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("scan %lld has no check '%s'"),
                 (long long) scan_id, contest->check);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("scan %lld has no check '%s' of item %d"),
                 (long long) scan_id, contest->check, contest->item + 1);
  return 0;
}

/* Whether @contest changes what stands now; %FALSE also with @error. @before: (out) (nullable): the
 * reason that stands */
static gboolean
is_news (BsrSql *sql, gint64 scan_id, const BsrContest *contest, char **before, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "WITH " CHECKS ", " STANDING " SELECT reason FROM standing WHERE check_id = ?2 AND item = ?3",
      "iti", scan_id, contest->check, (gint64) contest->item);
  if (rows == NULL)
    return FALSE;
  const char *reason = bsr_sql_next (sql, rows, &problem) ? bsr_rows_text (rows, 0) : NULL;
  *before = problem == NULL ? g_strdup (reason) : NULL;
  if (problem == NULL)
    return g_strcmp0 (reason, contest->reason) != 0;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
write_contest (BsrAct *act, gint64 scan_id, gint64 analysis, const BsrContest *contest,
               GError **error)
{
  gboolean contested = contest->reason != NULL;
  g_autofree char *at = bsr_act_format_time (contest->at);
  g_autofree char *subject = g_strdup_printf ("scan:%" G_GINT64_FORMAT, scan_id);
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO contests (entry, scan_id, analysis, check_id, item,"
                      " contested, reason, officer, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "iiitiittt", act->entry, scan_id, analysis, contest->check,
                      (gint64) contest->item, (gint64) contested, contested ? contest->reason : "",
                      contest->officer, at)
         && bsr_act_commit (act, contested ? "check-contested" : "contest-withdrawn", subject,
                            &(BsrRecordKind){ BSR_RECORD_CONTEST }, error);
}

gboolean
bsr_sql_store_contest_check (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                             const BsrContest *contest, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  g_autofree char *case_id = bsr_sql_read_case_of_scan (sql, scan_id, error);
  gint64 analysis = case_id != NULL ? find_analysis (sql, scan_id, contest, error) : 0;
  if (analysis == 0)
    return FALSE;
  g_autofree char *before = NULL;
  if (!is_news (sql, scan_id, contest, &before, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, problem);
      return problem == NULL;
    }
  if (!bsr_sql_check_contest (&act, scan_id, contest->check, contest->item,
                              before != NULL ? before : _ ("withdrawn"),
                              contest->reason != NULL ? contest->reason : _ ("withdrawn"), error))
    return FALSE;
  bsr_json_writer_string (act.detail, "case", case_id);
  bsr_json_writer_string (act.detail, "check", contest->check);
  if (contest->item >= 0)
    bsr_json_writer_integer (act.detail, "item", contest->item);
  bsr_json_writer_string (act.detail, "from", before);
  bsr_json_writer_string (act.detail, "to", contest->reason);
  return write_contest (&act, scan_id, analysis, contest, error);
}

GPtrArray *
bsr_sql_store_list_contests (BsrStore *store, gint64 scan_id, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autofree char *case_id = bsr_sql_read_case_of_scan (sql, scan_id, error);
  if (case_id == NULL)
    return NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error,
                       "WITH " CHECKS ", " STANDING
                       " SELECT check_id, item, reason, officer, at FROM standing ORDER BY entry",
                       "i", scan_id);
  if (rows == NULL)
    return NULL;
  g_autoptr (GPtrArray) contests
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_contest_free);
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 4), &problem);
      if (at != NULL)
        g_ptr_array_add (contests,
                         bsr_contest_new (bsr_rows_text (rows, 0), (int) bsr_rows_integer (rows, 1),
                                          bsr_rows_text (rows, 2), bsr_rows_text (rows, 3), at));
    }
  if (problem == NULL)
    return g_steal_pointer (&contests);
  g_propagate_error (error, problem);
  return NULL;
}
