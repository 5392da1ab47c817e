/* The way of an analysis into a document of analysis.schema.json. Numbers are rounded to what can
 * be meant: thousandths of millimetres, kilograms and milliseconds, millionths of scores. Members
 * beyond the schema ("detector", "kind", "contrast", "unit", "profile", ...) are those that the workstation
 * wants back from its store; other readers ignore them. */

#include <math.h>

#include "bsr-analysis-private.h"
#include "bsr-document-numbers.h"
#include "bsr-checks.h"
#include "bsr-json-writer.h"
#include "bsr-load-document.h"
#include "bsr-analysis-words.h"
#include "bsr-reason.h"

/* A score is always there and always in 0...1. */
static void
write_score (BsrJsonWriter *writer, double score)
{
  bsr_json_writer_number (writer, "score",
                          isfinite (score) ? bsr_document_round (CLAMP (score, 0.0, 1.0), 1e6) : 0.0);
}

static void
write_scan (BsrJsonWriter *writer, const BsrAnalysis *analysis)
{
  bsr_json_writer_begin_object (writer, "scan");
  bsr_json_writer_string (writer, "file", analysis->file);
  bsr_json_writer_string (writer, "sha256", analysis->sha256);
  bsr_json_writer_integer (writer, "width", analysis->width);
  bsr_json_writer_integer (writer, "height", analysis->height);
  bsr_json_writer_integer (writer, "planes", analysis->n_planes);
  bsr_json_writer_end_object (writer);
}

static void
write_polygon (BsrJsonWriter *writer, const BsrFinding *finding)
{
  if (finding->n_corners < 3)
    return;
  bsr_json_writer_begin_array (writer, "polygon");
  for (int i = 0; i < finding->n_corners; i++)
    bsr_json_writer_numbers (writer, NULL,
                             (double[]){ bsr_document_round ((double) finding->corners[i][0], 1e3),
                                         bsr_document_round ((double) finding->corners[i][1], 1e3) },
                             2);
  bsr_json_writer_end_array (writer);
}

static void
write_finding (BsrJsonWriter *writer, const BsrAnalysis *analysis, int index)
{
  const BsrFinding *finding = bsr_analysis_finding (analysis, index);
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_integer (writer, "id", bsr_analysis_finding_id (analysis, index));
  bsr_document_write_box (writer, "box", finding->box);
  write_polygon (writer, finding);
  write_score (writer, finding->score);
  bsr_document_write_thousandths (writer, "steel_mm", finding->steel_mm);
  bsr_document_write_thousandths (writer, "mass_kg", finding->mass_kg);
  bsr_json_writer_string (writer, "material", bsr_material_class_to_string (finding->material));
  bsr_json_writer_string (writer, "reason", bsr_analysis_finding_reason (analysis, index));
  bsr_json_writer_string (writer, "detector", finding->detector);
  bsr_json_writer_string (writer, "kind", bsr_finding_kinds[finding->reason]);
  bsr_document_write_thousandths (writer, "contrast", finding->contrast);
  bsr_document_write_thousandths (writer, "around_mm", finding->around_mm);
  bsr_document_write_thousandths (writer, "width_mm", finding->width_mm);
  bsr_document_write_thousandths (writer, "height_mm", finding->height_mm);
  bsr_json_writer_end_object (writer);
}

/* A fact is a number, or words when it is none. */
static void
write_fact (BsrJsonWriter *writer, const char *member, double number, const char *words)
{
  if (words != NULL)
    bsr_json_writer_string (writer, member, words);
  else
    bsr_document_write_thousandths (writer, member, number);
}

static void
write_guesses (BsrJsonWriter *writer, const BsrCheckResult *result)
{
  if (result->n_guesses == 0)
    return;
  bsr_json_writer_begin_array (writer, "guesses");
  for (int i = 0; i < result->n_guesses; i++)
    {
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "hs", result->guesses[i].hs);
      bsr_json_writer_number (writer, "probability", bsr_document_round (result->guesses[i].probability, 1e6));
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
write_check (BsrJsonWriter *writer, const BsrCheckResult *result)
{
  bsr_json_writer_begin_object (writer, NULL);
  bsr_json_writer_string (writer, "check", result->check);
  bsr_json_writer_string (writer, "verdict", bsr_verdict_to_string (result->verdict));
  write_score (writer, result->score);
  write_fact (writer, "declared", result->declared, result->declared_text);
  write_fact (writer, "observed", result->observed, result->observed_text);
  bsr_document_write_thousandths (writer, "observed_low", result->observed_low);
  bsr_document_write_thousandths (writer, "observed_high", result->observed_high);
  if (result->unit[0] != '\0')
    bsr_json_writer_string (writer, "unit", result->unit);
  if (!bsr_box_is_empty (result->box))
    bsr_document_write_box (writer, "box", result->box);
  if (result->item >= 0)
    bsr_json_writer_integer (writer, "item", result->item);
  write_guesses (writer, result);
  bsr_json_writer_string (writer, "reason", result->reason);
  bsr_json_writer_end_object (writer);
}

static void
write_manifest (BsrJsonWriter *writer, const BsrAnalysis *analysis)
{
  bsr_json_writer_begin_object (writer, "manifest");
  write_score (writer, analysis->manifest_score);
  bsr_json_writer_string (writer, "verdict", bsr_verdict_to_string (analysis->manifest_verdict));
  bsr_json_writer_begin_array (writer, "checks");
  for (int i = 0; i < bsr_analysis_n_checks (analysis); i++)
    write_check (writer, bsr_analysis_check (analysis, i));
  bsr_json_writer_end_array (writer);
  bsr_json_writer_end_object (writer);
}

static void
write_engine (BsrJsonWriter *writer, const BsrAnalysis *analysis)
{
  bsr_json_writer_begin_object (writer, "engine");
  bsr_json_writer_string (writer, "version", analysis->engine_version);
  bsr_json_writer_string (writer, "backend", analysis->backend);
  if (analysis->n_threads > 0)
    bsr_json_writer_integer (writer, "threads", analysis->n_threads);
  if (analysis->n_reference_loads > 0)
    bsr_json_writer_integer (writer, "reference_loads", analysis->n_reference_loads);
  bsr_document_write_thousandths (writer, "elapsed_ms", analysis->elapsed_ms);
  bsr_json_writer_begin_object (writer, "stages_ms");
  for (guint i = 0; i < analysis->stages->len; i++)
    {
      const BsrStageTime *stage = &g_array_index (analysis->stages, BsrStageTime, i);
      bsr_document_write_thousandths (writer, stage->name, stage->elapsed_ms);
    }
  bsr_json_writer_end_object (writer);
  bsr_json_writer_end_object (writer);
}

char *
bsr_analysis_to_json (const BsrAnalysis *analysis)
{
  g_return_val_if_fail (analysis != NULL, NULL);

  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-analysis/1");
  write_scan (writer, analysis);
  if (analysis->container_found)
    bsr_document_write_box (writer, "container_box", analysis->container);
  bsr_load_document_write (writer, analysis);
  bsr_json_writer_begin_array (writer, "anomalies");
  for (int i = 0; i < bsr_analysis_n_findings (analysis); i++)
    write_finding (writer, analysis, i);
  bsr_json_writer_end_array (writer);
  if (analysis->checks != NULL)
    write_manifest (writer, analysis);
  write_engine (writer, analysis);
  return bsr_json_writer_finish (writer);
}
