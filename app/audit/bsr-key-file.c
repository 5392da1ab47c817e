#include "bsr-signing-key-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "bsr-error.h"
#include "bsr-private-file.h"

/* A key in a file: this line, then the 32 bytes of the seed (RFC 8032, 5.1.5) as hex digits on a
 * line of their own. */
#define FORM_LINE "basira-signing-key/1\n"
#define SEED_DIGITS (2 * crypto_sign_ed25519_SEEDBYTES)
#define FILE_BYTES (sizeof FORM_LINE - 1 + SEED_DIGITS + 1)
/* Who may read it: its owner. */
#define FILE_MODE 0600

static gboolean
failed (GError **error, const char *doing)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s", doing, g_strerror (errno));
  return FALSE;
}

static gboolean
sign (gpointer place, const void *bytes, gsize length, guint8 signature[BSR_SIGNATURE_BYTES],
      GError **error)
{
  crypto_sign_ed25519_detached (signature, NULL, bytes, length, place);
  return TRUE;
}

static const BsrKeyPlace in_file = { sign, sodium_free };

static BsrSigningKey *
key_of_seed (const guint8 *seed)
{
  guint8 public_key[BSR_PUBLIC_KEY_BYTES];
  guint8 *secret = sodium_malloc (crypto_sign_ed25519_SECRETKEYBYTES);
  if (secret == NULL)
    g_error ("out of memory"); /* as GLib does */
  crypto_sign_ed25519_seed_keypair (public_key, secret, seed);
  return bsr_signing_key_new (&in_file, secret, public_key);
}

static ssize_t
read_all (int fd, char *bytes, gsize size)
{
  gsize done = 0;
  while (done < size)
    {
      ssize_t n = read (fd, bytes + done, size - done);
      if (n < 0 && errno != EINTR)
        return -1;
      if (n == 0)
        break;
      done += n > 0 ? (gsize) n : 0;
    }
  return (ssize_t) done;
}

BsrSigningKey *
bsr_key_file_open (const char *path, GError **error)
{
  char content[FILE_BYTES + 1]; /* one more than there may be */
  guint8 seed[crypto_sign_ed25519_SEEDBYTES];
  gsize n_seed = 0;
  int fd = bsr_private_file_open (path, error);
  if (fd < 0)
    {
      g_prefix_error (error, "%s: ", _ ("the signing key"));
      return NULL;
    }
  ssize_t n = read_all (fd, content, sizeof content);
  close (fd);
  if (n < 0)
    {
      failed (error, _ ("the key's file cannot be read"));
      return NULL;
    }

  gboolean good = (gsize) n == FILE_BYTES && memcmp (content, FORM_LINE, strlen (FORM_LINE)) == 0
         && content[FILE_BYTES - 1] == '\n'
         && sodium_hex2bin (seed, sizeof seed, content + strlen (FORM_LINE), SEED_DIGITS, NULL,
                            &n_seed, NULL) == 0
         && n_seed == sizeof seed;
  BsrSigningKey *key = good ? key_of_seed (seed) : NULL;
  sodium_memzero (content, sizeof content);
  sodium_memzero (seed, sizeof seed);
  if (!good)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                         _ ("this is not a signing key as the program makes them"));
  return key;
}

/* Never in place of what is there; whole or not at all. */
static gboolean
write_key (const char *path, const char *content, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
  if (fd < 0 && errno == EEXIST)
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("there is a file already, and no key is ever written over one"));
      return FALSE;
    }
  if (fd < 0)
    return failed (error, _ ("the key's file cannot be made"));
  gboolean good = write (fd, content, FILE_BYTES) == (ssize_t) FILE_BYTES && fsync (fd) == 0;
  if (!good)
    {
      failed (error, _ ("the key's file cannot be written"));
      unlink (path);
    }
  close (fd);
  return good;
}

BsrSigningKey *
bsr_key_file_make (const char *path, GError **error)
{
  char content[FILE_BYTES + 1], digits[SEED_DIGITS + 1];
  guint8 seed[crypto_sign_ed25519_SEEDBYTES];
  randombytes_buf (seed, sizeof seed);
  sodium_bin2hex (digits, sizeof digits, seed, sizeof seed);
  g_snprintf (content, sizeof content, FORM_LINE "%s\n", digits);
  BsrSigningKey *key = write_key (path, content, error) ? key_of_seed (seed) : NULL;
  sodium_memzero (content, sizeof content);
  sodium_memzero (digits, sizeof digits);
  sodium_memzero (seed, sizeof seed);
  return key;
}
