#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"
#include "bsr-tone-preset.h"

G_BEGIN_DECLS

/* How the scan is shown: what of it, through which window, in which colours, how large. */
#define BSR_TYPE_TONE_BAR (bsr_tone_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsrToneBar, bsr_tone_bar, BSR, TONE_BAR, GtkWidget)

void bsr_tone_bar_set_session (BsrToneBar *bar, BsrSession *session);
/* What the controls do, for keys; what the scan cannot show is not done. */
void bsr_tone_bar_invert (BsrToneBar *bar);
/* Shows one of the views in the bar's order: high, low, steel, material, organic, metal. Returns
 * (nullable) why this scan has none such, translated, static. */
const char *bsr_tone_bar_press_view (BsrToneBar *bar, int index);
void bsr_tone_bar_show_preset (BsrToneBar *bar, BsrTonePreset preset);
/* The next (@step 1) or previous (-1) window. */
void bsr_tone_bar_step_preset (BsrToneBar *bar, int step);
void bsr_tone_bar_toggle_logarithmic (BsrToneBar *bar);
/* The next (@step 1) or previous (-1) colours. */
void bsr_tone_bar_step_palette (BsrToneBar *bar, int step);
/* The plain picture, as a scan is opened: high energy, automatic window, grey, nothing enhanced. */
void bsr_tone_bar_reset (BsrToneBar *bar);
/* Its button shows and hides @panel. */
void bsr_tone_bar_bind_panel (BsrToneBar *bar, GtkWidget *panel);
/* The colours of all but steel: the table's id, static; an unknown one is ignored when set. */
const char *bsr_tone_bar_palette (BsrToneBar *bar);
void bsr_tone_bar_set_palette (BsrToneBar *bar, const char *id);

G_END_DECLS
