#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes @content to @path in a worker, as a whole or not at all; makes the folder. */
void bsr_whole_file_write_async (const char *path, GBytes *content, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean bsr_whole_file_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
