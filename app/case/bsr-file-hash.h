#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): SHA-256 of a file's bytes, 64 lower-case hex digits. Blocks.
 * %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED. */
char *bsr_file_sha256 (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
