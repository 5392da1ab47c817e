#pragma once

#include "bsr-store-arrivals.h"

G_BEGIN_DECLS

/* What waits in the tray finds its case when that comes. */

/* @name: of the pixels' file as received; @words: bsr_arrival_linked_words() */
typedef void (*BsrArrivalLinked) (const char *name, const char *words, gpointer data);

/**
 * bsr_arrival_link_waiting:
 * @containers: (nullable): that cases have come of; %NULL: of any
 * @linked: (nullable): is told of each scan that was linked
 *
 * Links each scan that waits in the tray and has one of these numbers, where bsr_arrival_find_cases() knows whose it is:
 * as it would be if it came now, each in one act. To be called by whoever has put cases into the store, after that, also where the store had them
 * already: who was ended between the two and begins again leaves nothing behind, and any number of programs may do so at
 * once. What somebody else links meanwhile is his. Blocks.
 *
 * Returns: %FALSE with what the store says
 */
gboolean bsr_arrival_link_waiting (BsrStore *store, const BsrActor *actor,
                                   const char *const *containers, BsrArrivalLinked linked,
                                   gpointer data, GError **error);

/* (transfer full): "linked to cases A and B", with the right words for one. */
char *bsr_arrival_linked_words (const char *const *case_ids);

G_END_DECLS
