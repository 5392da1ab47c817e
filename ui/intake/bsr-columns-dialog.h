#pragma once

#include <adwaita.h>
#include "bsr-csv-columns.h"

G_BEGIN_DECLS

/**
 * BsrColumnsDialog:
 *
 * Asks what the columns of a table are: each with the values of its first rows and a list of what it can be, what was
 * guessed already chosen; below them one sentence that says what is missing or what the first rows become. Nothing is
 * read or kept by it.
 *
 * Signal "answered" (boolean): once: %TRUE: the table is to be read by what bsr_columns_dialog_columns() now says;
 * %FALSE: it is not.
 */
#define BSR_TYPE_COLUMNS_DIALOG (bsr_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BsrColumnsDialog, bsr_columns_dialog, BSR, COLUMNS_DIALOG, AdwWindow)

/* @name: of the file; @columns: are changed by who answers */
GtkWidget *bsr_columns_dialog_new (const char *name, BsrCsvColumns *columns);
/* (transfer none) */
BsrCsvColumns *bsr_columns_dialog_columns (BsrColumnsDialog *dialog);

G_END_DECLS
