#pragma once

#include "bsr-sql-driver.h"

G_BEGIN_DECLS

/* Listens to what step 6 of the ladder lets a server tell, over a connection of its own. As bsr-sql-driver.h says.
 * @url: (transfer full) */
gpointer bsr_postgres_listener_new (char *url);
BsrSqlNews bsr_postgres_listener_listen (gpointer listener, int wake);
void bsr_postgres_listener_free (gpointer listener);

G_END_DECLS
