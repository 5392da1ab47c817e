#pragma once

#include <gtk/gtk.h>
#include "bsr-session.h"

G_BEGIN_DECLS

/* The officer's marks on the scan; the selected one is the session's. */
#define BSR_TYPE_ANNOTATION_LIST (bsr_annotation_list_get_type ())
G_DECLARE_FINAL_TYPE (BsrAnnotationList, bsr_annotation_list, BSR, ANNOTATION_LIST, GtkWidget)

void bsr_annotation_list_set_session (BsrAnnotationList *list, BsrSession *session);

G_END_DECLS
