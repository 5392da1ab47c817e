#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bsr_private_file_open:
 * @path: of a file with a secret in it
 *
 * Opens it for reading where nobody but its owner may read it, and that is who runs the program.
 *
 * Returns: a descriptor, to be closed; -1 with %BSR_ERROR_ENVIRONMENT, or %BSR_ERROR_INVALID where others could
 * know the secret
 */
int bsr_private_file_open (const char *path, GError **error);

G_END_DECLS
