#include "bsr-postgres.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-postgres-batch.h"
#include "bsr-postgres-link.h"
#include "bsr-postgres-listener.h"
#include "bsr-postgres-roles.h"
#include "bsr-postgres-words.h"
#include "bsr-sql-driver.h"

/* Acts of all programs follow one another, so that each finds the entry before its own: under a
 * lock that is no table's and no row's, because those take privileges to change records, which
 * nobody has. "BSRA". */
#define ACT_LOCK "1112756801"
/* A connection that is lost this often in a row is lost by what is asked. */
#define MOST_REPEATS 3
/* Rows that a walk fetches at once. */
#define FETCH "512"
/* Rows that are put before the server is asked for its answers. */
#define BATCH 200
/* Long enough for every number. */
#define NUMBER_SIZE 32

typedef struct
{
  BsrSql parent;
  BsrPostgresLink *link;
  GHashTable *statements; /* const char * (by address) -> name; of the link's generation */
  guint generation, n_walks, n_unsettled;
  gboolean in_transaction, broken; /* the link broke within it */
} Connection;

typedef struct
{
  BsrRows parent;
  PGresult *result;
  int row;
  char *fetch; /* (nullable): brings the rows after those of @result */
} Rows;

static Connection *
connection_of (BsrSql *sql)
{
  return (Connection *) sql;
}

static void
close_connection (BsrSql *sql)
{
  Connection *self = connection_of (sql);
  bsr_postgres_link_free (self->link);
  g_hash_table_unref (self->statements);
  bsr_sql_clear (sql);
  g_free (self);
}

static gboolean
lost (GError **error)
{
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                       _ ("the connection to the store's server was lost"));
  return FALSE;
}

/* The connection to ask; %NULL with @error, also where the transaction is lost. */
static PGconn *
get_link (Connection *self, GError **error)
{
  if (self->broken)
    {
      lost (error);
      return NULL;
    }
  if (!self->in_transaction)
    bsr_postgres_link_renew (self->link);
  PGconn *link = bsr_postgres_link_get (self->link, error);
  if (link != NULL && self->generation != bsr_postgres_link_generation (self->link))
    {
      g_hash_table_remove_all (self->statements);
      self->generation = bsr_postgres_link_generation (self->link);
    }
  return link;
}

/* Whether @result, which ends here when it is not, is good. */
static gboolean
is_good (Connection *self, PGresult *result, gboolean *was_lost, GError **error)
{
  ExecStatusType status = PQresultStatus (result);
  *was_lost = FALSE;
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
    return TRUE;
  *was_lost = bsr_postgres_link_lost (self->link, result);
  self->broken = *was_lost && self->in_transaction;
  if (*was_lost)
    lost (error);
  else
    bsr_postgres_words_set (error, result);
  PQclear (result);
  return FALSE;
}

/* Runs @script, once more where the connection turned out to be lost and it began nothing.
 * (transfer full) */
static PGresult *
run_script (Connection *self, const char *script, gboolean repeat, GError **error)
{
  gboolean was_lost = FALSE;
  for (int i = 0;; i++)
    {
      GError *problem = NULL;
      PGconn *link = get_link (self, error);
      if (link == NULL)
        return NULL;
      PGresult *result = PQexec (link, script);
      if (is_good (self, result, &was_lost, &problem))
        return result;
      if (!was_lost || !repeat || i == MOST_REPEATS)
        {
          g_propagate_error (error, problem);
          return NULL;
        }
      g_error_free (problem);
    }
}

static gboolean
execute (BsrSql *sql, const char *script, GError **error)
{
  PGresult *result = run_script (connection_of (sql), script, FALSE, error);
  PQclear (result);
  return result != NULL;
}

static void
rollback (BsrSql *sql)
{
  Connection *self = connection_of (sql);
  if (self->in_transaction && !self->broken)
    {
      PGresult *result = run_script (self, "ROLLBACK", FALSE, NULL);
      PQclear (result);
    }
  self->in_transaction = self->broken = FALSE;
}

static gboolean
begin (BsrSql *sql, BsrSqlAccess access, GError **error)
{
  static const char *const scripts[] = {
    [BSR_SQL_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    [BSR_SQL_WRITE] = "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE",
    [BSR_SQL_ACT] = "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE;"
                    "SELECT pg_advisory_xact_lock (" ACT_LOCK ")",
  };
  Connection *self = connection_of (sql);
  PGresult *result = run_script (self, scripts[access], TRUE, error);
  PQclear (result);
  self->in_transaction = result != NULL;
  if (result == NULL) /* the lock was not to be had in the transaction that had begun */
    PQclear (run_script (self, "ROLLBACK", FALSE, NULL));
  return result != NULL;
}

static gboolean
commit (BsrSql *sql, GError **error)
{
  Connection *self = connection_of (sql);
  PGresult *result = run_script (self, "COMMIT", FALSE, error);
  if (result == NULL)
    return FALSE;
  /* A transaction in which a statement failed "commits" by being rolled back. */
  gboolean committed = g_str_equal (PQcmdStatus (result), "COMMIT");
  PQclear (result);
  self->in_transaction = FALSE;
  if (!committed)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                         _ ("the store's server took nothing of the act"));
  return committed;
}

static gboolean
is_cut (BsrSql *sql)
{
  return connection_of (sql)->broken;
}

/* OIDs of bigint, text and double precision: src/include/catalog/pg_type.dat of PostgreSQL. */
static Oid
oid_of (char type)
{
  return type == 'i' || type == 'I' ? 20 : type == 't' ? 25 : 701;
}

/* The name under which @text is prepared; %NULL with @error. */
static const char *
prepare (Connection *self, PGconn *link, const char *text, const char *types, gboolean *was_lost,
         GError **error)
{
  const char *known = g_hash_table_lookup (self->statements, text);
  if (known != NULL)
    return known;
  int n = (int) strlen (types);
  g_autofree Oid *oids = g_new (Oid, n);
  for (int i = 0; i < n; i++)
    oids[i] = oid_of (types[i]);
  g_autofree char *numbered = bsr_postgres_words_number (text);
  g_autofree char *name = g_strdup_printf ("s%u", g_hash_table_size (self->statements));
  PGresult *result = PQprepare (link, name, numbered, n, oids);
  if (!is_good (self, result, was_lost, error))
    return NULL;
  PQclear (result);
  known = name;
  g_hash_table_insert (self->statements, (gpointer) text, g_steal_pointer (&name));
  return known;
}

/* The value as PostgreSQL reads it, in @room where that is needed; %NULL: null. */
static const char *
write_value (char type, const BsrSqlValue *value, char room[NUMBER_SIZE])
{
  if (type == 't')
    return value->text;
  if (type == 'r' && isnan (value->real))
    return NULL;
  if (type == 'r') /* + 0.0: there is no negative zero in SQLite either */
    return g_ascii_formatd (room, NUMBER_SIZE, "%.17g", value->real + 0.0);
  if (type == 'I' && value->number == NULL)
    return NULL;
  g_snprintf (room, NUMBER_SIZE, "%" G_GINT64_FORMAT,
              type == 'I' ? *value->number : value->integer);
  return room;
}

/* All of them; @room: (out) (transfer full): where numbers lie. (transfer container) */
static const char **
write_values (const char *types, const BsrSqlValue *values, char **room)
{
  gsize n = strlen (types);
  const char **written = g_new (const char *, n);
  *room = g_malloc (n * NUMBER_SIZE);
  for (gsize i = 0; i < n; i++)
    written[i] = write_value (types[i], &values[i], *room + i * NUMBER_SIZE);
  return written;
}

/* One attempt. */
static PGresult *
run_prepared (Connection *self, const char *text, const char *types, const BsrSqlValue *values,
              gboolean *was_lost, GError **error)
{
  *was_lost = FALSE;
  PGconn *link = get_link (self, error);
  const char *name = link != NULL ? prepare (self, link, text, types, was_lost, error) : NULL;
  if (name == NULL)
    return NULL;
  g_autofree char *room = NULL;
  g_autofree const char **written = write_values (types, values, &room);
  PGresult *result = PQexecPrepared (link, name, (int) strlen (types), written, NULL, NULL, 0);
  return is_good (self, result, was_lost, error) ? result : NULL;
}

static gboolean
settle (BsrSql *sql, GError **error)
{
  Connection *self = connection_of (sql);
  gboolean was_lost;
  self->n_unsettled = 0;
  PGconn *link = get_link (self, error);
  if (link == NULL)
    return FALSE;
  PGresult *bad = bsr_postgres_batch_wait (link);
  if (bad == NULL && PQstatus (link) == CONNECTION_OK)
    return TRUE;
  return is_good (self, bad, &was_lost, error); /* it is not */
}

static gboolean
put (BsrSql *sql, const char *text, const char *types, const BsrSqlValue *values, GError **error)
{
  Connection *self = connection_of (sql);
  gboolean was_lost;
  PGconn *link = get_link (self, error);
  const char *name = link != NULL ? prepare (self, link, text, types, &was_lost, error) : NULL;
  if (name == NULL)
    return FALSE;
  g_autofree char *room = NULL;
  g_autofree const char **written = write_values (types, values, &room);
  if (bsr_postgres_batch_send (link, name, (int) strlen (types), written)
      && ++self->n_unsettled < BATCH)
    return TRUE;
  return settle (sql, error);
}

/* Whether @text changes nothing, so that it can be said twice. */
static gboolean
only_reads (const char *text)
{
  return g_str_has_prefix (text, "SELECT") || g_str_has_prefix (text, "WITH");
}

static BsrRows *
rows_new (BsrSql *sql, PGresult *result, char *fetch)
{
  Rows *rows = g_new (Rows, 1);
  *rows = (Rows){ { sql }, result, -1, fetch };
  return &rows->parent;
}

static BsrRows *
query (BsrSql *sql, const char *text, const char *types, const BsrSqlValue *values, GError **error)
{
  Connection *self = connection_of (sql);
  for (int i = 0;; i++)
    {
      GError *problem = NULL;
      gboolean was_lost;
      PGresult *result = run_prepared (self, text, types, values, &was_lost, &problem);
      if (result != NULL)
        return rows_new (sql, result, NULL);
      if (!was_lost || self->in_transaction || !only_reads (text) || i == MOST_REPEATS)
        {
          g_propagate_error (error, problem);
          return NULL;
        }
      g_error_free (problem);
    }
}

static BsrRows *
walk (BsrSql *sql, const char *text, GError **error)
{
  Connection *self = connection_of (sql);
  g_return_val_if_fail (self->in_transaction, NULL);
  guint number = self->n_walks++;
  g_autofree char *declare
      = g_strdup_printf ("DECLARE walk%u NO SCROLL CURSOR FOR %s", number, text);
  g_autofree char *fetch = g_strdup_printf ("FETCH " FETCH " FROM walk%u", number);
  if (!execute (sql, declare, error))
    return NULL;
  PGresult *result = run_script (self, fetch, FALSE, error);
  return result != NULL ? rows_new (sql, result, g_steal_pointer (&fetch)) : NULL;
}

static gboolean
next (BsrRows *base, GError **error)
{
  Rows *rows = (Rows *) base;
  if (++rows->row < PQntuples (rows->result))
    return TRUE;
  if (rows->fetch == NULL || PQntuples (rows->result) == 0)
    return FALSE;
  PGresult *more = run_script (connection_of (base->sql), rows->fetch, FALSE, error);
  if (more == NULL)
    return FALSE;
  PQclear (rows->result);
  rows->result = more;
  rows->row = 0;
  return PQntuples (more) > 0;
}

/* A walk's cursor ends with its transaction. */
static void
end (BsrRows *base)
{
  Rows *rows = (Rows *) base;
  PQclear (rows->result);
  g_free (rows->fetch);
  g_free (rows);
}

static const char *
text (BsrRows *base, int column)
{
  Rows *rows = (Rows *) base;
  return PQgetisnull (rows->result, rows->row, column)
             ? NULL
             : PQgetvalue (rows->result, rows->row, column);
}

static gint64
integer (BsrRows *base, int column)
{
  const char *digits = text (base, column);
  if (digits == NULL)
    return 0;
  return *digits == 't' ? 1 : g_ascii_strtoll (digits, NULL, 10);
}

static double
real (BsrRows *base, int column)
{
  return g_ascii_strtod (text (base, column), NULL);
}

/* OIDs of boolean, the integers, and the numbers with fractions: as above. */
static BsrSqlKind
kind (BsrRows *base, int column)
{
  Rows *rows = (Rows *) base;
  if (PQgetisnull (rows->result, rows->row, column))
    return BSR_SQL_NULL;
  switch (PQftype (rows->result, column))
    {
    case 16:
    case 20:
    case 21:
    case 23:
      return BSR_SQL_INTEGER;
    case 700:
    case 701:
    case 1700:
      return BSR_SQL_REAL;
    default:
      return BSR_SQL_TEXT;
    }
}

static gsize
size (BsrRows *base, int column)
{
  Rows *rows = (Rows *) base;
  return (gsize) PQgetlength (rows->result, rows->row, column);
}

static int
n_columns (BsrRows *base)
{
  return PQnfields (((Rows *) base)->result);
}

static gpointer
begin_listening (BsrSql *sql)
{
  return bsr_postgres_listener_new (bsr_postgres_link_login (connection_of (sql)->link));
}

static gboolean
try_password (BsrSql *sql, const char *name, const BsrPassword *password, GError **error)
{
  return bsr_postgres_login_try (bsr_postgres_link_login (connection_of (sql)->link), name, password,
                                 error);
}

static BsrAccount *
enter (BsrSql *sql, const char *name, const BsrPassword *password, GError **error)
{
  bsr_postgres_login_set (bsr_postgres_link_login (connection_of (sql)->link), name, password);
  return bsr_postgres_roles_account (sql, error);
}

static gboolean
asks_password (BsrSql *sql)
{
  return bsr_postgres_link_asks_password (connection_of (sql)->link);
}

static const BsrSqlDriver driver = {
  .engine = BSR_SQL_POSTGRESQL,
  .close = close_connection,
  .begin = begin,
  .commit = commit,
  .rollback = rollback,
  .is_cut = is_cut,
  .execute = execute,
  .query = query,
  .put = put,
  .settle = settle,
  .walk = walk,
  .next = next,
  .end = end,
  .text = text,
  .integer = integer,
  .real = real,
  .kind = kind,
  .size = size,
  .n_columns = n_columns,
  .begin_listening = begin_listening,
  .listen = bsr_postgres_listener_listen,
  .end_listening = bsr_postgres_listener_free,
  .try_password = try_password,
  .enter = enter,
  .asks_password = asks_password,
};

BsrSql *
bsr_postgres_open (const char *url, GError **error)
{
  g_autoptr (BsrPostgresLogin) login = bsr_postgres_login_new (url);
  return bsr_postgres_open_login (login, error);
}

BsrSql *
bsr_postgres_open_login (BsrPostgresLogin *login, GError **error)
{
  g_return_val_if_fail (login != NULL, NULL);

  BsrPostgresLink *link = bsr_postgres_link_new (login, error);
  if (link == NULL)
    return NULL;
  Connection *self = g_new0 (Connection, 1);
  bsr_sql_init (&self->parent, &driver);
  self->link = link;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return &self->parent;
}
