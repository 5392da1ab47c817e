#pragma once

#include <gtk/gtk.h>
#include "bsr-photograph.h"

G_BEGIN_DECLS

/* Reads a photograph out of the vault, holds it against its hash and decodes it, upright, into not more
 * than @most pixels a side; in a worker. */
void bsr_photograph_picture_async (const BsrPhotograph *photograph, int most,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full): %NULL with %BSR_ERROR_DAMAGED, ... or what the decoder says. */
GdkTexture *bsr_photograph_picture_finish (GAsyncResult *result, GError **error);

G_END_DECLS
