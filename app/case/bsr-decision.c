#include "bsr-decision.h"

#include <glib/gi18n-lib.h>

#include "bsr-name.h"

static const char *const kind_names[]
    = { "release", "examine", "second-opinion", "refer", "waive", "close", "reopen", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == BSR_N_DECISION_KINDS + 1);
static const char *const result_names[]
    = { "conforming", "misdeclared", "prohibited", "inconclusive", NULL };
static const char *const extent_names[] = { "door", "partial", "full", NULL };
static const char *const weight_names[] = { "open", "confirmed", "explained", NULL };

BsrDecision *
bsr_decision_new (BsrDecisionKind kind, const char *reason, const char *officer, GDateTime *at)
{
  g_return_val_if_fail (reason != NULL && officer != NULL && at != NULL, NULL);

  BsrDecision *decision = g_new0 (BsrDecision, 1);
  decision->kind = kind;
  decision->reason = g_strdup (reason);
  decision->officer = g_strdup (officer);
  decision->at = g_date_time_to_utc (at);
  return decision;
}

void
bsr_decision_set_code (BsrDecision *decision, const char *code)
{
  g_return_if_fail (decision != NULL);
  char *copy = g_strdup (code);
  g_free (decision->code);
  decision->code = copy;
}

void
bsr_decision_set_viewing (BsrDecision *decision, const BsrViewing *viewing)
{
  g_return_if_fail (decision != NULL);
  g_free (decision->viewing);
  decision->viewing = bsr_viewing_copy (viewing);
}

void
bsr_decision_set_seen (BsrDecision *decision, const BsrViewState *seen)
{
  g_return_if_fail (decision != NULL);
  BsrViewState *copy = seen != NULL ? bsr_view_state_copy (seen) : NULL;
  bsr_view_state_free (decision->seen);
  decision->seen = copy;
}

BsrDecision *
bsr_decision_copy (const BsrDecision *decision)
{
  g_return_val_if_fail (decision != NULL, NULL);
  BsrDecision *copy
      = bsr_decision_new (decision->kind, decision->reason, decision->officer, decision->at);
  bsr_decision_set_code (copy, decision->code);
  bsr_decision_set_viewing (copy, decision->viewing);
  bsr_decision_set_seen (copy, decision->seen);
  return copy;
}

void
bsr_decision_free (BsrDecision *decision)
{
  if (decision == NULL)
    return;
  g_free (decision->reason);
  g_free (decision->code);
  g_free (decision->officer);
  g_date_time_unref (decision->at);
  g_free (decision->viewing);
  bsr_view_state_free (decision->seen);
  g_free (decision);
}

BsrOutcome *
bsr_outcome_new (BsrOutcomeResult result, BsrExaminationExtent extent, const char *found,
                 double quantity_kg, const char *officer, GDateTime *at)
{
  g_return_val_if_fail (found != NULL && officer != NULL && at != NULL, NULL);

  BsrOutcome *outcome = g_new0 (BsrOutcome, 1);
  outcome->result = result;
  outcome->extent = extent;
  outcome->found = g_strdup (found);
  outcome->quantity_kg = quantity_kg;
  outcome->officer = g_strdup (officer);
  outcome->at = g_date_time_to_utc (at);
  return outcome;
}

void
bsr_outcome_set_examination (BsrOutcome *outcome, const BsrPhysicalExamination *examination)
{
  g_return_if_fail (outcome != NULL);
  BsrPhysicalExamination *copy
      = examination != NULL ? bsr_physical_examination_copy (examination) : NULL;
  bsr_physical_examination_free (outcome->examination);
  outcome->examination = copy;
}

BsrOutcome *
bsr_outcome_copy (const BsrOutcome *outcome)
{
  g_return_val_if_fail (outcome != NULL, NULL);
  BsrOutcome *copy = bsr_outcome_new (outcome->result, outcome->extent, outcome->found,
                                      outcome->quantity_kg, outcome->officer, outcome->at);
  bsr_outcome_set_examination (copy, outcome->examination);
  return copy;
}

void
bsr_outcome_free (BsrOutcome *outcome)
{
  if (outcome == NULL)
    return;
  g_free (outcome->found);
  bsr_physical_examination_free (outcome->examination);
  g_free (outcome->officer);
  g_date_time_unref (outcome->at);
  g_free (outcome);
}

gboolean
bsr_decision_kind_is_of_closing (BsrDecisionKind kind)
{
  return kind == BSR_DECISION_CLOSE || kind == BSR_DECISION_REOPEN;
}

const char *
bsr_decision_kind_to_string (BsrDecisionKind kind)
{
  g_return_val_if_fail ((guint) kind < BSR_N_DECISION_KINDS, NULL);
  return kind_names[kind];
}

int
bsr_decision_kind_from_string (const char *name)
{
  return bsr_name_index (kind_names, name);
}

const char *
bsr_outcome_result_to_string (BsrOutcomeResult result)
{
  g_return_val_if_fail (result <= BSR_OUTCOME_INCONCLUSIVE, NULL);
  return result_names[result];
}

int
bsr_outcome_result_from_string (const char *name)
{
  return bsr_name_index (result_names, name);
}

const char *
bsr_examination_extent_to_string (BsrExaminationExtent extent)
{
  g_return_val_if_fail (extent <= BSR_EXTENT_FULL, NULL);
  return extent_names[extent];
}

int
bsr_examination_extent_from_string (const char *name)
{
  return bsr_name_index (extent_names, name);
}

const char *
bsr_finding_weight_to_string (BsrFindingWeight weight)
{
  g_return_val_if_fail (weight <= BSR_WEIGHT_EXPLAINED, NULL);
  return weight_names[weight];
}

const char *
bsr_finding_weight_words (BsrFindingWeight weight)
{
  static const char *const words[] = {
    [BSR_WEIGHT_OPEN] = N_ ("Not weighed"),
    [BSR_WEIGHT_CONFIRMED] = N_ ("Confirmed"),
    [BSR_WEIGHT_EXPLAINED] = N_ ("Explained"),
  };
  g_return_val_if_fail (weight <= BSR_WEIGHT_EXPLAINED, NULL);
  return _ (words[weight]);
}

int
bsr_finding_weight_from_string (const char *name)
{
  return bsr_name_index (weight_names, name);
}
