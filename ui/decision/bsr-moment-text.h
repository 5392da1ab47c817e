#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How forms take and show moments: "08:15" (of @today) or "2026-11-05 08:15", local time, the same in all
 * languages. */

/* @today: what the time alone is of, local; @moment: (out) (transfer full) (nullable): %NULL for blank.
 * Returns: whether @text is one, or blank */
gboolean bsr_moment_text_parse (const char *text, GDateTime *today, GDateTime **moment);
/* (transfer full): with its date. */
char *bsr_moment_text_format (GDateTime *moment);
/* For an entry in which a moment is written: date before time, whatever way the script runs. */
void bsr_moment_text_set_up (GtkEditable *entry);

G_END_DECLS
