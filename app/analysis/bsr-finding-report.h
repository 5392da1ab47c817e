#pragma once

#include "bsr-analysis.h"
#include "bsr-dicos-report.h"

G_BEGIN_DECLS

/* (transfer full): the findings of @analysis as a threat detection report, those over the alarm line as
 * threats; @image: the identifier of the image as bsr_dicos_image_uid() has it. */
BsrDicosReport *bsr_finding_report_new (const BsrAnalysis *analysis, const char *image);

G_END_DECLS
