#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What another system reported of a case's container, beside its declaration. */
typedef enum
{
  BSR_CASE_REPORT_MANIFEST,  /* what of a manifest was skipped, kept though doubtful, or differs: remarks */
  BSR_CASE_REPORT_STOWAGE,   /* see bsr-stowage.h */
  BSR_CASE_REPORT_RADIATION, /* see bsr-radiation.h */
} BsrCaseReportKind;

/* One such report on the record of a case. */
typedef struct
{
  BsrCaseReportKind kind;
  char *source;  /* never NULL: the file's name and dialect: "plan.edi (BAPLIE D.95B)" */
  char *sha256;  /* never NULL: of that file */
  char *json;    /* never NULL: what it says, by the kind */
  char *officer; /* (nullable): who brought it in; of the store */
  GDateTime *at; /* (nullable): when, UTC; of the store */
} BsrCaseReport;

BsrCaseReport *bsr_case_report_new (BsrCaseReportKind kind, const char *source, const char *sha256,
                                    const char *json);
void bsr_case_report_free (BsrCaseReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrCaseReport, bsr_case_report_free)

/* "manifest", "stowage", "radiation"; as the store and the command line have them. */
const char *bsr_case_report_kind_to_string (BsrCaseReportKind kind);
gboolean bsr_case_report_kind_from_string (const char *name, BsrCaseReportKind *kind);

G_END_DECLS
