#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* What is under the pointer: position, counts and transmission of each energy, steel, what it
 * may be made of; and the zoom. */
#define BSR_TYPE_READ_OUT_BAR (bsr_read_out_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsrReadOutBar, bsr_read_out_bar, BSR, READ_OUT_BAR, GtkWidget)

void bsr_read_out_bar_set_session (BsrReadOutBar *bar, BsrSession *session);

/* (transfer full): "41230 (66.1 %)"; the counts alone where the transmission is not known. */
char *bsr_read_out_bar_counts_text (double counts, double transmission);
/* (transfer full): "23 mm", "over 240 mm" where opaque, "dead detector", "" when not known. */
char *bsr_read_out_bar_steel_text (const BsrReadOut *read_out);

G_END_DECLS
