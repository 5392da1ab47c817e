#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrPassword:
 *
 * A password while it is needed: in memory that is not swapped out where the system allows it, wiped when
 * it is freed. Taken in the form of Unicode's NFKC (NIST SP 800-63B-4, 3.1.1.2), so that it is the same
 * from every keyboard.
 */
typedef struct _BsrPassword BsrPassword;

/* What a guess costs. Argon2id (RFC 9106) as libsodium has it, one lane. */
typedef struct
{
  guint64 passes;
  gsize bytes;
} BsrPasswordCost;

/* What new verifiers are made with: libsodium's "moderate" (crypto_pwhash_OPSLIMIT_MODERATE and
 * _MEMLIMIT_MODERATE of 1.0.18: 3 passes over 256 MiB, about 0.7 s on one core). An officer signs in a few
 * times a shift and unlocks now and then: "interactive" (2 passes, 64 MiB) would save him half a second
 * and cost a thief of the store four times less. */
extern const BsrPasswordCost bsr_password_cost;

/* (nullable): %NULL where the text is not UTF-8. @text stays the caller's, to wipe. */
BsrPassword *bsr_password_new (const char *text);
BsrPassword *bsr_password_copy (const BsrPassword *password);
/* (transfer full): with ASCII capitals made small. */
BsrPassword *bsr_password_to_lower (const BsrPassword *password);
void bsr_password_free (BsrPassword *password);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrPassword, bsr_password_free)

/* (transfer none): for those who must look at it. */
const char *bsr_password_text (const BsrPassword *password);

/* Overwrites @text, which is a C string, so that no optimiser leaves it out. */
void bsr_password_wipe (char *text);

/**
 * bsr_password_make_verifier:
 *
 * Slow on purpose: not on the main thread, not under a lock.
 *
 * Returns: (transfer full): "$argon2id$v=19$m=...": salt and hash, all that is kept of a password.
 * %BSR_ERROR_ENVIRONMENT: not enough memory
 */
char *bsr_password_make_verifier (const BsrPassword *password, const BsrPasswordCost *cost,
                                  GError **error);
/* Whether it is the password of @verifier; as slow as that was made. @verifier: %NULL takes the time of
 * one of @cost and answers %FALSE: who asks cannot tell that there is none. */
gboolean bsr_password_matches (const BsrPassword *password, const char *verifier,
                               const BsrPasswordCost *cost);
/* Whether @verifier was made more cheaply than @cost, and should be made anew. */
gboolean bsr_password_is_outdated (const char *verifier, const BsrPasswordCost *cost);

G_END_DECLS
