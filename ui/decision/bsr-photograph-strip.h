#pragma once

#include <gtk/gtk.h>
#include "bsr-dossier.h"

G_BEGIN_DECLS

/**
 * BsrPhotographStrip:
 *
 * The photographs of a case as small pictures that open in a window of their own, and a button to add
 * some; a picture file that is dropped here is added too. In sight from the decision to examine on, and
 * wherever there is a photograph.
 */
#define BSR_TYPE_PHOTOGRAPH_STRIP (bsr_photograph_strip_get_type ())
G_DECLARE_FINAL_TYPE (BsrPhotographStrip, bsr_photograph_strip, BSR, PHOTOGRAPH_STRIP, GtkWidget)

/* @dossier: (nullable) */
void bsr_photograph_strip_set_dossier (BsrPhotographStrip *strip, BsrDossier *dossier);
/* How many are shown. */
guint bsr_photograph_strip_n_shown (BsrPhotographStrip *strip);

G_END_DECLS
