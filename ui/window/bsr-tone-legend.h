#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* Which colour stands for how many millimetres of steel, or for what share of the beam, over a corner
 * of the scan. Shown where colours are read as numbers: for steel, and for a plane in other colours
 * than grey. Says so where an enhancement moves shades, for then they are none. */
#define BSR_TYPE_TONE_LEGEND (bsr_tone_legend_get_type ())
G_DECLARE_FINAL_TYPE (BsrToneLegend, bsr_tone_legend, BSR, TONE_LEGEND, GtkWidget)

void bsr_tone_legend_set_session (BsrToneLegend *legend, BsrSession *session);

/* Where a legend writes numbers: at most @n of them into @values, in the displayed quantity and rising,
 * of one, two or five times a power of ten. Returns: how many. */
int bsr_tone_legend_ticks (const BsrTone *tone, double *values, int n);
/* How far @value is on the way from @tone's low end (0) to its high end (1). */
double bsr_tone_legend_share (const BsrTone *tone, double value);

G_END_DECLS
