#include "bsr-signing-key-private.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "bsr-error.h"

#define TOKEN_SCHEME "pkcs11:" /* RFC 7512, 2.3 */

G_STATIC_ASSERT (BSR_PUBLIC_KEY_BYTES == crypto_sign_ed25519_PUBLICKEYBYTES);
G_STATIC_ASSERT (BSR_SIGNATURE_BYTES == crypto_sign_ed25519_BYTES);

static gboolean
is_ready (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                       _ ("the system gives no random numbers for keys"));
  return FALSE;
}

gboolean
bsr_signing_key_is_token (const char *place)
{
  return place != NULL && g_ascii_strncasecmp (place, TOKEN_SCHEME, strlen (TOKEN_SCHEME)) == 0;
}

BsrSigningKey *
bsr_signing_key_open (const char *place, const char *pin, GError **error)
{
  g_return_val_if_fail (place != NULL, NULL);

  if (!is_ready (error))
    return NULL;
  return bsr_signing_key_is_token (place) ? bsr_key_token_open (place, pin, FALSE, error)
                                          : bsr_key_file_open (place, error);
}

BsrSigningKey *
bsr_signing_key_make (const char *place, const char *pin, GError **error)
{
  g_return_val_if_fail (place != NULL, NULL);

  if (!is_ready (error))
    return NULL;
  return bsr_signing_key_is_token (place) ? bsr_key_token_open (place, pin, TRUE, error)
                                          : bsr_key_file_make (place, error);
}

BsrSigningKey *
bsr_signing_key_new (const BsrKeyPlace *kind, gpointer place,
                     const guint8 public_key[BSR_PUBLIC_KEY_BYTES])
{
  BsrSigningKey *key = g_new0 (BsrSigningKey, 1);
  key->kind = kind;
  key->place = place;
  sodium_bin2hex (key->public_key, sizeof key->public_key, public_key, BSR_PUBLIC_KEY_BYTES);
  return key;
}

void
bsr_signing_key_free (BsrSigningKey *key)
{
  if (key == NULL)
    return;
  key->kind->free (key->place);
  g_free (key);
}

const char *
bsr_signing_key_public (const BsrSigningKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);
  return key->public_key;
}

char *
bsr_signing_key_sign (BsrSigningKey *key, const void *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (key != NULL && bytes != NULL, NULL);

  guint8 signature[BSR_SIGNATURE_BYTES];
  char digits[BSR_SIGNATURE_DIGITS + 1];
  if (!key->kind->sign (key->place, bytes, length, signature, error))
    return NULL;
  sodium_bin2hex (digits, sizeof digits, signature, sizeof signature);
  /* A token that signs with another key than it showed must not be believed. */
  if (bsr_signature_holds (digits, key->public_key, bytes, length))
    return g_strdup (digits);
  g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                       _ ("the key's signature does not fit its public half"));
  return NULL;
}

/* Only lower-case digits: each key and each signature has one notation. */
static gboolean
read_hex (const char *text, guint8 *bytes, gsize n)
{
  gsize read = 0;
  return strlen (text) == 2 * n && strspn (text, "0123456789abcdef") == 2 * n
         && sodium_hex2bin (bytes, n, text, 2 * n, NULL, &read, NULL) == 0 && read == n;
}

gboolean
bsr_signature_holds (const char *signature, const char *public_key, const void *bytes, gsize length)
{
  guint8 sealed[BSR_SIGNATURE_BYTES], key[BSR_PUBLIC_KEY_BYTES];
  return read_hex (signature, sealed, sizeof sealed) && read_hex (public_key, key, sizeof key)
         && crypto_sign_ed25519_verify_detached (sealed, bytes, length, key) == 0;
}

gboolean
bsr_public_key_is_valid (const char *text)
{
  guint8 key[BSR_PUBLIC_KEY_BYTES];
  return text != NULL && read_hex (text, key, sizeof key);
}
