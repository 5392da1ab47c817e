#pragma once

#include "bsr-intake-options.h"
#include "bsr-intake-result.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/* Whether the file at @path begins like one of another system that we read, see bsr_manifest_probe().
 * @kind: (out) (nullable) */
gboolean bsr_manifest_intake_probe (const char *path, BsrManifestKind *kind);

/**
 * bsr_manifest_intake:
 * @path: a file that bsr_manifest_read() takes
 * @options: (nullable)
 * @case_id: (out) (transfer full) (nullable): the last case that it says anything of
 *
 * Brings what another system says into the store, see bsr_manifest_take(). A measurement that names no
 * container belongs to the one that the file's name holds.
 *
 * Returns: %FALSE when the file cannot be read at all, the store fails, or it was cancelled
 */
gboolean bsr_manifest_intake (BsrStore *store, const BsrActor *actor, const char *path,
                              const BsrIntakeOptions *options, BsrIntakeResult *result,
                              char **case_id, GCancellable *cancellable, GError **error);

G_END_DECLS
