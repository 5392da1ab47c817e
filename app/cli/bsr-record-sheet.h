#pragma once

#include "bsr-code-list.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* All that the store keeps of one case. */
typedef struct
{
  BsrCase *flagged;
  BsrCaseState state;
  GPtrArray *scans;       /* BsrScan */
  GPtrArray *analyses;    /* char *, one for each scan: JSON, or NULL */
  GPtrArray *annotations; /* GPtrArray of BsrAnnotation, one for each scan */
  GPtrArray *contests;    /* GPtrArray of BsrContest, one for each scan */
  GPtrArray *references;  /* BsrContribution (nullable), one for each scan: of the library */
  GPtrArray *decisions;   /* BsrDecision */
  GPtrArray *outcomes;    /* BsrOutcome */
  GPtrArray *views;       /* BsrKeptView */
  GPtrArray *caveats;      /* BsrCaveat, those lifted too */
  GPtrArray *photographs;  /* BsrPhotograph */
  GPtrArray *declarations; /* BsrDeclaration */
  GPtrArray *reports;      /* BsrCaseReport */
} BsrRecordSheet;

gboolean bsr_record_sheet_read (BsrRecordSheet *sheet, BsrStore *store, const char *case_id,
                                GError **error);
void bsr_record_sheet_clear (BsrRecordSheet *sheet);

/* (transfer full): "basira-record/1", with the case, analyses and scans as their own documents
 * have them. */
char *bsr_record_sheet_to_json (const BsrRecordSheet *sheet);
/* (transfer full): for people. @codes: (nullable): what declared codes mean */
char *bsr_record_sheet_to_text (const BsrRecordSheet *sheet, const BsrCodeList *codes);

G_END_DECLS
