#pragma once

#include <gtk/gtk.h>
#include "bsr-arrival-candidates.h"

G_BEGIN_DECLS

/* Cases that a scan can be linked to at most: a scan shows one container, or two of 20 feet. */
#define BSR_CASE_CHOICE_MOST 2

/**
 * BsrCaseChoice:
 *
 * Cases to choose from: those that are offered, then those that were searched for. One or two can be chosen; what was
 * chosen stays while another search is shown. Only a case of the very number that was read, and the only open one of
 * it, is chosen beforehand. Signal "changed": another choice.
 */
#define BSR_TYPE_CASE_CHOICE (bsr_case_choice_get_type ())
G_DECLARE_FINAL_TYPE (BsrCaseChoice, bsr_case_choice, BSR, CASE_CHOICE, GtkWidget)

/* Begins anew. @offered: (nullable): BsrArrivalCandidate, as bsr_arrival_candidates() has them; %NULL: not known yet */
void bsr_case_choice_offer (BsrCaseChoice *choice, GPtrArray *offered);
/* @found: (nullable): BsrArrivalCandidate; %NULL: nothing is searched for */
void bsr_case_choice_show_found (BsrCaseChoice *choice, GPtrArray *found);

/* (transfer full): ids of the cases that are chosen, in the order they were chosen. */
GStrv bsr_case_choice_chosen (BsrCaseChoice *choice);
/* Ticks the case with that id, or takes the tick off; nothing happens where it is not shown. */
void bsr_case_choice_set_chosen (BsrCaseChoice *choice, const char *case_id, gboolean chosen);

G_END_DECLS
