#include "bsr-density.h"

#include <math.h>

#include "bsr-inside.h"
#include "bsr-material-judge.h"
#include "bsr-place.h"

/* From a pistol's width to a quarter of the inside's height, each a half more than the last. */
static const double scales_mm[] = { 80.0, 120.0, 180.0, 270.0, 400.0, 600.0 };

/* Peaks below are not looked at: a few hundred of them are in any scan's noise. */
#define MIN_SIGMAS 3.0
/* Score over sigmas: a logistic curve. Half a score, the alarm line, is where about one in ten of
 * loads with nothing hidden in them has an alarm (simulated: 5 of 55, four of these machinery);
 * the step is what separates "worth a look" from "surely something". */
#define ALARM_SIGMAS 7.0
#define SIGMAS_STEP 1.4
/* Less than this is a sheet of paper in a book: 0.4 g/cm2. */
#define MIN_EXCESS_MM 0.5
/* With fewer good pixels a place is what fills a dead module. */
#define MIN_GOOD 0.7
/* Long and thin: a beam, a pallet's edge, a gap. */
#define LONG_ASPECT 5.0
#define LONG_FACTOR 0.6
/* What stands on the floor or on other load, with air around, is load: listed, no alarm. */
#define STANDING_SIGMAS 5.0
/* Gaps between packages are everyday, solid excesses are not. */
#define LACK_FACTOR 0.5
/* Pallets are 144 mm high (EN 13698-1); between their feet is less. */
#define UNDERSIDE_MM 150.0
#define UNDERSIDE_FACTOR 0.5
/* A lack among what the beam does not get through is where it does: no more can be said. */
#define BLIND_AROUND 0.5
#define BLIND_FACTOR 0.5
/* Smoothing makes everything at least as large as its window: what is much smaller is a ripple
 * on something else. Share of the window's area. */
#define RIPPLE_AREA 0.6
#define RIPPLE_FACTOR 0.5
/* An anomaly differs on each of its sides by at least this much of its excess. */
#define ENCLOSED 0.6

static gboolean
find_places (const BsrDetectInput *input, const BsrGrid *grid, const BsrInside *inside,
             GArray *places, GCancellable *cancellable, GError **error)
{
  double opaque_mm = 0.97 * bsr_radiograph_penetration_mm (input->radiograph);

  for (guint i = 0; i < G_N_ELEMENTS (scales_mm); i++)
    {
      g_autoptr (BsrContrast) contrast
          = bsr_contrast_new (grid, bsr_inside_clear (inside), scales_mm[i], opaque_mm, input->n_threads,
                              cancellable, error);
      if (contrast == NULL || !bsr_places_find (grid, contrast, MIN_SIGMAS, places, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether a place is load that stands free: load or the floor right below, and nothing, or an end
 * wall, at two or more of the other sides. */
static gboolean
is_standing (const BsrGrid *grid, const BsrInside *inside, const BsrPlace *place)
{
  BsrBox space = bsr_inside_space (inside), clear = bsr_inside_clear (inside);
  int right = place->cells.x + place->cells.width;
  int strip = bsr_grid_across (grid, place->scale_mm * BSR_PLACE_SIDE_SCALES) + 1;
  int bottom = place->cells.y + place->cells.height - 1;
  double load_mm = bsr_inside_load_threshold (inside, place->cells.y + place->cells.height / 2);
  int n_free = !(place->side_mm[BSR_SIDE_ABOVE] >= load_mm);

  n_free += place->cells.x <= clear.x + strip || place->side_mm[BSR_SIDE_LEFT] < load_mm;
  n_free += right >= clear.x + clear.width - strip || place->side_mm[BSR_SIDE_RIGHT] < load_mm;
  return n_free >= 2
         && (bottom + 2 >= space.y + space.height
             || place->side_mm[BSR_SIDE_BELOW] >= bsr_inside_load_threshold (inside, bottom));
}

/* Whether a place is right above the floor, between pallets' feet or under rounded packages. */
static gboolean
is_underside (const BsrGrid *grid, const BsrInside *inside, const BsrPlace *place)
{
  BsrBox space = bsr_inside_space (inside);
  return place->cells.y + place->cells.height
         >= space.y + space.height - bsr_grid_down (grid, UNDERSIDE_MM);
}

/* The sigmas of a place after what speaks against it. */
static double
weighed_sigmas (const BsrGrid *grid, const BsrInside *inside, const BsrPlace *place)
{
  double sigmas = fabs (place->sigmas);
  double width = place->cells.width * bsr_grid_cell_width_mm (grid);
  double height = place->cells.height * bsr_grid_cell_height_mm (grid);

  if (MAX (width, height) > LONG_ASPECT * MIN (width, height))
    sigmas *= LONG_FACTOR;
  if (place->excess_mm > 0.0 && is_standing (grid, inside, place))
    sigmas = MIN (sigmas, STANDING_SIGMAS);
  if (place->excess_mm < 0.0)
    {
      sigmas *= LACK_FACTOR;
      if (place->opaque_around >= BLIND_AROUND)
        sigmas *= BLIND_FACTOR;
      if (is_underside (grid, inside, place))
        sigmas *= UNDERSIDE_FACTOR;
    }
  if (place->area_mm2 < RIPPLE_AREA * place->scale_mm * place->scale_mm)
    sigmas *= RIPPLE_FACTOR;
  return sigmas * MIN (1.0, bsr_place_enclosure (place) / ENCLOSED);
}

/* Gives each place its weight and drops those that are none. */
static void
weigh_places (const BsrGrid *grid, const BsrInside *inside, GArray *places)
{
  guint n_kept = 0;

  for (guint i = 0; i < places->len; i++)
    {
      BsrPlace place = g_array_index (places, BsrPlace, i);
      if (fabs (place.excess_mm) < MIN_EXCESS_MM || place.good < MIN_GOOD
          || (place.excess_mm > 0.0) != (place.sigmas > 0.0))
        continue;
      place.weight = weighed_sigmas (grid, inside, &place);
      g_array_index (places, BsrPlace, n_kept++) = place;
    }
  g_array_set_size (places, n_kept);
}

static BsrReason
reason_of (const BsrPlace *place)
{
  if (place->excess_mm < 0.0)
    return BSR_REASON_LACK;
  return place->opaque >= 0.5 ? BSR_REASON_OPAQUE : BSR_REASON_EXCESS;
}

static BsrFinding
finding_of (const BsrDetectInput *input, const BsrMaterialJudge *judge, const BsrPlace *place)
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
    .score = 1.0 / (1.0 + exp ((ALARM_SIGMAS - place->weight) / SIGMAS_STEP)),
    .contrast = place->sigmas,
    .steel_mm = place->excess_mm,
    .around_mm = place->around_mm,
    .mass_kg = fabs (g_cm2) * place->area_mm2 * 1e-5, /* mm2 to cm2, g to kg */
    .width_mm = place->box.width * acquisition->pitch_x_mm,
    .height_mm = place->box.height * acquisition->pitch_y_mm,
    .material = place->excess_mm > 0.0 ? bsr_material_judge_classify (judge, place->box)
                                        : BSR_MATERIAL_CLASS_UNKNOWN,
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
  const BsrGrid *grid = input->grid;
  const BsrInside *inside = input->inside;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BsrPlace));
  if (!find_places (input, grid, inside, places, cancellable, error))
    return FALSE;

  weigh_places (grid, inside, places);
  bsr_places_merge (places);

  g_autoptr (BsrMaterialJudge) judge = bsr_material_judge_new (input->radiograph);
  for (guint i = 0; i < places->len; i++)
    {
      BsrFinding finding = finding_of (input, judge, &g_array_index (places, BsrPlace, i));
      if (finding.score >= BSR_SCORE_LISTED)
        g_array_append_val (findings, finding);
    }
  return TRUE;
}

const BsrDetector bsr_density_detector = {
  .id = "density",
  .version = 1,
  .min_planes = 1,
  .run = density_run,
};
