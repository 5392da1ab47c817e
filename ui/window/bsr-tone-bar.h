#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* How the scan is shown: what of it, through which window, in which colours, how large. */
#define BSR_TYPE_TONE_BAR (bsr_tone_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsrToneBar, bsr_tone_bar, BSR, TONE_BAR, GtkWidget)

void bsr_tone_bar_set_session (BsrToneBar *bar, BsrSession *session);
void bsr_tone_bar_invert (BsrToneBar *bar);
/* Shows one of the views in the bar's order: high, low, steel, material, organic, metal. Returns
 * (nullable) why this scan has none such, translated, static. */
const char *bsr_tone_bar_press_view (BsrToneBar *bar, int index);
/* The colour table's id, static; an unknown one is ignored when set. */
const char *bsr_tone_bar_palette (BsrToneBar *bar);
void bsr_tone_bar_set_palette (BsrToneBar *bar, const char *id);

G_END_DECLS
