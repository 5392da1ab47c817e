#pragma once

#include <glib.h>
#include "bsr-decision.h"

G_BEGIN_DECLS

/* Where a case stands. All but _QUEUED and _UNDER_REVIEW follow from its records alone; these two
 * from what happens just now: see bsr_case_state_at_work(). */
typedef enum
{
  BSR_STATE_FLAGGED,             /* no scan yet */
  BSR_STATE_SCANNED,             /* to be looked at */
  BSR_STATE_QUEUED,              /* its scan waits for its analysis, or is being analysed */
  BSR_STATE_UNDER_REVIEW,        /* an officer has taken it */
  BSR_STATE_SECOND_OPINION,      /* another officer is to look at it */
  BSR_STATE_AWAITING_SUPERVISOR, /* a supervisor is to decide */
  BSR_STATE_TO_BE_EXAMINED,
  BSR_STATE_EXAMINED, /* an outcome stands */
  BSR_STATE_RELEASED,
  BSR_STATE_NOT_EXAMINED, /* waived: not scanned or not examined, for a defined reason */
  BSR_STATE_CLOSED,
  BSR_N_CASE_STATES,
} BsrCaseState;

/* The stable name: "to-be-examined"; and back, -1 for none. */
const char *bsr_case_state_to_string (BsrCaseState state);
int bsr_case_state_from_string (const char *name);

/* What happens to a case. */
typedef enum
{
  BSR_STEP_SCAN,      /* a scan of it comes in */
  BSR_STEP_QUEUE,     /* an analysis of it is asked for */
  BSR_STEP_ANALYSED,  /* the last of these is done, or given up */
  BSR_STEP_TAKE,      /* an officer takes it */
  BSR_STEP_GIVE_BACK, /* he lets go of it, or his station is gone */
  BSR_STEP_RELEASE,
  BSR_STEP_EXAMINE,
  BSR_STEP_SECOND_OPINION,
  BSR_STEP_REFER, /* to a supervisor */
  BSR_STEP_WAIVE,
  BSR_STEP_OUTCOME, /* of its physical examination; a later one corrects it */
  BSR_STEP_CLOSE,
  BSR_STEP_REOPEN,
  BSR_N_CASE_STEPS,
} BsrCaseStep;

BsrCaseStep bsr_case_step_of_decision (BsrDecisionKind kind);

/**
 * bsr_case_step_allowed:
 * @to: (out) (optional): the state that follows. After %BSR_STEP_REOPEN it is what the records
 * before the closing say (see bsr_case_standing()), here %BSR_STATE_CLOSED.
 * @error: %BSR_ERROR_INVALID: one sentence on why not
 *
 * The one table of transitions.
 */
gboolean bsr_case_step_allowed (BsrCaseState from, BsrCaseStep step, BsrCaseState *to,
                                GError **error);

/* How a case that stands as @standing by its records is seen while @queued analyses of it wait or
 * run and while an officer has @taken it: only one that is to be looked at is seen otherwise. */
BsrCaseState bsr_case_state_at_work (BsrCaseState standing, gboolean queued, gboolean taken);

G_END_DECLS
