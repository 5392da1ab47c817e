#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BsrReplayBar:
 *
 * Says over the scan that what another has seen is shown again, and leads back to one's own view.
 */
#define BSR_TYPE_REPLAY_BAR (bsr_replay_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsrReplayBar, bsr_replay_bar, BSR, REPLAY_BAR, GtkWidget)

GtkWidget *bsr_replay_bar_new (void);

/* @officer: (nullable): who saw it; @size: as large as it was, 1, or smaller. */
void bsr_replay_bar_tell (BsrReplayBar *bar, const char *officer, double size);

G_END_DECLS
