/* Figures of single objects and findings: free response, false alarms, localisation. */

#include <math.h>

#include "bsr-figures-private.h"

static const double wanted_rates[BSR_FIGURES_LEVELS - 1] = { 0.1, 0.25, 0.5, 1.0 };

/* Contrast-to-noise by its size, whatever its sign. */
typedef struct
{
  const char *dimension, *name;
  double low, high; /* low <= |cnr| < high */
} ContrastBin;

static const ContrastBin contrast_bins[] = {
  { "cnr", "below 1", 0.0, 1.0 },
  { "cnr", "1 to 3", 1.0, 3.0 },
  { "cnr", "3 to 5", 3.0, 5.0 },
  { "cnr", "5 to 10", 5.0, 10.0 },
  { "cnr", "10 and more", 10.0, (double) INFINITY },
  { "cnr_at_least", "1", 1.0, (double) INFINITY },
  { "cnr_at_least", "3", 3.0, (double) INFINITY },
  { "cnr_at_least", "5", 5.0, (double) INFINITY },
};

/* An object as the groups need it. Strings belong to the scans. */
typedef struct
{
  double score, cnr;
  const char *kind, *zone, *commodity, *scanner, *container_type, *energies;
} Fact;

/* (transfer full): of Fact, in the order of the scans. */
static GArray *
facts_of (const GPtrArray *scans)
{
  GArray *facts = g_array_new (FALSE, TRUE, sizeof (Fact));
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      for (guint k = 0; k < scan->objects->len; k++)
        {
          const BsrTruthObject *object = g_ptr_array_index (scan->truth->objects, k);
          const BsrScoredObject *result = &g_array_index (scan->objects, BsrScoredObject, k);
          Fact fact = { .score = result->score,
                        .cnr = object->cnr,
                        .kind = object->kind,
                        .zone = object->zone,
                        .commodity = result->commodity,
                        .scanner = scan->truth->scanner,
                        .container_type = scan->truth->container_type,
                        .energies = scan->n_planes > 1 ? "two" : "one" };
          g_array_append_val (facts, fact);
        }
    }
  return facts;
}

static void
append_group (BsrFigures *figures, const char *dimension, const char *name, const GArray *scores)
{
  BsrGroupFigures group = { .dimension = dimension,
                            .name = g_strdup (name),
                            .n_objects = (int) scores->len };
  for (int i = 0; i < BSR_FIGURES_LEVELS; i++)
    group.detected[i] = bsr_interval_reaching ((const double *) scores->data, (int) scores->len,
                                               figures->levels[i].line);
  g_array_append_val (figures->groups, group);
}

/* The word of a fact at @offset in it. */
static const char *
word_at (const Fact *fact, gsize offset)
{
  const char *word = G_STRUCT_MEMBER (const char *, fact, offset);
  return word != NULL ? word : BSR_FIGURES_UNSTATED;
}

static void
tell_words (BsrFigures *figures, const GArray *facts, const char *dimension, gsize offset)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (words, (gpointer) word_at (&g_array_index (facts, Fact, i), offset));
  g_autoptr (GPtrArray) names = bsr_figures_names (words);
  for (guint k = 0; k < names->len; k++)
    {
      g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (double));
      for (guint i = 0; i < facts->len; i++)
        if (g_str_equal (g_ptr_array_index (words, i), g_ptr_array_index (names, k)))
          g_array_append_val (scores, g_array_index (facts, Fact, i).score);
      append_group (figures, dimension, g_ptr_array_index (names, k), scores);
    }
}

static void
tell_contrast (BsrFigures *figures, const GArray *facts, const ContrastBin *bin)
{
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < facts->len; i++)
    {
      const Fact *fact = &g_array_index (facts, Fact, i);
      double cnr = fabs (fact->cnr); /* not stated: in no bin */
      if (cnr >= bin->low && cnr < bin->high)
        g_array_append_val (scores, fact->score);
    }
  append_group (figures, bin->dimension, bin->name, scores);
}

/* (transfer full): of BsrFalseAlarm; every finding of the clean scans, numbered as they come. */
static GArray *
false_alarms_of (const GPtrArray *scans)
{
  GArray *alarms = g_array_new (FALSE, FALSE, sizeof (BsrFalseAlarm));
  int n_clean = 0;
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      if (!bsr_scored_scan_is_clean (scan))
        continue;
      for (guint k = 0; k < scan->findings->len; k++)
        {
          BsrFalseAlarm alarm
              = { n_clean, g_array_index (scan->findings, BsrScoredFinding, k).score };
          g_array_append_val (alarms, alarm);
        }
      n_clean++;
    }
  return alarms;
}

static void
tell_response (BsrFigures *figures, const GPtrArray *scans, const GArray *facts)
{
  g_autoptr (GArray) alarms = false_alarms_of (scans);
  g_autofree double *scores = g_new (double, MAX (facts->len, 1));
  const BsrFalseAlarm *first = (const BsrFalseAlarm *) alarms->data;
  int n = (int) facts->len, n_alarms = (int) alarms->len, n_clean = figures->n_clean;
  for (int i = 0; i < n; i++)
    scores[i] = g_array_index (facts, Fact, i).score;
  for (int i = 0; i < BSR_FIGURES_LEVELS - 1; i++)
    figures->levels[i]
        = bsr_froc_at_rate (scores, n, first, n_alarms, n_clean, wanted_rates[i]);
  figures->levels[BSR_FIGURES_LEVELS - 1]
      = bsr_froc_at_line (scores, n, first, n_alarms, n_clean, BSR_SCORE_ALARM);
}

static void
append_rate (BsrFigures *figures, const char *dimension, const char *name, const GArray *counts)
{
  BsrRateFigures rate = { .dimension = dimension, .name = g_strdup (name) };
  rate.rate = bsr_interval_rate ((const double *) counts->data, (int) counts->len);
  g_array_append_val (figures->false_alarms, rate);
}

static gboolean
has_goods (const BsrScoredScan *scan, const char *id)
{
  const GPtrArray *commodities = scan->truth->commodities;
  for (guint i = 0; i < commodities->len; i++)
    if (g_str_equal (((const BsrTruthCommodity *) g_ptr_array_index (commodities, i))->id, id))
      return TRUE;
  return commodities->len == 0 && g_str_equal (id, "none");
}

/* Findings at the shipped line; those in the goods @id alone unless NULL. */
static double
count_alarms (const BsrScoredScan *scan, const char *id)
{
  int n = 0;
  for (guint i = 0; i < scan->findings->len; i++)
    {
      const BsrScoredFinding *finding = &g_array_index (scan->findings, BsrScoredFinding, i);
      n += finding->score >= BSR_SCORE_ALARM
           && (id == NULL || g_str_equal (finding->commodity, id));
    }
  return n;
}

static void
tell_goods (BsrFigures *figures, const GPtrArray *scans, const char *id)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      double n = count_alarms (scan, id);
      if (bsr_scored_scan_is_clean (scan) && (id == NULL || has_goods (scan, id)))
        g_array_append_val (counts, n);
    }
  append_rate (figures, id == NULL ? "all" : "commodity", id == NULL ? "all" : id, counts);
}

static const char *
scanner_of (const BsrScoredScan *scan)
{
  return scan->truth->scanner != NULL ? scan->truth->scanner : BSR_FIGURES_UNSTATED;
}

static void
tell_scanner (BsrFigures *figures, const GPtrArray *scans, const char *scanner)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      double n = count_alarms (scan, NULL);
      if (bsr_scored_scan_is_clean (scan) && g_str_equal (scanner_of (scan), scanner))
        g_array_append_val (counts, n);
    }
  append_rate (figures, "scanner", scanner, counts);
}

static void
tell_false_alarms (BsrFigures *figures, const GPtrArray *scans)
{
  g_autoptr (GPtrArray) goods = g_ptr_array_new ();
  g_autoptr (GPtrArray) scanners = g_ptr_array_new ();
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      const GPtrArray *commodities = scan->truth->commodities;
      if (!bsr_scored_scan_is_clean (scan))
        continue;
      g_ptr_array_add (scanners, (gpointer) scanner_of (scan));
      for (guint k = 0; k < commodities->len; k++)
        g_ptr_array_add (goods, ((BsrTruthCommodity *) g_ptr_array_index (commodities, k))->id);
      if (commodities->len == 0)
        g_ptr_array_add (goods, (gpointer) "none");
    }
  tell_goods (figures, scans, NULL);
  g_autoptr (GPtrArray) goods_names = bsr_figures_names (goods);
  for (guint i = 0; i < goods_names->len; i++)
    tell_goods (figures, scans, g_ptr_array_index (goods_names, i));
  g_autoptr (GPtrArray) scanner_names = bsr_figures_names (scanners);
  for (guint i = 0; i < scanner_names->len; i++)
    tell_scanner (figures, scans, g_ptr_array_index (scanner_names, i));
}

static BsrLocalisation
localise (const GPtrArray *scans, double line)
{
  g_autoptr (GArray) iou = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) distance_mm = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < scans->len; i++)
    {
      const BsrScoredScan *scan = g_ptr_array_index (scans, i);
      for (guint k = 0; k < scan->objects->len; k++)
        {
          const BsrScoredObject *object = &g_array_index (scan->objects, BsrScoredObject, k);
          if (object->score < line)
            continue;
          g_array_append_val (iou, object->iou);
          g_array_append_val (distance_mm, object->distance_mm);
        }
    }
  return (BsrLocalisation){ (int) iou->len,
                            bsr_quartiles_of ((const double *) iou->data, (int) iou->len),
                            bsr_quartiles_of ((const double *) distance_mm->data, (int) iou->len) };
}

void
bsr_figures_tell_objects (BsrFigures *figures, const GPtrArray *scans)
{
  g_autoptr (GArray) facts = facts_of (scans);
  tell_response (figures, scans, facts);
  tell_words (figures, facts, "kind", G_STRUCT_OFFSET (Fact, kind));
  tell_words (figures, facts, "zone", G_STRUCT_OFFSET (Fact, zone));
  for (gsize i = 0; i < G_N_ELEMENTS (contrast_bins); i++)
    tell_contrast (figures, facts, &contrast_bins[i]);
  tell_words (figures, facts, "commodity", G_STRUCT_OFFSET (Fact, commodity));
  tell_words (figures, facts, "scanner", G_STRUCT_OFFSET (Fact, scanner));
  tell_words (figures, facts, "energies", G_STRUCT_OFFSET (Fact, energies));
  tell_words (figures, facts, "container_type", G_STRUCT_OFFSET (Fact, container_type));
  tell_false_alarms (figures, scans);
  figures->listed = localise (scans, BSR_SCORE_LISTED);
  figures->alarmed = localise (scans, BSR_SCORE_ALARM);
}
