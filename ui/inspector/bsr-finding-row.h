#pragma once

#include <gtk/gtk.h>
#include "bsr-analysis.h"
#include "bsr-decision.h"
#include "bsr-dossier.h"

G_BEGIN_DECLS

/**
 * BsrFindingRow:
 *
 * One finding of the program with its score, reason and the officer's weight. Signal "weighed"
 * (int, BsrFindingWeight): the officer pressed one of the weights; it is the owner who tells
 * the row what stands, with bsr_finding_row_set_weight().
 */
#define BSR_TYPE_FINDING_ROW (bsr_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrFindingRow, bsr_finding_row, BSR, FINDING_ROW, GtkListBoxRow)

GtkWidget *bsr_finding_row_new (BsrAnalysis *analysis, int index);
int bsr_finding_row_id (BsrFindingRow *row);
/* Whether the score is at or above the alarm line. */
gboolean bsr_finding_row_is_alarm (BsrFindingRow *row);
BsrFindingWeight bsr_finding_row_weight (BsrFindingRow *row);
void bsr_finding_row_set_weight (BsrFindingRow *row, BsrFindingWeight weight);

/* Offers weighing to those who may. */
void bsr_finding_row_guard (BsrFindingRow *row, BsrDossier *dossier);

G_END_DECLS
