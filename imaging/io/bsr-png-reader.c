#include "bsr-png-reader.h"

#include <png.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-low-file.h"
#include "bsr-png-rows.h"

/* Deflate gives at most this many bytes for one (zlib technical details). */
#define DEFLATE_GREATEST_RATIO 1032
/* Largest chunk other than the pixels that memory is given for; all of those are skipped. */
#define MAX_CHUNK_BYTES (1u << 20)

#define LOW_NAME "the .low.png file beside"
/* Planes of a picture in colours: red, green, blue. */
#define N_COLOURS 3

typedef struct
{
  BsrFileSource *source;
  const BsrReading *reading;
  int index, n_files; /* of the scan's files, and which this is */
  gint64 position;
  png_structp png;
  png_infop info;
  char complaint[128]; /* why libpng gave up */
  int n_planes;        /* 1, or 3 of a picture in colours */
  BsrPlane *planes[N_COLOURS];
  gboolean is_wide; /* the samples of 8 bits, too */
  guint8 *row;      /* of colours, all of them interleaved */
  int bits;
} PngReader;

G_NORETURN static void
complain_cb (png_structp png, png_const_charp message)
{
  PngReader *reader = png_get_error_ptr (png);
  g_strlcpy (reader->complaint, message, sizeof reader->complaint);
  png_longjmp (png, 1);
}

/* libpng shrugs at a wrong checksum of the pixels once it has them all; we do not. Bytes after the
 * complete and checked pixels are padding, and what other chunks hold is not looked at. */
static void
warn_cb (png_structp png, png_const_charp message)
{
  if (g_str_has_prefix (message, "IDAT") && strstr (message, "Extra compressed data") == NULL)
    png_error (png, message);
}

static void
read_cb (png_structp png, png_bytep buffer, size_t size)
{
  PngReader *reader = png_get_io_ptr (png);
  gsize done = bsr_file_source_read (reader->source, reader->position, buffer, size);
  reader->position += (gint64) done;
  if (done < size)
    png_error (png, "the file ends too early");
}

/* Whether it is grey, or in colours for looking only; sets the number of planes. */
static gboolean
check_kind (PngReader *reader, GError **error)
{
  int colour = png_get_color_type (reader->png, reader->info);

  reader->n_planes = colour == PNG_COLOR_TYPE_GRAY ? 1 : N_COLOURS;
  if (colour == PNG_COLOR_TYPE_GRAY
      || (colour != PNG_COLOR_TYPE_GRAY_ALPHA && reader->n_files == 1))
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "the image is %s where grey is read",
               colour == PNG_COLOR_TYPE_GRAY_ALPHA ? "grey with an alpha channel"
               : colour == PNG_COLOR_TYPE_PALETTE  ? "palette colour"
                                                   : "RGB colour");
  return FALSE;
}

/* Checks what the header claims and makes the planes. */
static gboolean
prepare_planes (PngReader *reader, GError **error)
{
  guint32 width = png_get_image_width (reader->png, reader->info);
  guint32 height = png_get_image_height (reader->png, reader->info);
  int stored_bits = png_get_bit_depth (reader->png, reader->info);
  int n_samples = png_get_channels (reader->png, reader->info);

  if (!check_kind (reader, error)
      || !bsr_read_limits_check (reader->reading->limits, width, height,
                                 reader->n_files * reader->n_planes, sizeof (guint16), error))
    return FALSE;
  gint64 bytes = (((gint64) width * stored_bits * n_samples + 7) / 8 + 1) * height;
  gint64 file_size = bsr_file_source_size (reader->source);
  if (bytes / DEFLATE_GREATEST_RATIO > file_size)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "the file is too short for %u x %u pixels: %" G_GINT64_FORMAT
                   " bytes where at least %" G_GINT64_FORMAT " are needed",
                   width, height, file_size, bytes / DEFLATE_GREATEST_RATIO);
      return FALSE;
    }
  gint64 decoded = (gint64) width * height * reader->n_planes * (gint64) sizeof (guint16);
  if (!bsr_read_limits_check_shrinkage (reader->reading->limits, decoded, file_size, error))
    return FALSE;
  reader->bits = MAX (stored_bits, 8);
  for (int i = 0; i < reader->n_planes; i++)
    {
      reader->planes[i] = bsr_reading_new_plane (reader->reading, BSR_FORMAT_U16, (int) width,
                                                 (int) height, error);
      if (reader->planes[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The interleaved samples of a row of colours out of the planes, or back into them: libpng adds the
 * pixels of an interlaced row to those that it finds. */
static void
move_colours (PngReader *reader, int y, gboolean back)
{
  int width = bsr_plane_width (reader->planes[0]);
  guint16 *wide = (guint16 *) (gpointer) reader->row;

  for (int c = 0; c < N_COLOURS; c++)
    {
      guint16 *plane = bsr_plane_row_u16 (reader->planes[c], y);
      for (int x = 0; x < width; x++)
        {
          gsize i = (gsize) x * N_COLOURS + (gsize) c;
          if (back)
            plane[x] = reader->bits == 8 ? reader->row[i] : wide[i];
          else if (reader->bits == 8)
            reader->row[i] = (guint8) plane[x];
          else
            wide[i] = plane[x];
        }
    }
}

static void
read_row (PngReader *reader, int y, gboolean first_pass)
{
  if (reader->n_planes == 1)
    {
      png_read_row (reader->png, bsr_plane_row (reader->planes[0], y), NULL);
      return;
    }
  if (!first_pass)
    move_colours (reader, y, FALSE);
  png_read_row (reader->png, reader->row, NULL);
  move_colours (reader, y, TRUE);
}

/* All samples as bytes or 16-bit numbers of the host: grey, or red, green and blue. Returns: passes
 * over the rows. */
static int
set_transforms (PngReader *reader)
{
  if (reader->bits == 16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (reader->png);
  if (reader->n_planes == 1 && reader->bits == 8)
    png_set_expand_gray_1_2_4_to_8 (reader->png);
  if (reader->n_planes == N_COLOURS)
    {
      png_set_palette_to_rgb (reader->png);
      png_set_strip_alpha (reader->png);
    }
  int n_passes = png_set_interlace_handling (reader->png);
  png_read_update_info (reader->png, reader->info);
  return n_passes;
}

/* Whether the fast way has read all of it. */
static gboolean
read_fast (PngReader *reader)
{
  int stored_bits = png_get_bit_depth (reader->png, reader->info);
  return reader->n_planes == 1 && stored_bits >= 8
         && png_get_interlace_type (reader->png, reader->info) == PNG_INTERLACE_NONE
         && bsr_png_rows_read (reader->source, reader->planes[0], stored_bits, reader->reading,
                               (double) reader->index / reader->n_files, 1.0 / reader->n_files);
}

/* Decodes into the rows of the planes; 8-bit grey samples fill the first half of their row. */
static gboolean
read_rows (PngReader *reader, GError **error)
{
  const BsrReading *reading = reader->reading;
  int height = bsr_plane_height (reader->planes[0]);
  int n_passes = set_transforms (reader);

  if (reader->n_planes == N_COLOURS)
    {
      if (png_get_rowbytes (reader->png, reader->info)
          != (gsize) bsr_plane_width (reader->planes[0]) * N_COLOURS * (gsize) reader->bits / 8)
        png_error (reader->png, "its colours are stored in an unknown way");
      reader->row = g_malloc0 (png_get_rowbytes (reader->png, reader->info));
    }
  for (int pass = 0; pass < n_passes; pass++)
    for (int y = 0; y < height; y++)
      {
        if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
          return FALSE;
        read_row (reader, y, pass == 0);
        if (reading->progress != NULL)
          reading->progress ((reader->index + (pass + (y + 1.0) / height) / n_passes)
                                 / reader->n_files,
                             reading->progress_data);
      }
  png_read_end (reader->png, NULL);
  return TRUE;
}

static void
widen_rows (BsrPlane *plane)
{
  for (int y = 0; y < bsr_plane_height (plane); y++)
    {
      guint16 *wide = bsr_plane_row_u16 (plane, y);
      const guint8 *narrow = (const guint8 *) wide;
      for (int x = bsr_plane_width (plane) - 1; x >= 0; x--)
        wide[x] = narrow[x];
    }
}

/* All that can jump out of libpng. Everything that lives on is in @reader, so that a jump leaves
 * no local variable in doubt. */
static gboolean
decode (PngReader *reader, GError **error)
{
  if (setjmp (png_jmpbuf (reader->png)) != 0)
    {
      if (!bsr_file_source_failed (reader->source, error))
        g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                     "the image cannot be decoded, at byte %" G_GINT64_FORMAT " (%s)",
                     reader->position, reader->complaint);
      return FALSE;
    }

  png_set_read_fn (reader->png, reader, read_cb);
  /* Ours are looked at as soon as the header is read, before a row is asked for. */
  png_set_user_limits (reader->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max (reader->png, MAX_CHUNK_BYTES);
  /* Text, profiles and the like are not even unpacked. */
  png_set_keep_unknown_chunks (reader->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_benign_errors (reader->png, 1);
  png_read_info (reader->png, reader->info);
  if (!prepare_planes (reader, error))
    return FALSE;
  reader->is_wide = read_fast (reader);
  return reader->is_wide || read_rows (reader, error);
}

static void
forget_planes (PngReader *reader)
{
  for (int i = 0; i < N_COLOURS; i++)
    g_clear_pointer (&reader->planes[i], bsr_plane_unref);
}

/* Reads file @index of @sources into @reader, whose planes are the caller's to forget. */
static gboolean
read_file (PngReader *reader, const BsrImageSources *sources, int index, const BsrReading *reading,
           GError **error)
{
  gboolean done = FALSE;

  *reader = (PngReader){
    .source = sources->files[index], .reading = reading, .index = index, .n_files = sources->n_files
  };
  reader->png = png_create_read_struct (PNG_LIBPNG_VER_STRING, reader, complain_cb, warn_cb);
  if (reader->png != NULL)
    reader->info = png_create_info_struct (reader->png);
  if (reader->info != NULL)
    done = decode (reader, error);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "not enough memory to read a PNG file");
  png_destroy_read_struct (&reader->png, &reader->info, NULL);
  g_clear_pointer (&reader->row, g_free);

  if (done && reader->bits == 8 && reader->n_planes == 1 && !reader->is_wide)
    widen_rows (reader->planes[0]);
  if (!done)
    forget_planes (reader);
  return done;
}

static gboolean
matches (const guint8 *magic, gsize size)
{
  return size >= 8 && png_sig_cmp (magic, 0, 8) == 0;
}

/* The scan of both files. */
static BsrImage *
join (const PngReader *high, const PngReader *low, GError **error)
{
  if (low->bits != high->bits)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "plane 2 has %d-bit samples but plane 1 has %d-bit ones", low->bits, high->bits);
      return NULL;
    }
  return bsr_image_new ((BsrPlane *[]){ high->planes[0], low->planes[0] }, 2, high->bits, error);
}

static BsrImage *
read_png (const BsrImageSources *sources, const BsrReading *reading, GError **error)
{
  PngReader high, low;
  BsrImage *image = NULL;

  if (!read_file (&high, sources, 0, reading, error))
    return NULL;
  if (high.n_planes == N_COLOURS)
    image = bsr_image_new_colour (high.planes, high.bits, error);
  else if (sources->n_files == 1)
    image = bsr_image_new (high.planes, 1, high.bits, error);
  else if (read_file (&low, sources, 1, reading, error))
    {
      image = join (&high, &low, error);
      forget_planes (&low);
    }
  else
    g_prefix_error (error, "plane 2, %s: ", LOW_NAME);
  forget_planes (&high);
  return image;
}

const BsrImageKind bsr_png_kind = { .id = "png",
                                      .matches = matches,
                                      .companion = bsr_low_file_of,
                                      .companion_name = LOW_NAME,
                                      .read = read_png };
