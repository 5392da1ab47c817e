#include "bsr-tiff-writer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <tiffio.h>

#include "bsr-error.h"

/* Decoded bytes of a strip, roughly: TIFF 6.0 advises 8 kB, of 1992; this keeps the list of strips
 * short and Deflate's window of 32 KiB in use. */
#define STRIP_BYTES (256 * 1024)
/* Pixels above which BigTIFF is written: 4 GiB less what Deflate adds to noise and the headers. */
#define CLASSIC_BYTES (G_GINT64_CONSTANT (4000) << 20)

#define MM_PER_CM 10.0

typedef struct
{
  BsrNewFile *file;
  gint64 position;
} Output;

static tmsize_t
read_cb (thandle_t handle, void *buffer, tmsize_t size)
{
  Output *output = handle;
  gsize done = bsr_new_file_read (output->file, output->position, buffer, (gsize) MAX (size, 0));
  output->position += (gint64) done;
  return (tmsize_t) done;
}

static tmsize_t
write_cb (thandle_t handle, void *buffer, tmsize_t size)
{
  Output *output = handle;
  if (size < 0 || !bsr_new_file_write (output->file, output->position, buffer, (gsize) size, NULL))
    return -1;
  output->position += size;
  return size;
}

static toff_t
seek_cb (thandle_t handle, toff_t offset, int whence)
{
  Output *output = handle;
  gint64 from = whence == SEEK_CUR   ? output->position
                : whence == SEEK_END ? bsr_new_file_size (output->file)
                                     : 0;
  output->position = from + (gint64) offset;
  return (toff_t) output->position;
}

static int
close_cb (thandle_t handle)
{
  return 0;
}

static toff_t
size_cb (thandle_t handle)
{
  Output *output = handle;
  return (toff_t) bsr_new_file_size (output->file);
}

static int
ignore_cb (TIFF *tiff, void *data, const char *module, const char *format, va_list arguments)
{
  return 1;
}

static TIFF *
open_tiff (BsrImage *image, Output *output)
{
  gint64 bytes = (gint64) bsr_image_width (image) * bsr_image_height (image)
                 * bsr_image_n_planes (image)
                 * (gint64) bsr_plane_sample_size (bsr_image_plane (image, 0));
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFFOpenOptionsSetErrorHandlerExtR (options, ignore_cb, NULL);
  TIFFOpenOptionsSetWarningHandlerExtR (options, ignore_cb, NULL);
  TIFF *tiff = TIFFClientOpenExt ("TIFF", bytes > CLASSIC_BYTES ? "w8" : "w", output, read_cb,
                                  write_cb, seek_cb, close_cb, size_cb, NULL, NULL, options);
  TIFFOpenOptionsFree (options);
  return tiff;
}

static int
stored_bits (BsrImage *image)
{
  if (bsr_plane_format (bsr_image_plane (image, 0)) == BSR_FORMAT_F32)
    return 32;
  return bsr_image_bits (image) <= 8 ? 8 : 16;
}

static gboolean
set_fields (TIFF *tiff, BsrImage *image, int page, int rows_per_strip)
{
  gboolean is_float = stored_bits (image) == 32;

  return TIFFSetField (tiff, TIFFTAG_SUBFILETYPE, FILETYPE_PAGE)
         && TIFFSetField (tiff, TIFFTAG_PAGENUMBER, page, bsr_image_n_planes (image))
         && TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, bsr_image_width (image))
         && TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, bsr_image_height (image))
         && TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1)
         && TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, stored_bits (image))
         && TIFFSetField (tiff, TIFFTAG_SAMPLEFORMAT,
                          is_float ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT)
         && TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK)
         && TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG)
         && TIFFSetField (tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT)
         && TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE)
         && TIFFSetField (tiff, TIFFTAG_PREDICTOR,
                          is_float ? PREDICTOR_FLOATINGPOINT : PREDICTOR_HORIZONTAL)
         && TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, rows_per_strip);
}

/* What is known of the scan, by tags of TIFF 6.0; where the tag wants local time, that of the scan. */
static gboolean
set_notes (TIFF *tiff, const BsrImageNotes *notes, int page)
{
  static const char *const energies[] = { "high energy", "low energy", "energy 3", "energy 4" };
  g_autoptr (GDateTime) acquired = g_date_time_new_from_iso8601 (notes->acquired, NULL);
  g_autofree char *when
      = acquired != NULL ? g_date_time_format (acquired, "%Y:%m:%d %H:%M:%S") : NULL;
  g_autofree char *name = isfinite (notes->energy_mv[page])
                              ? g_strdup_printf ("%s, %g MV", energies[page],
                                                 notes->energy_mv[page])
                              : g_strdup (energies[page]);
  g_autofree char *about = g_strconcat ("container ", *notes->container != '\0' ? notes->container : "not read",
                                        *notes->site != '\0' ? ", at " : "", notes->site, NULL);
  gboolean sized = isfinite (notes->pitch_x_mm) && isfinite (notes->pitch_y_mm);

  return TIFFSetField (tiff, TIFFTAG_SOFTWARE, "Basira " BSR_VERSION)
         && TIFFSetField (tiff, TIFFTAG_PAGENAME, name)
         && (when == NULL || TIFFSetField (tiff, TIFFTAG_DATETIME, when))
         && (*notes->scanner == '\0' || TIFFSetField (tiff, TIFFTAG_MODEL, notes->scanner))
         && TIFFSetField (tiff, TIFFTAG_IMAGEDESCRIPTION, about)
         && (!sized
             || (TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER)
                 && TIFFSetField (tiff, TIFFTAG_XRESOLUTION, MM_PER_CM / notes->pitch_x_mm)
                 && TIFFSetField (tiff, TIFFTAG_YRESOLUTION, MM_PER_CM / notes->pitch_y_mm)));
}

/* Copies a row to @strip as it is stored. */
static void
pack_row (BsrPlane *plane, int y, int bits, guint8 *strip)
{
  int width = bsr_plane_width (plane);

  if (bits != 8)
    {
      memcpy (strip, bsr_plane_row (plane, y), (gsize) width * bsr_plane_sample_size (plane));
      return;
    }
  const guint16 *row = bsr_plane_row_u16 (plane, y);
  for (int x = 0; x < width; x++)
    strip[x] = (guint8) row[x];
}

static gboolean
write_plane (TIFF *tiff, BsrImage *image, const BsrImageNotes *notes, int index)
{
  BsrPlane *plane = bsr_image_plane (image, index);
  int bits = stored_bits (image), height = bsr_plane_height (plane);
  gsize row_bytes = (gsize) bsr_plane_width (plane) * (gsize) (bits / 8);
  int rows_per_strip = (int) CLAMP (STRIP_BYTES / row_bytes, 1, (gsize) height);
  g_autofree guint8 *strip = g_try_malloc_n ((gsize) rows_per_strip, row_bytes);

  if (strip == NULL || !set_fields (tiff, image, index, rows_per_strip)
      || (notes != NULL && !set_notes (tiff, notes, index)))
    return FALSE;
  for (int y = 0; y < height; y += rows_per_strip)
    {
      int n_rows = MIN (rows_per_strip, height - y);
      tmsize_t size = (tmsize_t) ((gsize) n_rows * row_bytes);
      for (int i = 0; i < n_rows; i++)
        pack_row (plane, y + i, bits, strip + (gsize) i * row_bytes);
      if (TIFFWriteEncodedStrip (tiff, (guint32) (y / rows_per_strip), strip, size) != size)
        return FALSE;
    }
  return TIFFWriteDirectory (tiff) == 1;
}

gboolean
bsr_tiff_write (BsrImage *image, const BsrImageNotes *notes, BsrNewFile *file, GError **error)
{
  g_return_val_if_fail (image != NULL && file != NULL, FALSE);

  Output output = { file, 0 };
  TIFF *tiff = open_tiff (image, &output);
  gboolean done = tiff != NULL;

  for (int i = 0; done && i < bsr_image_n_planes (image); i++)
    done = write_plane (tiff, image, notes, i);
  if (tiff != NULL)
    TIFFClose (tiff);
  if (!done && !bsr_new_file_failed (file, error))
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "not enough memory to write a TIFF file");
  return done;
}
