#pragma once

#include <adwaita.h>
#include "bsr-intake-result.h"

G_BEGIN_DECLS

/**
 * BsrImportReport:
 *
 * What of the files of other systems was not taken as it stands: each place with its container, file,
 * line and reason, the container first. Over the window of cases, in nobody's way; Escape closes it.
 */
#define BSR_TYPE_IMPORT_REPORT (bsr_import_report_get_type ())
G_DECLARE_FINAL_TYPE (BsrImportReport, bsr_import_report, BSR, IMPORT_REPORT, AdwWindow)

/* @remarks: BsrIntakeRemark, at least one */
GtkWidget *bsr_import_report_new (GPtrArray *remarks);

G_END_DECLS
