#include "bsr-png-reader.h"

#include <png.h>
#include <string.h>

#include "bsr-error.h"

/* Deflate gives at most this many bytes for one (zlib technical details). */
#define DEFLATE_GREATEST_RATIO 1032
/* Largest chunk other than the pixels that memory is given for; all of those are skipped. */
#define MAX_CHUNK_BYTES (1u << 20)

#define SUFFIX ".png"
#define LOW_SUFFIX ".low.png"
#define LOW_PREFIX "plane 2, the " LOW_SUFFIX " file beside: "

typedef struct
{
  BsrFileSource *source;
  const BsrReadLimits *limits;
  int n_planes; /* that the limits must do for */
  GCancellable *cancellable;
  gint64 position;
  png_structp png;
  png_infop info;
  char complaint[128]; /* why libpng gave up */
  BsrPlane *plane;
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

static gboolean
check_kind (PngReader *reader, GError **error)
{
  int colour = png_get_color_type (reader->png, reader->info);

  if (colour == PNG_COLOR_TYPE_GRAY)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, "the image is %s where grey is read",
               colour == PNG_COLOR_TYPE_PALETTE      ? "palette colour"
               : colour == PNG_COLOR_TYPE_GRAY_ALPHA ? "grey with an alpha channel"
                                                     : "RGB colour");
  return FALSE;
}

/* Checks what the header claims and makes the plane. */
static gboolean
prepare_plane (PngReader *reader, GError **error)
{
  guint32 width = png_get_image_width (reader->png, reader->info);
  guint32 height = png_get_image_height (reader->png, reader->info);
  int stored_bits = png_get_bit_depth (reader->png, reader->info);

  if (!check_kind (reader, error)
      || !bsr_read_limits_check (reader->limits, width, height, reader->n_planes, sizeof (guint16),
                                 error))
    return FALSE;
  gint64 bytes = (((gint64) width * stored_bits + 7) / 8 + 1) * height;
  gint64 file_size = bsr_file_source_size (reader->source);
  if (bytes / DEFLATE_GREATEST_RATIO > file_size)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "the file is too short for %u x %u pixels: %" G_GINT64_FORMAT
                   " bytes where at least %" G_GINT64_FORMAT " are needed",
                   width, height, file_size, bytes / DEFLATE_GREATEST_RATIO);
      return FALSE;
    }
  gint64 decoded = (gint64) width * height * (gint64) sizeof (guint16);
  if (!bsr_read_limits_check_shrinkage (reader->limits, decoded, file_size, error))
    return FALSE;
  reader->bits = MAX (stored_bits, 8);
  reader->plane = bsr_plane_new (BSR_FORMAT_U16, (int) width, (int) height, error);
  return reader->plane != NULL;
}

/* Decodes into the rows of the plane; 8-bit samples fill the first half of their row. */
static gboolean
read_rows (PngReader *reader, GError **error)
{
  if (reader->bits == 16 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (reader->png);
  if (reader->bits == 8)
    png_set_expand_gray_1_2_4_to_8 (reader->png);
  int n_passes = png_set_interlace_handling (reader->png);
  png_read_update_info (reader->png, reader->info);

  int height = bsr_plane_height (reader->plane);
  for (int pass = 0; pass < n_passes; pass++)
    for (int y = 0; y < height; y++)
      {
        if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
          return FALSE;
        png_read_row (reader->png, bsr_plane_row (reader->plane, y), NULL);
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
  return prepare_plane (reader, error) && read_rows (reader, error);
}

/* (transfer full): the one plane of @source; @n_planes: how many like it the limits must do for;
 * @bits: (out): of its samples, 8 or 16. */
static BsrPlane *
read_plane (BsrFileSource *source, const BsrReadLimits *limits, int n_planes, int *bits,
            GCancellable *cancellable, GError **error)
{
  PngReader reader
      = { .source = source, .limits = limits, .n_planes = n_planes, .cancellable = cancellable };
  gboolean done = FALSE;

  reader.png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &reader, complain_cb, warn_cb);
  if (reader.png != NULL)
    reader.info = png_create_info_struct (reader.png);
  if (reader.info != NULL)
    done = decode (&reader, error);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "not enough memory to read a PNG file");
  png_destroy_read_struct (&reader.png, &reader.info, NULL);

  if (done && reader.bits == 8)
    widen_rows (reader.plane);
  if (!done)
    g_clear_pointer (&reader.plane, bsr_plane_unref);
  *bits = reader.bits;
  return reader.plane;
}

static gboolean
matches (const guint8 *magic, gsize size)
{
  return size >= 8 && png_sig_cmp (magic, 0, 8) == 0;
}

/* Opens the file of the second plane beside @path. @low: (out) (transfer full): %NULL where there
 * is none. */
static gboolean
open_low (const char *path, BsrFileSource **low, GError **error)
{
  g_autoptr (GError) open_error = NULL;

  *low = NULL;
  if (!g_str_has_suffix (path, SUFFIX) || g_str_has_suffix (path, LOW_SUFFIX))
    return TRUE;
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (SUFFIX));
  g_autofree char *beside = g_strconcat (stem, LOW_SUFFIX, NULL);
  *low = bsr_file_source_open (beside, &open_error);
  if (*low != NULL || g_error_matches (open_error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      || g_error_matches (open_error, G_FILE_ERROR, G_FILE_ERROR_NAMETOOLONG))
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&open_error), "%s", LOW_PREFIX);
  return FALSE;
}

static BsrImage *
read_png (BsrFileSource *source, const char *path, const BsrReadLimits *limits,
          GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrFileSource) low_source = NULL;
  g_autoptr (BsrPlane) high = NULL;
  g_autoptr (BsrPlane) low = NULL;
  int bits, low_bits;

  if (!open_low (path, &low_source, error))
    return NULL;
  int n_planes = low_source != NULL ? 2 : 1;
  high = read_plane (source, limits, n_planes, &bits, cancellable, error);
  if (high == NULL)
    return NULL;
  if (low_source == NULL)
    return bsr_image_new (&high, 1, bits, error);

  low = read_plane (low_source, limits, n_planes, &low_bits, cancellable, error);
  if (low == NULL)
    {
      g_prefix_error (error, "%s", LOW_PREFIX);
      return NULL;
    }
  if (low_bits != bits)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   "plane 2 has %d-bit samples but plane 1 has %d-bit ones", low_bits, bits);
      return NULL;
    }
  return bsr_image_new ((BsrPlane *[]){ high, low }, 2, bits, error);
}

const BsrImageKind bsr_png_kind = { "png", matches, read_png };
