#pragma once

#include <gtk/gtk.h>
#include "bsr-compare-model.h"
#include "bsr-scan-view.h"

G_BEGIN_DECLS

/**
 * BsrCompareDesk:
 *
 * A scan view that can be compared: alone it is all there is to see; while comparing the bar, the legend
 * of the difference and the other scan are around it.
 */
#define BSR_TYPE_COMPARE_DESK (bsr_compare_desk_get_type ())
G_DECLARE_FINAL_TYPE (BsrCompareDesk, bsr_compare_desk, BSR, COMPARE_DESK, GtkWidget)

GtkWidget *bsr_compare_desk_new (BsrScanView *view);
/* (transfer none) */
BsrCompareModel *bsr_compare_desk_model (BsrCompareDesk *desk);

/* F8: opens or leaves. Shift+F8: side by side, swipe, difference; opens first. Both do nothing without
 * a scan. */
void bsr_compare_desk_toggle (BsrCompareDesk *desk);
void bsr_compare_desk_next_mode (BsrCompareDesk *desk);

G_END_DECLS
