#pragma once

#include <gtk/gtk.h>
#include "bsr-compare-model.h"

G_BEGIN_DECLS

/**
 * BsrCompareChooser:
 *
 * What the open scan can be held against: a list, each with what it is, why it is offered, when it was
 * scanned and how its case ended. Signal "chosen".
 */
#define BSR_TYPE_COMPARE_CHOOSER (bsr_compare_chooser_get_type ())
G_DECLARE_FINAL_TYPE (BsrCompareChooser, bsr_compare_chooser, BSR, COMPARE_CHOOSER, GtkWidget)

GtkWidget *bsr_compare_chooser_new (BsrCompareModel *model);

G_END_DECLS
