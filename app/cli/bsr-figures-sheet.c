#include "bsr-figures-sheet.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "bsr-console.h"

void
bsr_sheet_put_padded (GString *text, const char *word, int columns)
{
  g_string_append (text, word);
  for (glong n = g_utf8_strlen (word, -1); n < columns; n++)
    g_string_append_c (text, ' ');
  if (g_utf8_strlen (word, -1) >= columns)
    g_string_append_c (text, ' ');
}

void
bsr_sheet_put_share (GString *text, const BsrInterval *interval)
{
  g_autofree char *words
      = interval->n == 0
            ? g_strdup ("-")
            : g_strdup_printf ("%.1f %% (%.1f-%.1f)", 100.0 * interval->value,
                               100.0 * interval->low, 100.0 * interval->high);
  bsr_sheet_put_padded (text, words, BSR_SHEET_FIGURE_COLUMNS);
}

void
bsr_sheet_put_plain (GString *text, const BsrInterval *interval)
{
  g_autofree char *words = interval->n == 0
                               ? g_strdup ("-")
                               : g_strdup_printf ("%.3f (%.3f-%.3f)", interval->value,
                                                  interval->low, interval->high);
  bsr_sheet_put_padded (text, words, BSR_SHEET_FIGURE_COLUMNS);
}

void
bsr_sheet_put_name (GString *text, const char *name, int n)
{
  g_autofree char *safe = bsr_console_escape (name);
  g_autofree char *words = g_strdup_printf ("  %s (%d)", safe, n);
  bsr_sheet_put_padded (text, words, BSR_SHEET_NAME_COLUMNS);
}

void
bsr_sheet_end_line (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  g_string_append_c (text, '\n');
}

const char *
bsr_sheet_words_of_dimension (const char *dimension)
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
    { "vague", N_ ("By what the papers leave open") },
    { "nothing", N_ ("Empty containers with nothing in them") },
    { "penetrated", N_ ("Where the beam got through") },
    { "opaque", N_ ("Where it did not everywhere") },
    { "beam", N_ ("By whether the beam got through") },
    { "heading", N_ ("By heading") },
    { "set", N_ ("Set") },
    { "split", N_ ("Part of the set") },
    { "engine", N_ ("Analysed by Basira") },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].dimension, dimension))
      return _ (rows[i].words);
  return dimension;
}

void
bsr_sheet_put_heading (GString *text, const char *dimension, const char **last)
{
  if (*last == NULL || !g_str_equal (*last, dimension))
    g_string_append_printf (text, "%s\n", bsr_sheet_words_of_dimension (dimension));
  *last = dimension;
}

static void
put_roc_head (GString *text, const char *head_of_names, const BsrRocFigures *roc)
{
  bsr_sheet_put_padded (text, head_of_names, BSR_SHEET_NAME_COLUMNS);
  bsr_sheet_put_padded (text, _ ("area"), BSR_SHEET_FIGURE_COLUMNS);
  for (int i = 0; i < roc->n_points; i++)
    {
      g_autofree char *head = isnan (roc->points[i].wanted)
                                  ? g_strdup_printf (_ ("line %.1f"), roc->points[i].line)
                                  : g_strdup_printf ("%.1f %%", 100.0 * roc->points[i].wanted);
      bsr_sheet_put_padded (text, head, BSR_SHEET_FIGURE_COLUMNS);
    }
  bsr_sheet_end_line (text);
}

void
bsr_sheet_put_rocs (GString *text, const char *title, const char *head, const char *others,
                    const GArray *rocs)
{
  if (rocs->len == 0)
    return;
  g_string_append_printf (text, "\n%s\n", title);
  put_roc_head (text, head, &g_array_index (rocs, BsrRocFigures, 0));
  const char *last = NULL;
  for (guint i = 0; i < rocs->len; i++)
    {
      const BsrRocFigures *roc = &g_array_index (rocs, BsrRocFigures, i);
      bsr_sheet_put_heading (text, roc->dimension, &last);
      bsr_sheet_put_name (text, roc->name, roc->n_positive);
      bsr_sheet_put_plain (text, &roc->area);
      for (int k = 0; k < roc->n_points; k++)
        bsr_sheet_put_share (text, &roc->points[k].detected);
      bsr_sheet_end_line (text);
      if (g_str_equal (roc->dimension, "kind") || g_str_equal (roc->dimension, "cnr_at_least")
          || g_str_equal (roc->dimension, "lie"))
        continue; /* the clean side is that of all */
      g_autofree char *negative = g_strdup_printf ("    %s (%d)", others, roc->n_negative);
      bsr_sheet_put_padded (text, negative, BSR_SHEET_NAME_COLUMNS + BSR_SHEET_FIGURE_COLUMNS);
      for (int k = 0; k < roc->n_points; k++)
        bsr_sheet_put_share (text, &roc->points[k].alarmed);
      bsr_sheet_end_line (text);
    }
}

void
bsr_sheet_put_reliability (GString *text, const char *title, const BsrReliability *reliability)
{
  g_string_append_printf (text, "\n%s\n", title);
  for (int i = 0; i < BSR_RELIABILITY_BINS; i++)
    {
      const BsrReliabilityBin *bin = &reliability->bins[i];
      g_autofree char *name = g_strdup_printf ("%.1f-%.1f", i / (double) BSR_RELIABILITY_BINS,
                                               (i + 1) / (double) BSR_RELIABILITY_BINS);
      g_autofree char *mean
          = bin->n > 0 ? g_strdup_printf (_ ("mean score %.2f"), bin->mean_score) : g_strdup ("-");
      bsr_sheet_put_name (text, name, bin->n);
      bsr_sheet_put_padded (text, mean, BSR_SHEET_FIGURE_COLUMNS);
      bsr_sheet_put_share (text, &bin->share);
      bsr_sheet_end_line (text);
    }
  if (reliability->n > 0)
    g_string_append_printf (text, _ ("  expected calibration error %.3f\n"),
                            reliability->expected_error);
}
