#pragma once

#include <gtk/gtk.h>
#include "bsr-compare-model.h"

G_BEGIN_DECLS

/**
 * BsrCompareLegend:
 *
 * What the colours of the difference mean in millimetres of steel, how sure they are, what is not judged,
 * and what is said of the place under the pointer; or why there is no difference.
 */
#define BSR_TYPE_COMPARE_LEGEND (bsr_compare_legend_get_type ())
G_DECLARE_FINAL_TYPE (BsrCompareLegend, bsr_compare_legend, BSR, COMPARE_LEGEND, GtkWidget)

GtkWidget *bsr_compare_legend_new (BsrCompareModel *model);
/* (transfer none): the sentence on the difference, and on the place. */
const char *bsr_compare_legend_sentence (BsrCompareLegend *legend);
const char *bsr_compare_legend_place (BsrCompareLegend *legend);

G_END_DECLS
