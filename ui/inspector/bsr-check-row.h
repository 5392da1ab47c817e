#pragma once

#include <gtk/gtk.h>
#include "bsr-check.h"
#include "bsr-contest.h"
#include "bsr-dossier.h"

G_BEGIN_DECLS

/* One manifest check: verdict (icon and word), declared beside observed in words and as a plot,
 * why, and what an officer has against it. One that fits keeps its reason until it is selected.
 *
 * Signal "contested" (string reason; NULL: withdrawn): the officer did so; the row shows it once
 * bsr_check_row_set_contest() says that it stands. */
#define BSR_TYPE_CHECK_ROW (bsr_check_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrCheckRow, bsr_check_row, BSR, CHECK_ROW, GtkListBoxRow)

/* @declared_hs: (nullable): digits of the declared item, for the goods that the load looks like */
GtkWidget *bsr_check_row_new (const BsrCheckResult *result, const char *declared_hs);

const char *bsr_check_row_check (BsrCheckRow *row);
int bsr_check_row_item (BsrCheckRow *row);
BsrVerdict bsr_check_row_verdict (BsrCheckRow *row);
/* Where in the scan it was seen; empty: the whole. */
BsrBox bsr_check_row_box (BsrCheckRow *row);

/* @contest: (nullable) */
void bsr_check_row_set_contest (BsrCheckRow *row, const BsrContest *contest);

/* Offers contesting to those who may. */
void bsr_check_row_guard (BsrCheckRow *row, BsrDossier *dossier);

G_END_DECLS
