#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* What is done to the picture to bring something out: what there is, what is on and in which order it
 * works, gamma, and views to save. Lies over the scan's corner and takes no focus that it is not given.
 * Signals: "reset" (the plain picture is wanted), "done" (the keys belong to the scan again). */
#define BSR_TYPE_LOOK_PANEL (bsr_look_panel_get_type ())
G_DECLARE_FINAL_TYPE (BsrLookPanel, bsr_look_panel, BSR, LOOK_PANEL, GtkWidget)

void bsr_look_panel_set_session (BsrLookPanel *panel, BsrSession *session);
/* Shows the panel with the focus on what there is, on the gamma, or on the name of a view to save. */
void bsr_look_panel_focus (BsrLookPanel *panel);
void bsr_look_panel_focus_gamma (BsrLookPanel *panel);
void bsr_look_panel_focus_name (BsrLookPanel *panel);

G_END_DECLS
