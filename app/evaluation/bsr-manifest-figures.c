/* Figures of declarations: lies, honest ones, checks, emptiness, small things. */

#include "bsr-manifest-figures-private.h"

#include <math.h>

#include "bsr-figures-private.h"
#include "bsr-finding.h"

/* False alarms that detection is told at: what officers bear. */
static const double manifest_rates[] = { 0.01, 0.05 };
/* Empty containers are many, so that fewer are borne of them. */
static const double empty_rates[] = { 0.005, 0.01 };

#define EMPTY_CHECK "empty"
/* Kinds of lies that say "empty" or "loaded" where it is not so. */
#define LIE_EMPTY "empty"
#define LIE_LOADED "declared-loaded"
/* What stands for the kind of lie of an honest declaration. */
#define HONEST "honest"

static gboolean
is_judged (const BsrScoredScan *scan)
{
  return scan->truth->is_declared && isfinite (scan->manifest_score);
}

static const char *
lie_of (const BsrScoredScan *scan)
{
  if (scan->truth->honest)
    return HONEST;
  return scan->truth->lie != NULL ? scan->truth->lie : BSR_FIGURES_UNSTATED;
}

static gboolean
tells (const BsrScoredScan *scan, const char *lie)
{
  return g_str_equal (lie_of (scan), lie);
}

/* (transfer container): the different lies of judged scans, @honest among them or not. */
static GPtrArray *
lies_of (const GPtrArray *scans, gboolean honest)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (is_judged (scan) && (honest || !scan->truth->honest))
        g_ptr_array_add (words, (gpointer) lie_of (scan));
    }
  return bsr_figures_names (words);
}

/* Honest declarations and those that tell @lie, or any lie where that is NULL. */
static void
tell_lie (BsrManifestFigures *figures, const GPtrArray *scans, const char *lie)
{
  BsrRocSides sides;
  bsr_roc_sides_init (&sides);
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (!is_judged (scan))
        continue;
      if (scan->truth->honest)
        g_array_append_val (sides.negative, scan->manifest_score);
      else if (lie == NULL || tells (scan, lie))
        g_array_append_val (sides.positive, scan->manifest_score);
    }
  if (sides.negative->len + sides.positive->len > 0)
    bsr_roc_figures_append (figures->lies, lie == NULL ? "all" : "lie", lie == NULL ? "all" : lie,
                            &sides, manifest_rates, G_N_ELEMENTS (manifest_rates));
  bsr_roc_sides_clear (&sides);
}

static void
tell_lies (BsrManifestFigures *figures, const GPtrArray *scans)
{
  g_autoptr (GPtrArray) lies = lies_of (scans, FALSE);
  tell_lie (figures, scans, NULL);
  for (guint i = 0; i < lies->len; i++)
    tell_lie (figures, scans, g_ptr_array_index (lies, i));
}

static const char *
vagueness_of (const BsrScoredScan *scan)
{
  if (scan->truth->vague != NULL)
    return scan->truth->vague;
  return scan->truth->declared_items > 1 ? "mixed" : "exact";
}

/* The honest ones that leave @vague open, or all of them where that is NULL. */
static void
tell_vagueness (BsrManifestFigures *figures, const GPtrArray *scans, const char *vague)
{
  int n = 0, n_alarmed = 0, n_inconclusive = 0;
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (!is_judged (scan) || !scan->truth->honest
          || (vague != NULL && !g_str_equal (vagueness_of (scan), vague)))
        continue;
      n++;
      n_alarmed += scan->manifest_score >= BSR_SCORE_ALARM;
      n_inconclusive += scan->manifest_verdict == BSR_VERDICT_INCONCLUSIVE;
    }
  BsrHonestFigures honest = { .dimension = vague == NULL ? "all" : "vague",
                              .name = g_strdup (vague == NULL ? "all" : vague),
                              .alarmed = bsr_interval_wilson (n_alarmed, n),
                              .inconclusive = bsr_interval_wilson (n_inconclusive, n) };
  g_array_append_val (figures->honest, honest);
}

static void
tell_honest (BsrManifestFigures *figures, const GPtrArray *scans)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (is_judged (scan) && scan->truth->honest)
        g_ptr_array_add (words, (gpointer) vagueness_of (scan));
    }
  if (words->len == 0)
    return;
  tell_vagueness (figures, scans, NULL);
  g_autoptr (GPtrArray) names = bsr_figures_names (words);
  for (guint i = 0; i < names->len; i++)
    tell_vagueness (figures, scans, g_ptr_array_index (names, i));
}

static double
score_of (const BsrScoredScan *scan, const char *check)
{
  const BsrScoredCheck *result = bsr_scored_scan_check (scan, check);
  return result != NULL ? result->score : 0.0;
}

/* A check that does not apply to a declaration has not alarmed. */
static void
tell_check (BsrManifestFigures *figures, const GPtrArray *scans, const char *check, const char *lie)
{
  int n = 0, n_alarmed = 0;
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (!is_judged (scan) || !tells (scan, lie))
        continue;
      n++;
      n_alarmed += score_of (scan, check) >= BSR_SCORE_ALARM;
    }
  BsrCheckFigures row = { check, g_strdup (lie), bsr_interval_wilson (n_alarmed, n) };
  g_array_append_val (figures->checks, row);
}

static void
tell_checks (BsrManifestFigures *figures, const GPtrArray *scans)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      for (guint k = 0; is_judged (scan) && k < scan->checks->len; k++)
        g_ptr_array_add (words,
                         (gpointer) g_array_index (scan->checks, BsrScoredCheck, k).check);
    }
  g_autoptr (GPtrArray) checks = bsr_figures_names (words);
  g_autoptr (GPtrArray) lies = lies_of (scans, TRUE);
  for (guint i = 0; i < checks->len; i++)
    for (guint k = 0; k < lies->len; k++)
      tell_check (figures, scans, g_ptr_array_index (checks, i), g_ptr_array_index (lies, k));
}

static void
tell_reliability (BsrManifestFigures *figures, const GPtrArray *scans)
{
  g_autofree double *scores = g_new (double, MAX (scans->len, 1));
  g_autofree gboolean *are_false = g_new (gboolean, MAX (scans->len, 1));
  int n = 0;
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (!is_judged (scan))
        continue;
      scores[n] = scan->manifest_score;
      are_false[n++] = !scan->truth->honest;
    }
  figures->reliability = bsr_reliability_of (scores, are_false, n);
}

/* A container without goods that is declared so, whatever thing lies in it. */
static gboolean
is_called_empty (const BsrScoredScan *scan)
{
  return is_judged (scan) && scan->truth->empty && !tells (scan, LIE_LOADED);
}

/* "Empty" and "loaded" where it is so, and where it is the lie @lie, or either where that is NULL.
 * Containers with some thing in them are neither. */
static void
tell_emptiness (BsrManifestFigures *figures, const GPtrArray *scans, const char *lie)
{
  BsrRocSides sides;
  bsr_roc_sides_init (&sides);
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      double score = score_of (scan, EMPTY_CHECK);
      if (!is_judged (scan) || (is_called_empty (scan) && !bsr_scored_scan_is_clean (scan)))
        continue;
      gboolean is_false = tells (scan, LIE_EMPTY) || tells (scan, LIE_LOADED);
      if (!is_false)
        g_array_append_val (sides.negative, score);
      else if (lie == NULL || tells (scan, lie))
        g_array_append_val (sides.positive, score);
    }
  if (sides.positive->len > 0)
    bsr_roc_figures_append (figures->emptiness, lie == NULL ? "all" : "lie",
                            lie == NULL ? "all" : lie, &sides, empty_rates,
                            G_N_ELEMENTS (empty_rates));
  bsr_roc_sides_clear (&sides);
}

/* Whether the empty check alarms or a finding does: one on @object, or any where that is below 0. */
static gboolean
is_noticed (const BsrScoredScan *scan, int object)
{
  if (score_of (scan, EMPTY_CHECK) >= BSR_SCORE_ALARM)
    return TRUE;
  double score = object < 0 ? scan->score
                            : g_array_index (scan->objects, BsrScoredObject, object).score;
  return score >= BSR_SCORE_ALARM;
}

static void
append_litre (BsrManifestFigures *figures, const char *dimension, const char *name, int n_noticed,
              int n)
{
  BsrLitreFigures row = { dimension, g_strdup (name), bsr_interval_wilson (n_noticed, n) };
  if (n > 0)
    g_array_append_val (figures->litre, row);
  else
    g_free (row.name);
}

/* What an object is grouped by. */
typedef const char *(*ObjectWord) (const BsrScoredScan *scan, const BsrTruthObject *object);

static const char *
word_all (const BsrScoredScan *scan, const BsrTruthObject *object)
{
  return "all";
}

static const char *
word_kind (const BsrScoredScan *scan, const BsrTruthObject *object)
{
  return object->kind;
}

static const char *
word_zone (const BsrScoredScan *scan, const BsrTruthObject *object)
{
  return object->zone != NULL ? object->zone : BSR_FIGURES_UNSTATED;
}

static const char *
word_scanner (const BsrScoredScan *scan, const BsrTruthObject *object)
{
  return scan->truth->scanner != NULL ? scan->truth->scanner : BSR_FIGURES_UNSTATED;
}

/* Objects in empty containers, those whose word is @name alone. */
static void
tell_things_named (BsrManifestFigures *figures, const GPtrArray *scans, const char *dimension,
                   ObjectWord word, const char *name)
{
  int n = 0, n_noticed = 0;
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      for (guint k = 0; is_called_empty (scan) && k < scan->objects->len; k++)
        if (g_str_equal (word (scan, g_ptr_array_index (scan->truth->objects, k)), name))
          {
            n++;
            n_noticed += is_noticed (scan, (int) k);
          }
    }
  append_litre (figures, dimension, name, n_noticed, n);
}

static void
tell_things (BsrManifestFigures *figures, const GPtrArray *scans, const char *dimension,
             ObjectWord word)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      for (guint k = 0; is_called_empty (scan) && k < scan->objects->len; k++)
        g_ptr_array_add (
            words, (gpointer) word (scan, g_ptr_array_index (scan->truth->objects, k)));
    }
  g_autoptr (GPtrArray) names = bsr_figures_names (words);
  for (guint i = 0; i < names->len; i++)
    tell_things_named (figures, scans, dimension, word, g_ptr_array_index (names, i));
}

static void
tell_litre (BsrManifestFigures *figures, const GPtrArray *scans)
{
  int n = 0, n_noticed = 0;
  tell_things (figures, scans, "all", word_all);
  tell_things (figures, scans, "kind", word_kind);
  tell_things (figures, scans, "zone", word_zone);
  tell_things (figures, scans, "scanner", word_scanner);
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (!is_called_empty (scan) || !bsr_scored_scan_is_clean (scan))
        continue;
      n++;
      n_noticed += is_noticed (scan, -1);
    }
  append_litre (figures, "nothing", "all", n_noticed, n);
}

static void
honest_clear (gpointer data)
{
  g_free (((BsrHonestFigures *) data)->name);
}

static void
check_clear (gpointer data)
{
  g_free (((BsrCheckFigures *) data)->lie);
}

static void
litre_clear (gpointer data)
{
  g_free (((BsrLitreFigures *) data)->name);
}

static void
mass_clear (gpointer data)
{
  g_free (((BsrMassFigures *) data)->name);
}

static void
commodity_clear (gpointer data)
{
  g_free (((BsrCommodityFigures *) data)->name);
}

void
bsr_manifest_figures_tell (BsrManifestFigures *figures, const GPtrArray *scans)
{
  g_return_if_fail (figures != NULL && scans != NULL);

  *figures = (BsrManifestFigures){
    .lies = bsr_roc_figures_array_new (),
    .honest = bsr_figures_array_new (sizeof (BsrHonestFigures), honest_clear),
    .checks = bsr_figures_array_new (sizeof (BsrCheckFigures), check_clear),
    .emptiness = bsr_roc_figures_array_new (),
    .litre = bsr_figures_array_new (sizeof (BsrLitreFigures), litre_clear),
    .masses = bsr_figures_array_new (sizeof (BsrMassFigures), mass_clear),
    .commodities = bsr_figures_array_new (sizeof (BsrCommodityFigures), commodity_clear),
  };
  tell_lies (figures, scans);
  tell_honest (figures, scans);
  tell_checks (figures, scans);
  tell_reliability (figures, scans);
  tell_emptiness (figures, scans, NULL);
  tell_emptiness (figures, scans, LIE_EMPTY);
  tell_emptiness (figures, scans, LIE_LOADED);
  tell_litre (figures, scans);
  bsr_manifest_figures_tell_load (figures, scans);
}

void
bsr_manifest_figures_clear (BsrManifestFigures *figures)
{
  g_return_if_fail (figures != NULL);

  g_array_unref (figures->lies);
  g_array_unref (figures->honest);
  g_array_unref (figures->checks);
  g_array_unref (figures->emptiness);
  g_array_unref (figures->litre);
  g_array_unref (figures->masses);
  g_array_unref (figures->commodities);
}
