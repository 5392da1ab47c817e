#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-case-standing.h"
#include "bsr-error.h"
#include "bsr-sql-accounts.h"
#include "bsr-sql-claims.h"
#include "bsr-sql-store-private.h"
#include "bsr-sql-versions.h"

/* Decisions and outcomes: the acts that move a case on, and what they wrote. */

gpointer
bsr_sql_damaged_record (gint64 entry, GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("the store is damaged: the record of audit entry %lld cannot be read"),
               (long long) entry);
  return NULL;
}

/* --- Reading --------------------------------------------------------------------------------- */

static gpointer
read_decision (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  int kind = bsr_decision_kind_from_string (bsr_rows_text (rows, 1));
  g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 4), error);
  if (at == NULL)
    return NULL;
  if (kind < 0)
    return bsr_sql_damaged_record (bsr_rows_integer (rows, 0), error);
  g_autofree BsrViewing *viewing = NULL;
  if (bsr_rows_text (rows, 5) != NULL
      && (viewing = bsr_viewing_from_json (bsr_rows_text (rows, 5), NULL)) == NULL)
    return bsr_sql_damaged_record (bsr_rows_integer (rows, 0), error);
  BsrDecision *decision = bsr_decision_new ((BsrDecisionKind) kind, bsr_rows_text (rows, 2),
                                            bsr_rows_text (rows, 3), at);
  bsr_decision_set_viewing (decision, viewing);
  decision->seen = bsr_sql_read_view (bsr_rows_text (rows, 6));
  bsr_decision_set_code (decision, bsr_rows_text (rows, 7));
  return decision;
}

static gpointer
read_outcome (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  int result = bsr_outcome_result_from_string (bsr_rows_text (rows, 1));
  int extent = bsr_examination_extent_from_string (bsr_rows_text (rows, 2));
  const char *json = bsr_rows_text (rows, 7);
  g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 6), error);
  if (at == NULL)
    return NULL;
  g_autoptr (BsrPhysicalExamination) examination
      = json != NULL ? bsr_physical_examination_from_json (json, NULL) : NULL;
  if (result < 0 || extent < 0 || (json != NULL && examination == NULL))
    return bsr_sql_damaged_record (bsr_rows_integer (rows, 0), error);
  BsrOutcome *outcome = bsr_outcome_new ((BsrOutcomeResult) result, (BsrExaminationExtent) extent,
                                         bsr_rows_text (rows, 3), bsr_rows_real (rows, 4),
                                         bsr_rows_text (rows, 5), at);
  bsr_outcome_set_examination (outcome, examination);
  return outcome;
}

GPtrArray *
bsr_sql_read_decisions (BsrSqlStore *self, const char *case_id, GError **error)
{
  return bsr_sql_read_all (
      self,
      bsr_sql_query (self->sql, error,
                     "SELECT d.entry, d.kind, d.reason, d.officer, d.at, d.viewing,"
                     " coalesce (seen.json, seen_at_step.json), d.code FROM case_decisions AS d"
                     " LEFT JOIN view_states AS seen ON seen.decision = d.entry"
                     " LEFT JOIN view_states AS seen_at_step ON seen_at_step.step = d.entry"
                     " WHERE d.case_id = ? ORDER BY d.entry",
                     "t", case_id),
      read_decision, (GDestroyNotify) bsr_decision_free, error);
}

GPtrArray *
bsr_sql_read_outcomes (BsrSqlStore *self, const char *case_id, GError **error)
{
  return bsr_sql_read_all (
      self,
      bsr_sql_query (self->sql, error,
                     "SELECT entry, result, extent, found, quantity_kg, officer, at, examination"
                     " FROM outcomes WHERE case_id = ? ORDER BY entry",
                     "t", case_id),
      read_outcome, (GDestroyNotify) bsr_outcome_free, error);
}

GPtrArray *
bsr_sql_store_list_decisions (BsrStore *store, const char *case_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  BsrCaseState state;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  return bsr_sql_read_state (self->sql, case_id, &state, error)
             ? bsr_sql_read_decisions (self, case_id, error)
             : NULL;
}

GPtrArray *
bsr_sql_store_list_outcomes (BsrStore *store, const char *case_id, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  BsrCaseState state;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  return bsr_sql_read_state (self->sql, case_id, &state, error)
             ? bsr_sql_read_outcomes (self, case_id, error)
             : NULL;
}

/* --- Acts ------------------------------------------------------------------------------------ */

static gboolean
check_decision (BsrSqlStore *self, const BsrActor *actor, const char *case_id, BsrCaseState state,
                const BsrDecision *decision, GError **error)
{
  g_autoptr (GPtrArray) decisions = bsr_sql_read_decisions (self, case_id, error);
  g_autoptr (GPtrArray) outcomes
      = decisions != NULL ? bsr_sql_read_outcomes (self, case_id, error) : NULL;
  return outcomes != NULL
         && bsr_case_check_decision (state, decisions, outcomes, decision->kind, decision->code,
                                     actor->officer, error);
}

/* Decisions of the first three kinds have a table of their own. */
static gboolean
is_step (BsrDecisionKind kind)
{
  return kind > BSR_DECISION_SECOND_OPINION;
}

static gboolean
may_decide (const BsrAct *act, BsrCaseState state, BsrDecisionKind kind, GError **error)
{
  return bsr_sql_access_has (
      act, bsr_case_decision_is_supervisors (state, kind) ? BSR_RIGHT_SUPERVISE : BSR_RIGHT_DECIDE,
      error);
}

static gboolean
write_decision (BsrAct *act, const char *case_id, const BsrDecision *decision, GError **error)
{
  const char *kind = bsr_decision_kind_to_string (decision->kind);
  g_autofree char *viewing
      = decision->viewing != NULL ? bsr_viewing_to_json (decision->viewing) : NULL;
  bsr_json_writer_string (act->detail, "decision", kind);
  bsr_json_writer_string (act->detail, "code", decision->code);
  bsr_json_writer_string (act->detail, "reason", decision->reason);
  bsr_viewing_write (act->detail, "viewing", decision->viewing);
  return bsr_sql_run (
      act->sql, error,
      is_step (decision->kind)
          ? "INSERT INTO case_steps (entry, case_id, kind, code, reason, officer, at, viewing)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
          : "INSERT INTO decisions (entry, case_id, kind, code, reason, officer, at, viewing)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      "ittttttt", act->entry, case_id, kind, decision->code, decision->reason, act->actor->officer,
      act->at, viewing);
}

gboolean
bsr_sql_store_record_decision (BsrStore *store, const BsrActor *actor, const char *case_id,
                               const BsrDecision *decision, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  const BsrRecordKind record
      = is_step (decision->kind) ? BSR_RECORD_CASE_STEP : BSR_RECORD_DECISION;
  BsrCaseState state;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, self->sql, actor, error)
      || !bsr_sql_read_state (self->sql, case_id, &state, error)
      || !may_decide (&act, state, decision->kind, error)
      /* A supervisor who closes may come to the desk of the officer who has the case. */
      || !bsr_sql_check_claim (&act, case_id, bsr_decision_kind_is_of_closing (decision->kind),
                               error)
      || !bsr_sql_check_decision (&act, case_id, decision->reason, error)
      || !check_decision (self, actor, case_id, state, decision, error))
    return FALSE;
  gint64 entry = act.entry;
  g_autofree char *subject = bsr_sql_subject_of_case (case_id);
  if (!write_decision (&act, case_id, decision, error)
      || !bsr_sql_move_on (&act, case_id, state, error))
    return FALSE;
  if (decision->seen == NULL)
    return bsr_act_commit (&act, "decided", subject, &record, error);
  if (!bsr_act_write (&act, "decided", subject, &record, error))
    return FALSE;
  return is_step (decision->kind)
             ? bsr_sql_commit_view_of_step (&act, case_id, entry, decision->seen, error)
             : bsr_sql_commit_view (&act, case_id, entry, NULL, decision->seen, error);
}

gboolean
bsr_sql_store_record_outcome (BsrStore *store, const BsrActor *actor, const char *case_id,
                              const BsrOutcome *outcome, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  const char *result = bsr_outcome_result_to_string (outcome->result);
  const char *extent = bsr_examination_extent_to_string (outcome->extent);
  g_autofree char *at = bsr_act_format_time (outcome->at);
  g_autofree char *examination = outcome->examination != NULL
                                     ? bsr_physical_examination_to_json (outcome->examination)
                                     : NULL;
  BsrCaseState state;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !bsr_sql_read_state (sql, case_id, &state, error)
      || !bsr_case_step_allowed (state, BSR_STEP_OUTCOME, NULL, error))
    return FALSE;
  bsr_json_writer_string (act.detail, "result", result);
  bsr_json_writer_string (act.detail, "extent", extent);
  bsr_json_writer_string (act.detail, "found", outcome->found);
  bsr_json_writer_number (act.detail, "quantity_kg", outcome->quantity_kg);
  bsr_json_writer_string (act.detail, "officer", outcome->officer);
  bsr_physical_examination_write (act.detail, "examination", outcome->examination);
  g_autofree char *subject = bsr_sql_subject_of_case (case_id);
  return bsr_sql_run (sql, error,
                      "INSERT INTO outcomes (entry, case_id, result, extent, found, quantity_kg,"
                      " officer, at, examination) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "ittttrttt", act.entry, case_id, result, extent, outcome->found,
                      outcome->quantity_kg, outcome->officer, at, examination)
         && bsr_sql_move_on (&act, case_id, state, error)
         && bsr_act_commit (&act, "outcome-recorded", subject,
                            &(BsrRecordKind){ BSR_RECORD_OUTCOME }, error);
}
