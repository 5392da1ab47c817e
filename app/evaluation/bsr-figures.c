#include "bsr-figures-private.h"

#include <string.h>

static void
group_clear (gpointer data)
{
  g_free (((BsrGroupFigures *) data)->name);
}

static void
rate_clear (gpointer data)
{
  g_free (((BsrRateFigures *) data)->name);
}

static void
part_clear (gpointer data)
{
  g_free (((BsrSetPart *) data)->name);
}

GArray *
bsr_figures_array_new (guint element_size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, element_size);
  g_array_set_clear_func (array, clear);
  return array;
}

void
bsr_figures_free (BsrFigures *figures)
{
  g_return_if_fail (figures != NULL);

  g_array_unref (figures->parts);
  g_array_unref (figures->image);
  g_array_unref (figures->groups);
  g_array_unref (figures->false_alarms);
  bsr_manifest_figures_clear (&figures->manifest);
  g_free (figures);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
bsr_figures_names (const GPtrArray *words)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GPtrArray *names = g_ptr_array_new ();
  for (guint i = 0; i < words->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (words, i));
  g_ptr_array_sort (sorted, compare_words);
  for (guint i = 0; i < sorted->len; i++)
    if (i == 0
        || !g_str_equal (g_ptr_array_index (sorted, i), g_ptr_array_index (sorted, i - 1)))
      g_ptr_array_add (names, g_ptr_array_index (sorted, i));
  return names;
}

/* What @scan says of @what; "unstated" where nothing. */
static const char *
word_of (const BsrScoredScan *scan, const char *what)
{
  const BsrTruth *truth = scan->truth;
  const char *word = g_str_equal (what, "scanner")          ? truth->scanner
                     : g_str_equal (what, "container_type") ? truth->container_type
                     : g_str_equal (what, "set")            ? truth->set
                     : g_str_equal (what, "split")          ? truth->split
                                                            : scan->engine;
  return word != NULL ? word : BSR_FIGURES_UNSTATED;
}

static void
tell_parts (BsrFigures *figures, const GPtrArray *scans, const char *what)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    g_ptr_array_add (words, (gpointer) word_of (g_ptr_array_index (scans, i), what));
  g_autoptr (GPtrArray) names = bsr_figures_names (words);
  for (guint i = 0; i < names->len; i++)
    {
      BsrSetPart part = { .what = what, .name = g_strdup (g_ptr_array_index (names, i)) };
      for (guint k = 0; k < words->len; k++)
        part.n_scans += g_str_equal (g_ptr_array_index (words, k), part.name);
      g_array_append_val (figures->parts, part);
    }
}

static void
tell_set (BsrFigures *figures, const GPtrArray *scans)
{
  static const char *const whats[] = { "scanner", "container_type", "set", "split", "engine" };
  figures->n_scans = (int) scans->len;
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      figures->n_clean += bsr_scored_scan_is_clean (scan);
      figures->n_simulated += scan->truth->is_simulated;
      figures->n_referenced += scan->n_references > 0;
      figures->n_objects += (int) scan->objects->len;
      figures->n_findings += (int) scan->findings->len;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (whats); i++)
    tell_parts (figures, scans, whats[i]);
}

static void
tell_reliability (BsrFigures *figures, const GPtrArray *scans)
{
  g_autofree double *scores = g_new (double, MAX (figures->n_findings, 1));
  g_autofree gboolean *hits = g_new (gboolean, MAX (figures->n_findings, 1));
  int n = 0;
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      for (guint k = 0; k < scan->findings->len; k++)
        {
          const BsrScoredFinding *finding = &g_array_index (scan->findings, BsrScoredFinding, k);
          scores[n] = finding->score;
          hits[n++] = finding->hit >= 0;
        }
    }
  figures->reliability = bsr_reliability_of (scores, hits, n);
}

BsrFigures *
bsr_figures_new (const GPtrArray *scans)
{
  g_return_val_if_fail (scans != NULL, NULL);

  BsrFigures *figures = g_new0 (BsrFigures, 1);
  figures->parts = bsr_figures_array_new (sizeof (BsrSetPart), part_clear);
  figures->image = bsr_roc_figures_array_new ();
  figures->groups = bsr_figures_array_new (sizeof (BsrGroupFigures), group_clear);
  figures->false_alarms = bsr_figures_array_new (sizeof (BsrRateFigures), rate_clear);
  tell_set (figures, scans);
  bsr_figures_tell_scans (figures, scans);
  bsr_figures_tell_objects (figures, scans);
  tell_reliability (figures, scans);
  bsr_manifest_figures_tell (&figures->manifest, scans);
  return figures;
}
