#pragma once

#include "bsr-reference.h"
#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * bsr_station_reference_new:
 * @flagged: the case whose load is to be held against earlier ones
 * @sha256: (nullable): of its scan, which is never its own reference
 *
 * What the station has seen of the goods that @flagged declares: the latest cases of the same
 * heading whose examination found them to be as declared. Blocks.
 *
 * Returns: (transfer full) (nullable): %NULL without an error when the goods are of no single
 * heading or too few of their cases have been examined; errors as bsr_store_list_conforming() and
 * bsr_analysis_from_json() say
 */
BsrReference *bsr_station_reference_new (BsrStore *store, const BsrCase *flagged,
                                         const char *sha256, GError **error);

G_END_DECLS
