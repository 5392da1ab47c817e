#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * bsr_report_intake:
 * @path: a threat detection report of the scan @scan_id, see bsr_report_file_load()
 *
 * Puts what another program found on the record of a scan: each finding as a rectangle whose text says that it was
 * imported, from whom, and what is thought of it. A finding that is marked already, also where an officer changed the
 * mark, is not marked again.
 *
 * Returns: %FALSE with an error of the report or of the store
 */
gboolean bsr_report_intake (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                            const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
