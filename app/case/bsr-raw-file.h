#pragma once

#include <gio/gio.h>
#include "bsr-raw-layout.h"

G_BEGIN_DECLS

#define BSR_RAW_FILE_SUFFIX ".raw.json"

/**
 * BsrRawFile:
 * @paths: NULL-terminated: of each plane's samples
 *
 * NAME.raw.json: how to read a scan whose files are a header and samples (basira-raw/1):
 *
 *     { "format": "basira-raw/1", "width": 2048, "height": 1024,
 *       "sample": "uint16", "byte_order": "little",
 *       "planes": [ { "file": "NAME.high.bin", "offset": 512 },
 *                   { "file": "NAME.low.bin", "offset": 512 } ] }
 *
 * Samples are uint8, uint16 or float32, row after row from the top left, nothing between rows. Files
 * lie beside the description; two planes may lie in one.
 */
typedef struct
{
  BsrRawLayout layout;
  GStrv paths;
} BsrRawFile;

/* Whether the file at @path begins as a JSON document does: it is then a description or nothing. */
gboolean bsr_raw_file_looks_like_one (const char *path);

/* (transfer full): the description at @path; errors name the member. Looks at no samples. */
BsrRawFile *bsr_raw_file_read (const char *path, GError **error);
BsrRawFile *bsr_raw_file_from_json (const char *path, const char *json, gssize length, GError **error);
void bsr_raw_file_free (BsrRawFile *raw);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrRawFile, bsr_raw_file_free)

G_END_DECLS
