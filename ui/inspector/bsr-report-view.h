#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What other systems reported of the case beside its declaration: radiation, where the container stood aboard, and what
 * was remarked of the manifests; each marked as another's word. Not there where there is nothing. */
#define BSR_TYPE_REPORT_VIEW (bsr_report_view_get_type ())
G_DECLARE_FINAL_TYPE (BsrReportView, bsr_report_view, BSR, REPORT_VIEW, GtkWidget)

/* @reports: (nullable): BsrReported, the newest first */
void bsr_report_view_show (BsrReportView *view, GPtrArray *reports);

G_END_DECLS
