#pragma once

#include <gio/gio.h>
#include "bsr-inspection.h"

G_BEGIN_DECLS

/**
 * bsr_projected_set_make:
 * @scans: a folder with real scans: NAME.tiff and NAME.scan.json
 * @out: where NAME-NNN.tiff, NAME-NNN.scan.json and truth/NAME-NNN.json go; made where missing.
 *   NAME-clean is the scan itself, with a truth that lists nothing
 * @n: scans with one threat each, shared out evenly
 * @n_threads: as bsr_thread_team_size() takes it; the result does not depend on it
 *
 * Projects threats (pressed bricks, a lead box, pistols, of many sizes) into the loads of real
 * scans, see bsr-threat-projection.h: at places of the container where the beam still gets through.
 * The truth's set is "projected". Blocks.
 *
 * Returns: %FALSE with an error that names the file within @scans or @out: %BSR_ERROR_DAMAGED (no
 * scans, no place for a threat in one of them), errors of reading and preparing scans,
 * %BSR_ERROR_ENVIRONMENT, %G_IO_ERROR_CANCELLED
 */
gboolean bsr_projected_set_make (const char *scans, const char *out, int n, guint64 seed,
                                 int n_threads, BsrProgress progress, gpointer progress_data,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
