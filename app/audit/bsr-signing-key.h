#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lengths of Ed25519 (RFC 8032, 5.1.5 and 5.1.6), and of their lower-case hex digits. */
#define BSR_PUBLIC_KEY_BYTES 32
#define BSR_PUBLIC_KEY_DIGITS (2 * BSR_PUBLIC_KEY_BYTES)
#define BSR_SIGNATURE_BYTES 64
#define BSR_SIGNATURE_DIGITS (2 * BSR_SIGNATURE_BYTES)

/**
 * BsrSigningKey:
 *
 * A private Ed25519 key that signs checkpoints of the log. It lies in a file that only its owner
 * may read, or on a PKCS#11 token that it never leaves; the place says which:
 *
 *   /path/to/key                                           a file, see bsr_signing_key_make()
 *   pkcs11:token=NAME;object=LABEL?module-path=/path.so    an RFC 7512 URI
 *
 * Without module-path the modules that p11-kit is set up for are asked.
 */
typedef struct _BsrSigningKey BsrSigningKey;

/* Whether @place is a token, which may ask for a PIN. */
gboolean bsr_signing_key_is_token (const char *place);

/**
 * bsr_signing_key_open:
 * @pin: (nullable): the token's PIN; the URI's pin-source, a file, where it is %NULL
 *
 * Returns: (transfer full): %NULL with %BSR_ERROR_INVALID (no such key, PIN missing or wrong, others
 * may read the file), %BSR_ERROR_DAMAGED (not a key) or %BSR_ERROR_ENVIRONMENT
 */
BsrSigningKey *bsr_signing_key_open (const char *place, const char *pin, GError **error);

/* The same for a key that is made there first. Never in place of one that is there: _INVALID. */
BsrSigningKey *bsr_signing_key_make (const char *place, const char *pin, GError **error);

void bsr_signing_key_free (BsrSigningKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrSigningKey, bsr_signing_key_free)

/* The public half, %BSR_PUBLIC_KEY_DIGITS digits. */
const char *bsr_signing_key_public (const BsrSigningKey *key);

/* (transfer full): the signature of @length bytes, %BSR_SIGNATURE_DIGITS digits. _ENVIRONMENT. */
char *bsr_signing_key_sign (BsrSigningKey *key, const void *bytes, gsize length, GError **error);

/* Whether @signature of @length bytes is one of the key with the public half @public_key, both in
 * hex digits. */
gboolean bsr_signature_holds (const char *signature, const char *public_key, const void *bytes,
                              gsize length);

/* Whether @text is the hex of a public key. */
gboolean bsr_public_key_is_valid (const char *text);

G_END_DECLS
