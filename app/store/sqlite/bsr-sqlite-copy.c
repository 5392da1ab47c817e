#include "bsr-sqlite-copy.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "bsr-error.h"

/* Pages copied between two looks at the cancellable: a megabyte of SQLite's default pages. */
#define STEP_PAGES 256
/* How long to wait for a lock, milliseconds: see bsr-sqlite.c. */
#define BUSY_TIMEOUT_MS 10000

static gboolean
failed (sqlite3 *db, GError **error)
{
  int status = sqlite3_errcode (db);
  gboolean damaged = status == SQLITE_CORRUPT || status == SQLITE_NOTADB;
  g_set_error (error, BSR_ERROR, damaged ? BSR_ERROR_DAMAGED : BSR_ERROR_ENVIRONMENT,
               damaged ? _ ("the store is damaged: %s") : _ ("the database cannot be copied: %s"),
               sqlite3_errmsg (db));
  return FALSE;
}

static gboolean
open_file (const char *path, int flags, sqlite3 **db, GError **error)
{
  if (sqlite3_open_v2 (path, db, flags | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    return sqlite3_busy_timeout (*db, BUSY_TIMEOUT_MS) == SQLITE_OK;
  return failed (*db, error);
}

static gboolean
copy_pages (sqlite3_backup *backup, sqlite3 *to, BsrProgress progress, gpointer data,
            GCancellable *cancellable, GError **error)
{
  int status = SQLITE_OK;
  while (status == SQLITE_OK)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      status = sqlite3_backup_step (backup, STEP_PAGES);
      int n = sqlite3_backup_pagecount (backup);
      if (progress != NULL && n > 0)
        progress (1.0 - (double) sqlite3_backup_remaining (backup) / n, _ ("records"), data);
    }
  if (status == SQLITE_DONE)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the database cannot be copied: %s"),
               sqlite3_errstr (status));
  return FALSE;
}

gboolean
bsr_sqlite_copy (const char *from, const char *to, BsrProgress progress, gpointer data,
                 GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (from != NULL && to != NULL, FALSE);

  sqlite3 *source = NULL, *target = NULL;
  gboolean good
      = open_file (from, SQLITE_OPEN_READWRITE, &source, error)
        && open_file (to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &target, error);
  /* A read transaction of our own keeps the moment: without it the copying would begin anew with
   * each act of another program. */
  if (good
      && sqlite3_exec (source, "BEGIN; SELECT count (*) FROM sqlite_schema", NULL, NULL, NULL)
             != SQLITE_OK)
    good = failed (source, error);
  if (good)
    {
      sqlite3_backup *backup = sqlite3_backup_init (target, "main", source, "main");
      good = backup != NULL ? copy_pages (backup, target, progress, data, cancellable, error)
                            : failed (target, error);
      if (sqlite3_backup_finish (backup) != SQLITE_OK && good)
        good = failed (target, error);
    }
  sqlite3_close (source);
  if (sqlite3_close (target) != SQLITE_OK && good)
    good = failed (target, error);
  return good;
}
