#pragma once

#include <gio/gio.h>
#include "bsr-image-decoder.h"

G_BEGIN_DECLS

/**
 * BsrPixelsOrigin:
 * @kind: id of the kind that the files are of ("tiff", "png", "jpeg", "dicom", "raw")
 * @confined: whether they were decoded by a process that is shut off from the computer
 */
typedef struct
{
  const char *kind;
  gboolean confined;
} BsrPixelsOrigin;

/**
 * bsr_scan_pixels_load:
 * @path: the pixels of a scan: TIFF, PNG, DICOM, or the description of raw planes (BsrRawFile)
 * @decoding: (nullable): as bsr_image_decode(); what the administrator allows is allowed besides
 * @origin: (out) (optional)
 *
 * The one way by which the program opens pixels. Blocks. Errors are those of bsr_image_decode() and
 * bsr_raw_file_read().
 */
BsrImage *bsr_scan_pixels_load (const char *path, const BsrDecoding *decoding,
                                BsrPixelsOrigin *origin, GCancellable *cancellable, GError **error);

/* The same of the @bytes of one file, which were looked at already (a photograph, held against its hash). */
BsrImage *bsr_scan_pixels_decode (GBytes *bytes, BsrPixelsOrigin *origin, GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
