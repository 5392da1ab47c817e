#include "bsr-case-state.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"
#include "bsr-name.h"

static const char *const state_names[] = {
  "flagged",        "scanned",  "queued",   "under-review", "second-opinion", "awaiting-supervisor",
  "to-be-examined", "examined", "released", "not-examined", "closed",         NULL
};
G_STATIC_ASSERT (G_N_ELEMENTS (state_names) == BSR_N_CASE_STATES + 1);

/* A cell of the table: the state that follows, or why nothing does. */
typedef struct
{
  BsrCaseState to;
  const char *refusal; /* (nullable) */
} Cell;

#define TO(state)                                                                                  \
  {                                                                                                \
    BSR_STATE_##state, NULL                                                                        \
  }
#define NO(sentence)                                                                               \
  {                                                                                                \
    0, sentence                                                                                    \
  }

#define NO_SCAN                                                                                    \
  N_ ("no scan of the container has been looked at; have it examined, refer it to a "               \
      "supervisor, or say why it is not scanned")
#define NOTHING_TO_ANALYSE N_ ("there is no scan that could be analysed")
#define NOT_QUEUED N_ ("no analysis of the case was asked for")
#define NOT_TAKEN N_ ("nobody has taken the case")
#define TAKEN N_ ("another officer has the case, which is free when he gives it back")
#define NO_EXAMINATION N_ ("an outcome can only be recorded after the decision to examine")
#define NOT_DECIDED                                                                                \
  N_ ("nothing has been decided, and a case is closed with an outcome or with a defined "          \
      "reason for having none")
#define OPINION_OPEN                                                                               \
  N_ ("the second opinion has not been given, and the case cannot be closed before it")
#define SUPERVISOR_OPEN N_ ("the supervisor has not decided, and the case cannot be closed before that")
#define EXAMINATION_OPEN                                                                           \
  N_ ("the container is to be examined; record the outcome, or say why it is not examined, "       \
      "before the case is closed")
#define AT_SUPERVISOR N_ ("the case awaits the supervisor already")
#define EXAMINED                                                                                   \
  N_ ("the container has been examined: its outcome stands, and no decision can follow it")
#define NOT_CLOSED N_ ("the case is not closed")
#define CLOSED N_ ("the case is closed, and a supervisor must reopen it before anything else")
#define ENDED N_ ("the case has been decided, and there is nothing left to take")

#define NEVER_AT_WORK [BSR_STEP_ANALYSED] = NO (NOT_QUEUED), [BSR_STEP_GIVE_BACK] = NO (NOT_TAKEN)
/* Scans and analyses come and go without moving such a case on. */
#define UNMOVED_BY_WORK(state)                                                                     \
  [BSR_STEP_SCAN] = { BSR_STATE_##state, NULL }, [BSR_STEP_QUEUE] = { BSR_STATE_##state, NULL },     \
  NEVER_AT_WORK
/* What any officer may decide of a scan that lies before him. */
#define DECIDABLE                                                                                  \
  [BSR_STEP_RELEASE] = TO (RELEASED), [BSR_STEP_EXAMINE] = TO (TO_BE_EXAMINED),                    \
  [BSR_STEP_SECOND_OPINION] = TO (SECOND_OPINION), [BSR_STEP_WAIVE] = TO (NOT_EXAMINED),           \
  [BSR_STEP_REOPEN] = NO (NOT_CLOSED)
#define REFERABLE [BSR_STEP_REFER] = TO (AWAITING_SUPERVISOR)

static const Cell table[BSR_N_CASE_STATES][BSR_N_CASE_STEPS] = {
  [BSR_STATE_FLAGGED] = { [BSR_STEP_SCAN] = TO (SCANNED),
                          [BSR_STEP_QUEUE] = NO (NOTHING_TO_ANALYSE),
                          NEVER_AT_WORK,
                          [BSR_STEP_TAKE] = TO (FLAGGED),
                          [BSR_STEP_RELEASE] = NO (NO_SCAN),
                          [BSR_STEP_EXAMINE] = TO (TO_BE_EXAMINED),
                          [BSR_STEP_SECOND_OPINION] = NO (NO_SCAN),
                          REFERABLE,
                          [BSR_STEP_WAIVE] = TO (NOT_EXAMINED),
                          [BSR_STEP_OUTCOME] = NO (NO_EXAMINATION),
                          [BSR_STEP_CLOSE] = NO (NOT_DECIDED),
                          [BSR_STEP_REOPEN] = NO (NOT_CLOSED) },
  [BSR_STATE_SCANNED] = { [BSR_STEP_SCAN] = TO (SCANNED),
                          [BSR_STEP_QUEUE] = TO (QUEUED),
                          NEVER_AT_WORK,
                          [BSR_STEP_TAKE] = TO (UNDER_REVIEW),
                          DECIDABLE,
                          REFERABLE,
                          [BSR_STEP_OUTCOME] = NO (NO_EXAMINATION),
                          [BSR_STEP_CLOSE] = NO (NOT_DECIDED) },
  [BSR_STATE_QUEUED] = { [BSR_STEP_SCAN] = TO (QUEUED),
                         [BSR_STEP_QUEUE] = TO (QUEUED),
                         [BSR_STEP_ANALYSED] = TO (SCANNED),
                         [BSR_STEP_TAKE] = TO (UNDER_REVIEW),
                         [BSR_STEP_GIVE_BACK] = NO (NOT_TAKEN),
                         DECIDABLE,
                         REFERABLE,
                         [BSR_STEP_OUTCOME] = NO (NO_EXAMINATION),
                         [BSR_STEP_CLOSE] = NO (NOT_DECIDED) },
  [BSR_STATE_UNDER_REVIEW] = { [BSR_STEP_SCAN] = TO (UNDER_REVIEW),
                               [BSR_STEP_QUEUE] = TO (UNDER_REVIEW),
                               [BSR_STEP_ANALYSED] = TO (UNDER_REVIEW),
                               [BSR_STEP_TAKE] = NO (TAKEN),
                               [BSR_STEP_GIVE_BACK] = TO (SCANNED),
                               DECIDABLE,
                               REFERABLE,
                               [BSR_STEP_OUTCOME] = NO (NO_EXAMINATION),
                               [BSR_STEP_CLOSE] = NO (NOT_DECIDED) },
  [BSR_STATE_SECOND_OPINION] = { UNMOVED_BY_WORK (SECOND_OPINION),
                                 [BSR_STEP_TAKE] = TO (SECOND_OPINION),
                                 DECIDABLE,
                                 REFERABLE,
                                 [BSR_STEP_OUTCOME] = NO (NO_EXAMINATION),
                                 [BSR_STEP_CLOSE] = NO (OPINION_OPEN) },
  [BSR_STATE_AWAITING_SUPERVISOR] = { UNMOVED_BY_WORK (AWAITING_SUPERVISOR),
                                      [BSR_STEP_TAKE] = TO (AWAITING_SUPERVISOR),
                                      DECIDABLE,
                                      [BSR_STEP_REFER] = NO (AT_SUPERVISOR),
                                      [BSR_STEP_OUTCOME] = NO (NO_EXAMINATION),
                                      [BSR_STEP_CLOSE] = NO (SUPERVISOR_OPEN) },
  [BSR_STATE_TO_BE_EXAMINED] = { UNMOVED_BY_WORK (TO_BE_EXAMINED),
                                 [BSR_STEP_TAKE] = TO (TO_BE_EXAMINED),
                                 DECIDABLE,
                                 REFERABLE,
                                 [BSR_STEP_OUTCOME] = TO (EXAMINED),
                                 [BSR_STEP_CLOSE] = NO (EXAMINATION_OPEN) },
  [BSR_STATE_EXAMINED] = { UNMOVED_BY_WORK (EXAMINED),
                           [BSR_STEP_TAKE] = NO (ENDED),
                           [BSR_STEP_RELEASE] = NO (EXAMINED),
                           [BSR_STEP_EXAMINE] = NO (EXAMINED),
                           [BSR_STEP_SECOND_OPINION] = NO (EXAMINED),
                           [BSR_STEP_REFER] = NO (EXAMINED),
                           [BSR_STEP_WAIVE] = NO (EXAMINED),
                           [BSR_STEP_OUTCOME] = TO (EXAMINED),
                           [BSR_STEP_CLOSE] = TO (CLOSED),
                           [BSR_STEP_REOPEN] = NO (NOT_CLOSED) },
  [BSR_STATE_RELEASED] = { UNMOVED_BY_WORK (RELEASED),
                           [BSR_STEP_TAKE] = NO (ENDED),
                           DECIDABLE,
                           REFERABLE,
                           [BSR_STEP_OUTCOME] = NO (NO_EXAMINATION),
                           [BSR_STEP_CLOSE] = TO (CLOSED) },
  [BSR_STATE_NOT_EXAMINED] = { UNMOVED_BY_WORK (NOT_EXAMINED),
                               [BSR_STEP_TAKE] = NO (ENDED),
                               DECIDABLE,
                               REFERABLE,
                               [BSR_STEP_OUTCOME] = NO (NO_EXAMINATION),
                               [BSR_STEP_CLOSE] = TO (CLOSED) },
  [BSR_STATE_CLOSED] = { UNMOVED_BY_WORK (CLOSED),
                         [BSR_STEP_TAKE] = NO (CLOSED),
                         [BSR_STEP_RELEASE] = NO (CLOSED),
                         [BSR_STEP_EXAMINE] = NO (CLOSED),
                         [BSR_STEP_SECOND_OPINION] = NO (CLOSED),
                         [BSR_STEP_REFER] = NO (CLOSED),
                         [BSR_STEP_WAIVE] = NO (CLOSED),
                         [BSR_STEP_OUTCOME] = NO (CLOSED),
                         [BSR_STEP_CLOSE] = NO (CLOSED),
                         [BSR_STEP_REOPEN] = TO (CLOSED) },
};

const char *
bsr_case_state_to_string (BsrCaseState state)
{
  g_return_val_if_fail ((guint) state < BSR_N_CASE_STATES, NULL);
  return state_names[state];
}

int
bsr_case_state_from_string (const char *name)
{
  return bsr_name_index (state_names, name);
}

BsrCaseStep
bsr_case_step_of_decision (BsrDecisionKind kind)
{
  static const BsrCaseStep steps[] = {
    [BSR_DECISION_RELEASE] = BSR_STEP_RELEASE,
    [BSR_DECISION_EXAMINE] = BSR_STEP_EXAMINE,
    [BSR_DECISION_SECOND_OPINION] = BSR_STEP_SECOND_OPINION,
    [BSR_DECISION_REFER] = BSR_STEP_REFER,
    [BSR_DECISION_WAIVE] = BSR_STEP_WAIVE,
    [BSR_DECISION_CLOSE] = BSR_STEP_CLOSE,
    [BSR_DECISION_REOPEN] = BSR_STEP_REOPEN,
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (steps) == BSR_N_DECISION_KINDS);
  g_return_val_if_fail ((guint) kind < BSR_N_DECISION_KINDS, BSR_STEP_RELEASE);
  return steps[kind];
}

gboolean
bsr_case_step_allowed (BsrCaseState from, BsrCaseStep step, BsrCaseState *to, GError **error)
{
  g_return_val_if_fail ((guint) from < BSR_N_CASE_STATES && (guint) step < BSR_N_CASE_STEPS, FALSE);
  const Cell *cell = &table[from][step];
  if (cell->refusal != NULL)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID, _ (cell->refusal));
      return FALSE;
    }
  if (to != NULL)
    *to = cell->to;
  return TRUE;
}

BsrCaseState
bsr_case_state_at_work (BsrCaseState standing, gboolean queued, gboolean taken)
{
  if (standing != BSR_STATE_SCANNED)
    return standing;
  return taken ? BSR_STATE_UNDER_REVIEW : queued ? BSR_STATE_QUEUED : BSR_STATE_SCANNED;
}
