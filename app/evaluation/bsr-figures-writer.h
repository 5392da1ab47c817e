#pragma once

#include "bsr-figures.h"

G_BEGIN_DECLS

/* (transfer full): the figures as a basira-evaluation/1 document. Numbers that do not exist (no
 * such scans) are left out. */
char *bsr_figures_to_json (const BsrFigures *figures);

/* (transfer full): a row for each finding of @scans (of BsrScoredScan), for fitting: RFC 4180 with
 * a head; what a finding does not hit leaves kind, zone and cnr empty. */
char *bsr_findings_to_csv (const GPtrArray *scans);

G_END_DECLS
