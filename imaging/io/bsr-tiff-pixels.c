#include "bsr-tiff-pixels.h"

#include <math.h>

#include "bsr-error.h"

/* Edge of the squares in which samples are moved, so that the turned orientations use each cache
 * line that they touch in full: 32 samples of 2 bytes are one line. */
#define BLOCK 32

typedef struct
{
  TIFF *tiff;
  const BsrTiffLayout *layout;
  BsrPlane *const *planes;
  BsrTiffFailure failure;
  gpointer failure_data;
  GCancellable *cancellable;
  guint8 *chunk; /* decoded samples, chunk_bytes or one row */
} PageReader;

/* Where the stored sample at (row, column) belongs: origin + row * row_step + column * column_step,
 * bytes. */
typedef struct
{
  guint8 *origin;
  gssize row_step, column_step;
} Placement;

static Placement
placement_new (const BsrTiffLayout *layout, BsrPlane *plane)
{
  /* TIFF 6.0 tag 274: side of the picture that stored row 0 and column 0 are. */
  static const gboolean rows_back[9] = { 0, 0, 0, 1, 1, 0, 1, 1, 0 };
  static const gboolean columns_back[9] = { 0, 0, 1, 1, 0, 0, 0, 1, 1 };
  gssize sample = (gssize) bsr_plane_sample_size (plane),
         stride = (gssize) bsr_plane_stride (plane);
  gboolean turned = layout->orientation >= ORIENTATION_LEFTTOP;
  Placement placement
      = { bsr_plane_row (plane, 0), turned ? sample : stride, turned ? stride : sample };

  if (rows_back[layout->orientation])
    {
      placement.origin += (gssize) (layout->height - 1) * placement.row_step;
      placement.row_step = -placement.row_step;
    }
  if (columns_back[layout->orientation])
    {
      placement.origin += (gssize) (layout->width - 1) * placement.column_step;
      placement.column_step = -placement.column_step;
    }
  return placement;
}

/* Moves a row of @n samples, @every apart in @from, to @to and on by @step bytes. */
static void
place_row (const guint8 *from, int bits, int every, guint8 *to, gssize step, guint32 n)
{
  if (bits == 8)
    for (guint32 i = 0; i < n; i++, to += step)
      *(guint16 *) (gpointer) to = from[(gsize) i * every];
  else if (bits == 16)
    for (guint32 i = 0; i < n; i++, to += step)
      *(guint16 *) (gpointer) to = ((const guint16 *) (gconstpointer) from)[(gsize) i * every];
  else
    for (guint32 i = 0; i < n; i++, to += step)
      *(guint32 *) (gpointer) to = ((const guint32 *) (gconstpointer) from)[(gsize) i * every];
}

/* Moves the decoded chunk, whose first pixel is stored at (@row0, @column0), into the planes. */
static void
place_chunk (PageReader *reader, int sample0, guint32 row0, guint32 column0, guint32 n_rows,
             guint32 n_columns)
{
  const BsrTiffLayout *layout = reader->layout;
  int every = layout->separate ? 1 : layout->n_samples;
  gsize sample_bytes = (gsize) layout->bits / 8;
  gsize row_bytes = (gsize) layout->chunk_width * every * sample_bytes;

  for (int s = 0; s < every; s++)
    {
      Placement to = placement_new (layout, reader->planes[sample0 + s]);
      for (guint32 block_row = 0; block_row < n_rows; block_row += BLOCK)
        for (guint32 column = 0; column < n_columns; column += BLOCK)
          for (guint32 row = block_row; row < MIN (block_row + BLOCK, n_rows); row++)
            place_row (reader->chunk + row * row_bytes
                           + ((gsize) column * every + s) * sample_bytes,
                       layout->bits, every,
                       to.origin + (gssize) (row0 + row) * to.row_step
                           + (gssize) (column0 + column) * to.column_step,
                       to.column_step, MIN (BLOCK, n_columns - column));
    }
}

static gboolean
fail_chunk (PageReader *reader, guint32 number, GError **error)
{
  reader->failure (reader->layout->page, reader->layout->tiled ? "tile" : "strip", number + 1,
                   reader->failure_data, error);
  return FALSE;
}

/* Whether the file says that chunk @number has what it must have. libtiff would read an
 * uncompressed chunk past its own end into what follows, and leave one larger than the file
 * unremarked. */
static gboolean
chunk_is_credible (PageReader *reader, guint32 number, gint64 needed)
{
  guint16 scheme = COMPRESSION_NONE;
  guint64 stored = TIFFGetStrileByteCount (reader->tiff, number);
  toff_t file_size = TIFFGetSizeProc (reader->tiff) (TIFFClientdata (reader->tiff));

  TIFFGetFieldDefaulted (reader->tiff, TIFFTAG_COMPRESSION, &scheme);
  return stored <= file_size && (scheme != COMPRESSION_NONE || stored >= (guint64) needed);
}

/* Decodes chunk @number, which has @bytes. */
static gboolean
decode_chunk (PageReader *reader, guint32 number, gint64 bytes, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
    return FALSE;
  if (!chunk_is_credible (reader, number, bytes))
    return fail_chunk (reader, number, error);

  tmsize_t done = reader->layout->tiled
                      ? TIFFReadEncodedTile (reader->tiff, number, reader->chunk, bytes)
                      : TIFFReadEncodedStrip (reader->tiff, number, reader->chunk, bytes);
  return done == bytes || fail_chunk (reader, number, error);
}

static gboolean
read_tiles (PageReader *reader, int sample0, GError **error)
{
  const BsrTiffLayout *layout = reader->layout;

  for (guint32 row = 0; row < layout->height; row += layout->chunk_height)
    for (guint32 column = 0; column < layout->width; column += layout->chunk_width)
      {
        guint32 number = TIFFComputeTile (reader->tiff, column, row, 0, (guint16) sample0);
        if (!decode_chunk (reader, number, layout->chunk_bytes, error))
          return FALSE;
        place_chunk (reader, sample0, row, column, MIN (layout->chunk_height, layout->height - row),
                     MIN (layout->chunk_width, layout->width - column));
      }
  return TRUE;
}

static gboolean
read_strips (PageReader *reader, int sample0, GError **error)
{
  const BsrTiffLayout *layout = reader->layout;
  gint64 row_bytes = layout->chunk_bytes / layout->chunk_height;

  for (guint32 row = 0; row < layout->height; row += layout->chunk_height)
    {
      guint32 n_rows = MIN (layout->chunk_height, layout->height - row);
      guint32 number = TIFFComputeStrip (reader->tiff, row, (guint16) sample0);
      if (!decode_chunk (reader, number, n_rows * row_bytes, error))
        return FALSE;
      place_chunk (reader, sample0, row, 0, n_rows, layout->width);
    }
  return TRUE;
}

/* The same for strips that are too large to decode at once. */
static gboolean
read_rows (PageReader *reader, int sample0, GError **error)
{
  const BsrTiffLayout *layout = reader->layout;
  gint64 row_bytes = layout->chunk_bytes / layout->chunk_height;

  for (guint32 row = 0; row < layout->height; row++)
    {
      if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
        return FALSE;
      guint32 number = TIFFComputeStrip (reader->tiff, row, (guint16) sample0);
      guint32 strip_rows = MIN (layout->chunk_height, layout->height - row);
      if ((row % layout->chunk_height == 0
           && !chunk_is_credible (reader, number, strip_rows * row_bytes))
          || TIFFReadScanline (reader->tiff, reader->chunk, row, (guint16) sample0) != 1)
        return fail_chunk (reader, number, error);
      place_chunk (reader, sample0, row, 0, 1, layout->width);
    }
  return TRUE;
}

static gboolean
finish_floats (const BsrTiffLayout *layout, BsrPlane *plane, GError **error)
{
  int width = bsr_plane_width (plane), height = bsr_plane_height (plane);

  for (int y = 0; y < height; y++)
    {
      float *row = bsr_plane_row_f32 (plane, y);
      for (int x = 0; x < width; x++)
        {
          if (!isfinite (row[x]))
            {
              g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                           "page %d has a sample that is not a finite number at x = %d, y = %d",
                           layout->page, x, y);
              return FALSE;
            }
          if (layout->white_is_zero)
            row[x] = 1.0f - row[x];
        }
    }
  return TRUE;
}

static void
invert_counts (const BsrTiffLayout *layout, BsrPlane *plane)
{
  guint16 full_scale = (guint16) ((1 << layout->bits) - 1);
  int width = bsr_plane_width (plane), height = bsr_plane_height (plane);

  for (int y = 0; y < height; y++)
    {
      guint16 *row = bsr_plane_row_u16 (plane, y);
      for (int x = 0; x < width; x++)
        row[x] = (guint16) (full_scale - row[x]);
    }
}

static gboolean
finish_plane (const BsrTiffLayout *layout, BsrPlane *plane, GError **error)
{
  if (layout->is_float)
    return finish_floats (layout, plane, error);
  if (layout->white_is_zero)
    invert_counts (layout, plane);
  return TRUE;
}

gboolean
bsr_tiff_pixels_read (TIFF *tiff, const BsrTiffLayout *layout, BsrPlane *const *planes,
                      BsrTiffFailure failure, gpointer data, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (tiff != NULL && layout != NULL && planes != NULL && failure != NULL, FALSE);

  gsize buffer_bytes = (gsize) (layout->by_rows ? layout->chunk_bytes / layout->chunk_height
                                                : layout->chunk_bytes);
  g_autofree guint8 *buffer = g_try_malloc (buffer_bytes);
  if (buffer == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   "not enough memory to decode page %d (%" G_GSIZE_FORMAT " bytes)", layout->page,
                   buffer_bytes);
      return FALSE;
    }

  PageReader reader = { tiff, layout, planes, failure, data, cancellable, buffer };
  int n_groups = layout->separate ? layout->n_samples : 1;
  for (int i = 0; i < n_groups; i++)
    {
      gboolean done = layout->tiled     ? read_tiles (&reader, i, error)
                      : layout->by_rows ? read_rows (&reader, i, error)
                                        : read_strips (&reader, i, error);
      if (!done)
        return FALSE;
    }
  for (int i = 0; i < layout->n_samples; i++)
    if (!finish_plane (layout, planes[i], error))
      return FALSE;
  return TRUE;
}
