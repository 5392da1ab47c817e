#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/**
 * BsrCaveatBar:
 *
 * How the open case must be handled: each caveat in force with its definition and its words, and a
 * button that lifts it. The form for another one is folded away until it is asked for. In sight only
 * where one of these is there.
 */
#define BSR_TYPE_CAVEAT_BAR (bsr_caveat_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsrCaveatBar, bsr_caveat_bar, BSR, CAVEAT_BAR, GtkWidget)

void bsr_caveat_bar_set_session (BsrCaveatBar *bar, BsrSession *session);
/* Opens the form for another caveat, or folds it away; nothing happens without a case. */
void bsr_caveat_bar_toggle_form (BsrCaveatBar *bar);
/* Fills the form in and presses its button. */
void bsr_caveat_bar_submit (BsrCaveatBar *bar, const char *kind, const char *text);

G_END_DECLS
