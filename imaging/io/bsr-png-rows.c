#include "bsr-png-rows.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "bsr-thread-team.h"

#define SIGNATURE_BYTES 8
/* Length and type before a chunk's data, checksum behind it. */
#define CHUNK_HEAD_BYTES 8
#define CHUNK_SUM_BYTES 4
/* Share of the time that unpacking takes; measured on scans. */
#define UNPACKING_SHARE 0.7
/* Rows and bytes that one thread does at least, and may do before what it no longer needs is given
 * back. */
#define LEAST_ROWS 64
#define LEAST_BYTES (8 << 20)
/* Memory that the system has in such pages costs it a five-hundredth of the trouble. */
#define LARGE_PAGE (2 << 20)
/* Rows on their way to where they are put: what a processor keeps near itself. */
#define BAND_BYTES (256 << 10)

/* Filters of a row (PNG specification, 9.2). The first two need no row above. */
enum
{
  FILTER_NONE,
  FILTER_SUB,
  FILTER_UP,
  FILTER_AVERAGE,
  FILTER_PAETH,
  N_FILTERS
};

typedef struct
{
  BsrPlane *plane;
  int sample_bytes;
  gsize row_bytes; /* without the filter's byte */
  guint8 *unpacked;
  const BsrReading *reading;
  double from, share;
  GArray *starts; /* int: first row of each part */
  GMutex lock;
  int n_done;  /* rows */
  gint failed; /* atomic: rows could not be put */
} Rows;

static guint32
get_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Reads the chunk's data behind @head at @offset to @to, and checks its sum. */
static gboolean
read_data (BsrFileSource *source, gint64 offset, const guint8 *head, guint8 *to)
{
  guint32 length = get_number (head);
  guint8 sum[CHUNK_SUM_BYTES];

  offset += CHUNK_HEAD_BYTES;
  if (bsr_file_source_read (source, offset, to, length) < length
      || bsr_file_source_read (source, offset + length, sum, sizeof sum) < sizeof sum)
    return FALSE;
  return libdeflate_crc32 (libdeflate_crc32 (0, head + 4, 4), to, length) == get_number (sum);
}

/* Puts what all IDAT chunks hold to @packed, which has room for the file. Returns: bytes; 0 unless
 * the chunks follow each other and the file has its end. What other chunks hold does not matter. */
static gsize
collect (BsrFileSource *source, guint8 *packed)
{
  gint64 offset = SIGNATURE_BYTES, size = bsr_file_source_size (source);
  gboolean was_data = FALSE;
  gsize n = 0;
  guint8 head[CHUNK_HEAD_BYTES];

  while (bsr_file_source_read (source, offset, head, sizeof head) == sizeof head)
    {
      gboolean is_data = memcmp (head + 4, "IDAT", 4) == 0;
      gint64 length = get_number (head);
      if (length > size - offset || (is_data && !was_data && n > 0)
          || (is_data && !read_data (source, offset, head, packed + n)))
        return 0;
      n += is_data ? (gsize) length : 0;
      was_data = is_data;
      if (memcmp (head + 4, "IEND", 4) == 0)
        return length == 0 && read_data (source, offset, head, packed) ? n : 0;
      offset += CHUNK_HEAD_BYTES + length + CHUNK_SUM_BYTES;
    }
  return 0;
}

/* (nullable): @bytes of zeros, in large pages where there are any. */
static guint8 *
map_memory (gsize bytes)
{
  guint8 *memory = mmap (NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    return NULL;
#ifdef MADV_HUGEPAGE
  madvise (memory, bytes, MADV_HUGEPAGE); /* a wish: no matter if not */
#endif
  return memory;
}

/* Unpacks the filtered rows to @unpacked. */
static gboolean
unpack (BsrFileSource *source, guint8 *unpacked, gsize bytes)
{
  gsize size = (gsize) bsr_file_source_size (source);
  guint8 *packed = map_memory (size);
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor ();
  gsize n = packed != NULL && decompressor != NULL ? collect (source, packed) : 0;
  gboolean good = n > 0
                  && libdeflate_zlib_decompress (decompressor, packed, n, unpacked, bytes, NULL)
                         == LIBDEFLATE_SUCCESS;
  libdeflate_free_decompressor (decompressor);
  if (packed != NULL)
    munmap (packed, size);
  return good;
}

static inline guint8
paeth (int left, int above, int above_left)
{
  int to_left = abs (above - above_left), to_above = abs (left - above_left);
  int to_corner = abs (left + above - 2 * above_left);
  return (guint8) (to_left <= to_above && to_left <= to_corner ? left
                   : to_above <= to_corner                     ? above
                                                               : above_left);
}

/* Undoes a row's filter in place, from the unfiltered row @above; the first @n bytes of a row have
 * nothing to their left. */
static inline void
unfilter (int filter, guint8 *row, const guint8 *above, gsize bytes, gsize n)
{
  switch (filter)
    {
    case FILTER_SUB:
      for (gsize i = n; i < bytes; i++)
        row[i] = (guint8) (row[i] + row[i - n]);
      break;
    case FILTER_UP:
      for (gsize i = 0; i < bytes; i++)
        row[i] = (guint8) (row[i] + above[i]);
      break;
    case FILTER_AVERAGE:
      for (gsize i = 0; i < n; i++)
        row[i] = (guint8) (row[i] + above[i] / 2);
      for (gsize i = n; i < bytes; i++)
        row[i] = (guint8) (row[i] + (row[i - n] + above[i]) / 2);
      break;
    case FILTER_PAETH:
      for (gsize i = 0; i < n; i++)
        row[i] = (guint8) (row[i] + above[i]);
      for (gsize i = n; i < bytes; i++)
        row[i] = (guint8) (row[i] + paeth (row[i - n], above[i], above[i - n]));
      break;
    default:
      break;
    }
}

/* Its own loops for each size of samples: they are what the time goes to. */
static void
unfilter_row (const Rows *rows, guint8 *row, const guint8 *above)
{
  if (rows->sample_bytes == 2)
    unfilter (row[-1], row, above, rows->row_bytes, 2);
  else
    unfilter (row[-1], row, above, rows->row_bytes, 1);
}

static void
put_row (const Rows *rows, guint16 *to, const guint8 *from)
{
  int width = bsr_plane_width (rows->plane);

  if (rows->sample_bytes == 1)
    for (int x = 0; x < width; x++)
      to[x] = from[x];
  else
    for (int x = 0; x < width; x++)
      to[x] = (guint16) (from[2 * x] << 8 | from[2 * x + 1]);
}

/* Gives the pages between @begin and @end back; what others still need is on other pages. */
static void
give_back (const Rows *rows, gsize begin, gsize end)
{
  begin += (gsize) (LARGE_PAGE - (guintptr) (rows->unpacked + begin) % LARGE_PAGE) % LARGE_PAGE;
  end -= MIN (end, (guintptr) (rows->unpacked + end) % LARGE_PAGE);
  if (begin < end)
    madvise (rows->unpacked + begin, end - begin, MADV_DONTNEED);
}

static void
note_rows (Rows *rows, int n)
{
  if (rows->reading->progress == NULL)
    return;
  g_mutex_lock (&rows->lock);
  rows->n_done += n;
  double done = (double) rows->n_done / bsr_plane_height (rows->plane);
  rows->reading->progress (rows->from
                               + rows->share * (UNPACKING_SHARE + (1.0 - UNPACKING_SHARE) * done),
                           rows->reading->progress_data);
  g_mutex_unlock (&rows->lock);
}

/* Reads the rows @begin...@end - 1, @above lying unfiltered above them, to where @to is the first
 * of. */
static void
read_rows (const Rows *rows, int begin, int end, const guint8 *above, guint8 *to)
{
  gsize step = rows->row_bytes + 1;
  for (int y = begin; y < end; y++, to += bsr_plane_stride (rows->plane))
    {
      guint8 *row = rows->unpacked + step * (gsize) y + 1;
      unfilter_row (rows, row, above);
      put_row (rows, (guint16 *) (gpointer) to, row);
      above = row;
    }
}

static void
read_part_cb (int item, int thread, gpointer data)
{
  Rows *rows = data;
  const BsrReading *reading = rows->reading;
  gsize step = rows->row_bytes + 1;
  int begin = g_array_index (rows->starts, int, item);
  int end = (guint) item + 1 < rows->starts->len ? g_array_index (rows->starts, int, item + 1)
                                                 : bsr_plane_height (rows->plane);
  int n_band = (int) CLAMP (BAND_BYTES / bsr_plane_stride (rows->plane), 1, LEAST_ROWS);
  g_autofree guint8 *nothing = begin == 0 ? g_malloc0 (rows->row_bytes) : NULL;
  g_autoptr (BsrPlane) band
      = reading->put_rows != NULL
            ? bsr_plane_new (BSR_FORMAT_U16, bsr_plane_width (rows->plane), n_band, NULL)
            : NULL;
  int kept = begin; /* rows before are given back */

  for (int y = begin; y < end; y += n_band)
    {
      int n = MIN (n_band, end - y);
      /* A part but the first begins with a row that does not look at the one above. */
      const guint8 *above = y == 0 ? nothing : rows->unpacked + step * (gsize) (y - 1) + 1;
      read_rows (rows, y, y + n, above,
                 bsr_plane_row (band != NULL ? band : rows->plane, band != NULL ? 0 : y));
      if (band != NULL
          && !reading->put_rows (rows->plane, y, n, bsr_plane_row (band, 0), reading->plane_data,
                                 NULL))
        g_atomic_int_set (&rows->failed, 1);
      if (step * (gsize) (y + n - 1 - kept) >= LEAST_BYTES)
        {
          give_back (rows, step * (gsize) kept, step * (gsize) (y + n - 1));
          note_rows (rows, y + n - 1 - kept);
          kept = y + n - 1;
        }
    }
  give_back (rows, step * (gsize) kept, step * (gsize) (end - 1));
  note_rows (rows, end - kept);
}

/* Finds where threads can begin. %FALSE when a row has a filter that nobody defined. */
static gboolean
find_starts (Rows *rows)
{
  int last = 0, least = (int) MAX (LEAST_ROWS, LEAST_BYTES / (rows->row_bytes + 1));
  g_array_append_val (rows->starts, last);
  for (int y = 0; y < bsr_plane_height (rows->plane); y++)
    {
      int filter = rows->unpacked[(rows->row_bytes + 1) * (gsize) y];
      if (filter >= N_FILTERS)
        return FALSE;
      if (filter <= FILTER_SUB && y - last >= least)
        {
          g_array_append_val (rows->starts, y);
          last = y;
        }
    }
  return TRUE;
}

gboolean
bsr_png_rows_read (BsrFileSource *source, BsrPlane *plane, int bits, const BsrReading *reading,
                   double from, double share)
{
  g_return_val_if_fail (source != NULL && plane != NULL && reading != NULL, FALSE);
  g_return_val_if_fail (bits == 8 || bits == 16, FALSE);

  Rows rows = {
    .plane = plane, .sample_bytes = bits / 8, .reading = reading, .from = from, .share = share
  };
  rows.row_bytes = (gsize) bsr_plane_width (plane) * (gsize) rows.sample_bytes;
  gsize bytes = (rows.row_bytes + 1) * (gsize) bsr_plane_height (plane);
  /* Of whole pages, to be given back part by part. */
  rows.unpacked = map_memory (bytes);
  if (rows.unpacked == NULL)
    return FALSE;
  rows.starts = g_array_new (FALSE, FALSE, sizeof (int));
  g_mutex_init (&rows.lock);
  gboolean good = unpack (source, rows.unpacked, bytes) && find_starts (&rows)
                  && bsr_thread_team_run ((int) rows.starts->len, reading->n_threads, read_part_cb,
                                          &rows, reading->cancellable, NULL)
                  && g_atomic_int_get (&rows.failed) == 0;
  g_mutex_clear (&rows.lock);
  g_array_unref (rows.starts);
  munmap (rows.unpacked, bytes);
  return good;
}
