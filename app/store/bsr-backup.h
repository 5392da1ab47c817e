#pragma once

#include "bsr-progress.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* Backups of an embedded store: a folder with the database ("basira.db"), its vault and what both
 * must be ("backup.json", basira-backup/1). A PostgreSQL store is backed up by its own means. */

/* What a backup holds. */
typedef struct
{
  gint64 n_entries; /* of the log */
  int n_scans;
} BsrBackupFigures;

/**
 * bsr_backup_make:
 * @to: the folder to be made; refused (_INVALID) where anything of that name is
 * @progress: (nullable)
 *
 * Copies the store as of one moment while others go on reading and writing, each scan checked
 * against its hash on the way, and notes that as an act of the store. The folder appears whole or not
 * at all; when cancelled nothing is left of it. Blocks.
 *
 * Returns: %FALSE with %BSR_ERROR_INVALID, _DAMAGED (the store's content), _UNSUPPORTED (not an
 * embedded store), _ENVIRONMENT or %G_IO_ERROR_CANCELLED
 */
gboolean bsr_backup_make (BsrStore *store, const BsrActor *actor, const char *to,
                          BsrBackupFigures *figures, BsrProgress progress, gpointer data,
                          GCancellable *cancellable, GError **error);

/**
 * bsr_backup_restore:
 * @from: the folder
 * @url: where the store shall be: "sqlite:PATH"; refused (_INVALID) where there is one
 *
 * Copies the backup to a place beside, verifies all of it there as bsr_store_verify_audit() does, notes
 * the restoring as an act, and only then gives it its name. Blocks.
 */
gboolean bsr_backup_restore (const char *from, const char *url, const BsrActor *actor,
                             BsrBackupFigures *figures, BsrProgress progress, gpointer data,
                             GCancellable *cancellable, GError **error);

/* Verifies the store at @url without changing anything of it: neither is it brought up to a newer form
 * (_UNSUPPORTED where it would have to be) nor is anything noted. SQLite's own files, PATH-wal and
 * PATH-shm, may stay beside it, empty. @n_entries: (out) (nullable) */
gboolean bsr_backup_check (const char *url, gint64 *n_entries, GError **error);

G_END_DECLS
