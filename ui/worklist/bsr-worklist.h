#pragma once

#include <gtk/gtk.h>
#include "bsr-tray-line.h"
#include "bsr-worklist-filter.h"
#include "bsr-worklist-model.h"

G_BEGIN_DECLS

/**
 * BsrWorklist:
 *
 * The list of cases with its search, presets and order, and what waits for one. Signal "open-case" (id): the officer wants that
 * case.
 */
#define BSR_TYPE_WORKLIST (bsr_worklist_get_type ())
G_DECLARE_FINAL_TYPE (BsrWorklist, bsr_worklist, BSR, WORKLIST, GtkWidget)

/* (transfer none): what is shown. */
BsrWorklistModel *bsr_worklist_model (BsrWorklist *worklist);
BsrWorklistFilter *bsr_worklist_filter (BsrWorklist *worklist);
BsrTrayLine *bsr_worklist_tray_line (BsrWorklist *worklist);
void bsr_worklist_focus_search (BsrWorklist *worklist);

/* Marks the case that is open. @case_id: (nullable) */
void bsr_worklist_set_current (BsrWorklist *worklist, const char *case_id);

G_END_DECLS
