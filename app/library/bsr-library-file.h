#pragma once

#include "bsr-library.h"

G_BEGIN_DECLS

/* Largest library that is read, bytes: 100,000 loads take about 70 MB. */
#define BSR_LIBRARY_MAX_BYTES (256 * 1024 * 1024)

/**
 * bsr_library_write:
 * @station: where the loads come from, for those that were confirmed here
 *
 * Writes "basira-library/1": JSON Lines, UTF-8. The first line is an object with "format" and "loads",
 * how many follow; each further line is one load, by id: "id", "heading", "scan", "when", "station",
 * and "descriptor" with "version" and "measures" by name. No person is named in it. The file appears
 * whole or not at all.
 *
 * Returns: %FALSE with %BSR_ERROR_ENVIRONMENT, or %BSR_ERROR_INVALID where @station is empty
 */
gboolean bsr_library_write (const BsrLibrary *library, const char *path, const char *station,
                            GError **error);

/**
 * bsr_library_read:
 *
 * Reads such a file, or nothing of it: a load whose id is not that of its content, and a file that
 * ends early, are refused. Blocks.
 *
 * Returns: (transfer full): to be merged, or %NULL with %BSR_ERROR_DAMAGED, %BSR_ERROR_UNKNOWN_KIND,
 * %BSR_ERROR_LIMIT or %BSR_ERROR_ENVIRONMENT; the message names line and member
 */
BsrLibrary *bsr_library_read (const char *path, GError **error);

G_END_DECLS
