#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of what a backup's folder holds. */
#define BSR_BACKUP_DATABASE "basira.db"
#define BSR_BACKUP_VAULT BSR_BACKUP_DATABASE ".vault"
#define BSR_BACKUP_CARD "backup.json"

/* What a backup must be: basira-backup/1. */
typedef struct
{
  char *store;      /* whose: see #BsrAuditHead; "" of an empty log */
  char *head;       /* hash of the last audit entry; "" */
  gint64 n_entries;
  int n_scans;
  char *database;   /* SHA-256 of its file */
} BsrBackupCard;

void bsr_backup_card_clear (BsrBackupCard *card);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BsrBackupCard, bsr_backup_card_clear)

gboolean bsr_backup_card_write (const BsrBackupCard *card, const char *folder, GError **error);
/* _UNKNOWN_KIND where @folder is no backup, _DAMAGED. */
gboolean bsr_backup_card_read (BsrBackupCard *card, const char *folder, GError **error);

G_END_DECLS
