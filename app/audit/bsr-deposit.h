#pragma once

#include <glib.h>
#include "bsr-checkpoint.h"

G_BEGIN_DECLS

/* Checkpoints that are kept elsewhere than the log: a file to which lines (see
 * bsr_checkpoint_to_line()) are added, or a folder with such a file for each store. */

/**
 * bsr_deposit_read:
 * @path: a file, or a folder
 * @store: whose checkpoints are meant; those of other stores are left out
 *
 * Returns: (transfer full): BsrCheckpoint, as they lie there; empty where nothing does.
 * %BSR_ERROR_DAMAGED (a line that is none), %BSR_ERROR_ENVIRONMENT
 */
GPtrArray *bsr_deposit_read (const char *path, const char *store, GError **error);

/**
 * bsr_deposit_add:
 * @checkpoints: all that the log has, in order
 * @n_added: (out) (nullable)
 *
 * Adds those that are not there yet, durable on return. What lies there is never changed; where it
 * contradicts @checkpoints nothing is added: see bsr_deposit_compare().
 */
gboolean bsr_deposit_add (const char *path, GPtrArray *checkpoints, guint *n_added, GError **error);

/**
 * bsr_deposit_compare:
 * @deposited: not empty
 * @checkpoints: what the log has now, each of them verified
 *
 * Whether the log still is what was deposited. %BSR_ERROR_DAMAGED says up to which entry it is,
 * and what happened behind that: cut off, or written anew.
 */
gboolean bsr_deposit_compare (GPtrArray *deposited, GPtrArray *checkpoints, GError **error);

G_END_DECLS
