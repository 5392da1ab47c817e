#include "bsr-density.h"

#include <math.h>

#include "bsr-place.h"

/* Peaks below are not listed: hundreds of them are in any scan's noise, and the judge would give
 * them nothing. */
#define MIN_SIGMAS 2.5
/* Less than this is a sheet of paper in a book: 0.4 g/cm2. */
#define MIN_EXCESS_MM 0.5
/* What is larger is load: a pallet is 1,200 mm long. Of 114 simulated training objects of a
 * contrast-to-noise of 3 or more, 2 are found by larger places alone. */
#define MOST_EDGE_MM 900.0
/* With fewer good pixels a place is what fills a dead module. */
#define MIN_GOOD 0.7
/* Provisional score over sigmas, until the judge gives it: a logistic curve. */
#define ALARM_SIGMAS 7.0
#define SIGMAS_STEP 1.4

static gboolean
find_places (const BsrEvidence *evidence, GArray *places, GError **error)
{
  for (int i = 0; i < bsr_evidence_n_contrasts (evidence); i++)
    if (!bsr_places_find (bsr_evidence_wide (evidence), bsr_evidence_contrast (evidence, i),
                          MIN_SIGMAS, places, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_something (const BsrGrid *grid, const BsrPlace *place)
{
  double width_mm = place->cells.width * bsr_grid_cell_width_mm (grid);
  double height_mm = place->cells.height * bsr_grid_cell_height_mm (grid);
  return MAX (width_mm, height_mm) <= MOST_EDGE_MM && fabs (place->excess_mm) >= MIN_EXCESS_MM && place->good >= MIN_GOOD
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
  BsrRadiograph *radiograph = input->radiograph;
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  double total_mm = MAX (0.0, place->around_mm + place->excess_mm);
  double g_cm2 = bsr_radiograph_mass_thickness (radiograph, total_mm)
                 - bsr_radiograph_mass_thickness (radiograph, place->around_mm);
  BsrFinding finding = {
    .detector = bsr_density_detector.id,
    .reason = reason_of (place),
    .box = place->box,
    .n_corners = place->n_corners,
    .score = 1.0 / (1.0 + exp ((ALARM_SIGMAS - fabs (place->sigmas)) / SIGMAS_STEP)),
    .contrast = place->sigmas,
    .steel_mm = place->excess_mm,
    .around_mm = place->around_mm,
    .mass_kg = fabs (g_cm2) * place->area_mm2 * 1e-5, /* mm2 to cm2, g to kg */
    .width_mm = place->box.width * acquisition->pitch_x_mm,
    .height_mm = place->box.height * acquisition->pitch_y_mm,
  };
  for (int i = 0; i < place->n_corners; i++)
    for (int axis = 0; axis < 2; axis++)
      finding.corners[i][axis] = place->corners[i][axis];
  return finding;
}

static gboolean
density_run (const BsrDetectInput *input, GArray *findings, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BsrPlace));
  if (!find_places (input->evidence, places, error))
    return FALSE;

  for (guint i = 0; i < places->len; i++)
    {
      const BsrPlace *place = &g_array_index (places, BsrPlace, i);
      if (!is_something (input->grid, place))
        continue;
      BsrFinding finding = finding_of (input, place);
      g_array_append_val (findings, finding);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const BsrDetector bsr_density_detector = {
  .id = "density",
  .version = 2,
  .min_planes = 1,
  .run = density_run,
};
