#pragma once

#include <gtk/gtk.h>
#include "bsr-station-consignment.h"

G_BEGIN_DECLS

/* One sentence on the box that is unlike the others of the open case's bill of lading; out of sight
 * where there is none. */
#define BSR_TYPE_CONSIGNMENT_LINE (bsr_consignment_line_get_type ())
G_DECLARE_FINAL_TYPE (BsrConsignmentLine, bsr_consignment_line, BSR, CONSIGNMENT_LINE, GtkWidget)

/* Asks in a worker; all (nullable). */
void bsr_consignment_line_show (BsrConsignmentLine *line, BsrStore *store, BsrCase *flagged,
                                BsrAnalysis *analysis);

/* (transfer full): the sentence. */
char *bsr_consignment_line_words (const BsrOddBox *odd);

G_END_DECLS
