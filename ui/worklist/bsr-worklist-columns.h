#pragma once

#include <gtk/gtk.h>
#include "bsr-case-query.h"

G_BEGIN_DECLS

/* What a text is looked for in. */
typedef enum
{
  BSR_WORKLIST_COLUMN_BILL,
  BSR_WORKLIST_COLUMN_LADING,
  BSR_WORKLIST_COLUMN_DISCHARGE,
  BSR_WORKLIST_COLUMN_ORIGIN,
  BSR_WORKLIST_COLUMN_OFFICER,
} BsrWorklistColumn;

/**
 * BsrWorklistColumns:
 *
 * Chooses cases by what seldom matters: risk, score, cut-off, number of scans, and a text of their
 * papers. Signal "changed".
 */
#define BSR_TYPE_WORKLIST_COLUMNS (bsr_worklist_columns_get_type ())
G_DECLARE_FINAL_TYPE (BsrWorklistColumns, bsr_worklist_columns, BSR, WORKLIST_COLUMNS, GtkWidget)

/* Asks @query for what is chosen. @now: what cut-offs are held against */
void bsr_worklist_columns_ask (BsrWorklistColumns *columns, BsrCaseQuery *query, GDateTime *now);
/* Whether not all cases are asked for. */
gboolean bsr_worklist_columns_narrows (BsrWorklistColumns *columns);

/* Looks for @text in @column; "": for none. */
void bsr_worklist_columns_set_text (BsrWorklistColumns *columns, BsrWorklistColumn column,
                                    const char *text);
void bsr_worklist_columns_reset (BsrWorklistColumns *columns);

G_END_DECLS
