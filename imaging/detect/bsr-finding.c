#include "bsr-finding.h"

#include <math.h>

/* Two findings are the same thing when they share this much of their union, or of the smaller. */
#define SAME_IOU 0.2
#define SAME_COVER 0.5

static int
by_score (gconstpointer a, gconstpointer b)
{
  const BsrFinding *one = a, *other = b;

  if (one->score != other->score)
    return one->score < other->score ? 1 : -1;
  if (fabs (one->contrast) != fabs (other->contrast)) /* scores end at 1 */
    return fabs (one->contrast) < fabs (other->contrast) ? 1 : -1;
  if (one->box.y != other->box.y)
    return one->box.y - other->box.y;
  if (one->box.x != other->box.x)
    return one->box.x - other->box.x;
  if (one->box.height != other->box.height)
    return one->box.height - other->box.height;
  return one->box.width - other->box.width;
}

static gboolean
is_same_thing (const BsrFinding *a, const BsrFinding *b)
{
  gint64 common = bsr_box_area (bsr_box_intersect (a->box, b->box));
  gint64 smaller = MIN (bsr_box_area (a->box), bsr_box_area (b->box));
  return bsr_box_iou (a->box, b->box) >= SAME_IOU
         || (double) common >= SAME_COVER * (double) smaller;
}

void
bsr_findings_merge (GArray *findings, double min_score, guint max_findings)
{
  g_return_if_fail (findings != NULL);

  guint n_kept = 0;
  g_array_sort (findings, by_score);
  for (guint i = 0; i < findings->len && n_kept < max_findings; i++)
    {
      BsrFinding finding = g_array_index (findings, BsrFinding, i);
      gboolean is_new = finding.score >= min_score;
      for (guint j = 0; is_new && j < n_kept; j++)
        is_new = !is_same_thing (&finding, &g_array_index (findings, BsrFinding, j));
      if (is_new)
        g_array_index (findings, BsrFinding, n_kept++) = finding;
    }
  g_array_set_size (findings, n_kept);
}

double
bsr_score_logistic (double weight, double alarm, double step)
{
  return 1.0 / (1.0 + exp ((alarm - weight) / step));
}
