#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-error.h"
#include "bsr-image-writer.h"
#include "bsr-render.h"
#include "bsr-scan-file.h"

/* Largest picture, pixels along an edge and in all: 1 GiB of RGBA. */
#define MAX_EDGE 32768
#define MAX_PIXELS (256 * 1024 * 1024)

/* What is asked for; 0 and empty: not said. */
typedef struct
{
  int width, height;
  BsrBox region;
  gboolean has_window;
  double low, high;
  const BsrPalette *palette;
} Request;

/* Exactly @n numbers in @text, parted by @separator. */
static gboolean
parse_numbers (const char *text, char separator, double *numbers, int n)
{
  const char separators[] = { separator, '\0' };
  g_auto (GStrv) parts = g_strsplit (text, separators, -1);
  if ((int) g_strv_length (parts) != n)
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      char *end;
      numbers[i] = g_ascii_strtod (parts[i], &end);
      if (end == parts[i] || *end != '\0' || !isfinite (numbers[i]))
        return FALSE;
    }
  return TRUE;
}

/* The same for whole numbers from @low. */
static gboolean
parse_whole_numbers (const char *text, char separator, int low, int *numbers, int n)
{
  double values[4];
  g_assert (n <= (int) G_N_ELEMENTS (values));
  if (!parse_numbers (text, separator, values, n))
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      if (values[i] != floor (values[i]) || values[i] < low || values[i] > BSR_PLANE_MAX_EDGE)
        return FALSE;
      numbers[i] = (int) values[i];
    }
  return TRUE;
}

static gboolean
parse_size (const BsrCommand *command, const char *text, Request *request)
{
  int size[2];
  if (text == NULL)
    return TRUE;
  if (parse_whole_numbers (text, 'x', 1, size, 2) && size[0] <= MAX_EDGE && size[1] <= MAX_EDGE
      && (gint64) size[0] * size[1] <= MAX_PIXELS)
    {
      request->width = size[0];
      request->height = size[1];
      return TRUE;
    }
  bsr_console_wrong_usage (command->name,
                           _ ("--size must be WxH, at most %d pixels along an edge and %d megapixels, "
                              "is \"%s\""),
                           MAX_EDGE, MAX_PIXELS / (1024 * 1024), text);
  return FALSE;
}

static gboolean
parse_region (const BsrCommand *command, const char *text, Request *request)
{
  int box[4];
  if (text == NULL)
    return TRUE;
  if (parse_whole_numbers (text, ',', 0, box, 4) && box[2] > 0 && box[3] > 0)
    {
      request->region = (BsrBox){ box[0], box[1], box[2], box[3] };
      return TRUE;
    }
  bsr_console_wrong_usage (command->name, _ ("--region must be X,Y,W,H in pixels, is \"%s\""), text);
  return FALSE;
}

static gboolean
parse_window (const BsrCommand *command, const char *text, Request *request)
{
  double window[2];
  if (text == NULL)
    return TRUE;
  if (parse_numbers (text, ',', window, 2) && window[0] >= 0.0 && window[0] < window[1]
      && window[1] <= 1.0)
    {
      request->has_window = TRUE;
      request->low = window[0];
      request->high = window[1];
      return TRUE;
    }
  bsr_console_wrong_usage (
      command->name, _ ("--window must be LOW,HIGH, transmissions with 0 <= LOW < HIGH <= 1, is \"%s\""),
      text);
  return FALSE;
}

static gboolean
parse_palette (const BsrCommand *command, const char *text, Request *request)
{
  request->palette = bsr_palette_by_id (text != NULL ? text : "grey");
  if (request->palette != NULL)
    return TRUE;
  g_autoptr (GString) names = g_string_new (NULL);
  for (const BsrPalette *palette = bsr_palettes (); palette->id != NULL; palette++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", palette->id);
  bsr_console_wrong_usage (command->name, _ ("--palette must be one of %s, is \"%s\""), names->str,
                           text);
  return FALSE;
}

/* (nullable): the scan ready for drawing. What the physics cannot read (backscatter, a scan
 * without any air) is drawn as counts, and that is said. */
static BsrScene *
make_scene (const char *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_load (file, &image, cancellable, error);
  if (scan == NULL)
    return NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (BsrRadiograph) radiograph =
      bsr_radiograph_new (image, &scan->acquisition, 0, cancellable, &problem);
  if (radiograph == NULL && !g_error_matches (problem, BSR_ERROR, BSR_ERROR_DAMAGED)
      && !g_error_matches (problem, BSR_ERROR, BSR_ERROR_UNSUPPORTED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (radiograph == NULL)
    {
      g_autofree char *warning = g_strdup_printf (_ ("drawn as counts: %s"), problem->message);
      bsr_console_warn (file, warning);
    }
  return bsr_scene_new (image, radiograph, 0, cancellable, error);
}

/* Makes sure that the region lies in the scan, and fills in what was not said. */
static gboolean
settle (Request *request, const BsrScene *scene, GError **error)
{
  BsrBox whole = { 0, 0, bsr_scene_width (scene), bsr_scene_height (scene) };
  if (bsr_box_is_empty (request->region))
    request->region = whole;
  BsrBox inside = bsr_box_intersect (request->region, whole);
  if (bsr_box_area (inside) != bsr_box_area (request->region))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("--region %d,%d,%d,%d does not lie in the scan of %d by %d pixels"),
                   request->region.x, request->region.y, request->region.width,
                   request->region.height, whole.width, whole.height);
      return FALSE;
    }
  if (request->width > 0)
    return TRUE;
  /* A pixel for a pixel, or as much smaller as the largest picture demands. */
  double n_pixels = (double) inside.width * inside.height;
  double shrink = MIN (1.0, (double) MAX_EDGE / MAX (inside.width, inside.height));
  shrink = MIN (shrink, sqrt (MAX_PIXELS / n_pixels));
  request->width = MAX (1, (int) (inside.width * shrink));
  request->height = MAX (1, (int) (inside.height * shrink));
  return TRUE;
}

static gboolean
draw (const Request *request, const BsrScene *scene, const char *path, GError **error)
{
  BsrLook look = bsr_look_default ();
  BsrTone *tone = &look.tone;
  tone->palette = request->palette;
  tone->low = request->low;
  tone->high = request->high;
  if (!request->has_window)
    bsr_scene_auto_window (scene, tone, request->region, &tone->low, &tone->high);

  gsize stride = (gsize) request->width * 4;
  g_autofree guint8 *rgba = g_try_malloc (stride * (gsize) request->height);
  if (rgba == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("no memory for %d by %d pixels"),
                   request->width, request->height);
      return FALSE;
    }
  bsr_scene_render (scene, &look, request->region.x, request->region.y,
                    (double) request->width / request->region.width,
                    (double) request->height / request->region.height, rgba, request->width,
                    request->height, stride);
  return bsr_rgba_write_png (rgba, request->width, request->height, stride, path, error);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *out = NULL, *size = NULL, *region = NULL, *window = NULL, *palette = NULL;
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_ ("The picture to write"), "FILE.png" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_ ("Its size in pixels"), "WxH" },
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, N_ ("The part of the scan to draw, in its pixels"), "X,Y,W,H" },
    { "window", 0, 0, G_OPTION_ARG_STRING, &window, N_ ("Transmissions from dark to bright, 0…1"), "LOW,HIGH" },
    { "palette", 0, 0, G_OPTION_ARG_STRING, &palette, N_ ("Colours: grey, cubehelix, …"), "NAME" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, 1, &files, &status))
    return status;
  if (out == NULL)
    return bsr_console_wrong_usage (command->name, "%s", _ ("--out FILE.png is missing"));
  Request request = { 0 };
  if (!parse_size (command, size, &request) || !parse_region (command, region, &request)
      || !parse_window (command, window, &request) || !parse_palette (command, palette, &request))
    return BSR_STATUS_USAGE;

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScene) scene = make_scene (files[0], cancellable, &error);
  if (scene == NULL || !settle (&request, scene, &error))
    return bsr_console_fail (files[0], error);
  if (g_cancellable_is_cancelled (cancellable) || !draw (&request, scene, out, &error))
    return error != NULL ? bsr_console_fail (out, error) : BSR_STATUS_ENVIRONMENT;
  return BSR_STATUS_DONE;
}

const BsrCommand bsr_command_render = {
  .name = "render",
  .usage = "SCAN --out FILE.png [--size WxH] [--region X,Y,W,H] [--window LOW,HIGH] [--palette NAME]",
  .summary = N_ ("Draw a scan, or a part of it, as a picture"),
  .run = run,
};
