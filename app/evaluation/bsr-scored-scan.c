#include "bsr-scored-scan.h"

#include <math.h>

#include "bsr-hit.h"

/* What stands for the goods where nothing is loaded. */
#define NO_GOODS "none"

void
bsr_scored_scan_free (BsrScoredScan *scored)
{
  g_return_if_fail (scored != NULL);

  g_free (scored->name);
  g_free (scored->engine);
  g_clear_pointer (&scored->truth, bsr_truth_free);
  g_array_unref (scored->findings);
  g_array_unref (scored->objects);
  g_array_unref (scored->checks);
  g_free (scored);
}

gboolean
bsr_scored_scan_is_clean (const BsrScoredScan *scored)
{
  return scored->truth->objects->len == 0;
}

/* Where the goods' places are measured from: the container's left edge, as the truth has it, else
 * as it was found, else the image's. The front wall's thickness (some 50 mm) is left out: it is
 * less than a package. */
static double
left_edge (const BsrTruth *truth, const BsrAnalysis *analysis)
{
  BsrBox found;
  if (!bsr_box_is_empty (truth->container))
    return truth->container.x;
  return bsr_analysis_container (analysis, &found) ? found.x : 0.0;
}

/* The goods at @mm from the front wall, or the nearest; the first of equals. */
static const char *
goods_at (const BsrTruth *truth, double mm)
{
  const char *nearest = NO_GOODS;
  double least = INFINITY;
  for (guint i = 0; i < truth->commodities->len; i++)
    {
      const BsrTruthCommodity *commodity = g_ptr_array_index (truth->commodities, i);
      double before = commodity->from_mm - mm, behind = mm - commodity->to_mm;
      double distance = 0.0; /* also where no place is stated */
      if (isfinite (before) && before > distance)
        distance = before;
      if (isfinite (behind) && behind > distance)
        distance = behind;
      if (distance < least)
        {
          least = distance;
          nearest = commodity->id;
        }
    }
  return nearest;
}

static double
middle_x (BsrBox box)
{
  return box.x + 0.5 * box.width;
}

static double
middle_y (BsrBox box)
{
  return box.y + 0.5 * box.height;
}

static void
score_finding (BsrScoredScan *scored, const BsrFinding *finding)
{
  BsrScoredFinding result = { .box = finding->box, .score = finding->score, .hit = -1 };
  for (guint i = 0; i < scored->truth->objects->len; i++)
    {
      const BsrTruthObject *object = g_ptr_array_index (scored->truth->objects, i);
      double iou = bsr_box_iou (finding->box, object->box);
      if (!bsr_hit (finding->box, object))
        continue;
      BsrScoredObject *known = &g_array_index (scored->objects, BsrScoredObject, i);
      if (finding->score > known->score)
        {
          known->found = (int) scored->findings->len;
          known->score = finding->score;
          known->iou = iou;
        }
      if (result.hit < 0 || iou > result.iou)
        {
          result.hit = (int) i;
          result.iou = iou;
        }
    }
  g_array_append_val (scored->findings, result);
  scored->score = MAX (scored->score, finding->score);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const BsrFinding *first = *(const BsrFinding *const *) a, *second = *(const BsrFinding *const *) b;
  if (first->score != second->score)
    return first->score < second->score ? 1 : -1;
  if (first->box.x != second->box.x)
    return first->box.x < second->box.x ? -1 : 1;
  return (first->box.y > second->box.y) - (first->box.y < second->box.y);
}

static void
score_findings (BsrScoredScan *scored, const BsrAnalysis *analysis)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  for (int i = 0; i < bsr_analysis_n_findings (analysis); i++)
    g_ptr_array_add (findings, (gpointer) bsr_analysis_finding (analysis, i));
  g_ptr_array_sort (findings, compare_findings);
  for (guint i = 0; i < findings->len; i++)
    score_finding (scored, g_ptr_array_index (findings, i));
}

static void
place (BsrScoredScan *scored, const BsrScan *scan, double left)
{
  const BsrAcquisition *acquisition = &scan->acquisition;
  for (guint i = 0; i < scored->findings->len; i++)
    {
      BsrScoredFinding *finding = &g_array_index (scored->findings, BsrScoredFinding, i);
      double mm = (middle_x (finding->box) - left) * acquisition->pitch_x_mm;
      finding->commodity = goods_at (scored->truth, mm);
    }
  for (guint i = 0; i < scored->objects->len; i++)
    {
      const BsrTruthObject *object = g_ptr_array_index (scored->truth->objects, i);
      BsrScoredObject *result = &g_array_index (scored->objects, BsrScoredObject, i);
      double mm = (middle_x (object->box) - left) * acquisition->pitch_x_mm;
      result->commodity = goods_at (scored->truth, mm);
      if (result->found < 0)
        continue;
      BsrBox box = g_array_index (scored->findings, BsrScoredFinding, result->found).box;
      result->distance_mm
          = hypot ((middle_x (box) - middle_x (object->box)) * acquisition->pitch_x_mm,
                   (middle_y (box) - middle_y (object->box)) * acquisition->pitch_y_mm);
    }
}

const BsrScoredCheck *
bsr_scored_scan_check (const BsrScoredScan *scored, const char *check)
{
  g_return_val_if_fail (scored != NULL && check != NULL, NULL);

  for (guint i = 0; i < scored->checks->len; i++)
    if (g_str_equal (g_array_index (scored->checks, BsrScoredCheck, i).check, check))
      return &g_array_index (scored->checks, BsrScoredCheck, i);
  return NULL;
}

static void
score_check (BsrScoredScan *scored, const BsrCheckResult *result)
{
  const BsrScoredCheck now = { result->check, result->verdict, result->score };
  BsrScoredCheck *known = (BsrScoredCheck *) bsr_scored_scan_check (scored, result->check);
  if (known == NULL)
    g_array_append_val (scored->checks, now);
  else if (now.score > known->score)
    *known = now;
  if (scored->n_guesses > 0)
    return;
  scored->n_guesses = result->n_guesses;
  for (int i = 0; i < result->n_guesses; i++)
    scored->guesses[i] = result->guesses[i];
}

static void
score_manifest (BsrScoredScan *scored, const BsrAnalysis *analysis)
{
  int n = bsr_analysis_n_checks (analysis);
  scored->checks = g_array_new (FALSE, FALSE, sizeof (BsrScoredCheck));
  scored->manifest_score = n >= 0 ? bsr_analysis_manifest_score (analysis) : (double) NAN;
  scored->manifest_verdict
      = n >= 0 ? bsr_analysis_manifest_verdict (analysis) : BSR_VERDICT_INCONCLUSIVE;
  for (int i = 0; i < n; i++)
    score_check (scored, bsr_analysis_check (analysis, i));
}

BsrScoredScan *
bsr_scored_scan_new (const char *name, BsrTruth *truth, const BsrScan *scan,
                     const BsrAnalysis *analysis)
{
  g_return_val_if_fail (name != NULL && truth != NULL && scan != NULL && analysis != NULL, NULL);

  BsrScoredScan *scored = g_new0 (BsrScoredScan, 1);
  scored->name = g_strdup (name);
  scored->truth = truth;
  scored->n_planes = scan->acquisition.n_planes;
  scored->engine = g_strdup (bsr_analysis_engine_version (analysis));
  scored->findings = g_array_new (FALSE, FALSE, sizeof (BsrScoredFinding));
  scored->objects = g_array_new (FALSE, FALSE, sizeof (BsrScoredObject));
  const BsrScoredObject unseen = { -1, -INFINITY, NAN, NAN, NO_GOODS };
  for (guint i = 0; i < truth->objects->len; i++)
    g_array_append_val (scored->objects, unseen);
  score_findings (scored, analysis);
  place (scored, scan, left_edge (truth, analysis));
  scored->n_references = bsr_analysis_n_reference_loads (analysis);
  scored->load = *bsr_analysis_load (analysis);
  score_manifest (scored, analysis);
  return scored;
}
