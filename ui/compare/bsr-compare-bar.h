#pragma once

#include <gtk/gtk.h>
#include "bsr-compare-model.h"

G_BEGIN_DECLS

/**
 * BsrCompareBar:
 *
 * With what the open scan is compared, how that is shown, which way round the other one lies, how well
 * both lie over each other or what went wrong, and the way out.
 */
#define BSR_TYPE_COMPARE_BAR (bsr_compare_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsrCompareBar, bsr_compare_bar, BSR, COMPARE_BAR, GtkWidget)

GtkWidget *bsr_compare_bar_new (BsrCompareModel *model);

G_END_DECLS
