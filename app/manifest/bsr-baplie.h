#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/* Bayplans: UN/EDIFACT BAPLIE as the Ship Message Design Group has it, 1.5 (D.95B), 2.x (D.95B,
 * D.00B and between) and 3.x (D.13B): a stowage for each container that stands somewhere. Positions
 * without a container, and goods without one, are no stowages. */
gboolean
bsr_baplie_probe (const char *bytes, gsize n);
/* As bsr_manifest_read() has it. */
BsrManifest *
bsr_baplie_read (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                 GCancellable *cancellable, GError **error);

G_END_DECLS
