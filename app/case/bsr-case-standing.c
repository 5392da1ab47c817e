#include "bsr-case-standing.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-term.h"

static gboolean
is_of_closing (const BsrDecision *decision)
{
  return bsr_decision_kind_is_of_closing (decision->kind);
}

const BsrDecision *
bsr_case_standing_decision (GPtrArray *decisions)
{
  g_return_val_if_fail (decisions != NULL, NULL);
  for (guint i = decisions->len; i-- > 0;)
    if (!is_of_closing (decisions->pdata[i]))
      return decisions->pdata[i];
  return NULL;
}

static gboolean
is_closed (GPtrArray *decisions)
{
  for (guint i = decisions->len; i-- > 0;)
    {
      const BsrDecision *decision = decisions->pdata[i];
      if (is_of_closing (decision))
        return decision->kind == BSR_DECISION_CLOSE;
    }
  return FALSE;
}

/* As the table has it, which has the same state follow a decision wherever it may be taken. */
static BsrCaseState
state_decided (BsrDecisionKind kind)
{
  BsrCaseState state = BSR_STATE_SCANNED;
  bsr_case_step_allowed (BSR_STATE_SCANNED, bsr_case_step_of_decision (kind), &state, NULL);
  return state;
}

BsrCaseState
bsr_case_standing (int n_scans, GPtrArray *decisions, int n_outcomes)
{
  g_return_val_if_fail (decisions != NULL, BSR_STATE_FLAGGED);
  if (is_closed (decisions))
    return BSR_STATE_CLOSED;
  if (n_outcomes > 0)
    return BSR_STATE_EXAMINED;
  const BsrDecision *standing = bsr_case_standing_decision (decisions);
  if (standing != NULL)
    return state_decided (standing->kind);
  return n_scans > 0 ? BSR_STATE_SCANNED : BSR_STATE_FLAGGED;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
check_code (BsrDecisionKind kind, const char *code, GError **error)
{
  if (code == NULL)
    return kind != BSR_DECISION_WAIVE
           || refuse (error,
                      _ ("a container that is not scanned or not examined needs a reason code"));
  const BsrTerm *term = bsr_term_find (BSR_TERMS_REASON, code);
  if (term != NULL && (term->scope & BSR_TERM_OF_DECISION (kind)) != 0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("'%s' is no reason code of this decision"),
               code);
  return FALSE;
}

/* Being stricter never takes a second officer; being milder does as long as what was asked of somebody else
 * is not answered: nobody else has decided anything since. */
static gboolean
check_second_officer (GPtrArray *decisions, BsrDecisionKind kind, const char *officer,
                      GError **error)
{
  if (kind != BSR_DECISION_RELEASE && kind != BSR_DECISION_WAIVE)
    return TRUE;
  for (guint i = decisions->len; i-- > 0;)
    {
      const BsrDecision *decision = decisions->pdata[i];
      if (is_of_closing (decision))
        continue;
      if (g_strcmp0 (decision->officer, officer) != 0)
        return TRUE;
      if (decision->kind == BSR_DECISION_SECOND_OPINION)
        return refuse (error,
                       _ ("you asked for the second opinion, so another officer must give it"));
      if (decision->kind == BSR_DECISION_REFER)
        return refuse (
            error, _ ("you referred the case to a supervisor, so somebody else must decide it"));
    }
  return TRUE;
}

static gboolean
check_closing (BsrCaseState state, const BsrDecision *standing, GPtrArray *outcomes,
               const char *officer, GError **error)
{
  const BsrOutcome *outcome = outcomes->len > 0 ? outcomes->pdata[outcomes->len - 1] : NULL;
  const char *author = outcome != NULL    ? outcome->officer
                       : standing != NULL ? standing->officer
                                          : NULL;
  if (state == BSR_STATE_RELEASED && standing != NULL && standing->code == NULL)
    return refuse (error,
                   _ ("the release has no reason code that says why there is no outcome; "
                      "decide again, with one"));
  if (g_strcmp0 (author, officer) == 0)
    return refuse (error,
                   outcome != NULL
                       ? _ ("you recorded the outcome, so another supervisor must close the case")
                       : _ ("you decided the case, so another supervisor must close it"));
  return TRUE;
}

gboolean
bsr_case_check_decision (BsrCaseState state, GPtrArray *decisions, GPtrArray *outcomes,
                         BsrDecisionKind kind, const char *code, const char *officer,
                         GError **error)
{
  g_return_val_if_fail (decisions != NULL && outcomes != NULL && officer != NULL, FALSE);
  const BsrDecision *standing = bsr_case_standing_decision (decisions);
  return bsr_case_step_allowed (state, bsr_case_step_of_decision (kind), NULL, error)
         && check_code (kind, code, error)
         && check_second_officer (decisions, kind, officer, error)
         && (kind != BSR_DECISION_CLOSE
             || check_closing (state, standing, outcomes, officer, error));
}

gboolean
bsr_case_decision_is_supervisors (BsrCaseState state, BsrDecisionKind kind)
{
  return state == BSR_STATE_AWAITING_SUPERVISOR || kind == BSR_DECISION_CLOSE
         || kind == BSR_DECISION_REOPEN;
}
