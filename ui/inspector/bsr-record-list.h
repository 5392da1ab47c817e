#pragma once

#include <gtk/gtk.h>
#include "bsr-dossier.h"

G_BEGIN_DECLS

/* What was decided and found so far, what stands against checks and in the library, and the views that
 * were saved, the newest first: who, when, why. Signal "show-view" (const BsrViewState*, const
 * char*): what the officer of that name saw is to be shown. */
#define BSR_TYPE_RECORD_LIST (bsr_record_list_get_type ())
G_DECLARE_FINAL_TYPE (BsrRecordList, bsr_record_list, BSR, RECORD_LIST, GtkWidget)

/* @dossier: (nullable). Returns: how many acts there are */
int bsr_record_list_show (BsrRecordList *list, BsrDossier *dossier);

G_END_DECLS
