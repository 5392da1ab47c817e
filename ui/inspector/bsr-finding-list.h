#pragma once

#include <gtk/gtk.h>
#include "bsr-analysis.h"
#include "bsr-session.h"

G_BEGIN_DECLS

/* The findings of an analysis, those above the alarm line first; selecting one selects it in the
 * session, which brings it into view, and the reverse. */
#define BSR_TYPE_FINDING_LIST (bsr_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (BsrFindingList, bsr_finding_list, BSR, FINDING_LIST, GtkWidget)

void bsr_finding_list_set_session (BsrFindingList *list, BsrSession *session);
/* @analysis: (nullable) */
void bsr_finding_list_show_analysis (BsrFindingList *list, BsrAnalysis *analysis);
/* Shows the weights of the session's dossier. */
void bsr_finding_list_update_weights (BsrFindingList *list);
/* Selects the next (@step 1) or previous (-1) finding, in a ring. */
void bsr_finding_list_step (BsrFindingList *list, int step);

G_END_DECLS
