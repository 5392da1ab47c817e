#pragma once

#include <gio/gio.h>
#include "bsr-image-decoder.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/* A scan by the path of its pixels, described by NAME.scan.json beside it where there is one.
 * Reads no pixels: without a description bsr_acquisition_assumed() (of one plane) stands until
 * the reader knows better, see bsr_scan_load(). */
BsrScan *bsr_scan_read (const char *path, GError **error);
/* The description alone. */
BsrScan *bsr_scan_from_json (const char *path_of_pixels, const char *json, gssize length,
                             GError **error);
char *bsr_scan_to_json (const BsrScan *scan);

/* The words of a basira-scan/1 file. */
const char *bsr_modality_to_string (BsrModality modality);
const char *bsr_polarity_to_string (BsrPolarity polarity);
const char *bsr_energy_name_to_string (BsrEnergyName name);

/* Where the description of @path's pixels would be: (transfer full). */
char *bsr_scan_sidecar_path (const char *path);

/* Whether the files of @scan still have the hashes that it says: reads them through; %TRUE for what it says none of.
 * %BSR_ERROR_DAMAGED where they do not. To be asked before the pixels of a scan that was stored are shown. */
gboolean bsr_scan_check (const BsrScan *scan, GCancellable *cancellable, GError **error);

/**
 * bsr_scan_load:
 * @image: (out) (transfer full): the pixels
 *
 * Reads description and pixels and makes sure that they fit each other. Blocks.
 */
BsrScan *bsr_scan_load (const char *path, BsrImage **image, GCancellable *cancellable,
                        GError **error);
/* The same, with a say in how the pixels are decoded; @decoding: (nullable). */
BsrScan *bsr_scan_load_with (const char *path, const BsrDecoding *decoding, BsrImage **image,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
