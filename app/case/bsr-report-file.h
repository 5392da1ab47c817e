#pragma once

#include <gio/gio.h>
#include "bsr-dicos-report.h"

G_BEGIN_DECLS

/* Beside the pixels NAME.tiff: what another program found in them, a DICOS threat detection report. */
#define BSR_REPORT_FILE_SUFFIX ".tdr.dcs"

/* Reads the report at @path as bsr_scan_pixels_load() reads pixels. Blocks. */
gboolean bsr_report_file_load (const char *path, BsrDicosReport *report, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
