#pragma once

#include <gtk/gtk.h>
#include "bsr-annotation.h"

G_BEGIN_DECLS

/* One mark of an officer: what it is of, its text, and a button that takes it away. Signals:
 * "removed"; "recategorised" (int, BsrCategory). */
#define BSR_TYPE_ANNOTATION_ROW (bsr_annotation_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrAnnotationRow, bsr_annotation_row, BSR, ANNOTATION_ROW, GtkListBoxRow)

GtkWidget *bsr_annotation_row_new (BsrAnnotation *annotation);
/* What the mark measures, for those that are there to be measured; translated. */
void bsr_annotation_row_show_figure (BsrAnnotationRow *row, const char *figure);
/* (transfer none) */
BsrAnnotation *bsr_annotation_row_annotation (BsrAnnotationRow *row);

G_END_DECLS
