#pragma once

#include <glib.h>
#include <libpq-fe.h>

#include "bsr-postgres-login.h"

G_BEGIN_DECLS

/**
 * BsrPostgresLink:
 *
 * The way to a server, which may break and is then made again. One thread at a time.
 */
typedef struct _BsrPostgresLink BsrPostgresLink;

/* Connects. %BSR_ERROR_DENIED: the server asks for a password, and has got none. */
BsrPostgresLink *bsr_postgres_link_new (BsrPostgresLogin *login, GError **error);
void bsr_postgres_link_free (BsrPostgresLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrPostgresLink, bsr_postgres_link_free)

/* The connection that stands, made again where it was lost; %NULL with %BSR_ERROR_ENVIRONMENT when no server
 * answered for as long as anybody can be asked to wait. What the session before had begun on the server is
 * ended first, so that it neither goes on nor holds a lock. */
PGconn *bsr_postgres_link_get (BsrPostgresLink *link, GError **error);

/* Lets go of the connection where another one has signed in since; outside of a transaction. */
void bsr_postgres_link_renew (BsrPostgresLink *link);

/* (transfer none): whose it is. */
BsrPostgresLogin *bsr_postgres_link_login (const BsrPostgresLink *link);
/* Whether the server asked for a password. */
gboolean bsr_postgres_link_asks_password (const BsrPostgresLink *link);

/* How often the connection was made: what was prepared in an earlier one is no more. */
guint bsr_postgres_link_generation (const BsrPostgresLink *link);

/* Whether @result (nullable: none came) says that the connection is gone; lets go of it then. */
gboolean bsr_postgres_link_lost (BsrPostgresLink *link, const PGresult *result);

G_END_DECLS
