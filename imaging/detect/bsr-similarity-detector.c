#include "bsr-similarity-detector.h"

#include <math.h>

#include "bsr-place.h"

/* Peaks below are not looked at: any load has dozens. */
#define MIN_SIGMAS 2.5
/* Score over sigmas by rule, a logistic curve: beyond what nine in ten of 24 simulated loads with
 * nothing hidden in them reach (7 at the larger window). */
#define ALARM_SIGMAS 9.0
#define SIGMAS_STEP 1.4
/* Less than this is a sheet of paper in a book: 0.4 g/cm2. */
#define MIN_RESIDUAL_MM 0.5
/* With fewer good pixels a place is what fills a dead module. */
#define MIN_GOOD 0.7
/* Smoothing makes everything at least as large as its window: what is much smaller is a ripple
 * on something else. Share of the window's area. */
#define RIPPLE_AREA 0.3
#define RIPPLE_FACTOR 0.5
/* Gaps between packages differ more often than packages do. */
#define LACK_FACTOR 0.7

/* Whether there is or should be load at a place: what is missing from, or hangs on, the bare
 * container is structure. */
static gboolean
is_load (const BsrInside *inside, const BsrPlace *place)
{
  int middle = place->cells.y + place->cells.height / 2;
  double most_mm = MAX (place->around_mm, place->around_mm + place->excess_mm);
  return most_mm >= bsr_inside_load_threshold (inside, middle);
}

static double
weighed_sigmas (const BsrPlace *place)
{
  double sigmas = fabs (place->sigmas);

  if (place->excess_mm < 0.0)
    sigmas *= LACK_FACTOR;
  if (place->area_mm2 < RIPPLE_AREA * place->scale_mm * place->scale_mm)
    sigmas *= RIPPLE_FACTOR;
  return sigmas;
}

/* Gives each place its weight and drops those that are none. */
static void
weigh_places (const BsrInside *inside, GArray *places)
{
  guint n_kept = 0;

  for (guint i = 0; i < places->len; i++)
    {
      BsrPlace place = g_array_index (places, BsrPlace, i);
      if (fabs (place.excess_mm) < MIN_RESIDUAL_MM || place.good < MIN_GOOD
          || (place.excess_mm > 0.0) != (place.sigmas > 0.0) || !is_load (inside, &place))
        continue;
      place.weight = weighed_sigmas (&place);
      g_array_index (places, BsrPlace, n_kept++) = place;
    }
  g_array_set_size (places, n_kept);
}

/* Peers at the middle of a place, on the map that it was found in. */
static int
peers_of (const BsrEvidence *evidence, const BsrPlace *place)
{
  const BsrSimilarity *map = bsr_evidence_similarity (evidence, 0);
  for (int i = 0; i < bsr_evidence_n_similarities (evidence); i++)
    if (bsr_similarity_window_mm (bsr_evidence_similarity (evidence, i)) == place->scale_mm)
      map = bsr_evidence_similarity (evidence, i);

  BsrPlaceMap places = bsr_similarity_map (map);
  int x = (place->cells.x + place->cells.width / 2 - places.first_x) / places.step_x;
  int y = (place->cells.y + place->cells.height / 2 - places.first_y) / places.step_y;
  return bsr_plane_row_u8 (bsr_similarity_n_peers (map),
                           CLAMP (y, 0, bsr_similarity_height (map) - 1))
      [CLAMP (x, 0, bsr_similarity_width (map) - 1)];
}

static BsrFinding
finding_of (const BsrDetectInput *input, const BsrPlace *place)
{
  BsrFinding finding = bsr_place_to_finding (place, input->radiograph);
  finding.detector = bsr_similarity_detector.id;
  finding.reason = BSR_REASON_UNLIKE;
  finding.score = bsr_score_logistic (place->weight, ALARM_SIGMAS, SIGMAS_STEP);
  finding.n_peers = peers_of (input->evidence, place);
  return finding;
}

static gboolean
find_places (const BsrDetectInput *input, GArray *places, GError **error)
{
  for (int i = 0; i < bsr_evidence_n_similarities (input->evidence); i++)
    {
      BsrPlaceMap map = bsr_similarity_map (bsr_evidence_similarity (input->evidence, i));
      if (!bsr_places_find_in (input->grid, &map, MIN_SIGMAS, places, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
similarity_run (const BsrDetectInput *input, GArray *findings, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BsrPlace));
  if (!find_places (input, places, error))
    return FALSE;

  weigh_places (input->inside, places);
  for (guint i = 0; i < places->len; i++)
    {
      BsrFinding finding = finding_of (input, &g_array_index (places, BsrPlace, i));
      g_array_append_val (findings, finding);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const BsrDetector bsr_similarity_detector = {
  .id = "similarity",
  .version = 1,
  .min_planes = 1,
  .run = similarity_run,
};
