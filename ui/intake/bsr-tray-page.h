#pragma once

#include <gtk/gtk.h>
#include "bsr-arrival-pictures.h"
#include "bsr-tray-model.h"

G_BEGIN_DECLS

/**
 * BsrTrayPage:
 *
 * One page of the tray: a list of what stands so, and the selected scan beside it. Signal "say" (string): a sentence of
 * what was done, or of why it was not.
 */
#define BSR_TYPE_TRAY_PAGE (bsr_tray_page_get_type ())
G_DECLARE_FINAL_TYPE (BsrTrayPage, bsr_tray_page, BSR, TRAY_PAGE, GtkWidget)

/* Once. @none_title, @none_text: what an empty page says */
void bsr_tray_page_set_model (BsrTrayPage *page, BsrTrayModel *model, BsrArrivalPictures *pictures,
                              const char *none_title, const char *none_text);
BsrTrayModel *bsr_tray_page_model (BsrTrayPage *page);
/* The selected scan is the one of that number. */
void bsr_tray_page_select (BsrTrayPage *page, gint64 id);

G_END_DECLS
