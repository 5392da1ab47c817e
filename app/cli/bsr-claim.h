#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrClaim:
 *
 * A piece of work that one process has in hand: an advisory lock on a hidden file beside the
 * result. It ends with the process, however that ends; the file goes when the claim is freed.
 */
typedef struct _BsrClaim BsrClaim;

/* (transfer full) (nullable): %NULL without an error when another process has @result in hand.
 * %BSR_ERROR_ENVIRONMENT. */
BsrClaim *bsr_claim_new (const char *result, GError **error);
void bsr_claim_free (BsrClaim *claim);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrClaim, bsr_claim_free)

G_END_DECLS
