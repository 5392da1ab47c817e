#pragma once

#include <glib.h>
#include <libpq-fe.h>

#include "bsr-password.h"

G_BEGIN_DECLS

/**
 * BsrPostgresLogin:
 *
 * Where a store's server is and who signs in there, shared by all connections of one store, so that all of
 * them become another's when another one signs in. From any thread.
 */
typedef struct _BsrPostgresLogin BsrPostgresLogin;

/* @url: for libpq, with whatever it says of who signs in */
BsrPostgresLogin *bsr_postgres_login_new (const char *url);
BsrPostgresLogin *bsr_postgres_login_ref (BsrPostgresLogin *login);
void bsr_postgres_login_unref (BsrPostgresLogin *login);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrPostgresLogin, bsr_postgres_login_unref)

/* From now on @name signs in, whatever the URL says. */
void bsr_postgres_login_set (BsrPostgresLogin *login, const char *name, const BsrPassword *password);
/* How often that was said. */
guint bsr_postgres_login_generation (BsrPostgresLogin *login);

/* One attempt to connect, with what libpq is told where the URL says nothing of it. (transfer full):
 * PQstatus() tells. @generation: (out) (optional): of whom it is */
PGconn *bsr_postgres_login_connect (BsrPostgresLogin *login, guint *generation);

/* Whether the server lets @name in with @password, which it asks for: %FALSE with _INVALID where it does not,
 * _UNSUPPORTED where it asks for none, or lets people in by other means. */
gboolean bsr_postgres_login_try (BsrPostgresLogin *login, const char *name,
                                 const BsrPassword *password, GError **error);

/* (transfer full): what libpq says, in one line. */
char *bsr_postgres_login_words (PGconn *connection);

G_END_DECLS
