#include "bsr-figures-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-console.h"
#include "bsr-hit.h"

/* Columns of a sheet, characters. */
#define NAME_COLUMNS 26
#define FIGURE_COLUMNS 21

/* @text and blanks up to @columns characters, at least one. */
static void
put_padded (GString *text, const char *word, int columns)
{
  g_string_append (text, word);
  for (glong n = g_utf8_strlen (word, -1); n < columns; n++)
    g_string_append_c (text, ' ');
  if (g_utf8_strlen (word, -1) >= columns)
    g_string_append_c (text, ' ');
}

/* "82.1 % (70.2-90.0)" */
static void
put_share (GString *text, const BsrInterval *interval)
{
  g_autofree char *words
      = interval->n == 0
            ? g_strdup ("-")
            : g_strdup_printf ("%.1f %% (%.1f-%.1f)", 100.0 * interval->value,
                               100.0 * interval->low, 100.0 * interval->high);
  put_padded (text, words, FIGURE_COLUMNS);
}

/* "0.912 (0.880-0.935)" */
static void
put_plain (GString *text, const BsrInterval *interval)
{
  g_autofree char *words = interval->n == 0
                               ? g_strdup ("-")
                               : g_strdup_printf ("%.3f (%.3f-%.3f)", interval->value,
                                                  interval->low, interval->high);
  put_padded (text, words, FIGURE_COLUMNS);
}

/* "kind organic-block (12)" */
static void
put_name (GString *text, const char *name, int n)
{
  g_autofree char *safe = bsr_console_escape (name);
  g_autofree char *words = g_strdup_printf ("  %s (%d)", safe, n);
  put_padded (text, words, NAME_COLUMNS + 2);
}

/* Blanks at the end of the last line go. */
static void
end_line (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  g_string_append_c (text, '\n');
}

static const char *
words_of_dimension (const char *dimension)
{
  static const struct
  {
    const char *dimension, *words;
  } rows[] = {
    { "all", N_ ("All") },
    { "kind", N_ ("By kind") },
    { "zone", N_ ("By zone") },
    { "cnr", N_ ("By contrast to noise") },
    { "cnr_at_least", N_ ("By contrast to noise, at least") },
    { "commodity", N_ ("By goods around") },
    { "scanner", N_ ("By scanner") },
    { "energies", N_ ("By number of energies") },
    { "container_type", N_ ("By type of container") },
    { "lie", N_ ("By what is false") },
    { "set", N_ ("Set") },
    { "split", N_ ("Part of the set") },
    { "engine", N_ ("Analysed by Basira") },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].dimension, dimension))
      return _ (rows[i].words);
  return dimension;
}

static void
put_heading (GString *text, const char *dimension, const char **last)
{
  if (*last == NULL || !g_str_equal (*last, dimension))
    g_string_append_printf (text, "%s\n", words_of_dimension (dimension));
  *last = dimension;
}

static void
put_set (GString *text, const BsrFigures *figures)
{
  g_string_append_printf (text, _ ("Scans %d, of them clean %d; concealed objects %d; findings %d\n"),
                          figures->n_scans, figures->n_clean, figures->n_objects,
                          figures->n_findings);
  if (figures->n_simulated > 0)
    g_string_append_printf (text, _ ("SIMULATED: %d of %d scans; they say nothing certain of real ones\n"),
                            figures->n_simulated, figures->n_scans);
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
                                    : words_of_dimension (part->what));
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
put_roc_head (GString *text, const BsrRocFigures *roc)
{
  put_padded (text, _ ("  (positive) at clean alarmed"), NAME_COLUMNS + 2);
  put_padded (text, _ ("area"), FIGURE_COLUMNS);
  for (int i = 0; i < roc->n_points; i++)
    {
      g_autofree char *head = isnan (roc->points[i].wanted)
                                  ? g_strdup_printf (_ ("line %.1f"), roc->points[i].line)
                                  : g_strdup_printf ("%.1f %%", 100.0 * roc->points[i].wanted);
      put_padded (text, head, FIGURE_COLUMNS);
    }
  end_line (text);
}

static void
put_rocs (GString *text, const char *title, const GArray *rocs)
{
  if (rocs->len == 0)
    return;
  g_string_append_printf (text, "\n%s\n", title);
  put_roc_head (text, &g_array_index (rocs, BsrRocFigures, 0));
  const char *last = NULL;
  for (guint i = 0; i < rocs->len; i++)
    {
      const BsrRocFigures *roc = &g_array_index (rocs, BsrRocFigures, i);
      put_heading (text, roc->dimension, &last);
      put_name (text, roc->name, roc->n_positive);
      put_plain (text, &roc->area);
      for (int k = 0; k < roc->n_points; k++)
        put_share (text, &roc->points[k].detected);
      end_line (text);
      if (g_str_equal (roc->dimension, "kind") || g_str_equal (roc->dimension, "cnr_at_least")
          || g_str_equal (roc->dimension, "lie"))
        continue; /* the clean side is that of all */
      g_autofree char *clean = g_strdup_printf (_ ("    clean alarmed (%d)"), roc->n_negative);
      put_padded (text, clean, NAME_COLUMNS + 2 + FIGURE_COLUMNS);
      for (int k = 0; k < roc->n_points; k++)
        put_share (text, &roc->points[k].alarmed);
      end_line (text);
    }
}

static void
put_response_head (GString *text, const BsrFigures *figures)
{
  put_padded (text, _ ("  (objects) at false alarms"), NAME_COLUMNS + 2);
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    {
      const BsrFrocPoint *level = &figures->levels[i];
      g_autofree char *head = isnan (level->wanted)
                                  ? g_strdup_printf (_ ("line %.1f"), level->line)
                                  : g_strdup_printf ("%.2f", level->wanted);
      put_padded (text, head, FIGURE_COLUMNS);
    }
  end_line (text);
}

static void
put_response (GString *text, const BsrFigures *figures)
{
  g_string_append_printf (text, "\n%s\n",
                          _ ("Objects detected, at false alarms in a clean scan"));
  put_response_head (text, figures);
  put_name (text, _ ("all"), figures->n_objects);
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    put_share (text, &figures->levels[i].detected);
  end_line (text);
  put_padded (text, _ ("    false alarms reached"), NAME_COLUMNS + 2);
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    put_plain (text, &figures->levels[i].rate);
  end_line (text);
  put_padded (text, _ ("    score line"), NAME_COLUMNS + 2);
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    {
      g_autofree char *line = g_strdup_printf ("%.3f", figures->levels[i].line);
      put_padded (text, line, FIGURE_COLUMNS);
    }
  end_line (text);
  const char *last = NULL;
  for (guint i = 0; i < figures->groups->len; i++)
    {
      const BsrGroupFigures *group = &g_array_index (figures->groups, BsrGroupFigures, i);
      put_heading (text, group->dimension, &last);
      put_name (text, group->name, group->n_objects);
      for (int k = 0; k < BSR_FIGURES_LEVELS; k++)
        put_share (text, &group->detected[k]);
      end_line (text);
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
      put_heading (text, rate->dimension, &last);
      put_name (text, rate->name, (int) rate->rate.n);
      put_plain (text, &rate->rate);
      end_line (text);
    }
}

static void
put_localisation (GString *text, const char *title, const BsrLocalisation *localisation)
{
  put_name (text, title, localisation->n);
  if (localisation->n > 0)
    g_string_append_printf (
        text, _ ("overlap %.2f (%.2f-%.2f), centres apart %.0f mm (%.0f-%.0f)"),
        localisation->iou.median, localisation->iou.low, localisation->iou.high,
        localisation->distance_mm.median, localisation->distance_mm.low,
        localisation->distance_mm.high);
  end_line (text);
}

static void
put_reliability (GString *text, const BsrReliability *reliability)
{
  g_string_append_printf (text, "\n%s\n",
                          _ ("Reliability: share of the findings of each score that are hits"));
  for (int i = 0; i < BSR_RELIABILITY_BINS; i++)
    {
      const BsrReliabilityBin *bin = &reliability->bins[i];
      g_autofree char *name = g_strdup_printf ("%.1f-%.1f", i / (double) BSR_RELIABILITY_BINS,
                                               (i + 1) / (double) BSR_RELIABILITY_BINS);
      g_autofree char *mean
          = bin->n > 0 ? g_strdup_printf (_ ("mean score %.2f"), bin->mean_score) : g_strdup ("-");
      put_name (text, name, bin->n);
      put_padded (text, mean, FIGURE_COLUMNS);
      put_share (text, &bin->share);
      end_line (text);
    }
  if (reliability->n > 0)
    g_string_append_printf (text, _ ("  expected calibration error %.3f\n"),
                            reliability->expected_error);
}

char *
bsr_figures_to_text (const BsrFigures *figures)
{
  g_return_val_if_fail (figures != NULL, NULL);

  GString *text = g_string_new (NULL);
  put_set (text, figures);
  put_definitions (text);
  put_rocs (text, _ ("Scans with a concealment detected"), figures->image);
  put_response (text, figures);
  put_false_alarms (text, figures);
  g_string_append_printf (text, "\n%s\n",
                          _ ("Where the objects hit are pointed at: median (quartiles)"));
  put_localisation (text, _ ("listed"), &figures->listed);
  put_localisation (text, _ ("at the shipped line"), &figures->alarmed);
  put_reliability (text, &figures->reliability);
  put_rocs (text, _ ("False declarations detected"), figures->manifest);
  return g_string_free (text, FALSE);
}
