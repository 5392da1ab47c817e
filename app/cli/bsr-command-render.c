#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-error.h"
#include "bsr-image-writer.h"
#include "bsr-look-options.h"
#include "bsr-render.h"
#include "bsr-scan-file.h"
#include "bsr-scan-input.h"

/* Largest picture, pixels along an edge and in all: 1 GiB of RGBA. */
#define MAX_EDGE 32768
#define MAX_PIXELS (256 * 1024 * 1024)

/* What is asked for; 0 and empty: not said. */
typedef struct
{
  int width, height;
  BsrBox region;
  gboolean has_window;
  gboolean counts; /* no more than the scanner's own */
  BsrLook look;
} Request;

static gboolean
parse_size (const BsrCommand *command, const char *text, Request *request)
{
  int size[2];
  if (text == NULL)
    return TRUE;
  if (bsr_parse_whole_numbers (text, 'x', 1, size, 2) && size[0] <= MAX_EDGE && size[1] <= MAX_EDGE
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
  if (bsr_parse_whole_numbers (text, ',', 0, box, 4) && box[2] > 0 && box[3] > 0)
    {
      request->region = (BsrBox){ box[0], box[1], box[2], box[3] };
      return TRUE;
    }
  bsr_console_wrong_usage (command->name, _ ("--region must be X,Y,W,H in pixels, is \"%s\""), text);
  return FALSE;
}

/* Of all of the scan a draft shows as much, where it is not enlarged beyond the draft's views. */
static gboolean
draft_suffices (const Request *request)
{
  return bsr_box_is_empty (request->region) && request->width > 0
         && request->width <= BSR_SCENE_DRAFT_WIDTH && request->height <= BSR_SCENE_DRAFT_HEIGHT;
}

/* (nullable): the scan ready for drawing. What the physics cannot read (backscatter, a scan
 * without any air) is drawn as counts, and that is said. */
static BsrScene *
make_scene (const char *file, const Request *request, GCancellable *cancellable, GError **error)
{
  const BsrTone *tone = &request->look.tone;
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_input_load (file, &image, cancellable, error);
  if (scan == NULL)
    return NULL;
  if (request->counts)
    return draft_suffices (request) ? bsr_scene_new_draft (image, 0, cancellable, error)
                                    : bsr_scene_new_for (image, NULL, tone, 0, cancellable, error);
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
      bsr_console_warn (file, bsr_image_is_colour (image) ? problem->message : warning);
    }
  return bsr_scene_new_for (image, radiograph, tone, 0, cancellable, error);
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

/* Whether the scan has what is asked for; showing something else would deceive. */
static gboolean
can_show (const BsrTone *tone, const BsrScene *scene, GError **error)
{
  const char *problem = NULL;
  if (tone->mode == BSR_VIEW_STEEL && !bsr_scene_has_physics (scene))
    problem = _ ("has no steel equivalent: it is drawn as counts only");
  else if (tone->mode == BSR_VIEW_MATERIAL && !bsr_scene_has_material (scene))
    problem = _ ("has no material view: it does not tell materials apart by two stated energies");
  else if (tone->plane >= bsr_scene_n_planes (scene))
    problem = _ ("has one energy only: there is no low one to show");
  if (problem != NULL)
    g_set_error_literal (error, BSR_ERROR, BSR_ERROR_UNSUPPORTED, problem);
  return problem == NULL;
}

static gboolean
draw (const Request *request, const BsrScene *scene, const char *path, GError **error)
{
  BsrLook look = request->look;
  if (!request->has_window)
    bsr_scene_auto_window (scene, &look.tone, request->region, &look.tone.low, &look.tone.high);

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
  g_autofree char *out = NULL, *size = NULL, *region = NULL;
  gboolean counts = FALSE;
  g_auto (BsrLookOptions) look = { 0 };
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, N_ ("The picture to write"), "FILE.png" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_ ("Its size in pixels"), "WxH" },
    { "region", 0, 0, G_OPTION_ARG_STRING, &region, N_ ("The part of the scan to draw, in its pixels"), "X,Y,W,H" },
    { "counts", 0, 0, G_OPTION_ARG_NONE, &counts, N_ ("As the window first shows it: quicker, without physics"), NULL },
    { NULL },
  };
  g_autofree GOptionEntry *look_entries = bsr_look_options_entries (&look);
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof *entries);
  g_array_append_vals (all, entries, G_N_ELEMENTS (entries) - 1);
  for (const GOptionEntry *entry = look_entries; entry->long_name != NULL; entry++)
    g_array_append_val (all, *entry);
  g_auto (GStrv) files = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, (const GOptionEntry *) (gpointer) all->data, 1, 1, &files, &status))
    return status;
  if (out == NULL)
    return bsr_console_wrong_usage (command->name, "%s", _ ("--out FILE.png is missing"));
  Request request = { .counts = counts };
  if (!parse_size (command, size, &request) || !parse_region (command, region, &request)
      || !bsr_look_options_read (&look, command, &request.look, &request.has_window))
    return BSR_STATUS_USAGE;

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScene) scene = make_scene (files[0], &request, cancellable, &error);
  if (scene == NULL || !can_show (&request.look.tone, scene, &error)
      || !settle (&request, scene, &error))
    return bsr_console_fail (files[0], error);
  if (g_cancellable_is_cancelled (cancellable) || !draw (&request, scene, out, &error))
    return error != NULL ? bsr_console_fail (out, error) : BSR_STATUS_ENVIRONMENT;
  return BSR_STATUS_DONE;
}

const BsrCommand bsr_command_render = {
  .name = "render",
  .usage = "SCAN --out FILE.png [--size WxH] [--region X,Y,W,H] [--view NAME] [--counts]\n"
           "         [--window LOW,HIGH] [--log] [--gamma G] [--invert] [--palette NAME] [--enhance ID[=AMOUNT]]...",
  .summary = N_ ("Draw a scan, or a part of it, as a picture"),
  .run = run,
};
