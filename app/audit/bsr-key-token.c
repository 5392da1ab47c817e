#include "bsr-signing-key-private.h"

#include <glib/gi18n-lib.h>
#include <p11-kit/p11-kit.h>
#include <p11-kit/pkcs11.h>
#include <p11-kit/uri.h>
#include <sodium.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-token-session.h"

/* Ed25519 keys on a PKCS#11 token: PKCS#11 Current Mechanisms 3.0 (OASIS, 2020), 2.3.10
 * (CKK_EC_EDWARDS) and 2.3.14 (CKM_EDDSA; without parameters it is the Ed25519 of RFC 8032). */

/* DER of the object identifier 1.3.101.112, id-Ed25519: RFC 8410, 3. */
static const guint8 curve_ed25519[] = { 0x06, 0x03, 0x2b, 0x65, 0x70 };
/* How the point of a public key begins where it is a DER octet string of 32 bytes. */
static const guint8 octet_string[] = { 0x04, BSR_PUBLIC_KEY_BYTES };

typedef struct
{
  BsrTokenSession *session;
  CK_OBJECT_HANDLE key;
} Token;

static void
token_free (gpointer data)
{
  Token *token = data;
  bsr_token_session_free (token->session);
  g_free (token);
}

static gboolean
sign (gpointer place, const void *bytes, gsize length, guint8 signature[BSR_SIGNATURE_BYTES],
      GError **error)
{
  Token *token = place;
  CK_FUNCTION_LIST *module = bsr_token_session_module (token->session);
  CK_SESSION_HANDLE session = bsr_token_session_handle (token->session);
  CK_MECHANISM eddsa = { CKM_EDDSA, NULL, 0 };
  CK_ULONG size = BSR_SIGNATURE_BYTES;
  CK_RV answer = module->C_SignInit (session, &eddsa, token->key);
  if (answer == CKR_OK)
    answer = module->C_Sign (session, (CK_BYTE_PTR) bytes, length, signature, &size);
  if (answer == CKR_OK && size == BSR_SIGNATURE_BYTES)
    return TRUE;
  return bsr_token_failed (answer, _ ("the token does not sign"), error);
}

static const BsrKeyPlace on_token = { sign, token_free };

/* The public half from @object's point, as a DER octet string or bare. */
static gboolean
read_point (BsrTokenSession *session, CK_OBJECT_HANDLE object,
            guint8 public_key[BSR_PUBLIC_KEY_BYTES], GError **error)
{
  guint8 point[sizeof octet_string + BSR_PUBLIC_KEY_BYTES];
  CK_ATTRIBUTE attribute = { CKA_EC_POINT, point, sizeof point };
  CK_RV answer = bsr_token_session_module (session)->C_GetAttributeValue (
      bsr_token_session_handle (session), object, &attribute, 1);
  if (answer != CKR_OK)
    return bsr_token_failed (answer, _ ("the token does not show the public key"), error);
  gsize n = attribute.ulValueLen;
  gboolean wrapped = n == sizeof point && memcmp (point, octet_string, sizeof octet_string) == 0;
  if (!wrapped && n != BSR_PUBLIC_KEY_BYTES)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                           _ ("the token's key is not an Ed25519 key"));
      return FALSE;
    }
  memcpy (public_key, point + (wrapped ? sizeof octet_string : 0), BSR_PUBLIC_KEY_BYTES);
  return TRUE;
}

/* Takes @session. */
static BsrSigningKey *
take_key (BsrTokenSession *session, CK_OBJECT_HANDLE private_key, CK_OBJECT_HANDLE public_key,
          GError **error)
{
  guint8 point[BSR_PUBLIC_KEY_BYTES];
  if (!read_point (session, public_key, point, error))
    {
      bsr_token_session_free (session);
      return NULL;
    }
  Token *token = g_new0 (Token, 1);
  token->session = session;
  token->key = private_key;
  return bsr_signing_key_new (&on_token, token, point);
}

static gboolean
make_pair (BsrTokenSession *session, CK_OBJECT_HANDLE *private_key, CK_OBJECT_HANDLE *public_key,
           GError **error)
{
  CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
  CK_ATTRIBUTE *label = bsr_token_session_label (session);
  if (label == NULL)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("the key to be made needs a name: object=NAME in its URI"));
      return FALSE;
    }
  CK_ATTRIBUTE open_half[] = {
    { CKA_TOKEN, &yes, sizeof yes },
    { CKA_VERIFY, &yes, sizeof yes },
    { CKA_EC_PARAMS, (void *) curve_ed25519, sizeof curve_ed25519 },
    *label,
  };
  CK_ATTRIBUTE secret_half[] = {
    { CKA_TOKEN, &yes, sizeof yes },      { CKA_PRIVATE, &yes, sizeof yes },
    { CKA_SENSITIVE, &yes, sizeof yes },  { CKA_SIGN, &yes, sizeof yes },
    { CKA_EXTRACTABLE, &no, sizeof no },  *label,
  };
  CK_MECHANISM generate = { CKM_EC_EDWARDS_KEY_PAIR_GEN, NULL, 0 };
  CK_RV answer = bsr_token_session_module (session)->C_GenerateKeyPair (
      bsr_token_session_handle (session), &generate, open_half, G_N_ELEMENTS (open_half),
      secret_half, G_N_ELEMENTS (secret_half), public_key, private_key);
  return answer == CKR_OK || bsr_token_failed (answer, _ ("the token makes no key"), error);
}

BsrSigningKey *
bsr_key_token_open (const char *uri, const char *pin, gboolean make, GError **error)
{
  CK_OBJECT_HANDLE private_key = 0, public_key = 0;
  BsrTokenSession *session = bsr_token_session_open (uri, pin, make, error);
  if (session == NULL)
    return NULL;
  gboolean good = bsr_token_session_find (session, CKO_PRIVATE_KEY, &private_key, error)
                  && bsr_token_session_find (session, CKO_PUBLIC_KEY, &public_key, error);
  if (good && make && (private_key != 0 || public_key != 0))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("the token has a key of that name already"));
      good = FALSE;
    }
  else if (good && make)
    good = make_pair (session, &private_key, &public_key, error);
  else if (good && (private_key == 0 || public_key == 0))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("the token has no Ed25519 key of that name"));
      good = FALSE;
    }
  if (good)
    return take_key (session, private_key, public_key, error);
  bsr_token_session_free (session);
  return NULL;
}
