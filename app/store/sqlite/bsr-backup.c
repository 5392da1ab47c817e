#include "bsr-backup.h"

#include <glib/gi18n-lib.h>

#include "bsr-backup-card.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-sql-store-private.h"
#include "bsr-sqlite-copy.h"
#include "bsr-sqlite.h"
#include "bsr-staging.h"
#include "bsr-vault-copy.h"

/* Shares of the whole: scans are what takes its time. */
#define DATABASE_SHARE 0.2

/* How far the whole is. */
typedef struct
{
  BsrProgress progress; /* (nullable) */
  gpointer data;
  double from, share;
} Part;

static void
part_cb (double fraction, const char *stage, gpointer data)
{
  Part *part = data;
  if (part->progress != NULL)
    part->progress (part->from + part->share * fraction, stage, part->data);
}

/* The card of the copy at @path, whose log is of an earlier moment than the store's own. */
static gboolean
fill_card (BsrBackupCard *card, BsrSql *copy, const char *path, GCancellable *cancellable,
           GError **error)
{
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (copy);
  g_autoptr (BsrRows) rows = bsr_sql_query (
      copy, error,
      "SELECT sequence, hash, (SELECT hash FROM audit WHERE sequence = 1) FROM audit"
      " ORDER BY sequence DESC LIMIT 1",
      "");
  if (rows == NULL)
    return FALSE;
  gboolean any = bsr_sql_next (copy, rows, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  card->n_entries = any ? bsr_rows_integer (rows, 0) : 0;
  card->head = g_strdup (any ? bsr_rows_text (rows, 1) : "");
  card->store = g_strdup (any ? bsr_rows_text (rows, 2) : "");
  return TRUE;
}

/* Fills the folder @staging; the card says with what. */
static gboolean
fill_folder (BsrSqlStore *store, BsrStaging *staging, BsrBackupCard *card, BsrProgress progress,
             gpointer data, GCancellable *cancellable, GError **error)
{
  Part records = { progress, data, 0.0, DATABASE_SHARE };
  Part scans = { progress, data, DATABASE_SHARE, 1.0 - DATABASE_SHARE };
  g_autofree char *folder = bsr_staging_path (staging, NULL);
  g_autofree char *path = bsr_staging_path (staging, BSR_BACKUP_DATABASE);
  g_autofree char *vault_path = bsr_staging_path (staging, BSR_BACKUP_VAULT);
  if (!bsr_sqlite_copy (bsr_sqlite_path (store->sql), path, part_cb, &records, cancellable, error))
    return FALSE;
  {
    g_autoptr (BsrSql) copy = bsr_sqlite_open_to_read (path, TRUE, error);
    BsrVault *vault = bsr_vault_new (vault_path);
    card->n_scans
        = copy != NULL && fill_card (card, copy, path, cancellable, error)
              ? bsr_vault_copy (store->vault, vault, copy, part_cb, &scans, cancellable, error)
              : -1;
    bsr_vault_free (vault);
  }
  if (card->n_scans < 0)
    return FALSE;
  card->database = bsr_file_sha256 (path, cancellable, error);
  return card->database != NULL && bsr_backup_card_write (card, folder, error)
         && bsr_staging_sync (staging, error);
}

gboolean
bsr_backup_make (BsrStore *store, const BsrActor *actor, const char *to, BsrBackupFigures *figures,
                 BsrProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && to != NULL, FALSE);

  if (!BSR_IS_SQL_STORE (store) || bsr_sql_engine (BSR_SQL_STORE (store)->sql) != BSR_SQL_SQLITE)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                           _ ("only an embedded store is backed up so: a PostgreSQL server has its "
                              "own means"));
      return FALSE;
    }
  g_autofree char *target = g_canonicalize_filename (to, NULL);
  if (g_file_test (target, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("there is something already, and no backup is ever written over it"));
      return FALSE;
    }
  g_auto (BsrBackupCard) card = { 0 };
  g_autoptr (BsrStaging) staging = bsr_staging_new (target, error);
  if (staging == NULL
      || !fill_folder (BSR_SQL_STORE (store), staging, &card, progress, data, cancellable, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  const BsrExport export = { "store", "backup", target, card.n_entries };
  g_autofree char *folder = bsr_staging_path (staging, NULL);
  if (!bsr_store_note_export (store, actor, &export, error)
      || !bsr_staging_publish (folder, target, error))
    return FALSE;
  if (figures != NULL)
    *figures = (BsrBackupFigures){ card.n_entries, card.n_scans };
  return TRUE;
}
