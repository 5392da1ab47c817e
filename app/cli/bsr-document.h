#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts @text into a file that appears whole or not at all. %BSR_ERROR_ENVIRONMENT, naming the
 * file, which is not always the one that the user gave. */
gboolean bsr_document_write (const char *path, const char *text, GError **error);

G_END_DECLS
