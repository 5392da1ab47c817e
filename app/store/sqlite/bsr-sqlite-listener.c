#include "bsr-sqlite-listener.h"

#include <poll.h>
#include <sqlite3.h>

/* Between two questions, ms: each reads one number of the file's shared memory. */
#define INTERVAL_MS 500

typedef struct
{
  char *path;
  sqlite3 *db;
  sqlite3_stmt *ask;
  gint64 version; /* -1: not asked yet */
} Listener;

gpointer
bsr_sqlite_listener_new (char *path)
{
  Listener *self = g_new0 (Listener, 1);
  self->path = path;
  self->version = -1;
  return self;
}

static void
hang_up (Listener *self)
{
  sqlite3_finalize (self->ask);
  sqlite3_close (self->db);
  self->ask = NULL;
  self->db = NULL;
}

/* The number that a commit of any other connection changes; -1: it cannot be asked. */
static gint64
read_version (Listener *self)
{
  if (self->ask == NULL
      && (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
              != SQLITE_OK
          || sqlite3_prepare_v2 (self->db, "PRAGMA data_version", -1, &self->ask, NULL)
                 != SQLITE_OK))
    {
      hang_up (self);
      return -1;
    }
  gint64 version
      = sqlite3_step (self->ask) == SQLITE_ROW ? sqlite3_column_int64 (self->ask, 0) : -1;
  sqlite3_reset (self->ask);
  return version;
}

BsrSqlNews
bsr_sqlite_listener_listen (gpointer listener, int wake)
{
  Listener *self = listener;
  struct pollfd end = { wake, POLLIN, 0 };
  for (;;)
    {
      gint64 before = self->version, now = read_version (self);
      if (now < 0)
        return BSR_SQL_DEAF;
      self->version = now;
      if (before >= 0 && now != before)
        return BSR_SQL_CHANGED;
      if (poll (&end, 1, INTERVAL_MS) > 0)
        return BSR_SQL_WOKEN;
    }
}

void
bsr_sqlite_listener_free (gpointer listener)
{
  Listener *self = listener;
  hang_up (self);
  g_free (self->path);
  g_free (self);
}
