#pragma once

#include "bsr-store.h"

G_BEGIN_DECLS

/**
 * bsr_store_watch:
 * @changed: called in the main context that is this thread's default when it is watched from
 *
 * Tells when something was done in the store, by this program or any other: within half a second in a file, at once on
 * a server, and after a connection that was lost and is there again. What was done in quick succession is told once.
 *
 * Returns: (transfer full) (nullable): for bsr_store_unwatch(); %NULL where the store cannot be watched
 */
BsrStoreWatch *bsr_store_watch (BsrStore *store, BsrStoreChanged changed, gpointer data);

/* From the thread that watches. @changed is not called any more. */
void bsr_store_unwatch (BsrStoreWatch *watch);

G_END_DECLS
