#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The page of preferences of the window's own drop folder: which it is, and whether it is watched. */
#define BSR_TYPE_FOLDER_PAGE (bsr_folder_page_get_type ())
G_DECLARE_FINAL_TYPE (BsrFolderPage, bsr_folder_page, BSR, FOLDER_PAGE, GtkWidget)

/* Once. @settings: of org.basira.Basira */
void bsr_folder_page_set_settings (BsrFolderPage *page, GSettings *settings);

G_END_DECLS
