#include "bsr-file-hash.h"

#include <glib/gi18n-lib.h>

#include "bsr-error.h"

char *
bsr_file_sha256 (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, &problem);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const gsize block_size = 1024 * 1024;
  g_autofree guint8 *block = g_malloc (block_size);
  gssize got = stream != NULL ? 1 : -1;
  while (got > 0)
    {
      got = g_input_stream_read (G_INPUT_STREAM (stream), block, block_size, cancellable, &problem);
      if (got > 0)
        g_checksum_update (checksum, block, got);
    }
  if (got == 0)
    return g_strdup (g_checksum_get_string (checksum));
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("cannot be read: %s"),
                 problem->message);
  return NULL;
}
