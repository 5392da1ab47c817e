#include "bsr-tiff-pixels.h"

#include <math.h>

#include "bsr-error.h"
#include "bsr-thread-team.h"
#include "bsr-tiff-chunk-reader.h"

/* Pages of fewer decoded bytes are read by the caller alone: another handle on the file costs as
 * much as they do. */
#define MIN_BYTES_FOR_THREADS (1 << 20)

/* What all threads share. */
typedef struct
{
  BsrTiffPage page;
  BsrTiffPlan plan;
  BsrTiffShare share;
  BsrTiffHandle *handle;        /* the caller's */
  BsrTiffChunkReader **readers; /* of each thread, when it first comes */

  GMutex lock;
  int n_items, n_done;
  gint failed_item; /* atomic, written under the lock: the first that failed, or n_items */
  GError *error;    /* of that one */
} PageReader;

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
  const BsrReading *reading = page->page.reading;
  if (reading->progress == NULL)
    return;
  g_mutex_lock (&page->lock);
  double part = (double) ++page->n_done / page->n_items;
  reading->progress ((page->share.page + part) / page->share.n_pages, reading->progress_data);
  g_mutex_unlock (&page->lock);
}

/* Items come in their order: those before one that failed have begun, and end by themselves. */
static void
read_item_cb (int item, int thread, gpointer data)
{
  PageReader *page = data;
  BsrTiffChunkReader **reader = &page->readers[thread];
  GError *problem = NULL;

  if (item > g_atomic_int_get (&page->failed_item))
    return;
  if (*reader == NULL)
    *reader = bsr_tiff_chunk_reader_new (&page->page, &page->plan,
                                         thread == 0 ? page->handle : NULL, &problem);
  if (*reader != NULL && bsr_tiff_chunk_reader_read (*reader, item, &problem))
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
  const BsrTiffLayout *layout = page->page.layout;

  for (int i = 0; layout->is_float && i < layout->n_planes; i++)
    if (!finish_floats (layout, page->page.planes[i], error))
      return FALSE;
  return !layout->is_palette
         || finish_palette (bsr_tiff_handle_tiff (page->handle), layout, page->page.planes, error);
}

static int
team_size (const PageReader *page)
{
  if (page->page.layout->decoded_bytes < MIN_BYTES_FOR_THREADS)
    return 1;
  gint64 most = BSR_TIFF_MAX_CHUNK_BYTES / MAX (page->plan.thread_bytes, 1);
  int wanted = bsr_thread_team_size (page->page.reading->n_threads);
  return (int) CLAMP (most, 1, MIN (wanted, page->n_items));
}

gboolean
bsr_tiff_pixels_read (BsrTiffHandle *handle, const BsrTiffLayout *layout, BsrPlane *const *planes,
                      const BsrReading *reading, BsrTiffShare share, GError **error)
{
  g_return_val_if_fail (handle != NULL && layout != NULL && planes != NULL && reading != NULL,
                        FALSE);

  PageReader page = { .page = { layout, planes, reading, bsr_tiff_handle_source (handle) },
                      .share = share,
                      .handle = handle };
  if (!bsr_tiff_page_go (&page.page, handle, error))
    return FALSE;
  page.plan = bsr_tiff_plan_new (&page.page);
  if (page.plan.n_items > G_MAXINT)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "page %d has more than %d strips or tiles",
                   layout->page, G_MAXINT);
      return FALSE;
    }
  page.n_items = page.failed_item = (int) page.plan.n_items;

  int n_threads = team_size (&page);
  page.readers = g_new0 (BsrTiffChunkReader *, n_threads);
  g_mutex_init (&page.lock);
  bsr_thread_team_run (page.n_items, n_threads, read_item_cb, &page, NULL, NULL);
  gboolean good = page.error == NULL && finish_planes (&page, error);
  if (page.error != NULL)
    g_propagate_error (error, page.error);
  for (int i = 0; i < n_threads; i++)
    g_clear_pointer (&page.readers[i], bsr_tiff_chunk_reader_free);
  g_mutex_clear (&page.lock);
  g_free (page.readers);
  return good;
}
