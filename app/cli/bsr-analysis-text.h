#pragma once

#include "bsr-analysis.h"
#include "bsr-code-list.h"

G_BEGIN_DECLS

/* (transfer full): an analysis for people: what the image shows, what @flagged (nullable) declares,
 * its codes by @codes (nullable), the manifest's checks, then the findings, those above the alarm line
 * first. */
char *bsr_analysis_to_text (const BsrAnalysis *analysis, const BsrScan *scan, const BsrCase *flagged,
                            const BsrCodeList *codes);

G_END_DECLS
