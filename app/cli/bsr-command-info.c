#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-json-writer.h"
#include "bsr-plane-hash.h"
#include "bsr-scan-file.h"
#include "bsr-scan-input.h"

/* What a plane's counts span. */
typedef struct
{
  double low, high;
} Span;

static Span
span_of_plane (BsrPlane *plane)
{
  Span span = { INFINITY, -INFINITY };
  gboolean floats = bsr_plane_format (plane) == BSR_FORMAT_F32;
  for (int y = 0; y < bsr_plane_height (plane); y++)
    {
      const float *f32 = floats ? bsr_plane_row_f32 (plane, y) : NULL;
      const guint16 *u16 = floats ? NULL : bsr_plane_row_u16 (plane, y);
      for (int x = 0; x < bsr_plane_width (plane); x++)
        {
          double value = floats ? (double) f32[x] : (double) u16[x];
          span.low = MIN (span.low, value);
          span.high = MAX (span.high, value);
        }
    }
  return span;
}

static gboolean
holds_floats (BsrImage *image)
{
  return bsr_plane_format (bsr_image_plane (image, 0)) == BSR_FORMAT_F32;
}

static const char *
plane_name (const BsrScan *scan, BsrImage *image, int index)
{
  static const char *const colours[] = { "red", "green", "blue" };
  return bsr_image_is_colour (image)
             ? colours[index]
             : bsr_energy_name_to_string (scan->acquisition.planes[index].name);
}

static void
write_plane (BsrJsonWriter *writer, const BsrScan *scan, BsrImage *image, int index)
{
  const BsrPlaneInfo *info = &scan->acquisition.planes[index];
  BsrPlane *plane = bsr_image_plane (image, index);
  Span span = span_of_plane (plane);
  g_autofree char *hash = bsr_plane_sha256 (plane);
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "name", plane_name (scan, image, index));
  if (!bsr_image_is_colour (image))
    {
      bsr_json_writer_number (writer, "energy_mv", info->energy_mv);
      bsr_json_writer_number (writer, "air", info->air);
      bsr_json_writer_number (writer, "dark", info->dark);
    }
  bsr_json_writer_string (writer, "sha256", hash);
  bsr_json_writer_number (writer, "min", span.low);
  bsr_json_writer_number (writer, "max", span.high);
  bsr_json_writer_end_object (writer);
}

static void
write_metadata (BsrJsonWriter *writer, const BsrScan *scan)
{
  bsr_json_writer_begin_object (writer, "metadata");
  bsr_json_writer_string (writer, "container", scan->container);
  bsr_json_writer_number (writer, "container_confidence", scan->container_confidence);
  bsr_json_writer_date_time (writer, "acquired", scan->acquired);
  bsr_json_writer_string (writer, "site", scan->site);
  bsr_json_writer_string (writer, "scanner", scan->scanner);
  bsr_json_writer_string (writer, "modality", bsr_modality_to_string (scan->acquisition.modality));
  bsr_json_writer_string (writer, "polarity", bsr_polarity_to_string (scan->acquisition.polarity));
  bsr_json_writer_integer (writer, "steel_calibration_steps", scan->acquisition.n_steps);
  bsr_json_writer_end_object (writer);
}

static char *
to_json (const BsrScan *scan, BsrImage *image)
{
  const BsrAcquisition *acquisition = &scan->acquisition;
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "file", scan->name);
  bsr_json_writer_string (writer, "format", scan->kind);
  bsr_json_writer_integer (writer, "width", bsr_image_width (image));
  bsr_json_writer_integer (writer, "height", bsr_image_height (image));
  bsr_json_writer_begin_object (writer, "sample");
  bsr_json_writer_string (writer, "type", holds_floats (image) ? "float" : "unsigned");
  bsr_json_writer_integer (writer, "bits", bsr_image_bits (image));
  bsr_json_writer_end_object (writer);
  if (bsr_image_is_colour (image))
    bsr_json_writer_boolean (writer, "colour", TRUE);
  bsr_json_writer_begin_array (writer, "planes");
  for (int i = 0; i < bsr_image_n_planes (image); i++)
    write_plane (writer, scan, image, i);
  bsr_json_writer_end_array (writer);
  bsr_json_writer_numbers (writer, "pixel_pitch_mm",
                           (double[]){ acquisition->pitch_x_mm, acquisition->pitch_y_mm }, 2);
  bsr_json_writer_boolean (writer, "described", scan->described);
  write_metadata (writer, scan);
  return bsr_json_writer_finish (writer);
}

static void
append_line (GString *text, const char *label, const char *value)
{
  g_autofree char *safe = bsr_console_escape (value);
  int blanks = 16 - (int) g_utf8_strlen (label, -1);
  g_string_append_printf (text, "%s%*s%s\n", label, MAX (blanks, 1), "", safe);
}

static void
append_number (GString *text, const char *label, const char *format, double value)
{
  if (!isfinite (value))
    return;
  g_autofree char *number = g_strdup_printf ("%.6g", value);
  g_autoptr (GString) line = g_string_new (format);
  g_string_replace (line, "%s", number, 1);
  append_line (text, label, line->str);
}

static void
append_plane (GString *text, const BsrScan *scan, BsrImage *image, int index)
{
  const BsrPlaneInfo *info = &scan->acquisition.planes[index];
  BsrPlane *plane = bsr_image_plane (image, index);
  Span span = span_of_plane (plane);
  g_autofree char *hash = bsr_plane_sha256 (plane);
  g_string_append_printf (text, "\n%s %d: %s\n", _ ("Plane"), index + 1,
                          plane_name (scan, image, index));
  if (!bsr_image_is_colour (image))
    {
      append_number (text, _ ("  Energy"), _ ("%s MV"), info->energy_mv);
      append_number (text, _ ("  Air"), _ ("%s counts"), info->air);
      append_number (text, _ ("  Dark"), _ ("%s counts"), info->dark);
    }
  g_autofree char *counts = g_strdup_printf (_ ("%.6g to %.6g"), span.low, span.high);
  append_line (text, _ ("  Counts"), counts);
  append_line (text, "  SHA-256", hash);
}

static void
append_description (GString *text, const BsrScan *scan)
{
  const BsrAcquisition *acquisition = &scan->acquisition;
  g_autofree char *pitch =
      g_strdup_printf (scan->described ? _ ("%g mm by %g mm") : _ ("%g mm by %g mm (assumed)"),
                       acquisition->pitch_x_mm, acquisition->pitch_y_mm);
  append_line (text, _ ("Pixel"), pitch);
  if (!scan->described)
    {
      g_autofree char *sidecar = bsr_scan_sidecar_path (scan->name);
      g_autofree char *none = g_strdup_printf (_ ("none (no %s beside it)"), sidecar);
      append_line (text, _ ("Description"), none);
      return;
    }
  g_autofree char *acquired =
      scan->acquired ? g_date_time_format (scan->acquired, "%Y-%m-%d %H:%M:%S %Z") : NULL;
  const struct
  {
    const char *label, *value;
  } lines[] = {
    { _ ("Container"), scan->container != NULL ? scan->container : _ ("not read at the gate") },
    { _ ("Acquired"), acquired },
    { _ ("Site"), scan->site },
    { _ ("Scanner"), scan->scanner },
    { _ ("Modality"), bsr_modality_to_string (acquisition->modality) },
    { _ ("Polarity"), bsr_polarity_to_string (acquisition->polarity) },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].value != NULL)
      append_line (text, lines[i].label, lines[i].value);
  if (acquisition->n_steps > 0)
    append_number (text, _ ("Step wedge"), _ ("%s steps"), acquisition->n_steps);
}

static char *
to_text (const BsrScan *scan, BsrImage *image)
{
  GString *text = g_string_new (NULL);
  append_line (text, _ ("File"), scan->name);
  append_line (text, _ ("Format"), scan->kind);
  g_autofree char *size = g_strdup_printf (_ ("%d by %d pixels"), bsr_image_width (image),
                                           bsr_image_height (image));
  append_line (text, _ ("Size"), size);
  g_autofree char *sample = g_strdup_printf (
      holds_floats (image) ? _ ("%d-bit float") : _ ("%d-bit unsigned"), bsr_image_bits (image));
  append_line (text, _ ("Samples"), sample);
  g_autoptr (GError) no_counts = NULL;
  if (!bsr_image_has_counts (image, &no_counts))
    append_line (text, _ ("For looking"), no_counts->message);
  append_description (text, scan);
  for (int i = 0; i < bsr_image_n_planes (image); i++)
    append_plane (text, scan, image, i);
  return g_string_free (text, FALSE);
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("json (unless said otherwise) or text"), "FORMAT" },
    { NULL },
  };
  g_auto (GStrv) files = NULL;
  BsrStatus status;
  gboolean json;
  if (!bsr_command_parse (command, arguments, entries, 1, 1, &files, &status))
    return status;
  if (!bsr_command_parse_format (command, format, &json))
    return BSR_STATUS_USAGE;

  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_input_load (files[0], &image, cancellable, &error);
  if (scan == NULL)
    return bsr_console_fail (files[0], error);
  g_autofree char *text = json ? to_json (scan, image) : to_text (scan, image);
  return bsr_console_print (text);
}

const BsrCommand bsr_command_info = {
  .name = "info",
  .usage = "SCAN [--format json|text]",
  .summary = N_ ("Say what a scan is: size, planes, hashes, what the scanner said"),
  .run = run,
};
