#include "bsr-structure-detector.h"

#include <math.h>

#include "bsr-structure-place.h"

/* Provisional score over weight, a logistic curve: half a score, the alarm line, is above what
 * clean containers reach (simulated empties and loads, real scans). */
#define ALARM_WEIGHT 8.0
#define WEIGHT_STEP 1.5

static BsrFinding
finding_of (const BsrDetectInput *input, const BsrStructurePlace *place)
{
  BsrRadiograph *radiograph = input->radiograph;
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  double total_mm = MAX (0.0, place->around_mm + place->excess_mm);
  double g_cm2 = bsr_radiograph_mass_thickness (radiograph, total_mm)
                 - bsr_radiograph_mass_thickness (radiograph, place->around_mm);
  BsrBox box = bsr_grid_to_pixels (input->grid, place->cells);
  gboolean is_short = place->reason == BSR_REASON_SHORT;

  return (BsrFinding){
    .detector = bsr_structure_detector.id,
    .reason = place->reason,
    .box = box,
    .score = bsr_score_logistic (place->weight, ALARM_WEIGHT, WEIGHT_STEP),
    .contrast = place->sigmas,
    .steel_mm = place->excess_mm,
    .around_mm = is_short ? place->inside_mm : place->around_mm,
    .mass_kg = fabs (g_cm2) * place->area_mm2 * 1e-5, /* mm2 to cm2, g to kg */
    .width_mm = is_short ? place->missing_mm : box.width * acquisition->pitch_x_mm,
    .height_mm = box.height * acquisition->pitch_y_mm,
    .material = BSR_MATERIAL_CLASS_UNKNOWN,
  };
}

static gboolean
structure_run (const BsrDetectInput *input, GArray *findings, GCancellable *cancellable,
               GError **error)
{
  void (*const searches[]) (const BsrStructure *, const BsrGrid *, GArray *) = {
    bsr_structure_find_hanging,
    bsr_structure_find_in_floor,
    bsr_structure_find_in_posts,
    bsr_structure_find_false_walls,
  };
  const BsrStructure *structure = bsr_evidence_structure (input->evidence);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (BsrStructurePlace));
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      searches[i] (structure, input->grid, places);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  for (guint i = 0; i < places->len; i++)
    {
      BsrFinding finding = finding_of (input, &g_array_index (places, BsrStructurePlace, i));
      g_array_append_val (findings, finding);
    }
  return TRUE;
}

const BsrDetector bsr_structure_detector = {
  .id = "structure",
  .version = 1,
  .min_planes = 1,
  .run = structure_run,
};
