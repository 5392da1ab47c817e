#include "bsr-jpeg-reader.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#include "bsr-error.h"
#include "bsr-orientation.h"

#define N_COLOURS 3
#define BUFFER_BYTES 65536
/* What libjpeg may keep at once of a progressive picture's coefficients; beyond, it gives up. */
#define MAX_MEMORY_BYTES (512L * 1024 * 1024)

/* Exif 2.32, 4.5.4 and 4.6.2: APP1 begins so, a TIFF header follows, whose first directory may have tag 274. */
#define EXIF_MARKER (JPEG_APP0 + 1)
#define EXIF_MARK "Exif\0"
#define EXIF_MARK_BYTES 6
#define EXIF_MAX_BYTES 65533
#define TIFF_HEADER_BYTES 8
#define TIFF_ENTRY_BYTES 12
#define TIFF_ORIENTATION 274
#define TIFF_SHORT 3

typedef struct
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  jmp_buf give_up;
  char complaint[JMSG_LENGTH_MAX];

  BsrFileSource *file;
  const BsrReading *reading;
  gint64 position;
  guint8 buffer[BUFFER_BYTES];

  BsrPlane *planes[N_COLOURS];
  int orientation; /* 1...8 */
  guint8 *row;
} JpegReader;

/* --- What libjpeg calls ---------------------------------------------------------------------- */

G_NORETURN static void
complain_cb (j_common_ptr jpeg)
{
  JpegReader *reader = jpeg->client_data;
  jpeg->err->format_message (jpeg, reader->complaint);
  longjmp (reader->give_up, 1);
}

/* libjpeg goes on with grey where something is wrong; we do not, unless between two markers there is what need not
 * be there, as some cameras have it. */
static void
message_cb (j_common_ptr jpeg, int level)
{
  if (level < 0 && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA)
    complain_cb (jpeg);
}

static void
nothing_cb (j_decompress_ptr jpeg)
{
}

static boolean
fill_cb (j_decompress_ptr jpeg)
{
  JpegReader *reader = jpeg->client_data;
  gsize n = bsr_file_source_read (reader->file, reader->position, reader->buffer, BUFFER_BYTES);
  if (n == 0)
    ERREXIT (jpeg, JERR_INPUT_EOF);
  reader->position += (gint64) n;
  reader->source.next_input_byte = reader->buffer;
  reader->source.bytes_in_buffer = n;
  return TRUE;
}

static void
skip_cb (j_decompress_ptr jpeg, long n)
{
  JpegReader *reader = jpeg->client_data;
  if (n <= 0)
    return;
  if ((gsize) n <= reader->source.bytes_in_buffer)
    {
      reader->source.next_input_byte += n;
      reader->source.bytes_in_buffer -= (gsize) n;
      return;
    }
  reader->position += n - (glong) reader->source.bytes_in_buffer;
  reader->source.bytes_in_buffer = 0;
}

/* --- Which way is up --------------------------------------------------------------------------- */

static guint
number (const guint8 *bytes, int n, gboolean big_endian)
{
  guint value = 0;
  for (int i = 0; i < n; i++)
    value = value << 8 | bytes[big_endian ? i : n - 1 - i];
  return value;
}

/* The orientation in the @size bytes of an APP1 marker, 1 to 8; 0: it says none. */
static int
exif_orientation (const guint8 *bytes, gsize size)
{
  if (size < EXIF_MARK_BYTES + TIFF_HEADER_BYTES || memcmp (bytes, EXIF_MARK, EXIF_MARK_BYTES) != 0)
    return 0;
  const guint8 *tiff = bytes + EXIF_MARK_BYTES;
  gsize left = size - EXIF_MARK_BYTES;
  gboolean big = memcmp (tiff, "MM\0*", 4) == 0;
  if (!big && memcmp (tiff, "II*\0", 4) != 0)
    return 0;
  gsize at = number (tiff + 4, 4, big);
  if (at < TIFF_HEADER_BYTES || at > left - 2)
    return 0;
  guint n_entries = number (tiff + at, 2, big);
  at += 2;
  for (guint i = 0; i < n_entries && left - at >= TIFF_ENTRY_BYTES; i++, at += TIFF_ENTRY_BYTES)
    if (number (tiff + at, 2, big) == TIFF_ORIENTATION && number (tiff + at + 2, 2, big) == TIFF_SHORT)
      {
        guint orientation = number (tiff + at + 8, 2, big);
        return orientation >= 1 && orientation <= 8 ? (int) orientation : 0;
      }
  return 0;
}

static int
orientation_of (const JpegReader *reader)
{
  for (jpeg_saved_marker_ptr m = reader->jpeg.marker_list; m != NULL; m = m->next)
    {
      int orientation = m->marker == EXIF_MARKER ? exif_orientation (m->data, m->data_length) : 0;
      if (orientation != 0)
        return orientation;
    }
  return 1;
}

/* --- Reading ----------------------------------------------------------------------------------- */

static gboolean
prepare_planes (JpegReader *reader, GError **error)
{
  const BsrReading *reading = reader->reading;
  guint32 width = reader->jpeg.image_width, height = reader->jpeg.image_height;
  gboolean turned = bsr_orientation_is_turned (reader->orientation);

  if (reader->jpeg.num_components != 1 && reader->jpeg.num_components != N_COLOURS)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED,
                   "the picture has %d colour components where 1 or 3 are read",
                   reader->jpeg.num_components);
      return FALSE;
    }
  gint64 decoded = (gint64) width * height * N_COLOURS * (gint64) sizeof (guint16);
  if (!bsr_read_limits_check (reading->limits, width, height, N_COLOURS, sizeof (guint16), error)
      || !bsr_read_limits_check_shrinkage (reading->limits, decoded,
                                           bsr_file_source_size (reader->file), error))
    return FALSE;
  for (int i = 0; i < N_COLOURS; i++)
    {
      reader->planes[i] = bsr_reading_new_plane (reading, BSR_FORMAT_U16,
                                                 (int) (turned ? height : width),
                                                 (int) (turned ? width : height), error);
      if (reader->planes[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Moves the row just read, number @y as stored, to where it belongs (Exif 2.32, 4.6.4, tag 274). */
static void
place_row (JpegReader *reader, int y)
{
  int width = (int) reader->jpeg.output_width, height = (int) reader->jpeg.output_height;
  gboolean turned = bsr_orientation_is_turned (reader->orientation);
  int row = bsr_orientation_rows_back (reader->orientation) ? height - 1 - y : y;

  for (int c = 0; c < N_COLOURS; c++)
    for (int x = 0; x < width; x++)
      {
        int column = bsr_orientation_columns_back (reader->orientation) ? width - 1 - x : x;
        guint16 *to = bsr_plane_row_u16 (reader->planes[c], turned ? column : row);
        to[turned ? row : column] = reader->row[x * N_COLOURS + c];
      }
}

static gboolean
read_rows (JpegReader *reader, GError **error)
{
  const BsrReading *reading = reader->reading;

  reader->jpeg.out_color_space = JCS_RGB;
  jpeg_start_decompress (&reader->jpeg);
  reader->row = g_malloc ((gsize) reader->jpeg.output_width * N_COLOURS);
  while (reader->jpeg.output_scanline < reader->jpeg.output_height)
    {
      int y = (int) reader->jpeg.output_scanline;
      if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return FALSE;
      jpeg_read_scanlines (&reader->jpeg, &reader->row, 1);
      place_row (reader, y);
      if (reading->progress != NULL)
        reading->progress ((y + 1.0) / reader->jpeg.output_height, reading->progress_data);
    }
  jpeg_finish_decompress (&reader->jpeg);
  return TRUE;
}

/* All that can jump out of libjpeg; everything that lives on is in @reader. */
static gboolean
decode (JpegReader *reader, GError **error)
{
  if (setjmp (reader->give_up) != 0)
    {
      if (!bsr_file_source_failed (reader->file, error))
        g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                     "the picture cannot be decoded, at byte %" G_GINT64_FORMAT " (%s)",
                     reader->position - (gint64) reader->source.bytes_in_buffer, reader->complaint);
      return FALSE;
    }
  jpeg_create_decompress (&reader->jpeg);
  reader->jpeg.mem->max_memory_to_use = MAX_MEMORY_BYTES;
  reader->jpeg.src = &reader->source;
  jpeg_save_markers (&reader->jpeg, EXIF_MARKER, EXIF_MAX_BYTES);
  jpeg_read_header (&reader->jpeg, TRUE);
  reader->orientation = orientation_of (reader);
  return prepare_planes (reader, error) && read_rows (reader, error);
}

static gboolean
matches (const guint8 *magic, gsize size)
{
  return size >= 3 && memcmp (magic, "\xff\xd8\xff", 3) == 0;
}

static BsrImage *
read_jpeg (const BsrImageSources *sources, const BsrReading *reading, GError **error)
{
  g_autofree JpegReader *reader = g_new0 (JpegReader, 1);
  reader->file = sources->files[0];
  reader->reading = reading;
  reader->jpeg.client_data = reader;
  reader->jpeg.err = jpeg_std_error (&reader->errors);
  reader->errors.error_exit = complain_cb;
  reader->errors.emit_message = message_cb;
  reader->source = (struct jpeg_source_mgr){ .init_source = nothing_cb,
                                             .fill_input_buffer = fill_cb,
                                             .skip_input_data = skip_cb,
                                             .resync_to_restart = jpeg_resync_to_restart,
                                             .term_source = nothing_cb };
  BsrImage *image = NULL;
  if (decode (reader, error))
    image = bsr_image_new_colour (reader->planes, 8, error);
  jpeg_destroy_decompress (&reader->jpeg);
  g_free (reader->row);
  for (int i = 0; i < N_COLOURS; i++)
    g_clear_pointer (&reader->planes[i], bsr_plane_unref);
  return image;
}

const BsrImageKind bsr_jpeg_kind = { .id = "jpeg", .matches = matches, .read = read_jpeg };
