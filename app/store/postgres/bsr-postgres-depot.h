#pragma once

#include "bsr-postgres-login.h"
#include "bsr-vault.h"

G_BEGIN_DECLS

/* (transfer full): the scans that lie in the database that @login leads to as large objects, over a connection of its own, made
 * when it is needed: who waits for a scan keeps nobody else waiting. */
BsrVaultDepot *bsr_postgres_depot_new (BsrPostgresLogin *login);

G_END_DECLS
