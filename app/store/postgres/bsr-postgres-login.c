#include "bsr-postgres-login.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"

/* What libpq is told unless the URL says otherwise: seconds to connect, and milliseconds until data
 * that nobody acknowledges is a lost connection. */
#define CONNECT_TIMEOUT "10"
/* Seconds of silence until the other end is asked whether it is there. */
#define KEEPALIVE "30"
#define USER_TIMEOUT "15000"

struct _BsrPostgresLogin
{
  gatomicrefcount references;
  GMutex lock;
  char *url;
  char *name;            /* (nullable): as the URL says */
  BsrPassword *password; /* of @name */
  guint generation;
};

BsrPostgresLogin *
bsr_postgres_login_new (const char *url)
{
  g_return_val_if_fail (url != NULL, NULL);
  BsrPostgresLogin *self = g_new0 (BsrPostgresLogin, 1);
  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->url = g_strdup (url);
  return self;
}

BsrPostgresLogin *
bsr_postgres_login_ref (BsrPostgresLogin *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
bsr_postgres_login_unref (BsrPostgresLogin *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_mutex_clear (&self->lock);
  bsr_password_free (self->password);
  g_free (self->name);
  g_free (self->url);
  g_free (self);
}

void
bsr_postgres_login_set (BsrPostgresLogin *self, const char *name, const BsrPassword *password)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->lock);
  g_free (self->name);
  bsr_password_free (self->password);
  self->name = g_strdup (name);
  self->password = bsr_password_copy (password);
  self->generation++;
}

guint
bsr_postgres_login_generation (BsrPostgresLogin *self)
{
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->lock);
  return self->generation;
}

static void
ignore_notice_cb (void *data, const PGresult *result)
{
}

/* @name: (nullable): as the URL says */
static PGconn *
connect_as (const char *url, const char *name, const BsrPassword *password)
{
  const char *const keys[] = { "connect_timeout",
                               "tcp_user_timeout",
                               "keepalives_idle",
                               "dbname",
                               "fallback_application_name",
                               name != NULL ? "user" : NULL,
                               "password",
                               NULL };
  const char *const values[]
      = { CONNECT_TIMEOUT, USER_TIMEOUT, KEEPALIVE, url, "basira", name,
          password != NULL ? bsr_password_text (password) : NULL, NULL };
  PGconn *connection = PQconnectdbParams (keys, values, TRUE);
  PQsetNoticeReceiver (connection, ignore_notice_cb, NULL);
  return connection;
}

PGconn *
bsr_postgres_login_connect (BsrPostgresLogin *self, guint *generation)
{
  g_mutex_lock (&self->lock);
  g_autofree char *name = g_strdup (self->name);
  g_autoptr (BsrPassword) password
      = self->password != NULL ? bsr_password_copy (self->password) : NULL;
  if (generation != NULL)
    *generation = self->generation;
  g_mutex_unlock (&self->lock);
  return connect_as (self->url, name, password);
}

/* What the server itself gives as the reason, without how it was reached: it says "FATAL:  …", in its own
 * language. */
static const char *
reason_in (const char *words)
{
  const char *last = g_strrstr (words, ":  ");
  return last != NULL ? last + 3 : words;
}

gboolean
bsr_postgres_login_try (BsrPostgresLogin *self, const char *name, const BsrPassword *password,
                        GError **error)
{
  PGconn *connection = connect_as (self->url, name, password);
  gboolean asked = PQconnectionUsedPassword (connection) == 1;
  gboolean in = PQstatus (connection) == CONNECTION_OK;
  g_autofree char *why = in ? NULL : bsr_postgres_login_words (connection);
  PQfinish (connection);
  if (in && asked)
    return TRUE;
  if (in)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                         _ ("the store's server asks for no password: it knows who somebody is by other "
                            "means"));
  else if (asked)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("the store's server does not let '%s' in: %s"), name, reason_in (why));
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                 _ ("the store's server cannot be reached: %s"), why);
  return FALSE;
}

char *
bsr_postgres_login_words (PGconn *connection)
{
  g_autofree char *text = g_strstrip (g_strdup (PQerrorMessage (connection)));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    g_strstrip (*line);
  return g_strjoinv ("; ", lines);
}
