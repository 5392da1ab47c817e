#pragma once

#include <adwaita.h>
#include "bsr-intake-result.h"

G_BEGIN_DECLS

/**
 * BsrImportReport:
 *
 * What of the files of other systems was not taken as it stands: each place with its container, file,
 * line and reason, the container first. Over the window of cases, in nobody's way; Escape closes it.
 *
 * Signal "columns": what the columns of the table are is to be asked, see bsr_import_report_offer_columns().
 */
#define BSR_TYPE_IMPORT_REPORT (bsr_import_report_get_type ())
G_DECLARE_FINAL_TYPE (BsrImportReport, bsr_import_report, BSR, IMPORT_REPORT, AdwWindow)

/* @remarks: BsrIntakeRemark, at least one */
GtkWidget *bsr_import_report_new (GPtrArray *remarks);
/* They are of a table, of which something else can be said. */
void bsr_import_report_offer_columns (BsrImportReport *report);

G_END_DECLS
