#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): @url without our own parameter vault=FOLDER, for libpq. @vault: (out) (transfer full)
 * (nullable): the folder. %NULL with %BSR_ERROR_INVALID: the folder has no absolute path. */
char *bsr_postgres_url_split (const char *url, char **vault, GError **error);

G_END_DECLS
