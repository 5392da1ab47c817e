#pragma once

#include <gtk/gtk.h>
#include "bsr-analysis.h"
#include "bsr-session.h"

G_BEGIN_DECLS

/* What was declared, and what the scan makes of it: the checks, the worst fit first, then the
 * goods and the papers. A check with a place brings it into view. */
#define BSR_TYPE_MANIFEST_VIEW (bsr_manifest_view_get_type ())
G_DECLARE_FINAL_TYPE (BsrManifestView, bsr_manifest_view, BSR, MANIFEST_VIEW, GtkWidget)

void bsr_manifest_view_set_session (BsrManifestView *view, BsrSession *session);
/* Both (nullable). */
void bsr_manifest_view_show (BsrManifestView *view, BsrCase *flagged, BsrAnalysis *analysis);

G_END_DECLS
