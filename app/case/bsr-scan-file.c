#include "bsr-scan-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-json-reader.h"
#include "bsr-json-writer.h"
#include "bsr-raw-file.h"

/* Each in the order of its enumeration. */
static const char *const modalities[] = { "transmission", "backscatter", "gamma", NULL };
static const char *const polarities[] = { "transmission", "absorption", NULL };
static const char *const energy_names[] = { "high", "low", "single", "backscatter", NULL };

/* A pixel of a cargo scan is some millimetres wide. What lies outside 1 um...1 m is another
 * unit or a slip, and would make masses that no number holds. */
static const BsrJsonRange pitch_range = { 0.001, 1000.0, FALSE };

static void
read_plane (BsrJsonReader *reader, BsrAcquisition *acquisition, int index)
{
  if (!bsr_json_reader_enter_element (reader, "planes", index))
    return;
  BsrPlaneInfo *plane = &acquisition->planes[index];
  plane->name = bsr_json_reader_choice (reader, "name", energy_names, -1);
  plane->energy_mv = bsr_json_reader_number (reader, "energy_mv", FALSE, bsr_json_positive);
  plane->air = bsr_json_reader_number (reader, "air", FALSE, bsr_json_positive);
  double dark = bsr_json_reader_number (reader, "dark", FALSE, bsr_json_any);
  plane->dark = isnan (dark) ? 0.0 : dark;
  bsr_json_reader_leave (reader);
}

static void
read_calibration (BsrJsonReader *reader, BsrAcquisition *acquisition)
{
  int n = bsr_json_reader_array_size (reader, "steel_calibration", FALSE, 0,
                                      BSR_ACQUISITION_MAX_STEPS);
  for (int i = 0; i < n; i++)
    {
      double step[2];
      if (!bsr_json_reader_tuple (reader, "steel_calibration", i, bsr_json_not_negative, step, 2))
        return;
      g_autofree char *path = g_strdup_printf ("steel_calibration[%d]", i);
      if (step[1] > 1.0)
        bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, path,
                              _ ("the transmission must be a number from 0 to 1"));
      if (i > 0 && step[0] <= acquisition->steps[i - 1].steel_mm)
        bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, path,
                              _ ("the thickness must be larger than that of the step before"));
      acquisition->steps[i] = (BsrSteelStep){ .steel_mm = step[0], .transmission = step[1] };
    }
  acquisition->n_steps = n;
}

static void
read_acquisition (BsrJsonReader *reader, BsrAcquisition *acquisition)
{
  *acquisition = bsr_acquisition_assumed (1);
  acquisition->modality = bsr_json_reader_choice (reader, "modality", modalities,
                                                  BSR_MODALITY_TRANSMISSION);
  acquisition->polarity = bsr_json_reader_choice (reader, "polarity", polarities,
                                                  BSR_POLARITY_TRANSMISSION);
  acquisition->n_planes =
      bsr_json_reader_array_size (reader, "planes", TRUE, 1, BSR_IMAGE_MAX_PLANES);
  for (int i = 0; i < acquisition->n_planes; i++)
    read_plane (reader, acquisition, i);
  double pitch[2] = { NAN, NAN };
  bsr_json_reader_tuple (reader, "pixel_pitch_mm", -1, pitch_range, pitch, 2);
  acquisition->pitch_x_mm = pitch[0];
  acquisition->pitch_y_mm = pitch[1];
  read_calibration (reader, acquisition);
}

BsrScan *
bsr_scan_from_json (const char *path_of_pixels, const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (path_of_pixels != NULL && json != NULL, NULL);

  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;
  g_autoptr (BsrScan) scan = bsr_scan_new (path_of_pixels);
  scan->described = TRUE;
  bsr_json_reader_expect_format (reader, "basira-scan", 1);
  if (!bsr_json_reader_is_null (reader, "container"))
    scan->container = bsr_json_reader_string (reader, "container", FALSE);
  scan->container_confidence =
      bsr_json_reader_number (reader, "container_confidence", FALSE, bsr_json_share);
  scan->acquired = bsr_json_reader_date_time (reader, "acquired", TRUE);
  scan->site = bsr_json_reader_pattern (reader, "site", FALSE, "^[A-Z]{2}[A-Z2-9]{3}$",
                                        _ ("a UN/LOCODE like MAPTM"));
  scan->scanner = bsr_json_reader_string (reader, "scanner", FALSE);
  read_acquisition (reader, &scan->acquisition);
  if (!bsr_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&scan);
}

const char *
bsr_modality_to_string (BsrModality modality)
{
  return modalities[modality];
}

const char *
bsr_polarity_to_string (BsrPolarity polarity)
{
  return polarities[polarity];
}

const char *
bsr_energy_name_to_string (BsrEnergyName name)
{
  return energy_names[name];
}

char *
bsr_scan_sidecar_path (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  if (g_str_has_suffix (path, BSR_RAW_FILE_SUFFIX))
    {
      g_autofree char *name = g_strndup (path, strlen (path) - strlen (BSR_RAW_FILE_SUFFIX));
      return g_strconcat (name, ".scan.json", NULL);
    }
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  const char *dot = strrchr (path, '.');
  /* A name that begins with a dot has no ending. */
  gboolean ends = dot != NULL && dot > (slash != NULL ? slash + 1 : path);
  g_autofree char *stem = ends ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
  return g_strconcat (stem, ".scan.json", NULL);
}

/* What @path is without the scanner's word: its planes get known with the pixels. */
static BsrScan *
undescribed (const char *path)
{
  BsrScan *scan = bsr_scan_new (path);
  scan->described = FALSE;
  scan->acquisition = bsr_acquisition_assumed (1);
  return scan;
}

BsrScan *
bsr_scan_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *sidecar = bsr_scan_sidecar_path (path);
  /* Anything of that name, also a link to nowhere, is there to be read. */
  if (!g_file_test (sidecar, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return undescribed (path);

  gsize length;
  g_autofree char *json = bsr_json_load_file (sidecar, &length, error);
  BsrScan *scan = json != NULL ? bsr_scan_from_json (path, json, (gssize) length, error) : NULL;
  if (scan == NULL)
    {
      g_autofree char *name = g_path_get_basename (sidecar);
      g_prefix_error (error, "%s: ", name);
    }
  return scan;
}

static void
write_planes (BsrJsonWriter *writer, const BsrAcquisition *acquisition)
{
  bsr_json_writer_begin_array (writer, "planes");
  for (int i = 0; i < acquisition->n_planes; i++)
    {
      const BsrPlaneInfo *plane = &acquisition->planes[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "name", energy_names[plane->name]);
      bsr_json_writer_number (writer, "energy_mv", plane->energy_mv);
      bsr_json_writer_number (writer, "air", plane->air);
      if (plane->dark != 0.0)
        bsr_json_writer_number (writer, "dark", plane->dark);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

char *
bsr_scan_to_json (const BsrScan *scan)
{
  g_return_val_if_fail (scan != NULL, NULL);

  const BsrAcquisition *acquisition = &scan->acquisition;
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-scan/1");
  if (scan->container != NULL)
    bsr_json_writer_string (writer, "container", scan->container);
  else
    bsr_json_writer_null (writer, "container");
  bsr_json_writer_number (writer, "container_confidence", scan->container_confidence);
  bsr_json_writer_date_time (writer, "acquired", scan->acquired);
  bsr_json_writer_string (writer, "site", scan->site);
  bsr_json_writer_string (writer, "scanner", scan->scanner);
  bsr_json_writer_string (writer, "modality", modalities[acquisition->modality]);
  bsr_json_writer_string (writer, "polarity", polarities[acquisition->polarity]);
  write_planes (writer, acquisition);
  bsr_json_writer_numbers (writer, "pixel_pitch_mm",
                           (double[]){ acquisition->pitch_x_mm, acquisition->pitch_y_mm }, 2);
  if (acquisition->n_steps > 0)
    {
      bsr_json_writer_begin_array (writer, "steel_calibration");
      for (int i = 0; i < acquisition->n_steps; i++)
        bsr_json_writer_numbers (
            writer, NULL,
            (double[]){ acquisition->steps[i].steel_mm, acquisition->steps[i].transmission }, 2);
      bsr_json_writer_end_array (writer);
    }
  return bsr_json_writer_finish (writer);
}
