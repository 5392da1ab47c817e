#pragma once

#include <gtk/gtk.h>
#include "bsr-decision.h"

G_BEGIN_DECLS

/**
 * BsrDecisionForm:
 *
 * Release, examine or second opinion, with a reason. Signal "decided" (int, BsrDecisionKind;
 * string, the reason): only ever with a kind and a reason that is not blank. Signal "kind-changed":
 * another kind, or none, is chosen.
 */
#define BSR_TYPE_DECISION_FORM (bsr_decision_form_get_type ())
G_DECLARE_FINAL_TYPE (BsrDecisionForm, bsr_decision_form, BSR, DECISION_FORM, GtkWidget)

/* Nothing chosen, nothing written. */
void bsr_decision_form_clear (BsrDecisionForm *form);
void bsr_decision_form_choose (BsrDecisionForm *form, BsrDecisionKind kind);
/* %FALSE while none is chosen. */
gboolean bsr_decision_form_kind (BsrDecisionForm *form, BsrDecisionKind *kind);
/* @preset: place in bsr_preset_reasons() of the chosen kind, -1: none; @text: free text */
void bsr_decision_form_set_reason (BsrDecisionForm *form, int preset, const char *text);
/* Whether there is a kind and a reason, so that the button can be pressed. */
gboolean bsr_decision_form_is_complete (BsrDecisionForm *form);
/* Presses the button; nothing happens while the form is not complete. */
void bsr_decision_form_submit (BsrDecisionForm *form);

G_END_DECLS
