/* What a frame costs: drawing a 3840 x 2160 view of scans of growing size, as ratios to copying
 * the view's bytes in the same run. It ought to depend on the view, not on the scan. */

#include <string.h>

#include "bsr-render.h"

#define VIEW_WIDTH 3840
#define VIEW_HEIGHT 2160
#define ROUNDS 9

static int
compare_cb (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;
  return (difference > 0) - (difference < 0);
}

static double
median (double *values, int n)
{
  qsort (values, (size_t) n, sizeof *values, compare_cb);
  return values[n / 2];
}

static BsrScene *
make_scene (int width, int height)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  guint32 state = 1; /* linear congruential, Numerical Recipes: any texture will do */
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        state = state * 1664525u + 1013904223u;
        bsr_plane_row_u16 (plane, y)[x] = (guint16) (20000 + (x * 7 + y * 3) % 30000 + (state >> 22));
      }
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  return bsr_scene_new (image, NULL, 0, NULL, NULL);
}

int
main (void)
{
  static const struct { int width, height; } scans[] = { { 4100, 1500 }, { 11250, 4000 }, { 28800, 14000 } };
  gsize stride = VIEW_WIDTH * 4, size = stride * VIEW_HEIGHT;
  g_autofree guint8 *view = g_malloc (size), *copy = g_malloc (size);
  BsrLook look = bsr_look_default ();
  double copying[ROUNDS], times[ROUNDS];

  memset (view, 1, size);
  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      memcpy (copy, view, size);
      copying[i] = (double) (g_get_monotonic_time () - start);
      view[copy[i]] ^= 1; /* the copy is used */
    }
  double reference = median (copying, ROUNDS);

  g_print ("view %d x %d, ratios to copying its bytes (median of %d)\n", VIEW_WIDTH, VIEW_HEIGHT, ROUNDS);
  for (gsize s = 0; s < G_N_ELEMENTS (scans); s++)
    {
      g_autoptr (BsrScene) scene = make_scene (scans[s].width, scans[s].height);
      double fit = MIN ((double) VIEW_WIDTH / scans[s].width, (double) VIEW_HEIGHT / scans[s].height);
      const double zooms[] = { fit, 1.0, 4.0 };
      g_print ("%4.0f MP:", scans[s].width * (scans[s].height / 1e6));
      for (gsize z = 0; z < G_N_ELEMENTS (zooms); z++)
        {
          for (int i = 0; i < ROUNDS; i++)
            {
              gint64 start = g_get_monotonic_time ();
              bsr_scene_render (scene, &look, 0.0, 0.0, zooms[z], zooms[z], view, VIEW_WIDTH, VIEW_HEIGHT, stride);
              times[i] = (double) (g_get_monotonic_time () - start);
            }
          g_print ("  zoom %6.3f: %5.1f", zooms[z], median (times, ROUNDS) / reference);
        }
      g_print ("\n");
    }
  return 0;
}
