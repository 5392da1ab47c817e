#pragma once

#include "bsr-analysis.h"
#include "bsr-session.h"
#include "bsr-station-library.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * BsrCaseOpener:
 *
 * Opens a case step by step, each off the main thread, and shows each step in the session as
 * soon as it is there: the dossier with the stored analysis; the pixels; then, while the officer
 * is already looking, the physics and a fresh analysis, which the dossier stores when it says
 * something else than the stored one. Opening another case, or cancelling, drops what is
 * under way and leaves what is shown.
 *
 * Properties (notify): "analysis" (BsrAnalysis: the fresh one, until then the stored one),
 * "analysing" (boolean), "can-analyse" (boolean: there are pixels without physics, and nothing
 * is under way).
 * Signal "failed" (string): one sentence for the officer.
 */
#define BSR_TYPE_CASE_OPENER (bsr_case_opener_get_type ())
G_DECLARE_FINAL_TYPE (BsrCaseOpener, bsr_case_opener, BSR, CASE_OPENER, GObject)

BsrCaseOpener *bsr_case_opener_new (BsrSession *session, const char *officer, const char *station);
void bsr_case_opener_set_store (BsrCaseOpener *opener, BsrStore *store);
/* What goods look like, for the manifest checks of cases that are opened from now on. */
void bsr_case_opener_set_library (BsrCaseOpener *opener, BsrStationLibrary *library);

void bsr_case_opener_open (BsrCaseOpener *opener, const char *case_id);
/* Lets go of the case that is open, or is being opened; what it still has to save is saved. @officer acts on those
 * that are opened from now on. */
void bsr_case_opener_set_officer (BsrCaseOpener *opener, const char *officer);
/* Stops the analysis that is under way. */
void bsr_case_opener_cancel (BsrCaseOpener *opener);
void bsr_case_opener_analyse (BsrCaseOpener *opener);

/* (nullable) (transfer none) */
BsrAnalysis *bsr_case_opener_analysis (BsrCaseOpener *opener);
gboolean bsr_case_opener_analysing (BsrCaseOpener *opener);
gboolean bsr_case_opener_can_analyse (BsrCaseOpener *opener);

G_END_DECLS
