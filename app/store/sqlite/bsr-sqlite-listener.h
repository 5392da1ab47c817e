#pragma once

#include "bsr-sql-driver.h"

G_BEGIN_DECLS

/* Listens to a file by asking its version again and again over a connection of its own: SQLite tells nobody. As
 * bsr-sql-driver.h says. @path: (transfer full) */
gpointer bsr_sqlite_listener_new (char *path);
BsrSqlNews bsr_sqlite_listener_listen (gpointer listener, int wake);
void bsr_sqlite_listener_free (gpointer listener);

G_END_DECLS
