#pragma once

#include <gtk/gtk.h>
#include "bsr-dossier.h"

G_BEGIN_DECLS

/**
 * BsrReferenceRow:
 *
 * Whether the load of a case that was found as declared is a reference of the station's library, and
 * who confirmed it; in sight only for such a case. A supervisor confirms it by name and anybody may
 * withdraw it with a reason; where the store refuses that, the row says why and keeps what was
 * written.
 */
#define BSR_TYPE_REFERENCE_ROW (bsr_reference_row_get_type ())
G_DECLARE_FINAL_TYPE (BsrReferenceRow, bsr_reference_row, BSR, REFERENCE_ROW, GtkWidget)

/* @dossier: (nullable) */
void bsr_reference_row_set_dossier (BsrReferenceRow *row, BsrDossier *dossier);

G_END_DECLS
