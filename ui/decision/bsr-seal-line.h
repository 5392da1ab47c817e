#pragma once

#include <gtk/gtk.h>
#include "bsr-seal.h"

G_BEGIN_DECLS

/* One seal: found before the examination or put on after it, its number, by whom and when. Signals
 * "changed", "remove". */
#define BSR_TYPE_SEAL_LINE (bsr_seal_line_get_type ())
G_DECLARE_FINAL_TYPE (BsrSealLine, bsr_seal_line, BSR, SEAL_LINE, GtkWidget)

/* @number, @officer: what is written in it at first; @now: when, local */
GtkWidget *bsr_seal_line_new (gboolean after, const char *number, const char *officer,
                              GDateTime *now);
/* %FALSE once there is a number. */
gboolean bsr_seal_line_is_blank (BsrSealLine *line);
void bsr_seal_line_set_number (BsrSealLine *line, const char *number);
/* (transfer full): %NULL with %BSR_ERROR_INVALID: one sentence on what is missing. */
BsrSeal *bsr_seal_line_read (BsrSealLine *line, GError **error);

G_END_DECLS
