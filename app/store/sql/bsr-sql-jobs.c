#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-error.h"
#include "bsr-findings.h"
#include "bsr-sql-again.h"
#include "bsr-sql-change.h"
#include "bsr-sql-clock.h"
#include "bsr-sql-jobs.h"
#include "bsr-sql-store-private.h"

/* The jobs of analysis: what BsrStoreJobs says. */

/* The job that is taken next: one whose worker ended has kept its place among those that wait.
 * PostgreSQL goes past rows that another worker is just taking; SQLite has one writer at a time, who
 * sees none such. */
#define COLUMNS "SELECT scan_id, attempts FROM analysis_jobs WHERE state IN ('waiting', 'running') AND"
#define MAY_BE_TAKEN                                                                               \
  " ((state = 'waiting' AND not_before <= ?1) OR (state = 'running' AND lease_until <= ?1))"
#define NEXT COLUMNS MAY_BE_TAKEN " ORDER BY priority DESC, cut_off, scan_id LIMIT 1"
/* Whoever names the scan does not wait for the time of its next attempt. */
#define OF_SCAN                                                                                    \
  COLUMNS " (state = 'waiting' OR lease_until <= ?1) AND scan_id = ?2"
#define SKIP_LOCKED " FOR UPDATE SKIP LOCKED"

/* The scan of the next job, or @scan_id (0: any), and how often it was tried; 0: none, -1 with @error. */
static gint64
find_job (BsrSql *sql, const char *now, gint64 scan_id, int *attempts, GError **error)
{
  GError *problem = NULL;
  gboolean skips = bsr_sql_engine (sql) == BSR_SQL_POSTGRESQL;
  g_autoptr (BsrRows) rows
      = scan_id > 0 ? bsr_sql_query (sql, error, skips ? OF_SCAN SKIP_LOCKED : OF_SCAN, "ti", now,
                                     scan_id)
                    : bsr_sql_query (sql, error, skips ? NEXT SKIP_LOCKED : NEXT, "t", now);
  if (rows == NULL)
    return -1;
  if (bsr_sql_next (sql, rows, &problem))
    {
      *attempts = (int) bsr_rows_integer (rows, 1);
      return bsr_rows_integer (rows, 0);
    }
  if (problem == NULL)
    return 0;
  g_propagate_error (error, problem);
  return -1;
}

/* Parks the job that is in this transaction's hands. */
static gboolean
park (BsrSql *sql, gint64 scan_id, const char *problem, GError **error)
{
  return bsr_sql_run (sql, error,
                      "UPDATE analysis_jobs SET state = 'parked', token = NULL, lease_until = NULL,"
                      " problem = ? WHERE scan_id = ?",
                      "ti", problem, scan_id);
}

/* Its workers ended, so often that it must be what ends them. */
static gboolean
park_killer (BsrSql *sql, gint64 scan_id, int attempts, GError **error)
{
  g_autofree char *problem = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "its worker ended %d time before it was done",
                   "its workers ended %d times before it was done", (gulong) attempts),
      attempts);
  return park (sql, scan_id, problem, error);
}

static BsrJob *
take (BsrSql *sql, const char *worker, gint64 scan_id, const char *now, int lease_s, int attempts,
      GError **error)
{
  g_autoptr (BsrJob) job = g_new0 (BsrJob, 1);
  g_autofree char *until = bsr_sql_later (now, lease_s, error);
  job->scan_id = scan_id;
  job->attempt = attempts + 1;
  job->token = g_uuid_string_random ();
  job->case_id = bsr_sql_read_case_of_scan (sql, scan_id, error);
  if (until == NULL || job->case_id == NULL
      || !bsr_sql_run (sql, error,
                       "UPDATE analysis_jobs SET state = 'running', attempts = ?, worker = ?,"
                       " token = ?, lease_until = ? WHERE scan_id = ?",
                       "ittti", (gint64) job->attempt, worker, job->token, until, scan_id))
    return NULL;
  return g_steal_pointer (&job);
}

static BsrJob *
take_job (BsrStore *store, const char *worker, gint64 scan_id, int lease_s, int most_attempts,
          GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrSqlChange) change = { 0 };
  if (!bsr_sql_change_begin (&change, sql, error))
    return NULL;
  g_autofree char *now = bsr_sql_now (sql, error);
  g_autoptr (BsrJob) job = NULL;
  gint64 found = now != NULL ? G_MAXINT64 : -1;
  int attempts = 0;
  while (found > 0 && job == NULL)
    {
      found = find_job (sql, now, scan_id, &attempts, error);
      if (found <= 0)
        break;
      if (attempts >= most_attempts)
        found = park_killer (sql, found, attempts, error) ? found : -1;
      else if ((job = take (sql, worker, found, now, lease_s, attempts, error)) == NULL)
        found = -1;
    }
  if (found < 0 || !bsr_sql_change_commit (&change, error))
    return NULL;
  return g_steal_pointer (&job);
}

/* Whether the job is still this taker's. %FALSE with @error, too. */
static gboolean
is_held (BsrSql *sql, const BsrJob *job, GError **error)
{
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT token FROM analysis_jobs WHERE scan_id = ?", "i", job->scan_id);
  return rows != NULL && bsr_sql_next (sql, rows, error)
         && g_strcmp0 (bsr_rows_text (rows, 0), job->token) == 0;
}

static gboolean
renew_job (BsrStore *store, const BsrJob *job, int lease_s, gboolean *held,
           GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_auto (BsrSqlChange) change = { 0 };
  if (!bsr_sql_change_begin (&change, sql, error))
    return FALSE;
  g_autofree char *now = bsr_sql_now (sql, error);
  g_autofree char *until = now != NULL ? bsr_sql_later (now, lease_s, error) : NULL;
  if (until == NULL
      || !bsr_sql_run (sql, error,
                       "UPDATE analysis_jobs SET lease_until = ? WHERE scan_id = ? AND token = ?",
                       "tit", until, job->scan_id, job->token))
    return FALSE;
  *held = is_held (sql, job, &problem);
  if (problem == NULL)
    return bsr_sql_change_commit (&change, error);
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
finish_once (BsrStore *store, const BsrActor *actor, const BsrJob *job,
             const char *json, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (BsrFindings) findings = bsr_findings_read (json, error);
  g_auto (BsrAct) act = { 0 };
  if (findings == NULL || !bsr_act_begin (&act, sql, actor, error))
    return FALSE;
  if (is_held (sql, job, &problem))
    {
      if (actor->version != NULL)
        act.version = act.entry;
      return bsr_sql_commit_analysis (&act, job->scan_id, json, findings, error);
    }
  if (problem == NULL)
    g_set_error (&problem, BSR_ERROR, BSR_ERROR_CONFLICT,
                 _ ("the analysis of scan %lld is another's by now"), (long long) job->scan_id);
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
finish_job (BsrStore *store, const BsrActor *actor, const BsrJob *job, const char *json,
            GError **error)
{
  BSR_SQL_AGAIN (store, actor, finish_once (store, &own, job, json, &problem));
}

gboolean
bsr_sql_open_job (BsrSql *sql, gint64 scan_id, GError **error)
{
  return bsr_sql_run (sql, error,
                      "INSERT INTO analysis_jobs (scan_id, priority, cut_off)"
                      " SELECT entry, priority, cut_off FROM scans JOIN cases ON cases.id = case_id"
                      " WHERE entry = ?",
                      "i", scan_id);
}

gboolean
bsr_sql_hurry_jobs (BsrSql *sql, const char *case_id, GError **error)
{
  return bsr_sql_run (sql, error,
                      "UPDATE analysis_jobs SET priority = (SELECT priority FROM cases WHERE id = ?1),"
                      " cut_off = (SELECT cut_off FROM cases WHERE id = ?1)"
                      " WHERE state IN ('waiting', 'running')"
                      " AND scan_id IN (SELECT entry FROM scans WHERE case_id = ?1)",
                      "t", case_id);
}

gboolean
bsr_sql_close_job (BsrSql *sql, gint64 scan_id, GError **error)
{
  return bsr_sql_run (sql, error,
                      "UPDATE analysis_jobs SET state = 'done', token = NULL, lease_until = NULL,"
                      " problem = NULL WHERE scan_id = ?",
                      "i", scan_id);
}

static gboolean
fail_job (BsrStore *store, const BsrJob *job, const char *problem, int wait_s,
          GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrSqlChange) change = { 0 };
  if (!bsr_sql_change_begin (&change, sql, error))
    return FALSE;
  g_autofree char *now = bsr_sql_now (sql, error);
  g_autofree char *then = now != NULL ? bsr_sql_later (now, MAX (wait_s, 0), error) : NULL;
  return then != NULL
         && bsr_sql_run (sql, error,
                         "UPDATE analysis_jobs SET state = ?, not_before = ?, token = NULL,"
                         " lease_until = NULL, problem = ? WHERE scan_id = ? AND token = ?",
                         "tttit", wait_s < 0 ? "parked" : "waiting", then, problem, job->scan_id,
                         job->token)
         && bsr_sql_change_commit (&change, error);
}

static gboolean
release_job (BsrStore *store, const BsrJob *job, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrSqlChange) change = { 0 };
  return bsr_sql_change_begin (&change, sql, error)
         && bsr_sql_run (sql, error,
                         "UPDATE analysis_jobs SET state = 'waiting', attempts = attempts - 1,"
                         " worker = NULL, token = NULL, lease_until = NULL"
                         " WHERE scan_id = ? AND token = ?",
                         "it", job->scan_id, job->token)
         && bsr_sql_change_commit (&change, error);
}

/* (nullable): how the scan's job stands, in the open transaction. */
static char *
read_job_state (BsrSql *sql, gint64 scan_id, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT state FROM analysis_jobs WHERE scan_id = ?", "i", scan_id);
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

static gboolean
requeue_job (BsrStore *store, const BsrActor *actor, gint64 scan_id, GError **error)
{
  const BsrActor own = bsr_sql_known_actor (store, actor);
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, &own, error))
    return FALSE;
  g_autofree char *state = read_job_state (sql, scan_id, error);
  if (state == NULL)
    return FALSE;
  if (g_str_equal (state, "waiting") || g_str_equal (state, "running"))
    return TRUE;
  bsr_json_writer_string (act.detail, "from", state);
  g_autofree char *subject = g_strdup_printf ("scan:%" G_GINT64_FORMAT, scan_id);
  return bsr_sql_run (sql, error,
                      "UPDATE analysis_jobs SET state = 'waiting', attempts = 0, not_before = '',"
                      " worker = NULL WHERE scan_id = ?",
                      "i", scan_id)
         && bsr_act_commit (&act, "analysis-requeued", subject, NULL, error);
}

static BsrJobLine *
read_line (BsrRows *rows, GError **error)
{
  g_autoptr (GDateTime) due = NULL;
  int state = bsr_job_state_from_string (bsr_rows_text (rows, 3));
  const char *time = bsr_rows_text (rows, state == BSR_JOB_RUNNING ? 6 : 5);
  gboolean has_time = state == BSR_JOB_RUNNING || (state == BSR_JOB_WAITING && *time != '\0');
  if (has_time && (due = bsr_act_parse_time (time, error)) == NULL)
    return NULL;
  BsrJobLine *line = g_new0 (BsrJobLine, 1);
  line->scan_id = bsr_rows_integer (rows, 0);
  line->case_id = g_strdup (bsr_rows_text (rows, 1));
  line->scan_name = g_strdup (bsr_rows_text (rows, 2));
  line->state = (BsrJobState) MAX (state, 0);
  line->attempts = (int) bsr_rows_integer (rows, 4);
  line->due = g_steal_pointer (&due);
  line->worker = state == BSR_JOB_RUNNING ? g_strdup (bsr_rows_text (rows, 7)) : NULL;
  line->problem = g_strdup (bsr_rows_text (rows, 8));
  return line;
}

#define LIST_JOBS(condition, order)                                                                \
  "SELECT scan_id, case_id, name, state, attempts, not_before, lease_until, worker, problem"       \
  " FROM analysis_jobs JOIN scans ON entry = scan_id WHERE state = '" condition "'"                \
  " ORDER BY " order " LIMIT ?"

static gboolean
append_lines (BsrSql *sql, const char *statement, int most, GPtrArray *lines, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error, statement, "i", (gint64) most - (gint64) lines->len);
  if (rows == NULL)
    return FALSE;
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      BsrJobLine *line = read_line (rows, &problem);
      if (line != NULL)
        g_ptr_array_add (lines, line);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static GPtrArray *
list_jobs (BsrStore *store, gboolean done, int most, GError **error)
{
  static const char *const lists[] = {
    LIST_JOBS ("running", "lease_until, scan_id"),
    LIST_JOBS ("waiting", "priority DESC, cut_off, scan_id"),
    LIST_JOBS ("parked", "scan_id"),
    LIST_JOBS ("done", "scan_id"),
  };
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (GPtrArray) lines
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_job_line_free);
  if (!bsr_sql_begin (sql, BSR_SQL_READ, error))
    return NULL;
  gboolean good = TRUE;
  for (gsize i = 0; good && i < G_N_ELEMENTS (lists) - !done; i++)
    good = append_lines (sql, lists[i], most, lines, error);
  bsr_sql_rollback (sql);
  return good ? g_steal_pointer (&lines) : NULL;
}

void
bsr_sql_store_jobs_interface_init (BsrStoreJobsInterface *iface)
{
  iface->take_job = take_job;
  iface->renew_job = renew_job;
  iface->finish_job = finish_job;
  iface->fail_job = fail_job;
  iface->release_job = release_job;
  iface->requeue_job = requeue_job;
  iface->list_jobs = list_jobs;
  iface->get_scan = bsr_sql_store_get_scan;
}
