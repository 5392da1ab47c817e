#pragma once

#include "bsr-postgres-login.h"
#include "bsr-sql-driver.h"

G_BEGIN_DECLS

/* Listens to what step 6 of the ladder lets a server tell, over a connection of its own. As bsr-sql-driver.h says. */
gpointer bsr_postgres_listener_new (BsrPostgresLogin *login);
BsrSqlNews bsr_postgres_listener_listen (gpointer listener, int wake);
void bsr_postgres_listener_free (gpointer listener);

G_END_DECLS
