#pragma once

#include "bsr-store-arrivals.h"

G_BEGIN_DECLS

/* The numbers that are known of a scan: those in what its scanner read at the gate, else those in its file's name.
 * What a scanner read that is like no number is kept as it is. (transfer full): normalized; of one box or of two, often
 * none. */
GStrv bsr_arrival_read_containers (const BsrScan *scan);

/**
 * bsr_arrival_find_cases:
 * @containers: numbers of the boxes in one image
 * @case_ids: (out) (transfer full): whose it is: the newest open case of each; empty where it must wait
 * @reason: (out) (transfer full): why it must wait, in one sentence without a full stop; "" where it need not
 *
 * Decides whether a scan is linked by itself: only where each of its numbers (one or two) satisfies its check digit and
 * has an open case. Blocks.
 *
 * Returns: %FALSE with what the store says
 */
gboolean bsr_arrival_find_cases (BsrStore *store, const char *const *containers, GStrv *case_ids,
                                 char **reason, GError **error);

G_END_DECLS
