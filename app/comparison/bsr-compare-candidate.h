#pragma once

#include <glib-object.h>
#include "bsr-case.h"
#include "bsr-decision.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/* Why a scan is offered to be held against the open one; in the order in which they are offered. */
typedef enum
{
  BSR_COMPARE_ASKED,     /* the officer named its case */
  BSR_COMPARE_EARLIER,   /* the same container */
  BSR_COMPARE_BILL,      /* another box of the bill of lading */
  BSR_COMPARE_REFERENCE, /* the same heading, found to be as declared */
  BSR_COMPARE_EMPTY,     /* a box of the same type, found to be empty */
  BSR_COMPARE_SIMULATED, /* an empty box of the type, simulated */
} BsrCompareKind;

/**
 * BsrCompareCandidate:
 *
 * One scan that the open one can be compared with. Counted references; read only once shared.
 */
typedef struct
{
  gatomicrefcount refs;
  BsrCompareKind kind;
  BsrScan *scan;     /* (nullable): simulated */
  BsrCase *flagged;  /* of the scan; the open one where simulated */
  gboolean is_own;   /* another scan of the open case */
  gboolean has_outcome;
  BsrOutcomeResult result; /* of the last examination */
  gboolean is_confirmed;   /* a supervisor confirmed it as a reference load */
} BsrCompareCandidate;

#define BSR_TYPE_COMPARE_CANDIDATE (bsr_compare_candidate_get_type ())
GType bsr_compare_candidate_get_type (void);

BsrCompareCandidate *bsr_compare_candidate_new (BsrCompareKind kind, BsrCase *flagged, BsrScan *scan);
BsrCompareCandidate *bsr_compare_candidate_ref (BsrCompareCandidate *candidate);
void bsr_compare_candidate_unref (BsrCompareCandidate *candidate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCompareCandidate, bsr_compare_candidate_unref)

G_END_DECLS
