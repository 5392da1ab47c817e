#pragma once

#include <gtk/gtk.h>
#include "bsr-term.h"

G_BEGIN_DECLS

/* A drop-down list that offers terms with their definitions below them. */

/* @scope: BSR_TERM_OF_DECISION(), or %BSR_TERM_OF_ANY for all of the list; @prompt: (nullable): a first
 * line that asks for a choice and is none; without one the first term is chosen. */
void bsr_term_drop_down_fill (GtkDropDown *drop_down, BsrTermList list, guint scope,
                              const char *prompt);
/* (nullable): none is chosen. */
const BsrTerm *bsr_term_drop_down_term (GtkDropDown *drop_down);
/* @code: (nullable): none. Whether it is in the list. */
gboolean bsr_term_drop_down_choose (GtkDropDown *drop_down, const char *code);

G_END_DECLS
