#pragma once

#include "bsr-dicos-report.h"
#include "bsr-file-source.h"
#include "bsr-read-limits.h"

G_BEGIN_DECLS

/* Fills @report with what the threat detection report in @file names, with its place in an image of one
 * frame: the region of interest, or else what its polygon spans. After bsr_dicos_prepare(). Errors of
 * bsr_dicos_set_read(), %BSR_ERROR_UNSUPPORTED for what is no such report. */
gboolean bsr_dicos_report_read (BsrFileSource *file, const BsrReadLimits *limits,
                                BsrDicosReport *report, GError **error);

G_END_DECLS
