#include "bsr-dicos-inflate.h"

#include "bsr-error.h"

enum
{
  IN_BYTES = 64 * 1024,
  OUT_BYTES = 256 * 1024
};

static gboolean
fail (BsrFileSource *file, GError **error)
{
  if (!bsr_file_source_failed (file, error))
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "the compressed data set cannot be unpacked");
  return FALSE;
}

/* Unpacks what @in holds, and all of the file behind it. */
static gboolean
unpack (GConverter *converter, BsrFileSource *file, gint64 offset, gint64 most, GByteArray *out,
        GError **error)
{
  g_autofree guint8 *in = g_malloc (IN_BYTES), *part = g_malloc (OUT_BYTES);
  gsize n_in = 0, at = 0;
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read, n_written;
      if (at == n_in)
        {
          n_in = bsr_file_source_read (file, offset, in, IN_BYTES);
          offset += (gint64) n_in;
          at = 0;
        }
      result = g_converter_convert (converter, in + at, n_in - at, part, OUT_BYTES,
                                    n_in == 0 ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS,
                                    &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        return fail (file, error);
      at += n_read;
      if ((gint64) (out->len + n_written) > most)
        {
          g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT,
                       "the compressed data set unpacks to more than %" G_GINT64_FORMAT " bytes",
                       most);
          return FALSE;
        }
      g_byte_array_append (out, part, (guint) n_written);
    }
  return TRUE;
}

GByteArray *
bsr_dicos_inflate (BsrFileSource *file, gint64 offset, gint64 most, GError **error)
{
  g_return_val_if_fail (file != NULL && offset >= 0, NULL);

  g_autoptr (GConverter) converter
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autoptr (GByteArray) out = g_byte_array_new ();
  /* An array of GLib's has 32-bit sizes. */
  return unpack (converter, file, offset, MIN (most, G_MAXINT32), out, error)
             ? g_steal_pointer (&out)
             : NULL;
}
