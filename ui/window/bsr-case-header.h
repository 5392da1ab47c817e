#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * BsrCaseHeader:
 *
 * Which container this is, why it was flagged, what scan is shown, how far its analysis is.
 */
#define BSR_TYPE_CASE_HEADER (bsr_case_header_get_type ())
G_DECLARE_FINAL_TYPE (BsrCaseHeader, bsr_case_header, BSR, CASE_HEADER, GtkWidget)

void bsr_case_header_set_session (BsrCaseHeader *header, BsrSession *session);
/* @analysing: can be cancelled; @can_analyse: can be begun again */
void bsr_case_header_show_analysing (BsrCaseHeader *header, gboolean analysing,
                                     gboolean can_analyse);

/* Whether the scanner's own name says that no cargo was scanned: "simulated" is in it. */
gboolean bsr_case_header_is_simulated (const BsrScan *scan);

G_END_DECLS
