/* How fast scans are read, beside others that read the same files in the same run:
 *
 *     bench-decode [MEGAPIXELS …]      6 and 45 unless said otherwise
 *
 * Ours through the decoder process, ours without it, a loop over libtiff's own calls, OpenCV's
 * imread (pages of a TIFF by imreadmulti), and `vips copy` into memory where vips is installed (its
 * start taken off). They take turns; the best of a few runs of each counts; files lie in memory.
 * Processor time, of all threads and of processes that have ended, is told as well: it holds on a
 * computer that others use, too. */

#include <glib/gstdio.h>
#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tiffio.h>

#include "bench-decode-cv.h"
#include "bsr-image-decoder.h"
#include "bsr-image-reader.h"

/* Runs of each; the best counts, as others use the same computer. */
#define N_RUNS 5
#define STRIP_ROWS 64
#define TILE_EDGE 256

typedef struct
{
  const char *name;
  guint16 compression, predictor;
  gboolean tiled, is_png;
} Variant;

static const Variant variants[] = {
  { "uncompressed", COMPRESSION_NONE, 1, FALSE, FALSE },
  { "Deflate", COMPRESSION_ADOBE_DEFLATE, 1, FALSE, FALSE },
  { "Deflate + predictor", COMPRESSION_ADOBE_DEFLATE, 2, FALSE, FALSE },
  { "LZW", COMPRESSION_LZW, 1, FALSE, FALSE },
  { "LZW + predictor", COMPRESSION_LZW, 2, FALSE, FALSE },
  { "tiled, Deflate + predictor", COMPRESSION_ADOBE_DEFLATE, 2, TRUE, FALSE },
  { "PNG", 0, 0, FALSE, TRUE },
};

/* Counts of something like a scan: air, loads that grow denser, noise of the beam. */
static guint16 *
make_counts (int width, int height)
{
  guint16 *counts = g_new (guint16, (gsize) width * (gsize) height);
  guint64 state = 88172645463325252u;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        double load = (y % 700 < 500 && x % 1100 < 900) ? 1.0 + 2.0 * (x % 300) / 300.0 : 0.0;
        double mean = 60000.0 * exp (-load);
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        double noise
            = ((double) (state & 0xffff) + (double) (state >> 16 & 0xffff) - 65535.0) / 65535.0;
        counts[(gsize) y * (gsize) width + (gsize) x]
            = (guint16) CLAMP (mean + noise * 2.0 * sqrt (mean), 0.0, 65535.0);
      }
  return counts;
}

static void
write_png (const char *path, const guint16 *counts, int width, int height)
{
  FILE *file = fopen (path, "wb");
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  png_init_io (png, file);
  png_set_compression_level (png, 3);
  png_set_IHDR (png, info, (guint32) width, (guint32) height, 16, PNG_COLOR_TYPE_GRAY,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info (png, info);
  png_set_swap (png);
  for (int y = 0; y < height; y++)
    png_write_row (png, (png_const_bytep) (counts + (gsize) y * (gsize) width));
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);
  fclose (file);
}

static void
write_tiff (const char *path, const Variant *variant, const guint16 *counts, int width, int height)
{
  TIFF *tiff = TIFFOpen (path, "w");
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 16);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, variant->compression);
  if (variant->predictor != 1)
    TIFFSetField (tiff, TIFFTAG_PREDICTOR, variant->predictor);
  if (variant->compression == COMPRESSION_ADOBE_DEFLATE)
    TIFFSetField (tiff, TIFFTAG_ZIPQUALITY, 3);
  if (variant->tiled)
    {
      g_autofree guint16 *tile = g_new0 (guint16, TILE_EDGE * TILE_EDGE);
      TIFFSetField (tiff, TIFFTAG_TILEWIDTH, TILE_EDGE);
      TIFFSetField (tiff, TIFFTAG_TILELENGTH, TILE_EDGE);
      for (int y = 0; y < height; y += TILE_EDGE)
        for (int x = 0; x < width; x += TILE_EDGE)
          {
            for (int row = 0; row < MIN (TILE_EDGE, height - y); row++)
              memcpy (tile + row * TILE_EDGE, counts + (gsize) (y + row) * (gsize) width + x,
                      sizeof (guint16) * (gsize) MIN (TILE_EDGE, width - x));
            TIFFWriteTile (tiff, tile, (guint32) x, (guint32) y, 0, 0);
          }
    }
  else
    {
      g_autofree guint16 *strip = g_new (guint16, width * STRIP_ROWS);
      TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, STRIP_ROWS);
      for (int y = 0; y < height; y += STRIP_ROWS)
        {
          gsize bytes = sizeof *strip * (gsize) width * (gsize) MIN (STRIP_ROWS, height - y);
          memcpy (strip, counts + (gsize) y * (gsize) width, bytes);
          TIFFWriteEncodedStrip (tiff, (guint32) (y / STRIP_ROWS), strip, (tmsize_t) bytes);
        }
    }
  TIFFClose (tiff);
}

static gboolean
read_ours (const char *path)
{
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (path, NULL);
  g_autoptr (BsrImage) image = bsr_image_decode (sources, NULL, NULL, NULL, NULL);
  return image != NULL;
}

static gboolean
read_inside (const char *path)
{
  g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, NULL);
  return image != NULL;
}

/* What a program does that has only libtiff: one strip or tile after the other into one block. */
static gboolean
read_libtiff (const char *path)
{
  TIFF *tiff = TIFFOpen (path, "r");
  if (tiff == NULL)
    return FALSE;
  gboolean tiled = TIFFIsTiled (tiff) != 0, good = TRUE;
  guint32 n = tiled ? TIFFNumberOfTiles (tiff) : TIFFNumberOfStrips (tiff);
  gsize bytes = (gsize) (tiled ? TIFFTileSize (tiff) : TIFFStripSize (tiff));
  g_autofree guint8 *block = g_malloc (bytes * n);
  for (guint32 i = 0; good && i < n; i++)
    good = (tiled ? TIFFReadEncodedTile (tiff, i, block + bytes * i, (tmsize_t) bytes)
                  : TIFFReadEncodedStrip (tiff, i, block + bytes * i, (tmsize_t) bytes))
           >= 0;
  TIFFClose (tiff);
  return good;
}

static gboolean
read_opencv (const char *path)
{
  return bench_decode_opencv (path) > 0;
}

static gboolean
run_vips (const char *path)
{
  g_autofree char *out = g_strconcat (path, ".v", NULL);
  char *arguments[] = { (char *) "vips", (char *) "copy", (char *) path, out, NULL };
  int status = 1;
  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, &status, NULL);
  g_unlink (out);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static double
ms_of_timeval (struct timeval time)
{
  return (double) time.tv_sec * 1e3 + (double) time.tv_usec / 1e3;
}

/* Of this process and those that have ended, ms. */
static double
processor_time (void)
{
  struct rusage self, children;
  getrusage (RUSAGE_SELF, &self);
  getrusage (RUSAGE_CHILDREN, &children);
  return ms_of_timeval (self.ru_utime) + ms_of_timeval (self.ru_stime)
         + ms_of_timeval (children.ru_utime) + ms_of_timeval (children.ru_stime);
}

/* The best, ms; NAN: not done. */
typedef struct
{
  double clock, processor;
} Cost;

/* Betters @best by a run of @read; what cannot be read stays as it is. */
static void
run_once (gboolean (*read) (const char *path), const char *path, Cost *best)
{
  gint64 began = g_get_monotonic_time ();
  double processor = processor_time ();
  if (!read (path))
    return;
  best->clock = fmin (best->clock, (double) (g_get_monotonic_time () - began) / 1000.0);
  best->processor = fmin (best->processor, processor_time () - processor);
}

static Cost
cost_of (gboolean (*read) (const char *path), const char *path)
{
  Cost best = { NAN, NAN };
  for (int i = 0; i < N_RUNS; i++)
    run_once (read, path, &best);
  return best;
}

enum
{
  OURS,
  INSIDE,
  LIBTIFF,
  OPENCV,
  VIPS,
  N_READERS
};

static void
measure (const char *folder, const Variant *variant, const guint16 *counts, int width, int height,
         double vips_start)
{
  static gboolean (*const readers[N_READERS]) (const char *path)
      = { read_ours, read_inside, read_libtiff, read_opencv, run_vips };
  g_autofree char *path
      = g_build_filename (folder, variant->is_png ? "scan.png" : "scan.tif", NULL);
  Cost costs[N_READERS];

  if (variant->is_png)
    write_png (path, counts, width, height);
  else
    write_tiff (path, variant, counts, width, height);
  for (int r = 0; r < N_READERS; r++)
    costs[r] = (Cost){ NAN, NAN };
  for (int i = 0; i < N_RUNS; i++)
    for (int r = 0; r < N_READERS; r++)
      if (r != LIBTIFF || !variant->is_png)
        run_once (readers[r], path, &costs[r]);
  double mb = (double) width * height * 2.0 / 1e6, ours = costs[OURS].clock;
  g_print ("%-27s %6.0f MB/s %8.1f ms %8.1f ms %6.2f x %6.2f x %6.2f x |", variant->name,
           mb / ours * 1000.0, ours, costs[INSIDE].clock, costs[LIBTIFF].clock / ours,
           costs[OPENCV].clock / ours, (costs[VIPS].clock - vips_start) / ours);
  for (int r = 0; r < N_READERS; r++)
    g_print (" %8.1f", costs[r].processor);
  g_print ("\n");
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  char *folder = g_strdup ("/dev/shm/bench-decode-XXXXXX");
  const char *const usual[] = { "6", "45" };
  int n = argc > 1 ? argc - 1 : (int) G_N_ELEMENTS (usual);
  if (g_mkdtemp (folder) == NULL)
    return 1;
  for (int i = 0; i < n; i++)
    {
      double megapixels = g_ascii_strtod (argc > 1 ? argv[i + 1] : usual[i], NULL);
      int height = 2000, width = (int) (megapixels * 1e6 / height);
      g_autofree guint16 *counts = make_counts (width, height);
      g_autofree char *tiny = g_build_filename (folder, "tiny.tif", NULL);
      write_tiff (tiny, &variants[0], counts, 16, 16);
      double vips_start = cost_of (run_vips, tiny).clock, start = cost_of (read_ours, tiny).clock;
      g_print ("\n%g megapixels of 16 bits; starting a decoder takes %.1f ms\n", megapixels, start);
      g_print ("%-27s %11s %11s %11s %8s %8s %8s | %8s %8s %8s %8s %8s (processor ms)\n", "",
               "ours", "ours", "no process", "libtiff", "OpenCV", "vips", "ours", "inside",
               "libtiff", "OpenCV", "vips");
      for (gsize v = 0; v < G_N_ELEMENTS (variants); v++)
        measure (folder, &variants[v], counts, width, height, vips_start);
      g_unlink (tiny);
    }
  g_rmdir (folder);
  g_free (folder);
  return 0;
}
