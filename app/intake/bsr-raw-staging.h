#pragma once

#include "bsr-image.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/**
 * BsrRawStaging:
 *
 * Raw planes as one TIFF without loss, with their description beside it, in a folder of our own for as long
 * as this is there: the vault keeps one file (and a second energy) a scan, and of raw planes the file that
 * was named holds no pixels.
 */
typedef struct
{
  BsrScan *scan; /* never NULL: of the TIFF */
  char *folder;
} BsrRawStaging;

/* (transfer full): of the planes that the description at @path names, decoded as @image. %BSR_ERROR_ENVIRONMENT,
 * or what bsr_scan_read() says. */
BsrRawStaging *bsr_raw_staging_new (const char *path, BsrImage *image, GError **error);
/* Removes the folder. */
void bsr_raw_staging_free (BsrRawStaging *staging);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrRawStaging, bsr_raw_staging_free)

G_END_DECLS
