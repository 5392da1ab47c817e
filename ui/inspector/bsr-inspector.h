#pragma once

#include <gtk/gtk.h>
#include "bsr-analysis.h"
#include "bsr-code-list.h"
#include "bsr-session.h"
#include "bsr-station-library.h"

G_BEGIN_DECLS

/* What the program and the officer know of the case: the assessment, always in sight, and pages
 * for findings, manifest, marks, record and similar loads. Signal "open-case" (string). */
#define BSR_TYPE_INSPECTOR (bsr_inspector_get_type ())
G_DECLARE_FINAL_TYPE (BsrInspector, bsr_inspector, BSR, INSPECTOR, GtkWidget)

void bsr_inspector_set_session (BsrInspector *inspector, BsrSession *session);
/* Once: what similar loads are looked for in, and where other boxes of a bill of lading are. */
void bsr_inspector_set_library (BsrInspector *inspector, BsrStationLibrary *library);
/* @codes: (nullable): what the next shown declared codes are described by. */
void bsr_inspector_set_codes (BsrInspector *inspector, BsrCodeList *codes);
/* @analysis: (nullable): of the session's dossier; @running: one is being made */
void bsr_inspector_show_analysis (BsrInspector *inspector, BsrAnalysis *analysis,
                                  gboolean running);
/* @page: "findings", "manifest", "marks", "record" or "similar" */
void bsr_inspector_show_page (BsrInspector *inspector, const char *page);
/* Selects the next (@step 1) or previous (-1) finding. */
void bsr_inspector_step_finding (BsrInspector *inspector, int step);

/* (transfer none): what pages it has; its "visible-child-name" is the one that is shown. */
GObject *bsr_inspector_pages (BsrInspector *inspector);

G_END_DECLS
