/* From a file to a picture of it that fills a view: whole programs, each of which is started, reads
 * the same TIFF and writes one PNG of the same size, with the file out of the page cache each time.
 * Rounds go from one to the next, so that what else the machine does falls on all alike; medians.
 * Programs that are not installed are said to be so. Then where our own time goes.
 *
 *   bench-opening BASIRA-CLI [ROUNDS [MEGAPIXELS...]]
 */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

#include "bench-times.h"
#include "bsr-file-hash.h"
#include "bsr-render.h"
#include "bsr-scan-file.h"

#define VIEW_WIDTH 1920
#define VIEW_HEIGHT 1080
#define ROUNDS 5
/* As scanners write them. */
#define ROWS_PER_STRIP 16

typedef struct
{
  const char *folder, *path, *out, *script, *cli;
  char *size;
} Race;

typedef struct
{
  const char *name;
  void (*arguments) (const Race *race, const char **out);
} Contestant;

static void
basira_arguments (const Race *race, const char **out)
{
  const char *all[] = { race->cli, "render", race->path, "--out", race->out, "--size", race->size, NULL };
  memcpy (out, all, sizeof all);
}

/* What the window shows first: the physics comes behind it. */
static void
first_arguments (const Race *race, const char **out)
{
  const char *all[] = { race->cli, "render", race->path, "--out", race->out, "--size", race->size, "--counts", NULL };
  memcpy (out, all, sizeof all);
}

static void
vips_arguments (const Race *race, const char **out)
{
  const char *all[] = { "vipsthumbnail", race->path, "--size", race->size, "-o", race->out, NULL };
  memcpy (out, all, sizeof all);
}

/* Debian's own name of it: "convert" may be another's. */
static void
magick_arguments (const Race *race, const char **out)
{
  const char *all[] = { "convert-im6.q16", race->path, "-resize", race->size, race->out, NULL };
  memcpy (out, all, sizeof all);
}

static void
siril_arguments (const Race *race, const char **out)
{
  const char *all[] = { "siril-cli", "-d", race->folder, "-s", race->script, NULL };
  memcpy (out, all, sizeof all);
}

static const Contestant contestants[] = {
  { "basira-cli --counts", first_arguments },
  { "basira-cli render", basira_arguments },
  { "vipsthumbnail", vips_arguments },
  { "ImageMagick convert", magick_arguments },
  { "siril-cli", siril_arguments },
};
#define N_CONTESTANTS G_N_ELEMENTS (contestants)
#define MAX_ARGUMENTS 12

/* A texture with some noise: neither all alike nor nothing to compress. */
static void
fill_row (guint16 *row, int width, int y, guint32 *state)
{
  for (int x = 0; x < width; x++)
    {
      *state = *state * 1664525u + 1013904223u; /* Numerical Recipes */
      row[x] = (guint16) (20000 + (x * 7 + y * 3) % 30000 + (*state >> 24));
    }
}

static gboolean
write_scan (const char *path, int width, int height, int compression)
{
  TIFF *tiff = TIFFOpen (path, "w");
  g_autofree guint16 *row = g_new (guint16, width);
  guint32 state = 1;
  gboolean ok = tiff != NULL;
  if (!ok)
    return FALSE;
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 16);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, ROWS_PER_STRIP);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, compression);
  for (int y = 0; ok && y < height; y++)
    {
      fill_row (row, width, y, &state);
      ok = TIFFWriteScanline (tiff, row, (guint32) y, 0) == 1;
    }
  TIFFClose (tiff);
  return ok;
}

/* Out of the page cache, as on the first look at a scan. */
static void
forget_file (const char *path)
{
  int file = open (path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return;
  fdatasync (file);
  posix_fadvise (file, 0, 0, POSIX_FADV_DONTNEED);
  close (file);
}

static double
seconds (void)
{
  return (double) g_get_monotonic_time () / 1e6;
}

/* Seconds; below 0 where it failed. */
static double
run (const Race *race, const Contestant *contestant)
{
  const char *arguments[MAX_ARGUMENTS];
  int status = 1;
  contestant->arguments (race, arguments);
  g_unlink (race->out);
  forget_file (race->path);
  double start = seconds ();
  gboolean ran = g_spawn_sync (NULL, (char **) arguments, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, NULL, NULL, &status, NULL);
  double taken = seconds () - start;
  return ran && status == 0 && g_file_test (race->out, G_FILE_TEST_EXISTS) ? taken : -1.0;
}

static gboolean
is_here (const Race *race, const Contestant *contestant)
{
  const char *arguments[MAX_ARGUMENTS];
  contestant->arguments (race, arguments);
  g_autofree char *found = g_find_program_in_path (arguments[0]);
  return found != NULL;
}

static void
race_all (const Race *race, const char *what, int rounds)
{
  g_autofree double *times = g_new (double, N_CONTESTANTS * (gsize) rounds);
  double ours = 0.0;
  for (int r = 0; r < rounds; r++)
    for (gsize c = 0; c < N_CONTESTANTS; c++)
      times[c * (gsize) rounds + (gsize) r] = is_here (race, &contestants[c]) ? run (race, &contestants[c]) : -1.0;
  g_print ("%s to a PNG of %s, cold, median of %d rounds\n", what, race->size, rounds);
  for (gsize c = 0; c < N_CONTESTANTS; c++)
    {
      double *own = times + c * (gsize) rounds;
      double middle = bench_median (own, rounds);
      ours = c == 0 ? middle : ours;
      if (!is_here (race, &contestants[c]))
        g_print ("  %-20s not installed: skipped\n", contestants[c].name);
      else if (own[0] < 0.0)
        g_print ("  %-20s failed\n", contestants[c].name);
      else
        g_print ("  %-20s %6.2f s (%.2f to %.2f), ours takes %.2f of it\n", contestants[c].name, middle,
                 own[0], own[rounds - 1], ours / middle);
    }
}

/* Where the time from a file to the window's first picture goes: it is shown before the physics. */
static void
take_apart (const Race *race, int width, int height)
{
  const char *path = race->path;
  double zoom = MIN ((double) VIEW_WIDTH / width, (double) VIEW_HEIGHT / height);
  BsrLook look = bsr_look_default ();
  gsize stride = 4 * VIEW_WIDTH;
  g_autofree guint8 *rgba = g_malloc (stride * VIEW_HEIGHT);
  g_autoptr (BsrImage) image = NULL;
  forget_file (path);
  double start = seconds ();
  g_autoptr (BsrScan) scan = bsr_scan_load (path, &image, NULL, NULL);
  double loaded = seconds ();
  g_autoptr (BsrScene) draft = scan != NULL ? bsr_scene_new_draft (image, 0, NULL, NULL) : NULL;
  double made = seconds ();
  if (draft == NULL)
    return;
  bsr_scene_render (draft, &look, 0.0, 0.0, zoom, zoom, rgba, VIEW_WIDTH, VIEW_HEIGHT, stride);
  double drawn = seconds ();
  g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 0, NULL, NULL);
  double whole = seconds ();
  g_autofree char *hash = bsr_file_sha256 (path, NULL, NULL);
  g_print ("  in the window: read %.2f, made ready %.2f, drawn %.3f: %.2f s; then made whole %.2f, checked %.2f\n",
           loaded - start, made - loaded, drawn - made, drawn - start, whole - drawn,
           seconds () - whole);
}

/* Siril does what a file says, in the folder it is given. */
static void
write_script (const char *path, int width)
{
  char factor[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = g_strdup_printf ("requires 1.0.0\nload scan.tiff\nresample %s\nsavepng out\n",
                                           g_ascii_dtostr (factor, sizeof factor, (double) VIEW_WIDTH / width));
  g_file_set_contents (path, text, -1, NULL);
}

static void
measure (Race *race, double megapixels, int rounds)
{
  static const struct
  {
    int compression;
    const char *name;
  } kinds[] = { { COMPRESSION_NONE, "uncompressed" }, { COMPRESSION_ADOBE_DEFLATE, "Deflate" } };
  /* 16 to 9, as the view is. */
  int height = (int) (750.0 * sqrt (megapixels)), width = height * 16 / 9;
  race->size = g_strdup_printf ("%dx%d", VIEW_WIDTH, VIEW_WIDTH * height / width);
  write_script (race->script, width);
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *what = g_strdup_printf ("%.0f MP, %s", megapixels, kinds[k].name);
      if (!write_scan (race->path, width, height, kinds[k].compression))
        {
          g_print ("%s: %s cannot be written\n", what, race->path);
          continue;
        }
      race_all (race, what, rounds);
      take_apart (race, width, height);
      g_unlink (race->path);
    }
  g_clear_pointer (&race->size, g_free);
}

int
main (int argc, char **argv)
{
  if (argc < 2)
    {
      g_printerr ("usage: bench-opening BASIRA-CLI [ROUNDS [MEGAPIXELS...]]\n");
      return 2;
    }
  int rounds = argc > 2 ? CLAMP (atoi (argv[2]), 1, 99) : ROUNDS;
  g_autofree char *folder = g_dir_make_tmp ("bench-opening-XXXXXX", NULL);
  if (folder == NULL)
    return 1;
  g_autofree char *path = g_build_filename (folder, "scan.tiff", NULL);
  g_autofree char *out = g_build_filename (folder, "out.png", NULL);
  g_autofree char *script = g_build_filename (folder, "script.ssf", NULL);
  Race race = { folder, path, out, script, argv[1], NULL };
  if (argc > 3)
    for (int i = 3; i < argc; i++)
      measure (&race, g_ascii_strtod (argv[i], NULL), rounds);
  else
    measure (&race, 45.0, rounds);
  g_unlink (out);
  g_unlink (script);
  g_rmdir (folder);
  return 0;
}
