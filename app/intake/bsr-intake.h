#pragma once

#include "bsr-intake-options.h"
#include "bsr-intake-result.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * bsr_intake_import:
 * @path: a NAME.case.json, the pixels of a scan, a file of another system, or a folder of such files
 * @case_id: (out) (transfer full) (nullable): the case that the last taken file belongs to
 *
 * Brings files into the store. A case file brings the scan of the same NAME beside it. A scan
 * goes to the case of NAME.case.json beside it; else to the newest open case of the container
 * that its description names; else to a case of its own, "unlisted-" and the first 12 digits of
 * its SHA-256, with no declaration. A file that begins like one of another system, whatever its name,
 * is brought in by bsr_manifest_intake(), a table by what the user has said of its headings before. Pixels that the container's cases have already are not taken
 * again: taking the same files twice changes nothing. Scans that waited in the tray for a case that
 * comes are linked (see bsr_arrival_link_waiting()) and listed in @result. Pixels are read through once, so that what
 * cannot be shown later is refused here. A folder's subfolders and hidden files are left alone.
 * Blocks.
 *
 * Returns: %FALSE when @path itself cannot be taken; what a folder holds but cannot be taken is
 * listed in @result and is no failure
 */
gboolean bsr_intake_import (BsrStore *store, const BsrActor *actor, const char *path,
                            BsrIntakeResult *result, char **case_id, GCancellable *cancellable,
                            GError **error);
/* The same, with what @options (nullable) says instead. */
gboolean bsr_intake_import_with (BsrStore *store, const BsrActor *actor, const char *path,
                                 const BsrIntakeOptions *options, BsrIntakeResult *result,
                                 char **case_id, GCancellable *cancellable, GError **error);

G_END_DECLS
