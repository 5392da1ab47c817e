#pragma once

#include <gtk/gtk.h>
#include "bsr-similar-cases.h"

G_BEGIN_DECLS

/**
 * BsrSimilarRow:
 *
 * One load of the library beside the open one: goods, how alike, when and in which case. Selected, it
 * compares both in units. Signal "open-case" (string).
 */
#define BSR_TYPE_SIMILAR_ROW (bsr_similar_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrSimilarRow, bsr_similar_row, BSR, SIMILAR_ROW, GtkListBoxRow)

/* @own: what the open load looks like; @declared: (nullable): the heading that it is declared under */
GtkWidget *bsr_similar_row_new (const BsrSimilarCase *similar, const BsrLoadDescriptor *own,
                                const char *declared);

G_END_DECLS
