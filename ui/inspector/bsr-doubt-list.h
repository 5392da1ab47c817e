#pragma once

#include <gtk/gtk.h>
#include "bsr-case.h"

G_BEGIN_DECLS

/* What of a declaration is doubtful by itself, a line each (see bsr-doubt.h), and that it is not all there is. Out
 * of sight where nothing is. Of a long list the first lines are shown, and how many more there are. */
#define BSR_TYPE_DOUBT_LIST (bsr_doubt_list_get_type ())
G_DECLARE_FINAL_TYPE (BsrDoubtList, bsr_doubt_list, BSR, DOUBT_LIST, GtkWidget)

/* Lines that are shown. */
#define BSR_DOUBT_LIST_MOST 12

/* @flagged: (nullable); @other_bill: (nullable): that has goods in its container, too */
void bsr_doubt_list_show (BsrDoubtList *list, const BsrCase *flagged, const char *other_bill);

G_END_DECLS
