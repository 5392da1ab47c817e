#include "bsr-postgres-depot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "bsr-error.h"
#include "bsr-postgres.h"

/* Bytes that travel at once. */
#define CHUNK ((gint64) 1 << 20)

/* A connection that is cut this often in one file is cut by something that goes on. */
#define MOST_TIMES 5

typedef struct
{
  BsrVaultDepot parent;
  BsrPostgresLogin *login;
  GMutex lock;
  BsrSql *sql; /* NULL: not needed yet */
} Depot;

static gboolean
damaged (GError **error)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("its files are not all in the vault"));
  return FALSE;
}

static gboolean
connect_depot (Depot *self, GError **error)
{
  if (self->sql == NULL)
    self->sql = bsr_postgres_open_login (self->login, error);
  return self->sql != NULL;
}

/* The one text that @rows (transfer full) (nullable) answer; %FALSE with @error. */
static gboolean
take_text (BsrSql *sql, BsrRows *to_end, char **text, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = to_end;
  if (rows == NULL)
    return FALSE;
  *text = bsr_sql_next (sql, rows, &problem) ? g_strdup (bsr_rows_text (rows, 0)) : NULL;
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* The hash that the content which is kept as @sha256 has; %NULL: nothing is, or it ends elsewhere
 * than is said beside it. */
#define HASH_OF_WHOLE                                                                              \
  "SELECT vault_hash (sha256) FROM vault_files WHERE sha256 = ?"                                   \
  " AND length (decode (vault_read (sha256, size - 1, 2), 'base64')) = 1"

static gboolean
read_hash (BsrSql *sql, const char *sha256, char **found, GError **error)
{
  return take_text (sql, bsr_sql_query (sql, error, HASH_OF_WHOLE, "t", sha256), found, error);
}

/* Sends the file @fd into the object. */
static gboolean
send (BsrSql *sql, int fd, gint64 object, GError **error)
{
  g_autofree guint8 *chunk = g_malloc ((gsize) CHUNK);
  ssize_t n;
  for (gint64 place = 0; (n = pread (fd, chunk, (gsize) CHUNK, place)) != 0; place += MAX (n, 0))
    {
      if (n < 0 && errno != EINTR)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s",
                       _ ("the scan cannot be read"), g_strerror (errno));
          return FALSE;
        }
      if (n < 0)
        continue;
      g_autofree char *bytes = g_base64_encode (chunk, (gsize) n);
      if (!bsr_sql_run (sql, error, "SELECT vault_add (?, ?, ?)", "iit", object, place, bytes))
        return FALSE;
    }
  return TRUE;
}

/* @again: whether the connection was cut: what was kept already is kept once, so that it can be
 * done again. */
static gboolean
try_put (BsrSql *sql, int fd, const char *sha256, gboolean *again, GError **error)
{
  gint64 object = 0;
  *again = FALSE;
  if (!bsr_sql_begin (sql, BSR_SQL_WRITE, error))
    return FALSE;
  gboolean good = bsr_sql_number (sql, "SELECT vault_begin ()", &object, error)
                  && send (sql, fd, object, error)
                  && bsr_sql_run (sql, error, "SELECT vault_keep (?, ?)", "it", object, sha256)
                  && bsr_sql_commit (sql, error);
  *again = bsr_sql_is_cut (sql);
  bsr_sql_rollback (sql);
  return good;
}

static gboolean
put_new (BsrSql *sql, int fd, const char *sha256, GError **error)
{
  GError *problem = NULL;
  gboolean again;
  for (int i = 0; !try_put (sql, fd, sha256, &again, &problem); i++)
    {
      if (!again || i == MOST_TIMES)
        {
          g_propagate_error (error, problem);
          return FALSE;
        }
      g_clear_error (&problem);
    }
  return TRUE;
}

static gboolean
put (BsrVaultDepot *depot, const char *path, const char *sha256, GError **error)
{
  Depot *self = (Depot *) depot;
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->lock);
  g_autofree char *found = NULL;
  if (!connect_depot (self, error) || !read_hash (self->sql, sha256, &found, error))
    return FALSE;
  if (g_strcmp0 (found, sha256) == 0)
    return TRUE;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s", _ ("the scan cannot be read"),
                   g_strerror (errno));
      return FALSE;
    }
  gboolean good = put_new (self->sql, fd, sha256, error);
  close (fd);
  return good;
}

static gboolean
write_chunk (int fd, const char *base64, gsize *n, GError **error)
{
  g_autofree guchar *bytes = g_base64_decode (base64, n);
  gsize written = 0;
  while (written < *n)
    {
      ssize_t more = write (fd, bytes + written, *n - written);
      if (more < 0 && errno != EINTR)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s",
                       _ ("the scan cannot be copied out of the vault"), g_strerror (errno));
          return FALSE;
        }
      written += (gsize) MAX (more, 0);
    }
  return TRUE;
}

static gboolean
fetch (BsrVaultDepot *depot, const char *sha256, int fd, GError **error)
{
  Depot *self = (Depot *) depot;
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->lock);
  if (!connect_depot (self, error))
    return FALSE;
  gsize n = 1;
  for (gint64 place = 0; n > 0; place += (gint64) n)
    {
      g_autofree char *base64 = NULL;
      if (!take_text (self->sql,
                      bsr_sql_query (self->sql, error, "SELECT vault_read (?, ?, ?)", "tii", sha256,
                                     place, CHUNK),
                      &base64, error))
        return FALSE;
      if (base64 == NULL)
        return damaged (error);
      if (!write_chunk (fd, base64, &n, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
verify (BsrVaultDepot *depot, const char *sha256, GError **error)
{
  Depot *self = (Depot *) depot;
  g_autoptr (GMutexLocker) lock = g_mutex_locker_new (&self->lock);
  g_autofree char *found = NULL;
  if (!connect_depot (self, error) || !read_hash (self->sql, sha256, &found, error))
    return FALSE;
  if (found == NULL)
    return damaged (error);
  if (g_str_equal (found, sha256))
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("its files in the vault are not those that were taken"));
  return FALSE;
}

static void
depot_free (BsrVaultDepot *depot)
{
  Depot *self = (Depot *) depot;
  bsr_sql_close (self->sql);
  g_mutex_clear (&self->lock);
  bsr_postgres_login_unref (self->login);
  g_free (self);
}

BsrVaultDepot *
bsr_postgres_depot_new (BsrPostgresLogin *login)
{
  Depot *self = g_new0 (Depot, 1);
  self->parent = (BsrVaultDepot){ put, fetch, verify, depot_free };
  self->login = bsr_postgres_login_ref (login);
  g_mutex_init (&self->lock);
  return &self->parent;
}
