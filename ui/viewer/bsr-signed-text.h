#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes @text and gives it back (transfer full) such that a minus stays in front of its number where one
 * reads from the right: there a "-1" alone would be shown as "1-". Other text is left as it is. */
char *bsr_signed_text (char *text, GtkTextDirection direction);

G_END_DECLS
