#pragma once

#include <gtk/gtk.h>
#include "bsr-analysis.h"
#include "bsr-session.h"

G_BEGIN_DECLS

/* What the parts of the load look like, a line each: pointing at one lights it up, pressing it brings it
 * into view. Out of sight where no load was made out. */
#define BSR_TYPE_PART_LIST (bsr_part_list_get_type ())
G_DECLARE_FINAL_TYPE (BsrPartList, bsr_part_list, BSR, PART_LIST, GtkWidget)

/* @analysis: (nullable) */
void bsr_part_list_show (BsrPartList *list, BsrSession *session, BsrAnalysis *analysis);

G_END_DECLS
