#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * BsrClaimBar:
 *
 * Says plainly, above the scan, that the case is for looking only and who has it; that it is free again;
 * or what could not be saved because somebody else changed it meanwhile. Not there otherwise. Its button
 * reads the case again ("win.reopen").
 */
#define BSR_TYPE_CLAIM_BAR (bsr_claim_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsrClaimBar, bsr_claim_bar, BSR, CLAIM_BAR, GtkWidget)

void bsr_claim_bar_set_session (BsrClaimBar *bar, BsrSession *session);
/* A change of this case could not be saved: stays until it is closed or another case is opened. */
void bsr_claim_bar_show_conflict (BsrClaimBar *bar, const char *case_id, const char *sentence);
/* (transfer none) (nullable): the sentence in sight. */
const char *bsr_claim_bar_sentence (BsrClaimBar *bar);

G_END_DECLS
