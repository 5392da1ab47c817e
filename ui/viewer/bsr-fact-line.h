#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Facts of any script beside each other: Unicode Standard Annex 9. */

/* (transfer full): @text as a part of others: each keeps its own direction, whatever stands beside it. */
char *bsr_fact_isolated (const char *text);
/* (transfer full): "A · B · C", which is read in @direction, whichever script A is of. %GTK_TEXT_DIR_NONE: foreign
 * values, read as the first of them is. @facts: %NULL-terminated */
char *bsr_fact_line (const char *const *facts, GtkTextDirection direction);
/* (transfer full): the way from one place to another, with the arrow in @direction; a fact of such a line. */
char *bsr_fact_way (const char *from, const char *to, GtkTextDirection direction);

G_END_DECLS
