#include "bsr-appearance-detector.h"

#include <math.h>

#include "bsr-box-sums.h"

/* Width of the rim that a part is compared with: a third of its shorter edge, cells at least. */
#define RIM_SHARE 3
#define RIM_LEAST 2
#define KG_PER_G_CM2_MM2 1e-5

/* Mean of the rim around @cells. */
static double
rim_mean (const BsrBoxSums *steel, BsrBox cells, BsrBox all)
{
  int rim = MAX (RIM_LEAST, MIN (cells.width, cells.height) / RIM_SHARE);
  BsrBox wide = bsr_box_intersect (
      (BsrBox){ cells.x - rim, cells.y - rim, cells.width + 2 * rim, cells.height + 2 * rim }, all);
  double n_wide = (double) bsr_box_area (wide), n = (double) bsr_box_area (cells);
  double inner = bsr_box_sums_mean (steel, cells);
  if (n_wide <= n)
    return inner;
  return (bsr_box_sums_mean (steel, wide) * n_wide - inner * n) / (n_wide - n);
}

static BsrFinding
finding_of (const BsrDetectInput *input, const BsrBoxSums *steel, const BsrAppearancePart *part)
{
  const BsrGrid *grid = bsr_evidence_wide (input->evidence);
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (input->radiograph);
  BsrBox all = { 0, 0, bsr_grid_width (grid), bsr_grid_height (grid) };
  BsrBox cells = bsr_box_intersect (bsr_appearance_to_cells (part->box), all);
  BsrBox box = bsr_grid_to_pixels (grid, cells);
  double around_mm = rim_mean (steel, cells, all), inner_mm = bsr_box_sums_mean (steel, cells);
  double width_mm = box.width * acquisition->pitch_x_mm;
  double height_mm = box.height * acquisition->pitch_y_mm;
  double g_cm2 = bsr_radiograph_mass_thickness (input->radiograph, MAX (inner_mm, 0.0))
                 - bsr_radiograph_mass_thickness (input->radiograph, MAX (around_mm, 0.0));
  return (BsrFinding){
    .detector = bsr_appearance_detector.id,
    .reason = BSR_REASON_APPEARANCE,
    .box = box,
    .score = bsr_score_logistic (part->strongest, 0.0, 1.0),
    .contrast = part->strongest,
    .steel_mm = inner_mm - around_mm,
    .around_mm = around_mm,
    .mass_kg = fabs (g_cm2) * width_mm * height_mm * KG_PER_G_CM2_MM2,
    .width_mm = width_mm,
    .height_mm = height_mm,
  };
}

static gboolean
appearance_run (const BsrDetectInput *input, GArray *findings, GCancellable *cancellable,
                GError **error)
{
  if (input->appearance == NULL)
    return TRUE;

  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (BsrAppearancePart));
  g_autoptr (BsrBoxSums) steel = bsr_box_sums_new (
      bsr_grid_steel (bsr_evidence_wide (input->evidence)), FALSE, error);
  if (steel == NULL)
    return FALSE;
  bsr_appearance_find (input->appearance, parts);
  for (guint i = 0; i < parts->len; i++)
    {
      BsrFinding finding
          = finding_of (input, steel, &g_array_index (parts, BsrAppearancePart, i));
      g_array_append_val (findings, finding);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

const BsrDetector bsr_appearance_detector = {
  .id = "appearance",
  .version = 1,
  .min_planes = 1,
  .run = appearance_run,
};
