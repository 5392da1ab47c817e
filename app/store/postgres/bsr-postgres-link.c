#include "bsr-postgres-link.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-error.h"

/* How long a server that does not answer is asked again before whoever waits is told: it takes some
 * seconds to start again after a crash, and minutes when it is down. Microseconds. */
#define PATIENCE_US (30 * G_USEC_PER_SEC)
/* Between two attempts, microseconds. */
#define PAUSE_US (G_USEC_PER_SEC / 10)
/* PostgreSQL 15, as PQserverVersion() counts. */
#define OLDEST_SERVER 150000

/* Acts are durable when they are acknowledged; a transaction whose station went silent lets go of
 * its locks after a minute; nobody waits longer for an act of others than 10 s, as with SQLite. */
static const char session_script[]
    = "SET search_path = public, pg_temp; SET synchronous_commit = on; SET client_encoding = "
      "'UTF8';"
      "SET standard_conforming_strings = on; SET extra_float_digits = 1; SET bytea_output = hex;"
      "SET plan_cache_mode = force_custom_plan;" /* a rare word is sought otherwise than a common one */
      "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'";

struct _BsrPostgresLink
{
  BsrPostgresLogin *login;
  PGconn *connection; /* NULL: lost */
  guint of; /* generation of @login that it was made for */
  guint generation;
  int process;   /* of the session on the server */
  char *started; /* when that began: its number may be another's later */
};

static char *
ask (PGconn *connection, const char *statement)
{
  PGresult *result = PQexec (connection, statement);
  gboolean good = PQresultStatus (result) == PGRES_TUPLES_OK && PQntuples (result) == 1;
  char *answer = good ? g_strdup (PQgetvalue (result, 0, 0)) : NULL;
  PQclear (result);
  return answer;
}

/* Ends the session before this one, where the server still has it; a session may always end those
 * of its own role. */
static void
end_former (BsrPostgresLink *link, PGconn *connection)
{
  if (link->started == NULL)
    return;
  g_autofree char *process = g_strdup_printf ("%d", link->process);
  const char *const values[] = { process, link->started };
  PQclear (PQexecParams (connection,
                         "SELECT pg_terminate_backend (pid) FROM pg_stat_activity"
                         " WHERE pid = $1::int AND backend_start = $2::timestamptz",
                         2, NULL, values, NULL, NULL, 0));
}

static gboolean
begin_session (BsrPostgresLink *link, PGconn *connection, GError **error)
{
  if (PQserverVersion (connection) < OLDEST_SERVER)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   _ ("the store's server is PostgreSQL %d: 15 or later is needed"),
                   PQserverVersion (connection) / 10000);
      return FALSE;
    }
  PGresult *result = PQexec (connection, session_script);
  gboolean good = PQresultStatus (result) == PGRES_COMMAND_OK;
  PQclear (result);
  g_autofree char *started = good ? ask (connection, "SELECT backend_start FROM pg_stat_activity"
                                                     " WHERE pid = pg_backend_pid ()")
                                  : NULL;
  if (started == NULL)
    {
      g_autofree char *why = bsr_postgres_login_words (connection);
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the store's server failed: %s"),
                   why);
      return FALSE;
    }
  end_former (link, connection);
  g_free (link->started);
  link->started = g_steal_pointer (&started);
  link->process = PQbackendPID (connection);
  link->connection = connection;
  link->generation++;
  return TRUE;
}

/* @again: whether it can help to ask again: the server is starting, stopping, or not there. */
static gboolean
try_connect (BsrPostgresLink *link, gboolean *again, GError **error)
{
  guint of;
  PGconn *connection = bsr_postgres_login_connect (link->login, &of);
  *again = FALSE;
  if (of != link->of)
    g_clear_pointer (&link->started, g_free); /* another one's, which nobody else may end */
  link->of = of;
  if (PQstatus (connection) == CONNECTION_OK && begin_session (link, connection, error))
    return TRUE;
  if (PQstatus (connection) != CONNECTION_OK)
    {
      g_autofree char *why = bsr_postgres_login_words (connection);
      /* Asking again does not help where somebody must say who he is. */
      *again = PQconnectionNeedsPassword (connection) == 0;
      g_clear_error (error);
      if (*again)
        g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                     _ ("the store's server cannot be reached: %s"), why);
      else
        g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DENIED,
                             _ ("the store's server asks for a name and a password"));
    }
  PQfinish (connection);
  return FALSE;
}

BsrPostgresLink *
bsr_postgres_link_new (BsrPostgresLogin *login, GError **error)
{
  g_return_val_if_fail (login != NULL, NULL);

  g_autoptr (BsrPostgresLink) link = g_new0 (BsrPostgresLink, 1);
  gboolean again;
  link->login = bsr_postgres_login_ref (login);
  return try_connect (link, &again, error) ? g_steal_pointer (&link) : NULL;
}

void
bsr_postgres_link_free (BsrPostgresLink *link)
{
  if (link == NULL)
    return;
  PQfinish (link->connection);
  g_free (link->started);
  bsr_postgres_login_unref (link->login);
  g_free (link);
}

PGconn *
bsr_postgres_link_get (BsrPostgresLink *link, GError **error)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  while (link->connection == NULL)
    {
      GError *problem = NULL;
      gboolean again;
      if (try_connect (link, &again, &problem))
        break;
      if (!again || g_get_monotonic_time () > end)
        {
          g_propagate_error (error, problem);
          return NULL;
        }
      g_error_free (problem);
      g_usleep (PAUSE_US);
    }
  return link->connection;
}

void
bsr_postgres_link_renew (BsrPostgresLink *link)
{
  if (link->connection == NULL || link->of == bsr_postgres_login_generation (link->login))
    return;
  PQfinish (link->connection);
  link->connection = NULL;
}

BsrPostgresLogin *
bsr_postgres_link_login (const BsrPostgresLink *link)
{
  return link->login;
}

gboolean
bsr_postgres_link_asks_password (const BsrPostgresLink *link)
{
  return link->connection != NULL && PQconnectionUsedPassword (link->connection) == 1;
}

guint
bsr_postgres_link_generation (const BsrPostgresLink *link)
{
  return link->generation;
}

/* SQLSTATE: connection exceptions; the server or an administrator ended the session, or a time
 * limit did (PostgreSQL 15, appendix A). */
static gboolean
is_end_of_session (const char *state)
{
  const char *const ends[] = { "57P01", "57P02", "57P03", "57P05", "25P03", NULL };
  return state != NULL && (g_str_has_prefix (state, "08") || g_strv_contains (ends, state));
}

gboolean
bsr_postgres_link_lost (BsrPostgresLink *link, const PGresult *result)
{
  if (link->connection == NULL)
    return TRUE;
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  if (PQstatus (link->connection) == CONNECTION_OK && !is_end_of_session (state))
    return FALSE;
  PQfinish (link->connection);
  link->connection = NULL;
  return TRUE;
}
