#include "bsr-png-writer.h"

#include <png.h>

#include "bsr-error.h"

typedef struct
{
  const BsrPngPixels *pixels;
  BsrNewFile *file;
  gint64 position;
  png_structp png;
  png_infop info;
} PngWriter;

G_NORETURN static void
complain_cb (png_structp png, png_const_charp message)
{
  png_longjmp (png, 1);
}

static void
ignore_cb (png_structp png, png_const_charp message)
{
}

static void
write_cb (png_structp png, png_bytep bytes, size_t size)
{
  PngWriter *writer = png_get_io_ptr (png);
  if (!bsr_new_file_write (writer->file, writer->position, bytes, size, NULL))
    png_error (png, "not written");
  writer->position += (gint64) size;
}

static void
flush_cb (png_structp png)
{
}

/* All that can jump out of libpng; everything that lives on is in @writer. */
static gboolean
encode (PngWriter *writer)
{
  const BsrPngPixels *pixels = writer->pixels;

  if (setjmp (png_jmpbuf (writer->png)) != 0)
    return FALSE;
  png_set_write_fn (writer->png, writer, write_cb, flush_cb);
  png_set_IHDR (writer->png, writer->info, (guint32) pixels->width, (guint32) pixels->height,
                pixels->format == BSR_PNG_GREY_16 ? 16 : 8,
                pixels->format == BSR_PNG_RGBX ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  /* libpng's own bound on an edge is 1,000,000. */
  png_set_user_limits (writer->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_write_info (writer->png, writer->info);
  if (pixels->format == BSR_PNG_RGBX)
    png_set_filler (writer->png, 0, PNG_FILLER_AFTER);
  if (pixels->format == BSR_PNG_GREY_16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (writer->png);
  for (int y = 0; y < pixels->height; y++)
    png_write_row (writer->png, pixels->row (y, pixels->data));
  png_write_end (writer->png, NULL);
  return TRUE;
}

gboolean
bsr_png_write (const BsrPngPixels *pixels, BsrNewFile *file, GError **error)
{
  g_return_val_if_fail (pixels != NULL && file != NULL, FALSE);

  PngWriter writer = { .pixels = pixels, .file = file };
  writer.png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, complain_cb, ignore_cb);
  if (writer.png != NULL)
    writer.info = png_create_info_struct (writer.png);
  gboolean done = writer.info != NULL && encode (&writer);
  png_destroy_write_struct (&writer.png, &writer.info);

  if (!done && !bsr_new_file_failed (file, error))
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "not enough memory to write a PNG file");
  return done;
}
