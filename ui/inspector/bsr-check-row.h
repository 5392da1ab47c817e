#pragma once

#include <gtk/gtk.h>
#include "bsr-check.h"

G_BEGIN_DECLS

/* One manifest check: verdict (icon and word), declared beside observed, and why. */
#define BSR_TYPE_CHECK_ROW (bsr_check_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrCheckRow, bsr_check_row, BSR, CHECK_ROW, GtkListBoxRow)

GtkWidget *bsr_check_row_new (const BsrCheckResult *result);
/* Where in the scan it was seen; empty: the whole. */
BsrBox bsr_check_row_box (BsrCheckRow *row);

/* (transfer full): what was declared ("21400 kg"), and what the image shows ("18200 kg
 * (16900 to 19500)", "at least 30000 kg"). */
char *bsr_check_row_declared_text (const BsrCheckResult *result);
char *bsr_check_row_observed_text (const BsrCheckResult *result);

G_END_DECLS
