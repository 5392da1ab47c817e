#pragma once

#include "bsr-reported.h"

G_BEGIN_DECLS

/* What other systems reported, in the words of the window. All (transfer full). */

/* One fact: "Verified gross mass", "24 310 kg". */
typedef struct
{
  char *name, *value;
} BsrReportFact;

/* BsrReportFact, only of what is stated. */
GPtrArray *bsr_report_words_stowage (const BsrStowage *stowage);
GPtrArray *bsr_report_words_radiation (const BsrRadiation *radiation);

/* "bay 034, row 07, tier 08" of a position of ISO 9711-1 in seven digits (BBBRRTT); another one as it is written. */
char *bsr_report_words_position (const char *position);
/* How a rate of counts is to the background's: "2.3 times the background"; (nullable): not known. @seconds, @counts and
 * the same of the background: NAN where not stated */
char *bsr_report_words_ratio (double counts, double seconds, double background, double background_s);
/* Whose word it is: the instrument, else the file. */
char *bsr_report_words_source (const BsrReported *reported);
/* "Radiation alarm reported by RPM 7", "No radiation alarm reported by RPM 7", ... */
char *bsr_report_words_alarm (const BsrReported *reported);
/* "Line 12, MEA: 99000 kg is more than the box may weigh (kept)". */
char *bsr_report_words_remark (const BsrManifestRemark *remark);
/* Where it comes from, who brought it in, and when. */
char *bsr_report_words_origin (const BsrCaseReport *report);

G_END_DECLS
