#include <glib/gi18n-lib.h>

#include "bsr-console.h"
#include "bsr-figures-sheet.h"

/* @title and the heads of a table's columns. */
static void
put_head (GString *text, const char *title, const char *names, const char *first,
          const char *second)
{
  g_string_append_printf (text, "\n%s\n", title);
  bsr_sheet_put_padded (text, names, BSR_SHEET_NAME_COLUMNS);
  bsr_sheet_put_padded (text, first, BSR_SHEET_FIGURE_COLUMNS);
  if (second != NULL)
    bsr_sheet_put_padded (text, second, BSR_SHEET_FIGURE_COLUMNS);
  bsr_sheet_end_line (text);
}

static void
put_row (GString *text, const char *name, const BsrInterval *first, const BsrInterval *second)
{
  bsr_sheet_put_name (text, name, (int) first->n);
  bsr_sheet_put_share (text, first);
  if (second != NULL)
    bsr_sheet_put_share (text, second);
  bsr_sheet_end_line (text);
}

static void
put_honest (GString *text, const GArray *rows)
{
  const char *last = NULL;
  if (rows->len == 0)
    return;
  put_head (text, _ ("Honest declarations at the shipped line"), _ ("  (declarations)"),
            _ ("alarmed"), _ ("inconclusive"));
  for (guint i = 0; i < rows->len; i++)
    {
      const BsrHonestFigures *row = &g_array_index (rows, BsrHonestFigures, i);
      bsr_sheet_put_heading (text, row->dimension, &last);
      put_row (text, row->name, &row->alarmed, &row->inconclusive);
    }
}

static void
put_checks (GString *text, const GArray *rows)
{
  const char *last = NULL;
  if (rows->len == 0)
    return;
  put_head (text, _ ("Declarations that each check alarms at the shipped line"),
            _ ("  (declarations)"), _ ("alarmed"), NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const BsrCheckFigures *row = &g_array_index (rows, BsrCheckFigures, i);
      if (row->check != last)
        g_string_append_printf (text, "%s\n", row->check);
      last = row->check;
      put_row (text, row->lie, &row->alarmed, NULL);
    }
}

static void
put_litre (GString *text, const GArray *rows)
{
  const char *last = NULL;
  if (rows->len == 0)
    return;
  put_head (text, _ ("Things in empty containers noticed, by the empty check or a finding on them"),
            _ ("  (things or containers)"), _ ("alarmed"), NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const BsrLitreFigures *row = &g_array_index (rows, BsrLitreFigures, i);
      bsr_sheet_put_heading (text, row->dimension, &last);
      put_row (text, row->name, &row->alarmed, NULL);
    }
}

static void
put_mass (GString *text, const BsrMassFigures *row)
{
  g_autofree char *quartiles
      = g_strdup_printf ("%.1f-%.1f %%", 100.0 * row->error.low, 100.0 * row->error.high);
  bsr_sheet_put_name (text, row->name, (int) row->within.n);
  bsr_sheet_put_share (text, &row->median);
  bsr_sheet_put_padded (text, quartiles, BSR_SHEET_FIGURE_COLUMNS);
  bsr_sheet_put_share (text, &row->within);
  bsr_sheet_end_line (text);
}

static void
put_masses (GString *text, const GArray *rows)
{
  const char *last = NULL;
  if (rows->len == 0)
    return;
  g_string_append_printf (text, "\n%s\n", _ ("Mass of the load: how far off, as a share of the true one"));
  bsr_sheet_put_padded (text, _ ("  (loads)"), BSR_SHEET_NAME_COLUMNS);
  bsr_sheet_put_padded (text, _ ("median"), BSR_SHEET_FIGURE_COLUMNS);
  bsr_sheet_put_padded (text, _ ("quartiles"), BSR_SHEET_FIGURE_COLUMNS);
  bsr_sheet_put_padded (text, _ ("in its interval"), BSR_SHEET_FIGURE_COLUMNS);
  bsr_sheet_end_line (text);
  for (guint i = 0; i < rows->len; i++)
    {
      const BsrMassFigures *row = &g_array_index (rows, BsrMassFigures, i);
      bsr_sheet_put_heading (text, row->dimension, &last);
      put_mass (text, row);
    }
}

static void
put_commodities (GString *text, const BsrManifestFigures *figures)
{
  const char *last = NULL;
  if (figures->commodities->len == 0)
    return;
  g_autofree char *title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Heading of the only goods, of %d in the set",
                   "Heading of the only goods, among %d in the set",
                   (gulong) figures->n_headings),
      figures->n_headings);
  put_head (text, title, _ ("  (scans)"), _ ("first guess"), _ ("among five"));
  for (guint i = 0; i < figures->commodities->len; i++)
    {
      const BsrCommodityFigures *row
          = &g_array_index (figures->commodities, BsrCommodityFigures, i);
      bsr_sheet_put_heading (text, row->dimension, &last);
      put_row (text, row->name, &row->first, &row->among_five);
    }
}

void
bsr_sheet_put_manifest (GString *text, const BsrManifestFigures *figures)
{
  g_return_if_fail (text != NULL && figures != NULL);

  bsr_sheet_put_rocs (text, _ ("False declarations detected"), _ ("  (false) at honest alarmed"),
                      _ ("honest alarmed"), figures->lies);
  put_honest (text, figures->honest);
  put_checks (text, figures->checks);
  if (figures->reliability.n > 0)
    bsr_sheet_put_reliability (
        text, _ ("Reliability: share of the declarations of each score that are false"),
        &figures->reliability);
  bsr_sheet_put_rocs (text, _ ("\"Empty\" and \"loaded\" found false, by the empty check"),
                      _ ("  (false) at true alarmed"), _ ("true alarmed"), figures->emptiness);
  put_litre (text, figures->litre);
  put_masses (text, figures->masses);
  put_commodities (text, figures);
}
