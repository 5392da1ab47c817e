#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): a regular file's bytes with a NUL behind them. Blocks. %BSR_ERROR_LIMIT for more
 * than @most bytes, %BSR_ERROR_DAMAGED for what is no regular file, %BSR_ERROR_ENVIRONMENT
 * otherwise. */
char *bsr_file_load (const char *path, gsize most, gsize *length, GError **error);

G_END_DECLS
