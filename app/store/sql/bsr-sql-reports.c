#include "bsr-act.h"
#include "bsr-sql-arrivals.h"
#include "bsr-sql-store-private.h"

/* What other systems reported of a case. */

/* (transfer full) (nullable): what the last report of that kind says; %NULL without @error: there
 * is none. */
static char *
read_last (BsrSql *sql, const char *case_id, const char *kind, GError **error)
{
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error,
                       "SELECT json FROM case_reports WHERE case_id = ? AND kind = ?"
                       " ORDER BY entry DESC LIMIT 1",
                       "tt", case_id, kind);
  return rows != NULL && bsr_sql_next (sql, rows, error) ? g_strdup (bsr_rows_text (rows, 0))
                                                         : NULL;
}

/* Whether the case has it on record as the last of its kind. */
static gboolean
is_said (BsrSql *sql, const char *case_id, const BsrCaseReport *report, gboolean *said,
         GError **error)
{
  GError *problem = NULL;
  BsrCaseState state;
  if (!bsr_sql_read_state (sql, case_id, &state, error))
    return FALSE;
  g_autofree char *last
      = read_last (sql, case_id, bsr_case_report_kind_to_string (report->kind), &problem);
  *said = g_strcmp0 (last, report->json) == 0;
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* Writes it as the record of the act's next entry. */
static gboolean
write_report (BsrAct *act, const char *case_id, const BsrCaseReport *report, GError **error)
{
  const char *kind = bsr_case_report_kind_to_string (report->kind);
  bsr_json_writer_string (act->detail, "report", kind);
  bsr_json_writer_string (act->detail, "source", report->source);
  bsr_json_writer_string (act->detail, "file", report->sha256);
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO case_reports (entry, case_id, kind, source, sha256, json,"
                      " officer, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      "ittttttt", act->entry, case_id, kind, report->source, report->sha256,
                      report->json, act->actor->officer, act->at);
}

gboolean
bsr_sql_store_add_reports (BsrStore *store, const BsrActor *actor, const char *const *case_ids,
                           const BsrCaseReport *const *reports, guint n_reports, GError **error)
{
  static const char name[] = "report-taken";
  const BsrRecordKind record = BSR_RECORD_CASE_REPORT;
  g_autofree char *subject = NULL; /* of the record that has been written and has no entry yet */
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, BSR_SQL_STORE (store)->sql, actor, error))
    return FALSE;
  for (guint i = 0; i < n_reports; i++)
    {
      gboolean said;
      if (!is_said (act.sql, case_ids[i], reports[i], &said, error))
        return FALSE;
      if (said)
        continue;
      if ((subject != NULL && !bsr_act_write (&act, name, subject, &record, error))
          || !write_report (&act, case_ids[i], reports[i], error))
        return FALSE;
      g_free (subject);
      subject = bsr_sql_subject_of_case (case_ids[i]);
    }
  return subject == NULL || bsr_act_commit (&act, name, subject, &record, error);
}

static gpointer
read_report (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  BsrCaseReportKind kind;
  g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 6), error);
  if (at == NULL)
    return NULL;
  if (!bsr_case_report_kind_from_string (bsr_rows_text (rows, 1), &kind))
    return bsr_sql_damaged_record (bsr_rows_integer (rows, 0), error);
  BsrCaseReport *report = bsr_case_report_new (kind, bsr_rows_text (rows, 2),
                                               bsr_rows_text (rows, 3), bsr_rows_text (rows, 4));
  report->officer = g_strdup (bsr_rows_text (rows, 5));
  report->at = g_steal_pointer (&at);
  return report;
}

GPtrArray *
bsr_sql_store_list_reports (BsrStore *store, const char *case_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  BsrCaseState state;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  if (!bsr_sql_read_state (self->sql, case_id, &state, error))
    return NULL;
  return bsr_sql_read_all (
      self,
      bsr_sql_query (self->sql, error,
                     "SELECT entry, kind, source, sha256, json, officer, at"
                     " FROM case_reports WHERE case_id = ? ORDER BY entry DESC",
                     "t", case_id),
      read_report, (GDestroyNotify) bsr_case_report_free, error);
}
