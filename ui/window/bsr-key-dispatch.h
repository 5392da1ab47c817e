#pragma once

#include "bsr-key-map.h"
#include "bsr-scan-view.h"

G_BEGIN_DECLS

/* Makes the keys of @window do what @keys says: actions of the view are asked of @view, all others of
 * @target, the main window (@window itself, or the one that it belongs to). Writing comes first: in a
 * field that is written in, no letter and no editing key is taken away. A tool's key that is held gives
 * the tool back when it comes up. Once for each window. */
void bsr_key_dispatch_attach (GtkWindow *window, GtkWidget *target, BsrScanView *view,
                              BsrKeyMap *keys);

/* Whether the keys of a window that has some do anything, which they do at first. */
void bsr_key_dispatch_set_awake (GtkWindow *window, gboolean awake);

G_END_DECLS
