/* Figures of the load as such: its mass, and which goods it looks like. */

#include <math.h>
#include <string.h>

#include "bsr-manifest-figures-private.h"

/* Digits of a heading. */
#define HEADING 4
#define COMMODITY_CHECK "commodity"

static const char *
scanner_of (const BsrScoredScan *scan)
{
  return scan->truth->scanner != NULL ? scan->truth->scanner : BSR_FIGURES_UNSTATED;
}

/* Loads alone: of nothing no share can be told. */
static gboolean
is_weighed (const BsrScoredScan *scan)
{
  return !scan->truth->empty && scan->truth->mass_kg > 0.0 && isfinite (scan->load.mass_kg);
}

/* Loads of a kind, those of @scanner alone unless that is NULL. */
static void
tell_mass (BsrManifestFigures *figures, const GPtrArray *scans, gboolean penetrated,
           const char *scanner)
{
  g_autoptr (GArray) errors = g_array_new (FALSE, FALSE, sizeof (double));
  int n_within = 0;
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (!is_weighed (scan) || scan->load.penetrated != penetrated
          || (scanner != NULL && !g_str_equal (scanner_of (scan), scanner)))
        continue;
      double kg = scan->truth->mass_kg, error = fabs (scan->load.mass_kg - kg) / kg;
      g_array_append_val (errors, error);
      n_within += kg >= scan->load.mass_kg_low && kg <= scan->load.mass_kg_high;
    }
  const double *values = (const double *) errors->data;
  int n = (int) errors->len;
  if (n == 0)
    return;
  BsrMassFigures row = { .dimension = penetrated ? "penetrated" : "opaque",
                         .name = g_strdup (scanner != NULL ? scanner : "all"),
                         .error = bsr_quartiles_of (values, n),
                         .median = bsr_quartiles_median (values, n),
                         .within = bsr_interval_wilson (n_within, n) };
  g_array_append_val (figures->masses, row);
}

static void
tell_masses (BsrManifestFigures *figures, const GPtrArray *scans)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    if (is_weighed (g_ptr_array_index (scans, i)))
      g_ptr_array_add (words, (gpointer) scanner_of (g_ptr_array_index (scans, i)));
  g_autoptr (GPtrArray) scanners = bsr_figures_names (words);
  for (int penetrated = TRUE; penetrated >= FALSE; penetrated--)
    {
      tell_mass (figures, scans, penetrated, NULL);
      for (guint i = 0; i < scanners->len; i++)
        tell_mass (figures, scans, penetrated, g_ptr_array_index (scanners, i));
    }
}

/* (nullable): the code of the only goods of a scan whose commodity check has answered. */
static const char *
only_code (const BsrScoredScan *scan)
{
  const GPtrArray *commodities = scan->truth->commodities;
  if (commodities->len != 1 || !bsr_scored_scan_is_clean (scan)
      || bsr_scored_scan_check (scan, COMMODITY_CHECK) == NULL)
    return NULL;
  const char *hs = ((const BsrTruthCommodity *) g_ptr_array_index (commodities, 0))->hs;
  return hs != NULL && strlen (hs) >= HEADING ? hs : NULL;
}

/* Whether one of the first @n guesses is the heading of @hs. */
static gboolean
is_among (const BsrScoredScan *scan, const char *hs, int n)
{
  for (int i = 0; i < MIN (n, scan->n_guesses); i++)
    if (strncmp (scan->guesses[i].hs, hs, HEADING) == 0)
      return TRUE;
  return FALSE;
}

/* What a scan is grouped by, (transfer full). */
typedef char *(*ScanWord) (const BsrScoredScan *scan);

static char *
word_all (const BsrScoredScan *scan)
{
  return g_strdup ("all");
}

static char *
word_beam (const BsrScoredScan *scan)
{
  return g_strdup (scan->load.penetrated ? "penetrated" : "opaque");
}

static char *
word_heading (const BsrScoredScan *scan)
{
  return g_strndup (only_code (scan), HEADING);
}

/* Returns how many groups there are. */
static int
tell_commodity (BsrManifestFigures *figures, const GPtrArray *scans, const char *dimension,
                ScanWord word)
{
  g_autoptr (GPtrArray) eligible = g_ptr_array_new ();
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < scans->len; i++)
    if (only_code (g_ptr_array_index (scans, i)) != NULL)
      {
        g_ptr_array_add (eligible, g_ptr_array_index (scans, i));
        g_ptr_array_add (words, word (g_ptr_array_index (scans, i)));
      }
  g_autoptr (GPtrArray) names = bsr_figures_names (words);
  for (guint k = 0; k < names->len; k++)
    {
      const char *name = g_ptr_array_index (names, k);
      int n = 0, n_first = 0, n_five = 0;
      for (guint i = 0; i < eligible->len; i++)
        {
          const BsrScoredScan *scan = g_ptr_array_index (eligible, i);
          if (!g_str_equal (g_ptr_array_index (words, i), name))
            continue;
          n++;
          n_first += is_among (scan, only_code (scan), 1);
          n_five += is_among (scan, only_code (scan), BSR_CHECK_MOST_GUESSES);
        }
      BsrCommodityFigures row = { dimension, g_strdup (name), bsr_interval_wilson (n_first, n),
                                  bsr_interval_wilson (n_five, n) };
      g_array_append_val (figures->commodities, row);
    }
  return (int) names->len;
}

void
bsr_manifest_figures_tell_load (BsrManifestFigures *figures, const GPtrArray *scans)
{
  tell_masses (figures, scans);
  tell_commodity (figures, scans, "all", word_all);
  tell_commodity (figures, scans, "beam", word_beam);
  figures->n_headings = tell_commodity (figures, scans, "heading", word_heading);
}
