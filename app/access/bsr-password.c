#include "bsr-password.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "bsr-error.h"

const BsrPasswordCost bsr_password_cost
    = { crypto_pwhash_argon2id_OPSLIMIT_MODERATE, crypto_pwhash_argon2id_MEMLIMIT_MODERATE };

struct _BsrPassword
{
  gsize length;
  char *text; /* sodium_malloc() */
};

static void
begin (void)
{
  /* Answers 1 when it was begun before; may come from any thread. */
  if (sodium_init () < 0)
    g_error ("libsodium cannot be begun: the system has no random numbers");
}

static BsrPassword *
password_of (const char *text)
{
  BsrPassword *password = g_new0 (BsrPassword, 1);
  password->length = strlen (text);
  password->text = sodium_malloc (password->length + 1);
  if (password->text == NULL)
    g_error ("no memory for a password");
  memcpy (password->text, text, password->length + 1);
  return password;
}

BsrPassword *
bsr_password_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  begin ();
  char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  if (normal == NULL)
    return NULL;
  BsrPassword *password = password_of (normal);
  bsr_password_wipe (normal);
  g_free (normal);
  return password;
}

BsrPassword *
bsr_password_copy (const BsrPassword *password)
{
  g_return_val_if_fail (password != NULL, NULL);
  return password_of (password->text);
}

BsrPassword *
bsr_password_to_lower (const BsrPassword *password)
{
  BsrPassword *lower = bsr_password_copy (password);
  for (char *c = lower->text; *c != '\0'; c++)
    *c = g_ascii_tolower (*c);
  return lower;
}

void
bsr_password_free (BsrPassword *password)
{
  if (password == NULL)
    return;
  sodium_free (password->text); /* wipes */
  g_free (password);
}

const char *
bsr_password_text (const BsrPassword *password)
{
  g_return_val_if_fail (password != NULL, NULL);
  return password->text;
}

void
bsr_password_wipe (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
}

char *
bsr_password_make_verifier (const BsrPassword *password, const BsrPasswordCost *cost, GError **error)
{
  g_return_val_if_fail (password != NULL && cost != NULL, NULL);

  begin ();
  char verifier[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg (verifier, password->text, password->length, cost->passes, cost->bytes,
                             crypto_pwhash_ALG_ARGON2ID13)
      == 0)
    return g_strdup (verifier);
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
               _ ("there is not enough memory to keep a password safely (%.0f MiB are needed)"),
               (double) cost->bytes / (1024.0 * 1024.0));
  return NULL;
}

/* As slow as a verifier of @cost; what comes of it is nobody's. */
static void
take_time (const BsrPassword *password, const BsrPasswordCost *cost)
{
  static const unsigned char salt[crypto_pwhash_SALTBYTES] = { 0 };
  unsigned char key[crypto_pwhash_BYTES_MIN];
  if (crypto_pwhash (key, sizeof key, password->text, password->length, salt, cost->passes,
                     cost->bytes, crypto_pwhash_ALG_ARGON2ID13)
      == 0)
    sodium_memzero (key, sizeof key);
}

gboolean
bsr_password_matches (const BsrPassword *password, const char *verifier,
                      const BsrPasswordCost *cost)
{
  g_return_val_if_fail (password != NULL && cost != NULL, FALSE);

  begin ();
  if (verifier != NULL)
    return crypto_pwhash_str_verify (verifier, password->text, password->length) == 0;
  take_time (password, cost);
  return FALSE;
}

gboolean
bsr_password_is_outdated (const char *verifier, const BsrPasswordCost *cost)
{
  g_return_val_if_fail (verifier != NULL && cost != NULL, FALSE);

  begin ();
  unsigned memory_kib, passes;
  if (sscanf (verifier, "$argon2id$v=19$m=%u,t=%u,", &memory_kib, &passes) != 2)
    return TRUE;
  return memory_kib < cost->bytes / 1024 || passes < cost->passes;
}
