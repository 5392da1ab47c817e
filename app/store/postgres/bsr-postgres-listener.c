#include "bsr-postgres-listener.h"

#include <poll.h>

typedef struct
{
  BsrPostgresLogin *login;
  PGconn *connection; /* NULL: lost, or never made */
  gboolean was_there; /* so that something may have been missed */
} Listener;

gpointer
bsr_postgres_listener_new (BsrPostgresLogin *login)
{
  Listener *self = g_new0 (Listener, 1);
  self->login = bsr_postgres_login_ref (login);
  return self;
}

static void
hang_up (Listener *self)
{
  PQfinish (self->connection);
  self->connection = NULL;
}

static gboolean
call (Listener *self)
{
  self->connection = bsr_postgres_login_connect (self->login, NULL);
  PGresult *result = PQexec (self->connection, "LISTEN basira");
  gboolean good = PQresultStatus (result) == PGRES_COMMAND_OK;
  PQclear (result);
  if (!good)
    hang_up (self);
  return good;
}

/* Whether anything was told. */
static gboolean
take_notices (Listener *self)
{
  gboolean any = FALSE;
  for (PGnotify *notice; (notice = PQnotifies (self->connection)) != NULL; any = TRUE)
    PQfreemem (notice);
  return any;
}

BsrSqlNews
bsr_postgres_listener_listen (gpointer listener, int wake)
{
  Listener *self = listener;
  if (self->connection == NULL)
    {
      if (!call (self))
        return BSR_SQL_DEAF;
      gboolean again = self->was_there;
      self->was_there = TRUE;
      if (again)
        return BSR_SQL_CHANGED;
    }
  while (!take_notices (self))
    {
      struct pollfd ends[] = { { wake, POLLIN, 0 }, { PQsocket (self->connection), POLLIN, 0 } };
      poll (ends, G_N_ELEMENTS (ends), -1);
      if (ends[0].revents != 0)
        return BSR_SQL_WOKEN;
      if (ends[1].revents != 0 && !PQconsumeInput (self->connection))
        {
          hang_up (self);
          return BSR_SQL_DEAF;
        }
    }
  return BSR_SQL_CHANGED;
}

void
bsr_postgres_listener_free (gpointer listener)
{
  Listener *self = listener;
  hang_up (self);
  bsr_postgres_login_unref (self->login);
  g_free (self);
}
