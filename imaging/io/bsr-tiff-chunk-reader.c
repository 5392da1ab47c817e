#include "bsr-tiff-chunk-reader.h"

#include <string.h>

#include "bsr-error.h"
#include "bsr-image.h"
#include "bsr-thread-team.h"
#include "bsr-tiff-placement.h"
#include "bsr-tiff-unpacker.h"

/* Rows of a strip on their way to where they are put: what a processor keeps near itself. */
#define BAND_BYTES (256 << 10)

struct _BsrTiffChunkReader
{
  const BsrTiffPage *page;
  BsrTiffPlan plan;
  BsrTiffHandle *handle, *own;
  TIFF *tiff;
  BsrTiffUnpacker *unpacker;             /* strips that are read at once, and tiles */
  guint8 *row;                           /* strips that are read row by row */
  BsrPlane *bands[BSR_IMAGE_MAX_PLANES]; /* where rows are put: on their way, by plane of an item */
};

/* Planes that one chunk has samples of. */
static int
n_chunk_planes (const BsrTiffLayout *layout)
{
  return layout->separate || layout->is_palette ? 1 : layout->n_planes;
}

BsrTiffPlan
bsr_tiff_plan_new (const BsrTiffPage *page)
{
  const BsrTiffLayout *layout = page->layout;
  BsrTiffPlan plan = { .n_down = (layout->height - 1) / layout->chunk_height + 1,
                       .n_across = (layout->width - 1) / layout->chunk_width + 1 };
  gint64 stride = (gint64) bsr_plane_stride (page->planes[0]) * n_chunk_planes (layout);
  int n_threads = bsr_thread_team_size (page->reading->n_threads);

  plan.band_rows = layout->tiled ? layout->chunk_height
                                 : (guint32) CLAMP (BAND_BYTES / stride, 1, layout->chunk_height);
  plan.in_bands = page->reading->put_rows != NULL && layout->orientation == ORIENTATION_TOPLEFT
                  && !layout->by_rows
                  && plan.band_rows * stride <= BSR_TIFF_MAX_CHUNK_BYTES / n_threads;
  plan.thread_bytes = (layout->by_rows ? layout->row_bytes : layout->chunk_bytes)
                      + (plan.in_bands ? plan.band_rows * stride : 0);
  plan.n_items = (gint64) plan.n_down * (plan.in_bands ? 1 : plan.n_across)
                 * (layout->separate ? layout->n_planes : 1);
  return plan;
}

gboolean
bsr_tiff_page_go (const BsrTiffPage *page, BsrTiffHandle *handle, GError **error)
{
  const BsrTiffLayout *layout = page->layout;
  BsrTiffLayout now;

  if (!bsr_tiff_handle_go (handle, layout->page, error)
      || !bsr_tiff_layout_read (bsr_tiff_handle_tiff (handle), layout->page, page->reading->limits,
                                &now, error))
    return FALSE;
  bsr_tiff_handle_forget (handle);
  if (memcmp (&now, layout, sizeof now) == 0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "page %d changed while it was read",
               layout->page);
  return FALSE;
}

static gboolean
make_room (BsrTiffChunkReader *self, GError **error)
{
  const BsrTiffPage *page = self->page;
  const BsrTiffLayout *layout = page->layout;

  if (layout->by_rows)
    self->row = g_try_malloc ((gsize) layout->row_bytes);
  else
    self->unpacker = bsr_tiff_unpacker_new (self->handle, layout);
  gboolean good = self->row != NULL || self->unpacker != NULL;
  for (int i = 0; good && self->plan.in_bands && i < n_chunk_planes (layout); i++)
    {
      self->bands[i] = bsr_plane_new (bsr_plane_format (page->planes[0]), (int) layout->width,
                                      (int) self->plan.band_rows, NULL);
      good = self->bands[i] != NULL;
    }
  if (!good)
    g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                 "not enough memory to decode page %d (%" G_GINT64_FORMAT " bytes)", layout->page,
                 self->plan.thread_bytes);
  return good;
}

BsrTiffChunkReader *
bsr_tiff_chunk_reader_new (const BsrTiffPage *page, const BsrTiffPlan *plan, BsrTiffHandle *handle,
                           GError **error)
{
  g_return_val_if_fail (page != NULL && plan != NULL, NULL);

  g_autoptr (BsrTiffChunkReader) self = g_new0 (BsrTiffChunkReader, 1);
  self->page = page;
  self->plan = *plan;
  self->handle = handle;
  if (handle == NULL)
    {
      self->handle = self->own = bsr_tiff_handle_open (page->source, error);
      if (self->own == NULL || !bsr_tiff_page_go (page, self->own, error))
        return NULL;
    }
  self->tiff = bsr_tiff_handle_tiff (self->handle);
  return make_room (self, error) ? g_steal_pointer (&self) : NULL;
}

void
bsr_tiff_chunk_reader_free (BsrTiffChunkReader *self)
{
  g_return_if_fail (self != NULL);
  for (int i = 0; i < BSR_IMAGE_MAX_PLANES; i++)
    g_clear_pointer (&self->bands[i], bsr_plane_unref);
  g_clear_pointer (&self->unpacker, bsr_tiff_unpacker_free);
  g_free (self->row);
  g_clear_pointer (&self->own, bsr_tiff_handle_close);
  g_free (self);
}

static gboolean
fail_chunk (BsrTiffChunkReader *self, guint32 number, GError **error)
{
  const BsrTiffLayout *layout = self->page->layout;
  g_autofree char *what = g_strdup_printf ("%s %u", layout->tiled ? "tile" : "strip", number + 1);
  return bsr_tiff_handle_fail (self->handle, what, layout->page, "its byte count is wrong", error);
}

/* Whether the file says that chunk @number has what it must have. libtiff would read an
 * uncompressed chunk past its own end into what follows, and leave one larger than the file
 * unremarked. */
static gboolean
chunk_is_credible (const BsrTiffChunkReader *self, guint32 number, gint64 needed)
{
  guint16 scheme = COMPRESSION_NONE;
  guint64 stored = TIFFGetStrileByteCount (self->tiff, number);
  guint64 file_size = (guint64) bsr_file_source_size (self->page->source);

  TIFFGetFieldDefaulted (self->tiff, TIFFTAG_COMPRESSION, &scheme);
  return stored <= file_size && (scheme != COMPRESSION_NONE || stored >= (guint64) needed);
}

/* Whether chunk @number could be decoded; @finished: all of it, with nothing left to do on its
 * rows. */
static gboolean
unpack (BsrTiffChunkReader *self, const BsrTiffChunk *chunk, guint32 number, gboolean *finished,
        GError **error)
{
  const BsrTiffLayout *layout = self->page->layout;
  gint64 bytes = layout->tiled ? layout->chunk_bytes : layout->row_bytes * chunk->n_rows;
  guint8 *samples = bsr_tiff_unpacker_samples (self->unpacker);

  if (!chunk_is_credible (self, number, bytes))
    return fail_chunk (self, number, error);
  if (bsr_tiff_unpacker_read (self->unpacker, number, (gsize) bytes))
    return TRUE;
  *finished = TRUE;
  tmsize_t done = layout->tiled ? TIFFReadEncodedTile (self->tiff, number, samples, bytes)
                                : TIFFReadEncodedStrip (self->tiff, number, samples, bytes);
  return done == bytes || fail_chunk (self, number, error);
}

/* Puts @n rows of all bands to @row of the planes. */
static gboolean
put_bands (BsrTiffChunkReader *self, int plane, guint32 row, guint32 n, GError **error)
{
  const BsrReading *reading = self->page->reading;
  for (int i = 0; i < n_chunk_planes (self->page->layout); i++)
    if (!reading->put_rows (self->page->planes[plane + i], (int) row, (int) n,
                            bsr_plane_row (self->bands[i], 0), reading->plane_data, error))
      return FALSE;
  return TRUE;
}

/* Places the unpacked samples of @chunk, a few rows at a time; by way of bands, which are put where
 * they are full. */
static gboolean
place (BsrTiffChunkReader *self, const BsrTiffChunk *chunk, gboolean finished, GError **error)
{
  const BsrTiffLayout *layout = self->page->layout;
  BsrPlane *bands[2 * BSR_IMAGE_MAX_PLANES] = { NULL };

  memcpy (bands + chunk->sample0, self->bands, sizeof self->bands);
  for (guint32 row = 0; row < chunk->n_rows; row += self->plan.band_rows)
    {
      BsrTiffChunk part = *chunk;
      part.n_rows = MIN (self->plan.band_rows, chunk->n_rows - row);
      part.row = self->plan.in_bands ? 0 : chunk->row + row;
      part.samples
          = bsr_tiff_unpacker_samples (self->unpacker) + (gsize) row * (gsize) layout->row_bytes;
      if (!finished)
        bsr_tiff_unpacker_finish (self->unpacker, row, part.n_rows);
      bsr_tiff_chunk_place (layout, &part, self->plan.in_bands ? bands : self->page->planes);
      if (self->plan.in_bands && !layout->tiled
          && !put_bands (self, chunk->sample0, chunk->row + row, part.n_rows, error))
        return FALSE;
    }
  return TRUE;
}

/* A strip that is too large to decode at once. */
static gboolean
read_by_rows (BsrTiffChunkReader *self, BsrTiffChunk *chunk, guint32 number, GError **error)
{
  const BsrTiffPage *page = self->page;
  guint32 n_rows = chunk->n_rows;

  if (!chunk_is_credible (self, number, page->layout->row_bytes * n_rows))
    return fail_chunk (self, number, error);
  chunk->n_rows = 1;
  chunk->samples = self->row;
  for (guint32 row = 0; row < n_rows; row++, chunk->row++)
    {
      if (g_cancellable_set_error_if_cancelled (page->reading->cancellable, error))
        return FALSE;
      if (TIFFReadScanline (self->tiff, self->row, chunk->row, (guint16) chunk->sample0) != 1)
        return fail_chunk (self, number, error);
      bsr_tiff_chunk_place (page->layout, chunk, page->planes);
    }
  return TRUE;
}

/* Reads the chunk @across of those side by side. */
static gboolean
read_chunk (BsrTiffChunkReader *self, BsrTiffChunk chunk, guint32 across, GError **error)
{
  const BsrTiffLayout *layout = self->page->layout;
  gboolean finished = FALSE;

  if (g_cancellable_set_error_if_cancelled (self->page->reading->cancellable, error))
    return FALSE;
  chunk.column = across * layout->chunk_width;
  chunk.n_columns = MIN (layout->chunk_width, layout->width - chunk.column);
  guint32 number
      = layout->tiled
            ? TIFFComputeTile (self->tiff, chunk.column, chunk.row, 0, (guint16) chunk.sample0)
            : TIFFComputeStrip (self->tiff, chunk.row, (guint16) chunk.sample0);
  if (layout->by_rows)
    return read_by_rows (self, &chunk, number, error);
  return unpack (self, &chunk, number, &finished, error) && place (self, &chunk, finished, error);
}

gboolean
bsr_tiff_chunk_reader_read (BsrTiffChunkReader *self, int item, GError **error)
{
  g_return_val_if_fail (self != NULL && item >= 0 && item < self->plan.n_items, FALSE);

  const BsrTiffLayout *layout = self->page->layout;
  guint32 n_across = self->plan.n_across, n_down = self->plan.n_down;
  guint32 first = (guint32) item * (self->plan.in_bands ? n_across : 1);
  guint32 within = first % (n_down * n_across);
  BsrTiffChunk chunk = { .sample0 = (int) (first / (n_down * n_across)),
                         .row = within / n_across * layout->chunk_height };
  chunk.n_rows = MIN (layout->chunk_height, layout->height - chunk.row);

  if (!self->plan.in_bands)
    return read_chunk (self, chunk, within % n_across, error);
  for (guint32 across = 0; across < n_across; across++)
    if (!read_chunk (self, chunk, across, error))
      return FALSE;
  return !layout->tiled || put_bands (self, chunk.sample0, chunk.row, chunk.n_rows, error);
}
