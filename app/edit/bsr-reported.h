#pragma once

#include "bsr-case-report.h"
#include "bsr-manifest-remarks.h"

G_BEGIN_DECLS

/* What another system reported of a case, as it can be shown: one of the three is there, by the report's kind, or
 * neither and why. */
typedef struct
{
  BsrCaseReport *report;   /* never NULL */
  GPtrArray *remarks;      /* (nullable): BsrManifestRemark */
  BsrStowage *stowage;     /* (nullable) */
  BsrRadiation *radiation; /* (nullable) */
  char *problem;           /* (nullable): why it cannot be read, one sentence without a full stop */
} BsrReported;

/* Reads what @report (transfer full) says. */
BsrReported *bsr_reported_new (BsrCaseReport *report);
void bsr_reported_free (BsrReported *reported);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrReported, bsr_reported_free)

/* (nullable) (transfer none): the newest alarm of an instrument among @reports (BsrReported, the newest first); a later
 * measurement without one does not take it back. */
const BsrReported *bsr_reported_alarm (GPtrArray *reports);

/* (nullable) (transfer none): the first bill of lading among @reports that tells of goods in @flagged's container and
 * is not its own: what is declared is not all that is in there. */
const char *bsr_reported_other_bill (GPtrArray *reports, const BsrCase *flagged);

G_END_DECLS
