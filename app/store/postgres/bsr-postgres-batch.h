#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/* Rows put one after the other without waiting for each answer: libpq's pipeline mode. It is used where many rows come
 * at once and nowhere else: 20,000 rows took 350 microseconds each one by one through a Unix socket, and 45 so, on a
 * machine with much else to do. An act asks what it has to know before it says the next thing. */

/* Sends the prepared statement @name with its @n @values. %FALSE: it did not go out. */
gboolean bsr_postgres_batch_send (PGconn *link, const char *name, int n, const char *const *values);

/* Waits for the answers to all that was sent. (transfer full) (nullable): the first that is no success; %NULL also
 * where the connection is lost, as PQstatus() tells. */
PGresult *bsr_postgres_batch_wait (PGconn *link);

G_END_DECLS
