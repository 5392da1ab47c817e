#pragma once

#include <gtk/gtk.h>
#include "bsr-analysis.h"

G_BEGIN_DECLS

/**
 * BsrAssessment:
 *
 * The first look at an analysis: how many findings are above the alarm line, what does not fit
 * the declaration, what could not be judged. Always in sight. Signal "show-page" (name): the
 * officer asks for "findings" or "manifest".
 */
#define BSR_TYPE_ASSESSMENT (bsr_assessment_get_type ())
G_DECLARE_FINAL_TYPE (BsrAssessment, bsr_assessment, BSR, ASSESSMENT, GtkWidget)

/* @analysis: (nullable): none yet; @running: whether one is being made; @in_colours: none can be, as the
 * scan is a picture in colours */
void bsr_assessment_show_analysis (BsrAssessment *assessment, BsrAnalysis *analysis,
                                   gboolean running, gboolean in_colours);

G_END_DECLS
