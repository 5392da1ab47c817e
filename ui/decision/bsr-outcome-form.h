#pragma once

#include <gtk/gtk.h>
#include "bsr-decision.h"

G_BEGIN_DECLS

/**
 * BsrOutcomeForm:
 *
 * What the physical examination found, and how it was done. What is wrong is said in the form. Signal "found" (BsrOutcome*, the
 * emission's own): only ever when it is complete.
 */
#define BSR_TYPE_OUTCOME_FORM (bsr_outcome_form_get_type ())
G_DECLARE_FINAL_TYPE (BsrOutcomeForm, bsr_outcome_form, BSR, OUTCOME_FORM, GtkWidget)

GtkWidget *bsr_outcome_form_new (void);
/* The seals that the manifest declares, so that they need not be typed. */
void bsr_outcome_form_set_declared_seals (BsrOutcomeForm *form, const char *const *numbers);
gboolean bsr_outcome_form_is_blank (BsrOutcomeForm *form);
/* Who is named in the outcomes. */
void bsr_outcome_form_set_officer (BsrOutcomeForm *form, const char *officer);
void bsr_outcome_form_clear (BsrOutcomeForm *form);
/* @quantity: as typed, "" for none */
void bsr_outcome_form_fill (BsrOutcomeForm *form, BsrOutcomeResult result,
                            BsrExaminationExtent extent, const char *found, const char *quantity);
/* Complete: result and extent chosen; what was found said, unless all was as declared; quantity
 * blank or a mass in kg; nothing wrong in how it was done. */
gboolean bsr_outcome_form_is_complete (BsrOutcomeForm *form);
void bsr_outcome_form_submit (BsrOutcomeForm *form);

/* Reads a mass in kg: digits with at most one "." or ",", blanks around; NAN when blank.
 * Returns: whether @text is one */
gboolean bsr_outcome_form_parse_quantity (const char *text, double *kg);

G_END_DECLS
