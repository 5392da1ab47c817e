#include "bsr-figures-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-console.h"
#include "bsr-figures-sheet.h"
#include "bsr-hit.h"

static void
put_set (GString *text, const BsrFigures *figures)
{
  g_string_append_printf (text, _ ("Scans %d, of them clean %d; concealed objects %d; findings %d\n"),
                          figures->n_scans, figures->n_clean, figures->n_objects,
                          figures->n_findings);
  if (figures->n_simulated > 0)
    g_string_append_printf (text, _ ("SIMULATED: %d of %d scans; they say nothing certain of real ones\n"),
                            figures->n_simulated, figures->n_scans);
  if (figures->n_referenced > 0)
    g_string_append_printf (text, _ ("Held against earlier loads: %d of %d scans\n"),
                            figures->n_referenced, figures->n_scans);
  const char *last = NULL;
  for (guint i = 0; i < figures->parts->len; i++)
    {
      const BsrSetPart *part = &g_array_index (figures->parts, BsrSetPart, i);
      g_autofree char *safe = bsr_console_escape (part->name);
      if (last == NULL || !g_str_equal (last, part->what))
        g_string_append_printf (text, "%s%s:", last != NULL ? "\n" : "",
                                g_str_equal (part->what, "scanner") ? _ ("Scanners")
                                : g_str_equal (part->what, "container_type")
                                    ? _ ("Containers")
                                    : bsr_sheet_words_of_dimension (part->what));
      g_string_append_printf (text, " %s (%d)", safe, part->n_scans);
      last = part->what;
    }
  g_string_append_c (text, '\n');
}

static void
put_definitions (GString *text)
{
  g_string_append_printf (
      text,
      _ ("\nA finding hits an object when the intersection over union of their boxes is at least "
         "%.1f,\nor when it covers at least %.0f %% of the object's mask and its own area is at "
         "most %d times\nthe object's box. Every other finding of a clean scan is a false alarm. A "
         "scan's score is\nthe highest of its findings. In brackets: 95 %% intervals (Wilson; area "
         "under the curve:\nHanley-McNeil, Newcombe; rates: Poisson score, by their dispersion).\n"),
      BSR_HIT_LEAST_IOU, 100.0 * BSR_HIT_LEAST_COVERED, BSR_HIT_MOST_AREA);
}

static void
put_response_head (GString *text, const BsrFigures *figures)
{
  bsr_sheet_put_padded (text, _ ("  (objects) at false alarms"), BSR_SHEET_NAME_COLUMNS);
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    {
      const BsrFrocPoint *level = &figures->levels[i];
      g_autofree char *head = isnan (level->wanted)
                                  ? g_strdup_printf (_ ("line %.1f"), level->line)
                                  : g_strdup_printf ("%.2f", level->wanted);
      bsr_sheet_put_padded (text, head, BSR_SHEET_FIGURE_COLUMNS);
    }
  bsr_sheet_end_line (text);
}

static void
put_response (GString *text, const BsrFigures *figures)
{
  g_string_append_printf (text, "\n%s\n",
                          _ ("Objects detected, at false alarms in a clean scan"));
  put_response_head (text, figures);
  bsr_sheet_put_name (text, _ ("all"), figures->n_objects);
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    bsr_sheet_put_share (text, &figures->levels[i].detected);
  bsr_sheet_end_line (text);
  bsr_sheet_put_padded (text, _ ("    false alarms reached"), BSR_SHEET_NAME_COLUMNS);
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    bsr_sheet_put_plain (text, &figures->levels[i].rate);
  bsr_sheet_end_line (text);
  bsr_sheet_put_padded (text, _ ("    score line"), BSR_SHEET_NAME_COLUMNS);
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    {
      g_autofree char *line = g_strdup_printf ("%.3f", figures->levels[i].line);
      bsr_sheet_put_padded (text, line, BSR_SHEET_FIGURE_COLUMNS);
    }
  bsr_sheet_end_line (text);
  const char *last = NULL;
  for (guint i = 0; i < figures->groups->len; i++)
    {
      const BsrGroupFigures *group = &g_array_index (figures->groups, BsrGroupFigures, i);
      bsr_sheet_put_heading (text, group->dimension, &last);
      bsr_sheet_put_name (text, group->name, group->n_objects);
      for (int k = 0; k < BSR_FIGURES_LEVELS; k++)
        bsr_sheet_put_share (text, &group->detected[k]);
      bsr_sheet_end_line (text);
    }
}

static void
put_false_alarms (GString *text, const BsrFigures *figures)
{
  g_string_append_printf (text, "\n%s\n",
                          _ ("False alarms in a clean scan at the shipped line (clean scans)"));
  const char *last = NULL;
  for (guint i = 0; i < figures->false_alarms->len; i++)
    {
      const BsrRateFigures *rate = &g_array_index (figures->false_alarms, BsrRateFigures, i);
      bsr_sheet_put_heading (text, rate->dimension, &last);
      bsr_sheet_put_name (text, rate->name, (int) rate->rate.n);
      bsr_sheet_put_plain (text, &rate->rate);
      bsr_sheet_end_line (text);
    }
}

static void
put_localisation (GString *text, const char *title, const BsrLocalisation *localisation)
{
  bsr_sheet_put_name (text, title, localisation->n);
  if (localisation->n > 0)
    g_string_append_printf (
        text, _ ("overlap %.2f (%.2f-%.2f), centres apart %.0f mm (%.0f-%.0f)"),
        localisation->iou.median, localisation->iou.low, localisation->iou.high,
        localisation->distance_mm.median, localisation->distance_mm.low,
        localisation->distance_mm.high);
  bsr_sheet_end_line (text);
}

char *
bsr_figures_to_text (const BsrFigures *figures)
{
  g_return_val_if_fail (figures != NULL, NULL);

  GString *text = g_string_new (NULL);
  put_set (text, figures);
  put_definitions (text);
  bsr_sheet_put_rocs (text, _ ("Scans with a concealment detected"),
                      _ ("  (positive) at clean alarmed"), _ ("clean alarmed"), figures->image);
  put_response (text, figures);
  put_false_alarms (text, figures);
  g_string_append_printf (text, "\n%s\n",
                          _ ("Where the objects hit are pointed at: median (quartiles)"));
  put_localisation (text, _ ("listed"), &figures->listed);
  put_localisation (text, _ ("at the shipped line"), &figures->alarmed);
  bsr_sheet_put_reliability (
      text, _ ("Reliability: share of the findings of each score that are hits"),
      &figures->reliability);
  bsr_sheet_put_manifest (text, &figures->manifest);
  return g_string_free (text, FALSE);
}
