#include "bsr-tiff-pixels.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-thread-team.h"
#include "bsr-tiff-placement.h"

/* Pages of fewer decoded bytes are read by the caller alone: another handle on the file costs as
 * much as they do. */
#define MIN_BYTES_FOR_THREADS (1 << 20)

/* What all threads share. */
typedef struct
{
  const BsrTiffLayout *layout;
  BsrPlane *const *planes;
  const BsrReading *reading;
  BsrTiffShare share;
  BsrFileSource *source;
  guint32 n_down, n_across; /* chunks of a group: of all samples, or of each where separate */
  gsize buffer_bytes;
  BsrTiffHandle **handles; /* of each thread; the first is the caller's */
  guint8 **buffers;        /* of each thread: decoded samples, a chunk or a row */

  GMutex lock;
  int n_items, n_done;
  gint failed_item; /* atomic, written under the lock: the first that failed, or n_items */
  GError *error;    /* of that one */
} PageReader;

/* One thread's hold on the page. */
typedef struct
{
  PageReader *page;
  BsrTiffHandle *handle;
  TIFF *tiff;
  guint8 *buffer;
} Worker;

static gboolean
go_to_page (BsrTiffHandle *handle, const BsrTiffLayout *layout, const BsrReadLimits *limits,
            GError **error)
{
  BsrTiffLayout now;

  if (!bsr_tiff_handle_go (handle, layout->page, error)
      || !bsr_tiff_layout_read (bsr_tiff_handle_tiff (handle), layout->page, limits, &now, error))
    return FALSE;
  bsr_tiff_handle_forget (handle);
  if (memcmp (&now, layout, sizeof now) == 0)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "page %d changed while it was read",
               layout->page);
  return FALSE;
}

/* Makes what thread @thread needs, when it first comes. */
static gboolean
get_worker (PageReader *page, int thread, Worker *worker, GError **error)
{
  if (page->handles[thread] == NULL)
    {
      g_autoptr (BsrTiffHandle) handle = bsr_tiff_handle_open (page->source, error);
      if (handle == NULL || !go_to_page (handle, page->layout, page->reading->limits, error))
        return FALSE;
      page->handles[thread] = g_steal_pointer (&handle);
    }
  if (page->buffers[thread] == NULL)
    page->buffers[thread] = g_try_malloc (page->buffer_bytes);
  if (page->buffers[thread] == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                   "not enough memory to decode page %d (%" G_GSIZE_FORMAT " bytes)",
                   page->layout->page, page->buffer_bytes);
      return FALSE;
    }
  *worker = (Worker){ page, page->handles[thread], bsr_tiff_handle_tiff (page->handles[thread]),
                      page->buffers[thread] };
  return TRUE;
}

static gboolean
fail_chunk (const Worker *worker, guint32 number, GError **error)
{
  const BsrTiffLayout *layout = worker->page->layout;
  g_autofree char *what = g_strdup_printf ("%s %u", layout->tiled ? "tile" : "strip", number + 1);
  return bsr_tiff_handle_fail (worker->handle, what, layout->page, "its byte count is wrong",
                               error);
}

/* Whether the file says that chunk @number has what it must have. libtiff would read an
 * uncompressed chunk past its own end into what follows, and leave one larger than the file
 * unremarked. */
static gboolean
chunk_is_credible (const Worker *worker, guint32 number, gint64 needed)
{
  guint16 scheme = COMPRESSION_NONE;
  guint64 stored = TIFFGetStrileByteCount (worker->tiff, number);
  guint64 file_size = (guint64) bsr_file_source_size (worker->page->source);

  TIFFGetFieldDefaulted (worker->tiff, TIFFTAG_COMPRESSION, &scheme);
  return stored <= file_size && (scheme != COMPRESSION_NONE || stored >= (guint64) needed);
}

static gboolean
read_at_once (const Worker *worker, BsrTiffChunk *chunk, guint32 number, GError **error)
{
  const BsrTiffLayout *layout = worker->page->layout;
  gint64 bytes = layout->tiled ? layout->chunk_bytes : layout->row_bytes * chunk->n_rows;

  if (!chunk_is_credible (worker, number, bytes))
    return fail_chunk (worker, number, error);
  tmsize_t done = layout->tiled
                      ? TIFFReadEncodedTile (worker->tiff, number, worker->buffer, bytes)
                      : TIFFReadEncodedStrip (worker->tiff, number, worker->buffer, bytes);
  if (done != bytes)
    return fail_chunk (worker, number, error);
  bsr_tiff_chunk_place (layout, chunk, worker->page->planes);
  return TRUE;
}

/* The same for a strip that is too large to decode at once. */
static gboolean
read_by_rows (const Worker *worker, BsrTiffChunk *chunk, guint32 number, GError **error)
{
  const PageReader *page = worker->page;
  guint32 n_rows = chunk->n_rows;

  if (!chunk_is_credible (worker, number, page->layout->row_bytes * n_rows))
    return fail_chunk (worker, number, error);
  chunk->n_rows = 1;
  for (guint32 row = 0; row < n_rows; row++, chunk->row++)
    {
      if (g_cancellable_set_error_if_cancelled (page->reading->cancellable, error))
        return FALSE;
      if (TIFFReadScanline (worker->tiff, worker->buffer, chunk->row, (guint16) chunk->sample0)
          != 1)
        return fail_chunk (worker, number, error);
      bsr_tiff_chunk_place (page->layout, chunk, page->planes);
    }
  return TRUE;
}

static gboolean
read_chunk (const Worker *worker, int item, GError **error)
{
  const PageReader *page = worker->page;
  const BsrTiffLayout *layout = page->layout;
  guint32 within = (guint32) item % (page->n_down * page->n_across);
  BsrTiffChunk chunk = { .samples = worker->buffer,
                         .sample0 = (int) ((guint32) item / (page->n_down * page->n_across)),
                         .row = within / page->n_across * layout->chunk_height,
                         .column = within % page->n_across * layout->chunk_width };
  chunk.n_rows = MIN (layout->chunk_height, layout->height - chunk.row);
  chunk.n_columns = MIN (layout->chunk_width, layout->width - chunk.column);

  if (g_cancellable_set_error_if_cancelled (page->reading->cancellable, error))
    return FALSE;
  guint32 number
      = layout->tiled
            ? TIFFComputeTile (worker->tiff, chunk.column, chunk.row, 0, (guint16) chunk.sample0)
            : TIFFComputeStrip (worker->tiff, chunk.row, (guint16) chunk.sample0);
  return layout->by_rows ? read_by_rows (worker, &chunk, number, error)
                         : read_at_once (worker, &chunk, number, error);
}

/* Keeps the failure of the first chunk of the file, whichever thread came upon one first. */
static void
note_failure (PageReader *page, int item, GError *problem)
{
  g_mutex_lock (&page->lock);
  if (item < page->failed_item)
    {
      g_atomic_int_set (&page->failed_item, item);
      g_clear_error (&page->error);
      page->error = g_steal_pointer (&problem);
    }
  g_mutex_unlock (&page->lock);
  g_clear_error (&problem);
}

static void
note_progress (PageReader *page)
{
  const BsrReading *reading = page->reading;
  if (reading->progress == NULL)
    return;
  g_mutex_lock (&page->lock);
  double part = (double) ++page->n_done / page->n_items;
  reading->progress ((page->share.page + part) / page->share.n_pages, reading->progress_data);
  g_mutex_unlock (&page->lock);
}

/* Items come in their order: those before one that failed have begun, and end by themselves. */
static void
read_chunk_cb (int item, int thread, gpointer data)
{
  PageReader *page = data;
  GError *problem = NULL;
  Worker worker;

  if (item > g_atomic_int_get (&page->failed_item))
    return;
  if (get_worker (page, thread, &worker, &problem) && read_chunk (&worker, item, &problem))
    note_progress (page);
  else
    note_failure (page, item, problem);
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

/* Puts the colours that the first plane has the numbers of into all three (TIFF 6.0 section 5). */
static gboolean
finish_palette (TIFF *tiff, const BsrTiffLayout *layout, BsrPlane *const *planes, GError **error)
{
  guint16 *map[3] = { NULL };
  int shift = 0, n_colours = 1 << layout->bits;

  if (!TIFFGetField (tiff, TIFFTAG_COLORMAP, &map[0], &map[1], &map[2]))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, "page %d has no colours for its palette",
                   layout->page);
      return FALSE;
    }
  /* Colours are of 16 bits; some programs have written 8. */
  for (int i = 0; i < 3 * n_colours; i++)
    if (map[i / n_colours][i % n_colours] > 255)
      shift = 8;
  for (int y = 0; y < bsr_plane_height (planes[0]); y++)
    for (int c = 2; c >= 0; c--)
      {
        const guint16 *numbers = bsr_plane_row_u16 (planes[0], y);
        guint16 *row = bsr_plane_row_u16 (planes[c], y);
        for (int x = 0; x < bsr_plane_width (planes[0]); x++)
          row[x] = (guint16) (map[c][numbers[x]] >> shift);
      }
  return TRUE;
}

static gboolean
finish_planes (const PageReader *page, GError **error)
{
  const BsrTiffLayout *layout = page->layout;

  for (int i = 0; layout->is_float && i < layout->n_planes; i++)
    if (!finish_floats (layout, page->planes[i], error))
      return FALSE;
  return !layout->is_palette
         || finish_palette (bsr_tiff_handle_tiff (page->handles[0]), layout, page->planes, error);
}

static int
team_size (const PageReader *page)
{
  if (page->layout->decoded_bytes < MIN_BYTES_FOR_THREADS)
    return 1;
  gint64 most = BSR_TIFF_MAX_CHUNK_BYTES / MAX ((gint64) page->buffer_bytes, 1);
  int wanted = bsr_thread_team_size (page->reading->n_threads);
  return (int) CLAMP (most, 1, MIN (wanted, page->n_items));
}

gboolean
bsr_tiff_pixels_read (BsrTiffHandle *handle, const BsrTiffLayout *layout, BsrPlane *const *planes,
                      const BsrReading *reading, BsrTiffShare share, GError **error)
{
  g_return_val_if_fail (handle != NULL && layout != NULL && planes != NULL && reading != NULL,
                        FALSE);

  if (!go_to_page (handle, layout, reading->limits, error))
    return FALSE;
  PageReader page = { .layout = layout, .planes = planes, .reading = reading, .share = share };
  page.source = bsr_tiff_handle_source (handle);
  page.n_down = (layout->height - 1) / layout->chunk_height + 1;
  page.n_across = (layout->width - 1) / layout->chunk_width + 1;
  page.buffer_bytes = (gsize) (layout->by_rows ? layout->row_bytes : layout->chunk_bytes);
  guint64 n_items
      = (guint64) page.n_down * page.n_across * (guint64) (layout->separate ? layout->n_planes : 1);
  if (n_items > G_MAXINT)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "page %d has more than %d strips or tiles",
                   layout->page, G_MAXINT);
      return FALSE;
    }
  page.n_items = page.failed_item = (int) n_items;

  int n_threads = team_size (&page);
  page.handles = g_new0 (BsrTiffHandle *, n_threads);
  page.buffers = g_new0 (guint8 *, n_threads);
  page.handles[0] = handle;
  g_mutex_init (&page.lock);
  bsr_thread_team_run (page.n_items, n_threads, read_chunk_cb, &page, NULL, NULL);
  gboolean good = page.error == NULL && finish_planes (&page, error);
  if (page.error != NULL)
    g_propagate_error (error, page.error);
  for (int i = 0; i < n_threads; i++)
    {
      if (i > 0)
        g_clear_pointer (&page.handles[i], bsr_tiff_handle_close);
      g_free (page.buffers[i]);
    }
  g_mutex_clear (&page.lock);
  g_free (page.handles);
  g_free (page.buffers);
  return good;
}
