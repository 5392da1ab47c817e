#pragma once

#include "bsr-case-state.h"

G_BEGIN_DECLS

/* Where a case stands by its records: closed, unless it was reopened; else examined, where there is
 * an outcome; else what was decided last; else whether it was scanned. The same as the store's own
 * view of its tables. @decisions: BsrDecision, oldest first */
BsrCaseState bsr_case_standing (int n_scans, GPtrArray *decisions, int n_outcomes);

/* (nullable) (transfer none): the decision that stands: the last one that is neither a closing nor
 * a reopening. */
const BsrDecision *bsr_case_standing_decision (GPtrArray *decisions);

/**
 * bsr_case_check_decision:
 * @state: where the case stands
 * @decisions, @outcomes: of the case, oldest first
 * @officer: who decides
 *
 * Whether that may be decided: the table of transitions allows it; the code, where there is one, is
 * one of that kind of decision; a waiver has a code; nobody releases or waives alone what he gave
 * to another officer or to a supervisor; and a case is closed by somebody else than who examined,
 * released or waived it, with an outcome or a code that says why there is none.
 *
 * Returns: %FALSE with %BSR_ERROR_INVALID: one sentence to the officer
 */
gboolean bsr_case_check_decision (BsrCaseState state, GPtrArray *decisions, GPtrArray *outcomes,
                                  BsrDecisionKind kind, const char *code, const char *officer,
                                  GError **error);

/* Whether only a supervisor may decide so where a case stands in @state: what was referred to one, and whether
 * all is recorded. */
gboolean bsr_case_decision_is_supervisors (BsrCaseState state, BsrDecisionKind kind);

G_END_DECLS
