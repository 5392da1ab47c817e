#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One unit of work. @item runs 0...n_items - 1, @thread 0...n_threads - 1; items come in no
 * particular order, so each must write its own part of the result. */
typedef void (*BsrWork) (int item, int thread, gpointer data);

/* Number of threads for a wish of @wanted; 0 or less: one for each processor. */
int bsr_thread_team_size (int wanted);

/**
 * bsr_thread_team_run:
 * @n_threads: as bsr_thread_team_size() takes it; 1 runs everything in the calling thread
 *
 * Runs @work for each item and returns when all are done. Cancelling is looked at between
 * items. Returns: %FALSE with %G_IO_ERROR_CANCELLED when cancelled (some items not done).
 */
gboolean bsr_thread_team_run (int n_items, int n_threads, BsrWork work, gpointer data,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
