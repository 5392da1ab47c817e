#pragma once

#include "bsr-analysis.h"

G_BEGIN_DECLS

/* (transfer full): an analysis for people: what the image shows, the manifest's checks, then the
 * findings, those above the alarm line first. */
char *bsr_analysis_to_text (const BsrAnalysis *analysis, const BsrScan *scan);

G_END_DECLS
