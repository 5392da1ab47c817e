/* The way back from a document of analysis.schema.json. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bsr-analysis-private.h"
#include "bsr-document-numbers.h"
#include "bsr-analysis-words.h"
#include "bsr-checks.h"
#include "bsr-detector.h"
#include "bsr-error.h"
#include "bsr-json-reader.h"
#include "bsr-load-document.h"
#include "bsr-reason.h"

/* Coordinates of a scan: whole numbers that a box can hold. */
static const BsrJsonRange coordinates = { -BSR_PLANE_MAX_EDGE, BSR_PLANE_MAX_EDGE, FALSE };

BsrBox
bsr_analysis_read_box (BsrJsonReader *reader, const char *member)
{
  double numbers[4] = { 0.0 };
  if (!bsr_json_reader_has (reader, member)
      || !bsr_json_reader_tuple (reader, member, -1, coordinates, numbers, 4))
    return (BsrBox){ 0 };
  for (int i = 0; i < 4; i++)
    if (numbers[i] != floor (numbers[i]) || (i >= 2 && numbers[i] < 0.0))
      bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member,
                            _ ("must be whole numbers, width and height not below 0"));
  return (BsrBox){ (int) numbers[0], (int) numbers[1], (int) numbers[2], (int) numbers[3] };
}

static void
need (BsrJsonReader *reader, const char *member)
{
  if (!bsr_json_reader_has (reader, member))
    bsr_json_reader_fail (reader, BSR_ERROR_DAMAGED, member, _ ("is missing"));
}

static void
read_scan (BsrJsonReader *reader, BsrAnalysis *analysis)
{
  need (reader, "scan");
  if (!bsr_json_reader_enter (reader, "scan"))
    return;
  analysis->file = bsr_json_reader_string (reader, "file", TRUE);
  analysis->sha256 = bsr_json_reader_pattern (reader, "sha256", TRUE, "^[0-9a-f]{64}$",
                                              _ ("64 hexadecimal digits"));
  analysis->width =
      (int) bsr_json_reader_integer (reader, "width", TRUE, 1, BSR_PLANE_MAX_EDGE, 0);
  analysis->height =
      (int) bsr_json_reader_integer (reader, "height", TRUE, 1, BSR_PLANE_MAX_EDGE, 0);
  analysis->n_planes =
      (int) bsr_json_reader_integer (reader, "planes", TRUE, 1, BSR_IMAGE_MAX_PLANES, 0);
  bsr_json_reader_leave (reader);
}

/* The detector's id as the static string that a finding holds. */
static const char *
detector_id (const char *name)
{
  for (int i = 0; name != NULL && bsr_detectors[i] != NULL; i++)
    if (g_str_equal (bsr_detectors[i]->id, name))
      return bsr_detectors[i]->id;
  return "unknown";
}

static void
read_polygon (BsrJsonReader *reader, BsrFinding *finding)
{
  int n = bsr_json_reader_array_size (reader, "polygon", FALSE, 0, G_MAXINT);
  for (int i = 0; i < n; i++)
    {
      double corner[2];
      if (!bsr_json_reader_tuple (reader, "polygon", i, coordinates, corner, 2))
        return;
      if (i >= BSR_FINDING_MAX_CORNERS)
        continue; /* somebody else's finer outline: the box stands for it */
      finding->corners[i][0] = (float) corner[0];
      finding->corners[i][1] = (float) corner[1];
    }
  finding->n_corners = n <= BSR_FINDING_MAX_CORNERS ? n : 0;
}

static void
read_finding (BsrJsonReader *reader, BsrAnalysis *analysis, int index)
{
  if (!bsr_json_reader_enter_element (reader, "anomalies", index))
    return;
  BsrFinding finding = { 0 };
  bsr_json_reader_integer (reader, "id", TRUE, G_MININT, G_MAXINT, 0);
  need (reader, "box");
  finding.box = bsr_analysis_read_box (reader, "box");
  read_polygon (reader, &finding);
  finding.score = bsr_json_reader_number (reader, "score", TRUE, bsr_json_share);
  finding.steel_mm = bsr_document_or_zero (bsr_json_reader_number (reader, "steel_mm", FALSE, bsr_json_any));
  finding.mass_kg = bsr_document_or_zero (bsr_json_reader_number (reader, "mass_kg", FALSE, bsr_json_any));
  finding.material = bsr_json_reader_choice (reader, "material", bsr_material_class_names,
                                             BSR_MATERIAL_CLASS_UNKNOWN);
  g_autofree char *reason = bsr_json_reader_string (reader, "reason", TRUE);
  g_autofree char *detector = bsr_json_reader_string (reader, "detector", FALSE);
  finding.detector = detector_id (detector);
  finding.reason = bsr_json_reader_choice (
      reader, "kind", bsr_finding_kinds,
      finding.steel_mm < 0.0 ? BSR_REASON_LACK : BSR_REASON_EXCESS);
  finding.contrast = bsr_document_or_zero (bsr_json_reader_number (reader, "contrast", FALSE, bsr_json_any));
  finding.around_mm = bsr_document_or_zero (bsr_json_reader_number (reader, "around_mm", FALSE, bsr_json_any));
  finding.width_mm = bsr_document_or_zero (bsr_json_reader_number (reader, "width_mm", FALSE, bsr_json_any));
  finding.height_mm = bsr_document_or_zero (bsr_json_reader_number (reader, "height_mm", FALSE, bsr_json_any));
  bsr_json_reader_leave (reader);
  if (!bsr_json_reader_ok (reader))
    return;
  g_array_append_val (analysis->findings, finding);
  g_ptr_array_add (analysis->reasons, g_steal_pointer (&reason));
}

/* Words, or a number; anything else is somebody else's and left alone. */
static void
read_fact (BsrJsonReader *reader, const char *member, double *number, char **words)
{
  *number = NAN;
  *words = NULL;
  switch (bsr_json_reader_type (reader, member))
    {
    case BSR_JSON_STRING:
      *words = bsr_json_reader_string (reader, member, TRUE);
      break;
    case BSR_JSON_NUMBER:
      *number = bsr_json_reader_number (reader, member, TRUE, bsr_json_any);
      break;
    case BSR_JSON_MISSING:
    case BSR_JSON_OTHER:
    default:
      break;
    }
}

static void
read_guesses (BsrJsonReader *reader, BsrCheckResult *result)
{
  int n = bsr_json_reader_array_size (reader, "guesses", FALSE, 0, BSR_CHECK_MOST_GUESSES);
  for (int i = 0; i < n && bsr_json_reader_ok (reader); i++)
    {
      if (!bsr_json_reader_enter_element (reader, "guesses", i))
        return;
      BsrCheckGuess *guess = &result->guesses[result->n_guesses++];
      g_autofree char *hs
          = bsr_json_reader_pattern (reader, "hs", TRUE, "^([0-9]{2}|[0-9]{4}|[0-9]{6}|)$",
                                     _ ("2, 4 or 6 digits, or nothing"));
      g_strlcpy (guess->hs, hs != NULL ? hs : "", sizeof guess->hs);
      guess->probability = bsr_json_reader_number (reader, "probability", TRUE, bsr_json_share);
      bsr_json_reader_leave (reader);
    }
}

static void
read_check (BsrJsonReader *reader, BsrAnalysis *analysis, int index)
{
  if (!bsr_json_reader_enter_element (reader, "checks", index))
    return;
  BsrCheckResult *result = g_new0 (BsrCheckResult, 1);
  g_ptr_array_add (analysis->checks, result);
  result->check = bsr_check_names[bsr_json_reader_choice (reader, "check", bsr_check_names, -1)];
  result->verdict = bsr_json_reader_choice (reader, "verdict", bsr_verdict_names, -1);
  result->score = bsr_json_reader_number (reader, "score", TRUE, bsr_json_share);
  read_fact (reader, "declared", &result->declared, &result->declared_text);
  read_fact (reader, "observed", &result->observed, &result->observed_text);
  result->unit = bsr_check_units[bsr_json_reader_choice (reader, "unit", bsr_check_units, 0)];
  result->observed_low = bsr_json_reader_number (reader, "observed_low", FALSE, bsr_json_any);
  result->observed_high = bsr_json_reader_number (reader, "observed_high", FALSE, bsr_json_any);
  if (isfinite (result->observed_low) && isnan (result->observed_high))
    result->observed_high = INFINITY; /* "at least" */
  result->box = bsr_analysis_read_box (reader, "box");
  result->item = (int) bsr_json_reader_integer (reader, "item", FALSE, 0, G_MAXINT, -1);
  read_guesses (reader, result);
  result->reason = bsr_json_reader_string (reader, "reason", TRUE);
  bsr_json_reader_leave (reader);
}

static void
read_manifest (BsrJsonReader *reader, BsrAnalysis *analysis)
{
  if (!bsr_json_reader_enter (reader, "manifest"))
    return;
  analysis->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_check_result_free);
  analysis->manifest_score = bsr_json_reader_number (reader, "score", TRUE, bsr_json_share);
  analysis->manifest_verdict = bsr_json_reader_choice (reader, "verdict", bsr_verdict_names, -1);
  int n = bsr_json_reader_array_size (reader, "checks", TRUE, 0, G_MAXINT);
  for (int i = 0; i < n && bsr_json_reader_ok (reader); i++)
    read_check (reader, analysis, i);
  bsr_json_reader_leave (reader);
}

static void
read_stages (BsrJsonReader *reader, BsrAnalysis *analysis)
{
  if (!bsr_json_reader_enter (reader, "stages_ms"))
    return;
  g_auto (GStrv) names = bsr_json_reader_members (reader);
  for (int i = 0; names[i] != NULL; i++)
    {
      if (bsr_json_reader_type (reader, names[i]) != BSR_JSON_NUMBER)
        continue;
      double elapsed_ms = bsr_json_reader_number (reader, names[i], TRUE, bsr_json_any);
      bsr_analysis_add_stage (analysis, names[i], elapsed_ms);
    }
  bsr_json_reader_leave (reader);
}

static void
read_engine (BsrJsonReader *reader, BsrAnalysis *analysis)
{
  need (reader, "engine");
  if (!bsr_json_reader_enter (reader, "engine"))
    return;
  analysis->engine_version = bsr_json_reader_string (reader, "version", TRUE);
  analysis->backend = bsr_json_reader_string (reader, "backend", FALSE);
  analysis->n_threads = (int) bsr_json_reader_integer (reader, "threads", FALSE, 0, G_MAXINT, 0);
  analysis->n_reference_loads =
      (int) bsr_json_reader_integer (reader, "reference_loads", FALSE, 0, G_MAXINT, 0);
  analysis->elapsed_ms = bsr_json_reader_number (reader, "elapsed_ms", TRUE, bsr_json_any);
  read_stages (reader, analysis);
  bsr_json_reader_leave (reader);
}

BsrAnalysis *
bsr_analysis_from_json (const char *json, gssize length, GError **error)
{
  g_return_val_if_fail (json != NULL, NULL);

  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, length, error);
  if (reader == NULL)
    return NULL;
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_new_blank ();
  bsr_json_reader_expect_format (reader, "basira-analysis", 1);
  read_scan (reader, analysis);
  analysis->container_found = bsr_json_reader_has (reader, "container_box");
  analysis->container = analysis->container_found
                            ? bsr_analysis_read_box (reader, "container_box")
                            : (BsrBox){ 0, 0, analysis->width, analysis->height };
  bsr_load_document_read (reader, analysis);
  int n = bsr_json_reader_array_size (reader, "anomalies", TRUE, 0, G_MAXINT);
  for (int i = 0; i < n && bsr_json_reader_ok (reader); i++)
    read_finding (reader, analysis, i);
  read_manifest (reader, analysis);
  read_engine (reader, analysis);
  if (!bsr_json_reader_finish (reader, error))
    return NULL;
  return g_steal_pointer (&analysis);
}
