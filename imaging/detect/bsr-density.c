#include "bsr-density.h"

#include <math.h>

#include "bsr-place-weight.h"

/* Peaks below are not listed: hundreds of them are in any scan's noise, and the judge would give
 * them nothing. */
#define MIN_SIGMAS 2.5
#define MIN_WEIGHED_SIGMAS 3.0
/* Less than this is a sheet of paper in a book: 0.4 g/cm2. */
#define MIN_EXCESS_MM 0.5
/* What is larger is load: a pallet is 1,200 mm long. Of 114 simulated training objects of a
 * contrast-to-noise of 3 or more, 2 are found by larger places alone. */
#define MOST_EDGE_MM 900.0
/* With fewer good pixels a place is what fills a dead module. */
#define MIN_GOOD 0.7
/* Scales from which on the contrast of a load is weighed by rule; what is smaller is the judge's. */
#define LEAST_WEIGHED_MM 80.0
/* Score over the weighed sigmas: a logistic curve. Half a score, the alarm line, is where about one
 * in ten of loads with nothing hidden in them has an alarm (simulated: 5 of 55, four of these
 * machinery). */
#define ALARM_SIGMAS 7.0
#define SIGMAS_STEP 1.4

static gboolean
is_small (const BsrGrid *grid, const BsrPlace *place)
{
  double width_mm = place->cells.width * bsr_grid_cell_width_mm (grid);
  double height_mm = place->cells.height * bsr_grid_cell_height_mm (grid);
  return MAX (width_mm, height_mm) <= MOST_EDGE_MM;
}

static gboolean
is_something (const BsrPlace *place)
{
  return fabs (place->excess_mm) >= MIN_EXCESS_MM && place->good >= MIN_GOOD
         && (place->excess_mm > 0.0) == (place->sigmas > 0.0);
}

static BsrReason
reason_of (const BsrPlace *place)
{
  if (place->excess_mm < 0.0)
    return BSR_REASON_LACK;
  return place->opaque >= 0.5 ? BSR_REASON_OPAQUE : BSR_REASON_EXCESS;
}

static BsrFinding
finding_of (const BsrDetectInput *input, const BsrPlace *place)
{
  BsrFinding finding = bsr_place_to_finding (place, input->radiograph);
  finding.detector = bsr_density_detector.id;
  finding.reason = reason_of (place);
  finding.score = bsr_score_logistic (place->weight, ALARM_SIGMAS, SIGMAS_STEP);
  return finding;
}

/* Places of all contrasts, for the judge to weigh. */
static gboolean
list_all (const BsrDetectInput *input, GArray *findings, GError **error)
{
  const BsrGrid *wide = bsr_evidence_wide (input->evidence);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BsrPlace));
  for (int i = 0; i < bsr_evidence_n_contrasts (input->evidence); i++)
    if (!bsr_places_find (wide, bsr_evidence_contrast (input->evidence, i), MIN_SIGMAS, places,
                          error))
      return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const BsrPlace *place = &g_array_index (places, BsrPlace, i);
      if (!is_small (wide, place) || !is_something (place))
        continue;
      BsrFinding finding = finding_of (input, place);
      g_array_append_val (findings, finding);
    }
  return TRUE;
}

/* Places of the load that stand out by rule: one thing at several scales is one place. */
static gboolean
list_weighed (const BsrDetectInput *input, GArray *findings, GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BsrPlace));
  for (int i = 0; i < bsr_evidence_n_contrasts (input->evidence); i++)
    {
      const BsrContrast *contrast = bsr_evidence_contrast (input->evidence, i);
      if (bsr_contrast_way (contrast) == BSR_CONTRAST_BOTH
          && bsr_contrast_scale_mm (contrast) >= LEAST_WEIGHED_MM
          && !bsr_places_find (input->grid, contrast, MIN_WEIGHED_SIGMAS, places, error))
        return FALSE;
    }
  guint n_kept = 0;
  for (guint i = 0; i < places->len; i++)
    {
      BsrPlace place = g_array_index (places, BsrPlace, i);
      if (!is_something (&place))
        continue;
      place.weight = bsr_place_weigh (input->grid, input->inside, &place);
      g_array_index (places, BsrPlace, n_kept++) = place;
    }
  g_array_set_size (places, n_kept);
  bsr_places_merge (places);
  for (guint i = 0; i < places->len; i++)
    {
      BsrFinding finding = finding_of (input, &g_array_index (places, BsrPlace, i));
      if (finding.score >= BSR_SCORE_LISTED)
        g_array_append_val (findings, finding);
    }
  return TRUE;
}

static gboolean
density_run (const BsrDetectInput *input, GArray *findings, GCancellable *cancellable,
             GError **error)
{
  return list_weighed (input, findings, error) && list_all (input, findings, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const BsrDetector bsr_density_detector = {
  .id = "density",
  .version = 2,
  .min_planes = 1,
  .run = density_run,
};
