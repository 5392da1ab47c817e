/* Figures of whole scans: the image level. */

#include <math.h>

#include "bsr-figures-private.h"

/* False alarms of clean scans that detection is told at: those of the literature. 0.4 %: Rogers et
 * al., J. X-Ray Sci. Technol. 25 (2017) 33; 6 %: Jaccard et al., ibid. 25 (2017) 323; between
 * them what an officer bears. */
static const double image_rates[] = { 0.004, 0.01, 0.03, 0.05, 0.06 };
/* Of a scan's strongest object: what can be seen at all is told apart from what cannot. */
static const double contrasts[] = { 1.0, 3.0, 5.0, 10.0 };

/* What a scan is grouped by. */
typedef enum
{
  BY_NOTHING,
  BY_SCANNER,
  BY_ENERGIES,
} Grouping;

static const char *
group_of (const BsrScoredScan *scan, Grouping grouping)
{
  switch (grouping)
    {
    case BY_SCANNER:
      return scan->truth->scanner != NULL ? scan->truth->scanner : BSR_FIGURES_UNSTATED;
    case BY_ENERGIES:
      return scan->n_planes > 1 ? "two" : "one";
    case BY_NOTHING:
    default:
      return "all";
    }
}

/* Clean scans and those with a concealment, each group for itself. */
static void
tell_groups (BsrFigures *figures, const GPtrArray *scans, const char *dimension, Grouping grouping)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    g_ptr_array_add (words, (gpointer) group_of (g_ptr_array_index (scans, i), grouping));
  g_autoptr (GPtrArray) names = bsr_figures_names (words);
  for (guint k = 0; k < names->len; k++)
    {
      const char *name = g_ptr_array_index (names, k);
      BsrRocSides sides;
      bsr_roc_sides_init (&sides);
      for (guint i = 0; i < scans->len; i++)
        {
          const BsrScoredScan *scan = g_ptr_array_index (scans, i);
          if (g_str_equal (name, g_ptr_array_index (words, i)))
            g_array_append_val (bsr_scored_scan_is_clean (scan) ? sides.negative : sides.positive,
                                scan->score);
        }
      bsr_roc_figures_append (figures->image, dimension, name, &sides, image_rates,
                              G_N_ELEMENTS (image_rates));
      bsr_roc_sides_clear (&sides);
    }
}

static gboolean
holds (const BsrScoredScan *scan, const char *kind)
{
  for (guint i = 0; i < scan->truth->objects->len; i++)
    if (g_str_equal (((const BsrTruthObject *) g_ptr_array_index (scan->truth->objects, i))->kind,
                     kind))
      return TRUE;
  return FALSE;
}

/* Whether an object of a scan attenuates @least standard deviations of a pixel's noise or more. */
static gboolean
shows (const BsrScoredScan *scan, double least)
{
  for (guint i = 0; i < scan->truth->objects->len; i++)
    if (fabs (((const BsrTruthObject *) g_ptr_array_index (scan->truth->objects, i))->cnr) >= least)
      return TRUE;
  return FALSE;
}

/* All clean scans and those that hold an object of @kind or, where that is NULL, of a
 * contrast-to-noise ratio of @least. */
static void
tell_holding (BsrFigures *figures, const GPtrArray *scans, const char *dimension, const char *name,
              const char *kind, double least)
{
  BsrRocSides sides;
  bsr_roc_sides_init (&sides);
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (bsr_scored_scan_is_clean (scan))
        g_array_append_val (sides.negative, scan->score);
      else if (kind != NULL ? holds (scan, kind) : shows (scan, least))
        g_array_append_val (sides.positive, scan->score);
    }
  bsr_roc_figures_append (figures->image, dimension, name, &sides, image_rates,
                              G_N_ELEMENTS (image_rates));
  bsr_roc_sides_clear (&sides);
}

static void
tell_kinds (BsrFigures *figures, const GPtrArray *scans)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrTruth *truth = ((const BsrScoredScan *) g_ptr_array_index (scans, i))->truth;
      for (guint k = 0; k < truth->objects->len; k++)
        g_ptr_array_add (words, ((BsrTruthObject *) g_ptr_array_index (truth->objects, k))->kind);
    }
  g_autoptr (GPtrArray) names = bsr_figures_names (words);
  for (guint k = 0; k < names->len; k++)
    tell_holding (figures, scans, "kind", g_ptr_array_index (names, k),
                  g_ptr_array_index (names, k), 0.0);
}

static void
tell_contrasts (BsrFigures *figures, const GPtrArray *scans)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contrasts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%g", contrasts[i]);
      tell_holding (figures, scans, "cnr_at_least", name, NULL, contrasts[i]);
    }
}

void
bsr_figures_tell_scans (BsrFigures *figures, const GPtrArray *scans)
{
  tell_groups (figures, scans, "all", BY_NOTHING);
  tell_groups (figures, scans, "scanner", BY_SCANNER);
  tell_groups (figures, scans, "energies", BY_ENERGIES);
  tell_kinds (figures, scans);
  tell_contrasts (figures, scans);
}
