#pragma once

#include <gtk/gtk.h>
#include "bsr-check.h"

G_BEGIN_DECLS

/* What a load looks like: headings with their probabilities, the likeliest first, the declared one
 * marked; where it is not among them, that is said. */
#define BSR_TYPE_GUESS_LIST (bsr_guess_list_get_type ())
G_DECLARE_FINAL_TYPE (BsrGuessList, bsr_guess_list, BSR, GUESS_LIST, GtkWidget)

/* @declared_hs: (nullable): digits of the declared item */
void bsr_guess_list_show (BsrGuessList *list, const BsrCheckResult *result,
                          const char *declared_hs);

G_END_DECLS
