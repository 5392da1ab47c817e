#pragma once

#include <gtk/gtk.h>
#include "bsr-compare-model.h"
#include "bsr-scan-view.h"

G_BEGIN_DECLS

/**
 * BsrCompareArea:
 *
 * The scan view, and while comparing the other scan beside it (above each other where the scan is wider
 * than high), or under a divider, or the difference in its place; each under a line that says which scan
 * it is. The scan view is the same one all the time.
 */
#define BSR_TYPE_COMPARE_AREA (bsr_compare_area_get_type ())
G_DECLARE_FINAL_TYPE (BsrCompareArea, bsr_compare_area, BSR, COMPARE_AREA, GtkWidget)

GtkWidget *bsr_compare_area_new (BsrCompareModel *model, BsrScanView *view);
/* (transfer none) */
GtkWidget *bsr_compare_area_linked_view (BsrCompareArea *area);
/* Of the width, left of the divider: 0...1. */
double bsr_compare_area_split (BsrCompareArea *area);

G_END_DECLS
