#pragma once

#include <gtk/gtk.h>
#include "bsr-worklist-model.h"

G_BEGIN_DECLS

/**
 * BsrWorklist:
 *
 * The list of cases with its search, most urgent first. Signal "open-case" (id): the officer
 * wants that case.
 */
#define BSR_TYPE_WORKLIST (bsr_worklist_get_type ())
G_DECLARE_FINAL_TYPE (BsrWorklist, bsr_worklist, BSR, WORKLIST, GtkWidget)

/* (transfer none) */
BsrWorklistModel *bsr_worklist_model (BsrWorklist *worklist);
/* Cases as shown: sorted and filtered, BsrWorklistItem. (transfer none) */
GListModel *bsr_worklist_shown (BsrWorklist *worklist);

void bsr_worklist_set_scope (BsrWorklist *worklist, BsrWorklistScope scope);
void bsr_worklist_set_search (BsrWorklist *worklist, const char *search);
void bsr_worklist_focus_search (BsrWorklist *worklist);

/* Marks the case that is open. @case_id: (nullable) */
void bsr_worklist_set_current (BsrWorklist *worklist, const char *case_id);
/* (transfer full) (nullable): the most urgent case to be judged other than @case_id that no other station
 * has in hand. */
char *bsr_worklist_next_case (BsrWorklist *worklist, const char *case_id);

G_END_DECLS
