/* What drawing costs, in time of one core: frames of scans of growing size, which ought to depend
 * on the view and not on the scan; another window over kept samples against copying the same bytes
 * in the same run; and each enhancement. */

#include <math.h>
#include <string.h>

#include "bench-times.h"
#include "bsr-rendition.h"

#define ROUNDS 5
#define BYTES_PER_PIXEL 4
#define TILE 512
/* Pixels that a frame of panning brings into view. */
#define PAN 64

typedef struct
{
  const char *name;
  int width, height;
} Size;

static const Size views[] = { { "1080p", 1920, 1080 }, { "4K", 3840, 2160 } };
static const Size scans[]
    = { { "6 MP", 3328, 1872 }, { "45 MP", 8960, 5040 }, { "400 MP", 26640, 14985 } };

typedef enum
{
  FRAME_FIT,    /* all of the scan: a small one is magnified, which costs less than shrinking */
  FRAME_SHRUNK, /* shrunk by one and a half times the level's samples: the same work a pixel */
  FRAME_ZOOM,   /* at 200 % */
  FRAME_PAN,    /* what comes into view at 200 % */
  FRAME_WINDOW, /* another window over the samples of FRAME_FIT */
  N_FRAMES,
} Frame;

static const char *const frame_names[N_FRAMES] = { "fit", "shrunk", "zoom 2", "pan", "window" };

typedef struct
{
  const BsrScene *scene;
  const Size *scan, *view;
  BsrLook look;
  double zoom;
  guint8 *rgba, *copy;
} Desk;

static double
core_ms (void)
{
  return bench_clock_ms (CLOCK_THREAD_CPUTIME_ID);
}

/* Median time of some rounds of @work, ms. */
static double
measure (void (*work) (Desk *desk, GPtrArray *tiles), Desk *desk, GPtrArray *tiles)
{
  double times[ROUNDS];
  for (int i = 0; i < ROUNDS; i++)
    {
      double start = core_ms ();
      work (desk, tiles);
      times[i] = core_ms () - start;
    }
  return bench_median (times, ROUNDS);
}

static BsrImage *
make_image (const Size *size)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, size->width, size->height, NULL);
  guint32 state = 1; /* linear congruential, Numerical Recipes: any texture will do */
  for (int y = 0; y < size->height; y++)
    for (int x = 0; x < size->width; x++)
      {
        state = state * 1664525u + 1013904223u;
        bsr_plane_row_u16 (plane, y)[x] = (guint16) (20000 + (x * 7 + y * 3) % 30000 + (state >> 22));
      }
  return bsr_image_new (&plane, 1, 16, NULL);
}

static void
copy (Desk *desk, GPtrArray *tiles)
{
  gsize size = (gsize) desk->view->width * (gsize) desk->view->height * BYTES_PER_PIXEL;
  memcpy (desk->copy, desk->rgba, size);
  desk->rgba[desk->copy[size / 2]] ^= 1; /* the copy is used */
}

static void
draw (Desk *desk, GPtrArray *tiles)
{
  g_autoptr (BsrRendition) rendition = bsr_rendition_new (desk->scene, &desk->look);
  BsrRaster raster = { 0.0, 0.0, desk->zoom, desk->zoom, desk->view->width, desk->view->height };
  bsr_rendition_render (rendition, &raster, 1, desk->rgba, (gsize) raster.width * BYTES_PER_PIXEL);
}

static void
pan (Desk *desk, GPtrArray *tiles)
{
  g_autoptr (BsrRendition) rendition = bsr_rendition_new (desk->scene, &desk->look);
  BsrRaster raster = { 100.0, 0.0, desk->zoom, desk->zoom, PAN, desk->view->height };
  bsr_rendition_render (rendition, &raster, 1, desk->rgba, (gsize) raster.width * BYTES_PER_PIXEL);
}

/* The tiles of the view, as the painter keeps them. */
static GPtrArray *
make_tiles (Desk *desk)
{
  GPtrArray *tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_tile_unref);
  g_autoptr (BsrRendition) rendition = bsr_rendition_new (desk->scene, &desk->look);
  for (int y = 0; y < desk->view->height; y += TILE)
    for (int x = 0; x < desk->view->width; x += TILE)
      {
        BsrRaster raster = { x / desk->zoom, y / desk->zoom, desk->zoom, desk->zoom,
                             MIN (desk->view->width - x, TILE), MIN (desk->view->height - y, TILE) };
        g_ptr_array_add (tiles, bsr_tile_new (rendition, &raster));
      }
  return tiles;
}

static void
window (Desk *desk, GPtrArray *tiles)
{
  gsize stride = (gsize) desk->view->width * BYTES_PER_PIXEL;
  desk->look.tone.high -= 0.01;
  g_autoptr (BsrRendition) rendition = bsr_rendition_new (desk->scene, &desk->look);
  guint i = 0;
  for (int y = 0; y < desk->view->height; y += TILE)
    for (int x = 0; x < desk->view->width; x += TILE)
      bsr_rendition_shade (rendition, tiles->pdata[i++],
                           desk->rgba + stride * (gsize) y + (gsize) x * BYTES_PER_PIXEL, stride);
}

/* The least zoom of 2/3, 1/3, 1/6... at which the scan still fills the view; 0: none. */
static double
shrunk_zoom (const Desk *desk)
{
  double zoom = 4.0 / 3.0, least = MAX ((double) desk->view->width / desk->scan->width,
                                        (double) desk->view->height / desk->scan->height);
  while (zoom / 2.0 >= least)
    zoom /= 2.0;
  return zoom < 1.0 ? zoom : 0.0;
}

static void
measure_frames (Desk *desk, double *times)
{
  desk->look = bsr_look_default ();
  desk->zoom = (double) desk->view->width / desk->scan->width;
  times[FRAME_FIT] = measure (draw, desk, NULL);
  g_autoptr (GPtrArray) tiles = make_tiles (desk);
  times[FRAME_WINDOW] = measure (window, desk, tiles);
  desk->look = bsr_look_default ();
  desk->zoom = shrunk_zoom (desk);
  times[FRAME_SHRUNK] = desk->zoom > 0.0 ? measure (draw, desk, NULL) : (double) NAN;
  desk->zoom = 2.0;
  times[FRAME_ZOOM] = measure (draw, desk, NULL);
  times[FRAME_PAN] = measure (pan, desk, NULL);
}

static void
print_frames (const Size *view, double copying, double times[G_N_ELEMENTS (scans)][N_FRAMES])
{
  g_print ("%s, copying its bytes %.2f ms; ms (times that)\n", view->name, copying);
  for (int f = 0; f < N_FRAMES; f++)
    {
      g_print ("  %-8s", frame_names[f]);
      for (gsize s = 0; s < G_N_ELEMENTS (scans); s++)
        if (isnan (times[s][f]))
          g_print ("  %s: too small    ", scans[s].name);
        else
          g_print ("  %s: %6.2f (%4.2f)", scans[s].name, times[s][f], times[s][f] / copying);
      gsize smallest = isnan (times[0][f]) ? 1 : 0;
      g_print ("  largest/smallest %.2f\n", times[G_N_ELEMENTS (scans) - 1][f] / times[smallest][f]);
    }
}

static void
measure_enhancements (Desk *desk)
{
  g_print ("%s of %s at 100 %%, ms: all, and another window alone\n", desk->view->name, desk->scan->name);
  desk->zoom = 1.0;
  for (int i = -1; i < BSR_N_ENHANCEMENTS; i++)
    {
      const BsrEnhancementKind *kind = i < 0 ? NULL : bsr_enhancement_kind ((BsrEnhancement) i);
      desk->look = bsr_look_default ();
      if (kind != NULL)
        bsr_look_add (&desk->look, (BsrEnhancement) i, kind->usual);
      double all = measure (draw, desk, NULL);
      g_autoptr (GPtrArray) tiles = make_tiles (desk);
      g_print ("  %-15s %7.2f %7.2f\n", kind != NULL ? kind->id : "none", all, measure (window, desk, tiles));
    }
}

int
main (void)
{
  double times[G_N_ELEMENTS (views)][G_N_ELEMENTS (scans)][N_FRAMES], copying[G_N_ELEMENTS (views)];
  gsize size = (gsize) views[1].width * (gsize) views[1].height * BYTES_PER_PIXEL;
  g_autofree guint8 *rgba = g_malloc (size), *other = g_malloc (size);
  memset (rgba, 1, size);
  memset (other, 1, size);
  Desk desk = { .rgba = rgba, .copy = other };

  for (gsize v = 0; v < G_N_ELEMENTS (views); v++)
    {
      desk.view = &views[v];
      copying[v] = measure (copy, &desk, NULL);
    }
  g_print ("instruction set %s, one core\n", bsr_simd_level_name (bsr_simd_level ()));
  for (gsize s = 0; s < G_N_ELEMENTS (scans); s++)
    {
      g_autoptr (BsrImage) image = make_image (&scans[s]);
      g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 0, NULL, NULL);
      desk.scene = scene;
      desk.scan = &scans[s];
      for (gsize v = 0; v < G_N_ELEMENTS (views); v++)
        {
          desk.view = &views[v];
          measure_frames (&desk, times[v][s]);
        }
      if (s == 1)
        measure_enhancements (&desk);
    }
  for (gsize v = 0; v < G_N_ELEMENTS (views); v++)
    print_frames (&views[v], copying[v], times[v]);
  return 0;
}
