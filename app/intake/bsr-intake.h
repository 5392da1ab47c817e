#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/* What one import did. Start from { 0 }; several imports may add to one. */
typedef struct
{
  int n_cases, n_scans; /* new, or with new content: what the store had already does not count */
  int n_unconfined; /* of the scans looked at: decoded as bsr_decoding_policy_allows_unconfined() allows */
  GPtrArray *refused; /* char *: "FILE: reason" of what could not be taken, one sentence each */
} BsrIntakeResult;

void bsr_intake_result_clear (BsrIntakeResult *result);

/**
 * bsr_intake_import:
 * @path: a NAME.case.json, the pixels of a scan, or a folder of such files
 * @case_id: (out) (transfer full) (nullable): the case that the last taken file belongs to
 *
 * Brings files into the store. A case file brings the scan of the same NAME beside it. A scan
 * goes to the case of NAME.case.json beside it; else to the newest open case of the container
 * that its description names; else to a case of its own, "unlisted-" and the first 12 digits of
 * its SHA-256, with no declaration. Pixels that the container's cases have already are not taken
 * again: taking the same files twice changes nothing. Pixels are read through once, so that what
 * cannot be shown later is refused here. A folder's subfolders and hidden files are left alone.
 * Blocks.
 *
 * Returns: %FALSE when @path itself cannot be taken; what a folder holds but cannot be taken is
 * listed in @result and is no failure
 */
gboolean bsr_intake_import (BsrStore *store, const BsrActor *actor, const char *path,
                            BsrIntakeResult *result, char **case_id, GCancellable *cancellable,
                            GError **error);

G_END_DECLS
