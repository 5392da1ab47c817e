#pragma once

#include "bsr-vault.h"

G_BEGIN_DECLS

/* (transfer full): the scans that lie in the database of @url as large objects, over a connection of its own, made
 * when it is needed: who waits for a scan keeps nobody else waiting. */
BsrVaultDepot *bsr_postgres_depot_new (const char *url);

G_END_DECLS
