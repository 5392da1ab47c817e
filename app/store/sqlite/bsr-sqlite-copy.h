#pragma once

#include <gio/gio.h>
#include "bsr-progress.h"

G_BEGIN_DECLS

/**
 * bsr_sqlite_copy:
 * @from: an SQLite file, which others may be reading and writing
 * @to: a new file
 *
 * Copies the database as of one moment: what others write meanwhile is not in it, and nobody waits.
 * Durable on return. %BSR_ERROR_ENVIRONMENT, %BSR_ERROR_DAMAGED, %G_IO_ERROR_CANCELLED.
 */
gboolean bsr_sqlite_copy (const char *from, const char *to, BsrProgress progress, gpointer data,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
