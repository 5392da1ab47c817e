#include "bsr-figures-writer-private.h"

#include <math.h>

#include "bsr-hit.h"

void
bsr_figures_put_interval (BsrJsonWriter *writer, const char *member, const BsrInterval *interval)
{
  bsr_json_writer_begin_object (writer, member);
  bsr_json_writer_number (writer, "value", interval->value);
  bsr_json_writer_number (writer, "low", interval->low);
  bsr_json_writer_number (writer, "high", interval->high);
  bsr_json_writer_integer (writer, "n", interval->n);
  bsr_json_writer_end_object (writer);
}

static void
put_definitions (BsrJsonWriter *writer)
{
  bsr_json_writer_begin_object (writer, "definitions");
  bsr_json_writer_number (writer, "hit_iou", BSR_HIT_LEAST_IOU);
  bsr_json_writer_number (writer, "hit_covered_share", BSR_HIT_LEAST_COVERED);
  bsr_json_writer_number (writer, "hit_most_area", BSR_HIT_MOST_AREA);
  bsr_json_writer_string (writer, "false_alarms", "findings of clean scans");
  bsr_json_writer_string (writer, "image_score", "highest score of the findings");
  bsr_json_writer_number (writer, "shipped_line", BSR_SCORE_ALARM);
  bsr_json_writer_number (writer, "confidence", 0.95);
  bsr_json_writer_end_object (writer);
}

static void
put_parts (BsrJsonWriter *writer, const BsrFigures *figures)
{
  bsr_json_writer_begin_array (writer, "set");
  for (guint i = 0; i < figures->parts->len; i++)
    {
      const BsrSetPart *part = &g_array_index (figures->parts, BsrSetPart, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "what", part->what);
      bsr_json_writer_string (writer, "name", part->name);
      bsr_json_writer_integer (writer, "scans", part->n_scans);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

void
bsr_figures_put_rocs (BsrJsonWriter *writer, const char *member, const GArray *rocs)
{
  bsr_json_writer_begin_array (writer, member);
  for (guint i = 0; i < rocs->len; i++)
    {
      const BsrRocFigures *roc = &g_array_index (rocs, BsrRocFigures, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "group", roc->dimension);
      bsr_json_writer_string (writer, "name", roc->name);
      bsr_json_writer_integer (writer, "positive", roc->n_positive);
      bsr_json_writer_integer (writer, "negative", roc->n_negative);
      bsr_figures_put_interval (writer, "auc", &roc->area);
      bsr_json_writer_begin_array (writer, "points");
      for (int k = 0; k < roc->n_points; k++)
        {
          const BsrRocPoint *point = &roc->points[k];
          bsr_json_writer_begin_object (writer, NULL);
          bsr_json_writer_number (writer, "false_positive_rate", point->wanted);
          bsr_json_writer_boolean (writer, "shipped", isnan (point->wanted));
          bsr_json_writer_number (writer, "line", point->line);
          bsr_figures_put_interval (writer, "alarmed", &point->alarmed);
          bsr_figures_put_interval (writer, "detected", &point->detected);
          bsr_json_writer_end_object (writer);
        }
      bsr_json_writer_end_array (writer);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
put_levels (BsrJsonWriter *writer, const BsrFigures *figures)
{
  bsr_json_writer_begin_array (writer, "levels");
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    {
      const BsrFrocPoint *level = &figures->levels[i];
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_number (writer, "false_alarms_per_clean_scan", level->wanted);
      bsr_json_writer_boolean (writer, "shipped", isnan (level->wanted));
      bsr_json_writer_number (writer, "line", level->line);
      bsr_figures_put_interval (writer, "reached", &level->rate);
      bsr_figures_put_interval (writer, "detected", &level->detected);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
put_groups (BsrJsonWriter *writer, const BsrFigures *figures)
{
  bsr_json_writer_begin_array (writer, "groups");
  for (guint i = 0; i < figures->groups->len; i++)
    {
      const BsrGroupFigures *group = &g_array_index (figures->groups, BsrGroupFigures, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "group", group->dimension);
      bsr_json_writer_string (writer, "name", group->name);
      bsr_json_writer_integer (writer, "objects", group->n_objects);
      bsr_json_writer_begin_array (writer, "detected"); /* as "levels" */
      for (int k = 0; k < BSR_FIGURES_LEVELS; k++)
        bsr_figures_put_interval (writer, NULL, &group->detected[k]);
      bsr_json_writer_end_array (writer);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

static void
put_false_alarms (BsrJsonWriter *writer, const BsrFigures *figures)
{
  bsr_json_writer_begin_array (writer, "false_alarms");
  for (guint i = 0; i < figures->false_alarms->len; i++)
    {
      const BsrRateFigures *rate = &g_array_index (figures->false_alarms, BsrRateFigures, i);
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_string (writer, "group", rate->dimension);
      bsr_json_writer_string (writer, "name", rate->name);
      bsr_figures_put_interval (writer, "per_clean_scan", &rate->rate);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
}

void
bsr_figures_put_quartiles (BsrJsonWriter *writer, const char *member, const BsrQuartiles *quartiles)
{
  bsr_json_writer_begin_object (writer, member);
  bsr_json_writer_number (writer, "lower_quartile", quartiles->low);
  bsr_json_writer_number (writer, "median", quartiles->median);
  bsr_json_writer_number (writer, "upper_quartile", quartiles->high);
  bsr_json_writer_end_object (writer);
}

static void
put_localisation (BsrJsonWriter *writer, const char *member, const BsrLocalisation *localisation)
{
  bsr_json_writer_begin_object (writer, member);
  bsr_json_writer_integer (writer, "objects", localisation->n);
  bsr_figures_put_quartiles (writer, "iou", &localisation->iou);
  bsr_figures_put_quartiles (writer, "distance_mm", &localisation->distance_mm);
  bsr_json_writer_end_object (writer);
}

void
bsr_figures_put_reliability (BsrJsonWriter *writer, const char *member, const char *counted,
                             const char *share, const BsrReliability *reliability)
{
  bsr_json_writer_begin_object (writer, member);
  bsr_json_writer_integer (writer, counted, reliability->n);
  bsr_json_writer_number (writer, "expected_calibration_error", reliability->expected_error);
  bsr_json_writer_begin_array (writer, "bins");
  for (int i = 0; i < BSR_RELIABILITY_BINS; i++)
    {
      bsr_json_writer_begin_object (writer, NULL);
      bsr_json_writer_number (writer, "from", i / (double) BSR_RELIABILITY_BINS);
      bsr_json_writer_number (writer, "to", (i + 1) / (double) BSR_RELIABILITY_BINS);
      bsr_json_writer_number (writer, "mean_score", reliability->bins[i].mean_score);
      bsr_figures_put_interval (writer, share, &reliability->bins[i].share);
      bsr_json_writer_end_object (writer);
    }
  bsr_json_writer_end_array (writer);
  bsr_json_writer_end_object (writer);
}

char *
bsr_figures_to_json (const BsrFigures *figures)
{
  g_return_val_if_fail (figures != NULL, NULL);

  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_json_writer_string (writer, "format", "basira-evaluation/1");
  bsr_json_writer_boolean (writer, "simulated", figures->n_simulated > 0);
  bsr_json_writer_integer (writer, "scans", figures->n_scans);
  bsr_json_writer_integer (writer, "clean_scans", figures->n_clean);
  bsr_json_writer_integer (writer, "simulated_scans", figures->n_simulated);
  bsr_json_writer_integer (writer, "referenced_scans", figures->n_referenced);
  bsr_json_writer_integer (writer, "objects", figures->n_objects);
  bsr_json_writer_integer (writer, "findings", figures->n_findings);
  put_parts (writer, figures);
  put_definitions (writer);
  bsr_figures_put_rocs (writer, "image", figures->image);
  put_levels (writer, figures);
  put_groups (writer, figures);
  put_false_alarms (writer, figures);
  bsr_json_writer_begin_object (writer, "localisation");
  put_localisation (writer, "listed", &figures->listed);
  put_localisation (writer, "shipped", &figures->alarmed);
  bsr_json_writer_end_object (writer);
  bsr_figures_put_reliability (writer, "reliability", "findings", "hits", &figures->reliability);
  bsr_figures_put_manifest (writer, &figures->manifest);
  return bsr_json_writer_finish (writer);
}
