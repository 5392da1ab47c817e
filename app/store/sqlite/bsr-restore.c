#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "bsr-backup-card.h"
#include "bsr-backup.h"
#include "bsr-error.h"
#include "bsr-file-hash.h"
#include "bsr-sql-store-private.h"
#include "bsr-sqlite-schema.h"
#include "bsr-sqlite-store.h"
#include "bsr-sqlite.h"
#include "bsr-staging.h"
#include "bsr-vault-copy.h"

/* Where an embedded store lies; %NULL with %BSR_ERROR_UNSUPPORTED. */
static char *
path_of_url (const char *url, GError **error)
{
  g_autofree char *chosen = url != NULL ? g_strdup (url) : bsr_store_default_url ();
  if (g_str_has_prefix (chosen, BSR_SQLITE_SCHEME))
    return g_canonicalize_filename (chosen + strlen (BSR_SQLITE_SCHEME), NULL);
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
               _ ("'%s' is no embedded store: a PostgreSQL server has its own means"), chosen);
  return NULL;
}

/* Nothing of a store may be there yet. */
static gboolean
is_free (const char *path, GError **error)
{
  static const char *const parts[] = { "", "-wal", "-shm", ".vault" };
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (path, parts[i], NULL);
      if (!g_file_test (part, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        continue;
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("there is a store already, or a part of one: nothing is restored over %s"), part);
      return FALSE;
    }
  return TRUE;
}

/* Copies the backup's database and holds it against its card. */
static gboolean
copy_database (const char *from, const char *to, const BsrBackupCard *card,
               GCancellable *cancellable, GError **error)
{
  GError *problem = NULL;
  g_autofree char *path = g_build_filename (from, BSR_BACKUP_DATABASE, NULL);
  g_autoptr (GFile) source = g_file_new_for_path (path), target = g_file_new_for_path (to);
  if (!g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL,
                    &problem))
    {
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, problem);
      else
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the backup cannot be copied: %s"),
                       problem->message);
          g_error_free (problem);
        }
      return FALSE;
    }
  g_chmod (to, 0600); /* as the store makes it: for its owner alone */
  g_autofree char *found = bsr_file_sha256 (to, cancellable, error);
  if (found == NULL || g_str_equal (found, card->database))
    return found != NULL;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                       _ ("the backup's database is not the one that was written: it was changed"));
  return FALSE;
}

/* The database is a store, and brought up to this program's form, before it is asked what it has. */
static gboolean
copy_vault (const char *from, BsrStaging *staging, const char *database, const BsrBackupCard *card,
            BsrProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *to_path = bsr_staging_path (staging, BSR_BACKUP_VAULT);
  g_autofree char *from_path = g_build_filename (from, BSR_BACKUP_VAULT, NULL);
  g_autoptr (BsrStore) store = bsr_sqlite_store_open (database, error);
  if (store == NULL)
    return FALSE;
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  BsrVault *source = bsr_vault_new (from_path), *target = bsr_vault_new (to_path);
  int n = bsr_vault_copy (source, target, sql, progress, data, cancellable, error);
  bsr_vault_free (source);
  bsr_vault_free (target);
  if (n < 0 || n == card->n_scans)
    return n >= 0;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, _ ("the backup has %d scans, not %d"), n,
               card->n_scans);
  return FALSE;
}

/* Verifies what lies in the staging folder and notes that it was restored. */
static gboolean
verify_and_note (const char *database, const char *from, const BsrActor *actor,
                 const BsrBackupCard *card, GError **error)
{
  gint64 n_entries = 0;
  g_auto (BsrAuditHead) head = { 0 };
  g_autoptr (BsrStore) store = bsr_sqlite_store_open (database, error);
  if (store == NULL || !bsr_store_verify_audit (store, &n_entries, error)
      || !bsr_store_read_head (store, &head, error))
    return FALSE;
  if (n_entries == card->n_entries && g_strcmp0 (head.hash != NULL ? head.hash : "", card->head) == 0)
    return bsr_store_note_restore (store, actor, from, error);
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("the backup's log has %lld entries and does not end as its card says"),
               (long long) n_entries);
  return FALSE;
}

/* The scans first: a database is a store, and must have them. */
static gboolean
publish (BsrStaging *staging, const char *database, const char *path, GError **error)
{
  g_autofree char *vault = bsr_staging_path (staging, BSR_BACKUP_VAULT);
  g_autofree char *vault_target = g_strconcat (path, ".vault", NULL);
  gboolean has_vault = g_file_test (vault, G_FILE_TEST_IS_DIR);
  if (has_vault && !bsr_staging_publish (vault, vault_target, error))
    return FALSE;
  if (bsr_staging_publish (database, path, error))
    return TRUE;
  if (has_vault)
    g_rename (vault_target, vault);
  return FALSE;
}

gboolean
bsr_backup_restore (const char *from, const char *url, const BsrActor *actor,
                    BsrBackupFigures *figures, BsrProgress progress, gpointer data,
                    GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (from != NULL && actor != NULL, FALSE);

  g_auto (BsrBackupCard) card = { 0 };
  g_autofree char *source = g_canonicalize_filename (from, NULL);
  g_autofree char *path = path_of_url (url, error);
  if (path == NULL || !bsr_backup_card_read (&card, source, error) || !is_free (path, error))
    return FALSE;
  g_autofree char *parent = g_path_get_dirname (path);
  if (g_mkdir_with_parents (parent, 0700) != 0)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the store's folder cannot be made: %s"),
                   g_strerror (errno));
      return FALSE;
    }
  g_autoptr (BsrStaging) staging = bsr_staging_new (path, error);
  if (staging == NULL)
    return FALSE;
  g_autofree char *database = bsr_staging_path (staging, BSR_BACKUP_DATABASE);
  if (!copy_database (source, database, &card, cancellable, error)
      || !copy_vault (source, staging, database, &card, progress, data, cancellable, error)
      || !verify_and_note (database, source, actor, &card, error)
      || !bsr_staging_sync (staging, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !publish (staging, database, path, error))
    return FALSE;
  if (figures != NULL)
    *figures = (BsrBackupFigures){ card.n_entries, card.n_scans };
  return TRUE;
}

/* With others at it; or, where not even the files that this needs can be put beside the store, as it
 * lies. */
static BsrSql *
open_unchanged (const char *path, GError **error)
{
  for (int alone = 0;; alone++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (BsrSql) sql = bsr_sqlite_open_to_read (path, alone, &problem);
      if (sql != NULL && bsr_sqlite_schema_is_newest (sql, &problem))
        return g_steal_pointer (&sql);
      if (alone || !g_error_matches (problem, BSR_ERROR, BSR_ERROR_ENVIRONMENT))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
}

gboolean
bsr_backup_check (const char *url, gint64 *n_entries, GError **error)
{
  g_autofree char *path = path_of_url (url, error);
  g_autoptr (BsrSql) sql = path != NULL ? open_unchanged (path, error) : NULL;
  if (sql == NULL)
    return FALSE;
  g_autofree char *vault = g_strconcat (path, ".vault", NULL);
  g_autoptr (BsrStore) store
      = bsr_sql_store_new (g_steal_pointer (&sql), bsr_vault_new (vault), NULL);
  return bsr_store_verify_audit (store, n_entries, error);
}
