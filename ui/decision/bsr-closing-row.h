#pragma once

#include <gtk/gtk.h>
#include "bsr-dossier.h"

G_BEGIN_DECLS

/**
 * BsrClosingRow:
 *
 * Closing a case that has been decided, and reopening one that was closed: a supervisor's act, by
 * name. In sight only where one of them is possible; what is refused is said beside the name, and
 * what was written stays.
 */
#define BSR_TYPE_CLOSING_ROW (bsr_closing_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrClosingRow, bsr_closing_row, BSR, CLOSING_ROW, GtkWidget)

/* @dossier: (nullable) */
void bsr_closing_row_set_dossier (BsrClosingRow *row, BsrDossier *dossier);
/* Fills the open form in and presses its button, as an officer does. */
void bsr_closing_row_submit (BsrClosingRow *row, const char *supervisor, const char *code,
                             const char *text);
/* (nullable): why the last try was refused. */
const char *bsr_closing_row_refusal (BsrClosingRow *row);

G_END_DECLS
