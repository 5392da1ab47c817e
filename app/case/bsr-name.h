#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The place of @name in @names (%NULL at the end): how the stable names of enumerations are
 * read back. -1 when it is not there or %NULL. */
int bsr_name_index (const char *const *names, const char *name);

G_END_DECLS
