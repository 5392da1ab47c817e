#include "bsr-library-similar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-analysis.h"
#include "bsr-case-file.h"
#include "bsr-console.h"
#include "bsr-heading.h"
#include "bsr-json-writer.h"
#include "bsr-scan-file.h"
#include "bsr-scan-input.h"
#include "bsr-similar-cases.h"

/* How many are shown: as many as a person compares. */
#define MOST_SHOWN 12

/* --- JSON ------------------------------------------------------------------------------------ */

static void
write_measure (BsrJsonWriter *writer, const char *member, const BsrLoadDescriptor *descriptor,
               BsrLoadMeasure measure, gboolean is_logarithm)
{
  double value = (double) descriptor->values[measure];
  bsr_json_writer_number (writer, member, is_logarithm ? exp (value) : value);
}

/* In the units of BsrLoadMeasure, without logarithms. */
static void
write_measures (BsrJsonWriter *writer, const BsrLoadDescriptor *descriptor)
{
  write_measure (writer, "mass_thickness_g_cm2", descriptor, BSR_LOAD_MEASURE_MASS_THICKNESS, TRUE);
  write_measure (writer, "fill_height", descriptor, BSR_LOAD_MEASURE_FILL_HEIGHT, FALSE);
  write_measure (writer, "period_across_mm", descriptor, BSR_LOAD_MEASURE_PERIOD_ACROSS, TRUE);
  write_measure (writer, "period_up_mm", descriptor, BSR_LOAD_MEASURE_PERIOD_UP, TRUE);
}

static void
write_load (BsrJsonWriter *writer, const BsrSimilarCase *similar, const char *declared)
{
  const BsrLibraryEntry *entry = similar->entry;
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "id", entry->id);
  bsr_json_writer_string (writer, "heading", entry->heading);
  if (declared != NULL)
    bsr_json_writer_boolean (writer, "declared", g_str_equal (entry->heading, declared));
  bsr_json_writer_number (writer, "distance", similar->distance);
  bsr_json_writer_string (writer, "when", entry->when);
  bsr_json_writer_string (writer, "station", entry->station);
  if (similar->contribution != NULL)
    bsr_json_writer_string (writer, "case", similar->contribution->case_id);
  write_measures (writer, &entry->descriptor);
  bsr_json_writer_end_object (writer);
}

static char *
to_json (GPtrArray *cases, const char *file, const BsrAnalysis *analysis, const char *declared)
{
  g_autofree char *name = g_path_get_basename (file);
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-similar/1");
  bsr_json_writer_begin_object (writer, "scan");
  bsr_json_writer_string (writer, "file", name);
  bsr_json_writer_string (writer, "sha256", bsr_analysis_sha256 (analysis));
  bsr_json_writer_string (writer, "declared", declared);
  write_measures (writer, &bsr_analysis_whole (analysis)->descriptor);
  bsr_json_writer_end_object (writer);
  bsr_json_writer_begin_array (writer, "loads");
  for (guint i = 0; i < cases->len; i++)
    write_load (writer, cases->pdata[i], declared);
  bsr_json_writer_end_array (writer);
  return bsr_json_writer_finish (writer);
}

/* --- Text ------------------------------------------------------------------------------------ */

static void
append_measures (GString *text, const BsrLoadDescriptor *descriptor)
{
  double thickness = exp ((double) descriptor->values[BSR_LOAD_MEASURE_MASS_THICKNESS]);
  double fill = (double) descriptor->values[BSR_LOAD_MEASURE_FILL_HEIGHT];
  double across = exp ((double) descriptor->values[BSR_LOAD_MEASURE_PERIOD_ACROSS]);
  double up = exp ((double) descriptor->values[BSR_LOAD_MEASURE_PERIOD_UP]);
  if (isfinite (thickness))
    g_string_append_printf (text, _ ("  %.1f g/cm2"), thickness);
  if (isfinite (fill))
    g_string_append_printf (text, _ ("  %.0f %% high"), 100.0 * fill);
  if (isfinite (across))
    g_string_append_printf (text, _ ("  every %.0f mm along"), across);
  if (isfinite (up))
    g_string_append_printf (text, _ ("  every %.0f mm up"), up);
  g_string_append_c (text, '\n');
}

static void
append_load (GString *text, const BsrSimilarCase *similar, const char *declared)
{
  const BsrLibraryEntry *entry = similar->entry;
  const BsrHeading *heading = bsr_heading_find (entry->heading, NULL);
  const char *origin = similar->contribution != NULL ? similar->contribution->case_id
                       : entry->station != NULL      ? entry->station
                                                     : "-";
  g_autofree char *escaped = bsr_console_escape (origin);
  g_string_append_printf (text, "%5.2f %c %-4s %s  %s  %s", similar->distance,
                          g_strcmp0 (entry->heading, declared) == 0 ? '=' : ' ', entry->heading,
                          heading != NULL ? bsr_heading_local_name (heading) : "-", entry->when,
                          escaped);
  append_measures (text, &entry->descriptor);
}

static char *
to_text (GPtrArray *cases, const BsrAnalysis *analysis, const char *declared)
{
  GString *text = g_string_new (_ ("This load"));
  append_measures (text, &bsr_analysis_whole (analysis)->descriptor);
  if (cases->len == 0)
    g_string_append_printf (text, "%s\n", _ ("No load of the library can be compared with it"));
  for (guint i = 0; i < cases->len; i++)
    append_load (text, cases->pdata[i], declared);
  return g_string_free (text, FALSE);
}

/* --- The work -------------------------------------------------------------------------------- */

/* %NULL: said, and why in @status. */
static BsrAnalysis *
analyse (const char *file, BsrCase *flagged, BsrStatus *status, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = NULL;
  g_autoptr (BsrScan) scan = bsr_scan_input_load (file, &image, cancellable, &error);
  BsrAnalysis *analysis
      = scan != NULL ? bsr_analysis_new (scan, image, flagged, NULL, NULL, 0,
                                         bsr_console_progress_cb, NULL, cancellable, &error)
                     : NULL;
  bsr_console_progress_end ();
  if (analysis == NULL)
    *status = bsr_console_fail (file, error);
  return analysis;
}

static GPtrArray *
find (BsrSignature *signature, const BsrAnalysis *analysis, GCancellable *cancellable,
      GError **error)
{
  BsrActor actor;
  g_autoptr (BsrStore) store
      = bsr_signed_store_open (signature, BSR_RIGHT_SEE_CASES, &actor, cancellable, error);
  BsrLibrary *library = store != NULL ? bsr_store_list_contributions (store, error) : NULL;
  if (library == NULL)
    return NULL;
  g_autoptr (BsrLibrarySnapshot) snapshot = bsr_library_snapshot_new (library);
  return bsr_similar_cases_find (store, snapshot, &bsr_analysis_whole (analysis)->descriptor,
                                 bsr_analysis_sha256 (analysis), MOST_SHOWN, error);
}

BsrStatus
bsr_library_similar (BsrSignature *signature, const char *file, const char *case_file, gboolean json,
                     GCancellable *cancellable)
{
  BsrStatus status = BSR_STATUS_DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCase) flagged = NULL;
  if (case_file != NULL && (flagged = bsr_case_read (case_file, &error)) == NULL)
    return bsr_console_fail (case_file, error);
  g_autoptr (BsrAnalysis) analysis = analyse (file, flagged, &status, cancellable);
  if (analysis == NULL)
    return status;
  g_autoptr (GPtrArray) cases = find (signature, analysis, cancellable, &error);
  if (cases == NULL)
    return bsr_console_fail (signature->url, error);
  g_autofree char *declared = flagged != NULL ? bsr_case_heading (flagged) : NULL;
  g_autofree char *text
      = json ? to_json (cases, file, analysis, declared) : to_text (cases, analysis, declared);
  return bsr_console_print (text);
}
