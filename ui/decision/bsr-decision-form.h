#pragma once

#include <gtk/gtk.h>
#include "bsr-decision.h"

G_BEGIN_DECLS

/**
 * BsrDecisionForm:
 *
 * Release, examine, second opinion, to the supervisor, or not examined; a reason code, whose
 * definition stands in the form; and words of the officer's own. Signal "decided" (int,
 * BsrDecisionKind; string, the code; string, the reason: those words, or what the code is called):
 * only ever with a kind and a code. Signal "changed": another kind, or none, or another code is
 * chosen.
 */
#define BSR_TYPE_DECISION_FORM (bsr_decision_form_get_type ())
G_DECLARE_FINAL_TYPE (BsrDecisionForm, bsr_decision_form, BSR, DECISION_FORM, GtkWidget)

GtkWidget *bsr_decision_form_new (void);
/* Nothing chosen, nothing written. */
void bsr_decision_form_clear (BsrDecisionForm *form);
gboolean bsr_decision_form_is_blank (BsrDecisionForm *form);
void bsr_decision_form_choose (BsrDecisionForm *form, BsrDecisionKind kind);
/* %FALSE while none is chosen. */
gboolean bsr_decision_form_kind (BsrDecisionForm *form, BsrDecisionKind *kind);
/* (nullable): the reason code that is chosen. */
const char *bsr_decision_form_code (BsrDecisionForm *form);
/* @code: (nullable): of the chosen kind; @text: (nullable): in words */
void bsr_decision_form_set_reason (BsrDecisionForm *form, const char *code, const char *text);
/* Says why what is chosen cannot be recorded; it can be again when @sentence is %NULL. */
void bsr_decision_form_refuse (BsrDecisionForm *form, const char *sentence);
/* Whether there is a kind and a code and nothing is refused, so that the button can be pressed. */
gboolean bsr_decision_form_is_complete (BsrDecisionForm *form);
/* Presses the button; nothing happens while the form is not complete. */
void bsr_decision_form_submit (BsrDecisionForm *form);

G_END_DECLS
