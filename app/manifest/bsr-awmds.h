#pragma once

#include "bsr-manifest.h"

G_BEGIN_DECLS

/* Manifests of ASYCUDA World (UNCTAD): XML with the root Awmds, a General_segment on the voyage and a
 * Bol_segment for each bill with its ctn_segments and Goods_segments. Each container of a bill becomes a
 * case. The schema differs a little from country to country; names are taken in any case. */

gboolean bsr_awmds_probe (const char *bytes, gsize n);

/* See bsr_manifest_read(). @mapping: not used. A document that breaks off is read as far as it goes, with
 * a remark. */
BsrManifest *bsr_awmds_read (const char *bytes, gsize n, const BsrCsvMapping *mapping,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
