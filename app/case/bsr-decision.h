#pragma once

#include <glib-object.h>
#include "bsr-physical-examination.h"
#include "bsr-viewing.h"
#include "bsr-view-state.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_DECISION_RELEASE,
  BSR_DECISION_EXAMINE,
  BSR_DECISION_SECOND_OPINION,
  BSR_DECISION_REFER,  /* to a supervisor, who is to decide */
  BSR_DECISION_WAIVE,  /* not scanned, or not examined */
  BSR_DECISION_CLOSE,  /* by a supervisor: nothing more is expected */
  BSR_DECISION_REOPEN, /* by a supervisor */
  BSR_N_DECISION_KINDS,
} BsrDecisionKind;

/* What an officer decided of a case, on seeing what. The last one stands; all are kept. */
typedef struct
{
  BsrDecisionKind kind;
  char *reason; /* never NULL, never empty for a stored decision */
  char *code;   /* (nullable): of BSR_TERMS_REASON; NULL: in words alone */
  char *officer; /* never NULL */
  GDateTime *at; /* never NULL, UTC */
  BsrViewing *viewing; /* (nullable): not known: what had been displayed by then */
  BsrViewState *seen; /* (nullable): what he saw of the scan when he decided */
} BsrDecision;

BsrDecision *bsr_decision_new (BsrDecisionKind kind, const char *reason, const char *officer,
                               GDateTime *at);
/* @code: (nullable) */
void bsr_decision_set_code (BsrDecision *decision, const char *code);
/* @viewing: (nullable): copied */
void bsr_decision_set_viewing (BsrDecision *decision, const BsrViewing *viewing);
/* @seen: (nullable) */
void bsr_decision_set_seen (BsrDecision *decision, const BsrViewState *seen);
BsrDecision *bsr_decision_copy (const BsrDecision *decision);
void bsr_decision_free (BsrDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDecision, bsr_decision_free)
/* Whether it closes a case or opens it again, and decides nothing of the container. */
gboolean bsr_decision_kind_is_of_closing (BsrDecisionKind kind);
const char *bsr_decision_kind_to_string (BsrDecisionKind kind);
int bsr_decision_kind_from_string (const char *name);

typedef enum
{
  BSR_OUTCOME_CONFORMING,   /* as declared */
  BSR_OUTCOME_MISDECLARED,  /* other goods, or other amounts, than declared */
  BSR_OUTCOME_PROHIBITED,   /* narcotics, weapons, other prohibited goods */
  BSR_OUTCOME_INCONCLUSIVE,
} BsrOutcomeResult;

typedef enum
{
  BSR_EXTENT_DOOR,    /* looked at from the opened doors */
  BSR_EXTENT_PARTIAL, /* part of the load unloaded */
  BSR_EXTENT_FULL,    /* all unloaded */
} BsrExaminationExtent;

/* What a physical examination found. The last one stands; all are kept. */
typedef struct
{
  BsrOutcomeResult result;
  BsrExaminationExtent extent;
  char *found;   /* never NULL: what was found, in words */
  double quantity_kg; /* NAN: none or not weighed */
  BsrPhysicalExamination *examination; /* (nullable): how it was examined; not stated */
  char *officer; /* never NULL */
  GDateTime *at; /* never NULL, UTC */
} BsrOutcome;

BsrOutcome *bsr_outcome_new (BsrOutcomeResult result, BsrExaminationExtent extent,
                             const char *found, double quantity_kg, const char *officer,
                             GDateTime *at);
/* @examination: (nullable): copied */
void bsr_outcome_set_examination (BsrOutcome *outcome, const BsrPhysicalExamination *examination);
BsrOutcome *bsr_outcome_copy (const BsrOutcome *outcome);
void bsr_outcome_free (BsrOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrOutcome, bsr_outcome_free)
const char *bsr_outcome_result_to_string (BsrOutcomeResult result);
int bsr_outcome_result_from_string (const char *name);
const char *bsr_examination_extent_to_string (BsrExaminationExtent extent);
int bsr_examination_extent_from_string (const char *name);

/* What an officer made of one finding of the program. */
typedef enum
{
  BSR_WEIGHT_OPEN,      /* not looked at yet */
  BSR_WEIGHT_CONFIRMED, /* strange indeed */
  BSR_WEIGHT_EXPLAINED, /* looked at: harmless */
} BsrFindingWeight;

/* What an officer calls it: translated, static. */
const char *bsr_finding_weight_words (BsrFindingWeight weight);
const char *bsr_finding_weight_to_string (BsrFindingWeight weight);
int bsr_finding_weight_from_string (const char *name);

G_END_DECLS
