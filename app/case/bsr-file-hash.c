#include "bsr-file-hash.h"

#include <glib/gi18n-lib.h>
#include <openssl/evp.h>

#include "bsr-error.h"

/* SHA-256 (FIPS 180-4). */
#define DIGEST_BYTES 32

static char *
in_hexadecimal (const guint8 *digest)
{
  char *text = g_malloc (2 * DIGEST_BYTES + 1);
  for (int i = 0; i < DIGEST_BYTES; i++)
    g_snprintf (text + 2 * i, 3, "%02x", digest[i]);
  return text;
}

/* Of all that @stream holds; NULL with the stream's error, or where the library gave up (@error is then
 * not set). By libcrypto: a scan's bytes are hashed each time it is opened, and with the processor's own
 * instructions that takes a seventh of the time. */
static char *
hash_stream (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  const gsize block_size = 1024 * 1024;
  g_autofree guint8 *block = g_malloc (block_size);
  guint8 digest[DIGEST_BYTES];
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gboolean good = context != NULL && EVP_DigestInit_ex (context, EVP_sha256 (), NULL) == 1;
  gssize got = 1;

  while (good && got > 0)
    {
      got = g_input_stream_read (stream, block, block_size, cancellable, error);
      good = got >= 0 && EVP_DigestUpdate (context, block, (gsize) got) == 1;
    }
  good = good && EVP_DigestFinal_ex (context, digest, NULL) == 1;
  EVP_MD_CTX_free (context);
  return good ? in_hexadecimal (digest) : NULL;
}

char *
bsr_file_sha256 (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &problem);
  char *hash = stream != NULL ? hash_stream (G_INPUT_STREAM (stream), cancellable, &problem) : NULL;
  if (hash != NULL)
    return hash;
  if (problem == NULL)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("cannot be hashed"));
  else if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("cannot be read: %s"),
                 problem->message);
  return NULL;
}
