#pragma once

#include "bsr-case.h"
#include "bsr-reference-set.h"
#include "bsr-scan.h"

G_BEGIN_DECLS

/**
 * bsr_references_choose:
 * @set: (nullable): what --references has; %NULL: it was not given
 * @flagged: (nullable): the declaration of @scan
 * @file: as the user knows the scan
 * @reference: (out) (nullable) (transfer full): of earlier loads of the declared heading
 *
 * Says on standard error how many earlier loads @scan is held against, or why it is not. Notes the
 * scan's SHA-256 where that is not known. Blocks.
 *
 * Returns: %FALSE with an error when the scan's file cannot be read
 */
gboolean bsr_references_choose (const BsrReferenceSet *set, const BsrCase *flagged, BsrScan *scan,
                                const char *file, BsrReference **reference,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
