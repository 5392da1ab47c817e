#pragma once

#include "bsr-own-folder.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Stands above the desk while the window's own drop folder cannot be taken from: why, and a button to try again. */
#define BSR_TYPE_FOLDER_BAR (bsr_folder_bar_get_type ())
G_DECLARE_FINAL_TYPE (BsrFolderBar, bsr_folder_bar, BSR, FOLDER_BAR, GtkWidget)

/* Once. */
void bsr_folder_bar_set_folder (BsrFolderBar *bar, BsrOwnFolder *folder);

G_END_DECLS
