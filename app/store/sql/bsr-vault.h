#pragma once

#include "bsr-scan.h"

G_BEGIN_DECLS

/**
 * BsrVault:
 *
 * The store's own copies of scans: a folder beside the database with one folder for each content,
 * named by its hash ("ab/abcd…/NAME.tiff", NAME.low.png, NAME.scan.json). Files are put there
 * whole and durably, and never changed. Any thread, any number of processes.
 */
typedef struct _BsrVault BsrVault;

/**
 * BsrVaultDepot:
 *
 * A place that is no folder and keeps files by their SHA-256. Any thread. What an implementation of it begins
 * with.
 */
typedef struct _BsrVaultDepot BsrVaultDepot;

struct _BsrVaultDepot
{
  /* Keeps the file at @path, durably on return; what is kept already stays. */
  gboolean (*put) (BsrVaultDepot *depot, const char *path, const char *sha256, GError **error);
  /* Writes the file to @fd; the caller looks whether it is the right one. _DAMAGED: it is not there. */
  gboolean (*fetch) (BsrVaultDepot *depot, const char *sha256, int fd, GError **error);
  /* Whether the file is there and has that hash, read through; _DAMAGED. */
  gboolean (*verify) (BsrVaultDepot *depot, const char *sha256, GError **error);
  void (*free) (BsrVaultDepot *depot);
};

/* What lies in the vault of one scan. */
typedef struct
{
  char *name;        /* of the pixels' file as received */
  char *file;        /* of the pixels, from the vault's folder */
  char *sha256;      /* of the pixels' file */
  char *low_sha256;  /* (nullable): of NAME.low.png */
  char *description; /* (nullable): basira-scan/1 */
  char *content;     /* SHA-256 over the hashes of all of them */
} BsrVaultItem;

void bsr_vault_item_free (BsrVaultItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrVaultItem, bsr_vault_item_free)

BsrVault *bsr_vault_new (const char *folder);
/* A vault whose files lie in @depot (transfer full); @folder holds copies of those that were looked at. */
BsrVault *bsr_vault_new_remote (const char *folder, BsrVaultDepot *depot);
void bsr_vault_free (BsrVault *vault);

/**
 * bsr_vault_take:
 *
 * Copies @scan's files into the vault and makes the copies durable. What is there already is
 * kept. A scan that is described but has no description beside it gets one.
 *
 * Returns: (transfer full): what lies there now; %NULL with %BSR_ERROR_ENVIRONMENT, or
 * %BSR_ERROR_DAMAGED when @scan says another hash, or its description cannot be read
 */
BsrVaultItem *bsr_vault_take (BsrVault *vault, const BsrScan *scan, GError **error);

/* The same for one file that is no scan; its content is the file's own hash, and nothing lies
 * beside it. */
BsrVaultItem *bsr_vault_take_file (BsrVault *vault, const char *from, GError **error);

/* (transfer full): the absolute path of @file. */
char *bsr_vault_path (BsrVault *vault, const char *file);

/* Whether the files of @item are there. %BSR_ERROR_DAMAGED says which is not. */
gboolean bsr_vault_has (BsrVault *vault, const BsrVaultItem *item, GError **error);
/* Whether they are what was taken, byte for byte: reads them through. */
gboolean bsr_vault_verify (BsrVault *vault, const BsrVaultItem *item, GError **error);

G_END_DECLS
