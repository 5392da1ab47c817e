#pragma once

#include "bsr-progress.h"
#include "bsr-sql.h"
#include "bsr-vault.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* Copies every scan and photograph that the database @sql speaks of from one vault into another, each
 * held against its hashes. Returns how many scans; -1 with _DAMAGED (which one is not what was taken),
 * _ENVIRONMENT or %G_IO_ERROR_CANCELLED. */
int bsr_vault_copy (BsrVault *from, BsrVault *to, BsrSql *sql, BsrProgress progress, gpointer data,
                    GCancellable *cancellable, GError **error);

G_END_DECLS
