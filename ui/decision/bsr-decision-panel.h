#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * BsrDecisionPanel:
 *
 * What to do next with the case, after its state: decide; record what the examination found; or
 * see what stands, make the load a reference, close the case, and go to the next one. What was begun
 * in a case and not recorded is there again when it is opened again. Signal "next-case".
 */
#define BSR_TYPE_DECISION_PANEL (bsr_decision_panel_get_type ())
G_DECLARE_FINAL_TYPE (BsrDecisionPanel, bsr_decision_panel, BSR, DECISION_PANEL, GtkWidget)

void bsr_decision_panel_set_session (BsrDecisionPanel *panel, BsrSession *session);
/* @officer: who is named in outcomes */
void bsr_decision_panel_set_officer (BsrDecisionPanel *panel, const char *officer);
/* The page in sight: "decide", "outcome" or "done". */
const char *bsr_decision_panel_page (BsrDecisionPanel *panel);
/* The page that a case in @state asks for. */
const char *bsr_decision_panel_page_for_state (BsrCaseState state);

G_END_DECLS
