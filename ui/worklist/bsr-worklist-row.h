#pragma once

#include <gtk/gtk.h>
#include "bsr-worklist-item.h"

G_BEGIN_DECLS

/* One line of the list of cases. Signal "open": it was clicked. */
#define BSR_TYPE_WORKLIST_ROW (bsr_worklist_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrWorklistRow, bsr_worklist_row, BSR, WORKLIST_ROW, GtkWidget)

GtkWidget *bsr_worklist_row_new (void);
/* @item: (nullable): none leaves the row blank; @now: what the cut-off is held against */
void bsr_worklist_row_bind (BsrWorklistRow *row, BsrWorklistItem *item, GDateTime *now);

G_END_DECLS
