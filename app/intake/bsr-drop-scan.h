#pragma once

#include <gio/gio.h>
#include "bsr-drop-removal.h"
#include "bsr-raw-staging.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/**
 * BsrDropScan:
 *
 * One scan of a drop folder that can be shown, as it is about to be put into the vault.
 */
typedef struct
{
  BsrScan *scan;           /* never NULL: sha256 (and low_sha256) set, of the bytes that were decoded */
  BsrDropRemoval *removal; /* never NULL: of the files that the vault will hold; those of raw planes are none */
  BsrRawStaging *staging;  /* (nullable): where scan->path lies, of raw planes */
} BsrDropScan;

void bsr_drop_scan_free (BsrDropScan *scan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrDropScan, bsr_drop_scan_free)

/**
 * bsr_drop_scan_load:
 * @path: of the pixels in the drop folder
 *
 * Decodes a scan, as it will be decoded whenever it is opened, and hashes its files. Raw planes become a TIFF without
 * loss, for the vault keeps one file (and a second energy) a scan. Blocks.
 *
 * Returns: (transfer full): %NULL with what bsr_scan_load() says; %BSR_ERROR_CONFLICT: somebody changed a file
 * meanwhile
 */
BsrDropScan *bsr_drop_scan_load (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
