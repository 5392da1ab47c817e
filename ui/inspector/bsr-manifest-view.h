#pragma once

#include <gtk/gtk.h>
#include "bsr-analysis.h"
#include "bsr-code-list.h"
#include "bsr-session.h"

G_BEGIN_DECLS

/* What was declared, and what the scan makes of it: the declaration as a whole, how the box stands
 * among those of its bill of lading, then a card for each declared item with its checks, those that do not fit first, then the papers. */
#define BSR_TYPE_MANIFEST_VIEW (bsr_manifest_view_get_type ())
G_DECLARE_FINAL_TYPE (BsrManifestView, bsr_manifest_view, BSR, MANIFEST_VIEW, GtkWidget)

void bsr_manifest_view_set_session (BsrManifestView *view, BsrSession *session);
/* Where the other cases of a bill of lading are; without it none is compared. */
void bsr_manifest_view_set_store (BsrManifestView *view, BsrStore *store);
/* @codes: (nullable): what the next shown codes are described by. */
void bsr_manifest_view_set_codes (BsrManifestView *view, BsrCodeList *codes);
/* Both (nullable). After bsr_manifest_view_set_session(). */
void bsr_manifest_view_show (BsrManifestView *view, BsrCase *flagged, BsrAnalysis *analysis);
/* Takes what stands against the checks from the session's dossier. */
void bsr_manifest_view_update_contests (BsrManifestView *view);

G_END_DECLS
