#pragma once

#include "bsr-audit-settings.h"
#include "bsr-store-log.h"

G_BEGIN_DECLS

/**
 * BsrSealing:
 * @anyway: also what is not due yet, as long as there is anything unsigned
 * @successor: (nullable): public key that the next checkpoint will be signed with
 *
 * How the notary goes about it.
 */
typedef struct
{
  gboolean anyway;
  const char *successor;
} BsrSealing;

/**
 * bsr_notary_attend:
 * @signed_up_to: (out) (nullable): the last entry that was signed now; 0: nothing was due
 *
 * Signs the log as it stands, where the settings say that it is time or @sealing that it is wanted,
 * keeps that as a checkpoint, and adds it to the deposit where the settings name one. Several
 * programs may do so on one store. Blocks.
 *
 * Returns: %FALSE with %BSR_ERROR_INVALID (the log's checkpoints are signed with another key), or
 * what the store, the key and the deposit say; what is signed stays when the deposit fails
 */
gboolean bsr_notary_attend (BsrStore *store, const BsrActor *actor, const BsrAuditSettings *settings,
                            BsrSigningKey *key, BsrSealing sealing, gint64 *signed_up_to,
                            GError **error);

/* Whether so much is unsigned at @now that a checkpoint is due. */
gboolean bsr_notary_is_due (const BsrAuditHead *head, const BsrAuditSettings *settings,
                            GDateTime *now);

/**
 * bsr_notary_deposit:
 *
 * Adds the store's checkpoints to the deposit at @path, those that are there already left alone, and
 * notes that as an act where any was new. _DAMAGED: the deposit contradicts the log.
 */
gboolean bsr_notary_deposit (BsrStore *store, const BsrActor *actor, const char *path, guint *n_added,
                             GError **error);

G_END_DECLS
