#pragma once

#include <gtk/gtk.h>
#include "bsr-annotation.h"

G_BEGIN_DECLS

/**
 * BsrMarkEditor:
 *
 * A small popover at a mark: its category and its text. Enter or a click elsewhere keeps what was
 * entered, Escape does not.
 *
 * Signals: "edited" (int category, string text): only when it is to be kept.
 */
#define BSR_TYPE_MARK_EDITOR (bsr_mark_editor_get_type ())
G_DECLARE_FINAL_TYPE (BsrMarkEditor, bsr_mark_editor, BSR, MARK_EDITOR, GtkPopover)

/* @parent: must unparent it when it is disposed of, and present it in its size_allocate */
BsrMarkEditor *bsr_mark_editor_new (GtkWidget *parent);

/* @at: the mark, logical pixels of the parent */
void bsr_mark_editor_open (BsrMarkEditor *editor, const GdkRectangle *at, BsrCategory category,
                           const char *text);

G_END_DECLS
