#include "bsr-comparison.h"

#include <math.h>

#include "bsr-container.h"

struct _BsrComparison
{
  gatomicrefcount refs;
  BsrComparedPair pair;
  BsrAlignment alignment;
  BsrScannerLikeness likeness;
  BsrDifferenceRefusal refusal;
  BsrDifference *difference; /* (nullable) */
};

G_DEFINE_BOXED_TYPE (BsrComparison, bsr_comparison, bsr_comparison_ref, bsr_comparison_unref)

static BsrBox
or_all (BsrBox container, BsrRadiograph *radiograph)
{
  return bsr_box_is_empty (container) ? (BsrBox){ 0, 0, bsr_radiograph_width (radiograph),
                                                  bsr_radiograph_height (radiograph) }
                                      : container;
}

/* Metres from the same corner of both scans: all that can be said without containers. */
static void
align_corners (BsrComparison *self, const BsrComparedScan *a, const BsrComparedScan *b,
               BsrTravel travel)
{
  BsrContainerPlace at_a = bsr_compared_scan_place (a), at_b = bsr_compared_scan_place (b);
  self->alignment = (BsrAlignment){
    .link = bsr_scan_link_of_boxes (&at_a, &at_b, travel == BSR_TRAVEL_OPPOSITE),
    .grade = BSR_ALIGNMENT_CORNERS,
    .residual_x_mm = BSR_ALIGNMENT_BOXES_MM,
    .residual_y_mm = BSR_ALIGNMENT_BOXES_MM,
    .same_height = TRUE,
    .travel_is_sure = travel != BSR_TRAVEL_UNKNOWN,
  };
  self->refusal = BSR_DIFFERENCE_NO_CONTAINER;
}

static gboolean
align (BsrComparison *self, BsrTravel travel, GCancellable *cancellable, GError **error)
{
  const BsrComparedPair *pair = &self->pair;
  BsrRadiograph *own = bsr_scene_radiograph (pair->own), *other = bsr_scene_radiograph (pair->other);
  BsrComparedScan a = { own, or_all (pair->own_container, own) };
  BsrComparedScan b = { other, or_all (pair->other_container, other) };

  self->likeness = bsr_scanner_likeness_of (own, other);
  if (bsr_box_is_empty (pair->own_container) || bsr_box_is_empty (pair->other_container))
    {
      align_corners (self, &a, &b, travel);
      return TRUE;
    }
  if (!bsr_alignment_find (&a, &b, travel, 0, &self->alignment, cancellable, error))
    return FALSE;
  self->refusal = bsr_difference_refusal (&self->alignment, &self->likeness);
  if (self->refusal != BSR_DIFFERENCE_POSSIBLE)
    return TRUE;
  self->difference = bsr_difference_new (&a, &b, &self->alignment, 0, cancellable, error);
  return self->difference != NULL;
}

BsrComparison *
bsr_comparison_new (const BsrComparedPair *pair, BsrTravel travel, GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (pair != NULL && bsr_scene_has_physics (pair->own)
                            && bsr_scene_has_physics (pair->other),
                        NULL);

  g_autoptr (BsrComparison) self = g_new0 (BsrComparison, 1);
  g_atomic_ref_count_init (&self->refs);
  self->pair = *pair;
  bsr_compare_candidate_ref (pair->candidate);
  bsr_scene_ref (pair->own);
  bsr_scene_ref (pair->other);
  return align (self, travel, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

BsrComparison *
bsr_comparison_ref (BsrComparison *comparison)
{
  g_return_val_if_fail (comparison != NULL, NULL);
  g_atomic_ref_count_inc (&comparison->refs);
  return comparison;
}

void
bsr_comparison_unref (BsrComparison *comparison)
{
  g_return_if_fail (comparison != NULL);
  if (!g_atomic_ref_count_dec (&comparison->refs))
    return;
  bsr_compare_candidate_unref (comparison->pair.candidate);
  bsr_scene_unref (comparison->pair.own);
  bsr_scene_unref (comparison->pair.other);
  bsr_difference_free (comparison->difference);
  g_free (comparison);
}

const BsrComparedPair *
bsr_comparison_pair (const BsrComparison *comparison)
{
  return &comparison->pair;
}

const BsrAlignment *
bsr_comparison_alignment (const BsrComparison *comparison)
{
  return &comparison->alignment;
}

const BsrScannerLikeness *
bsr_comparison_likeness (const BsrComparison *comparison)
{
  return &comparison->likeness;
}

BsrDifferenceRefusal
bsr_comparison_refusal (const BsrComparison *comparison)
{
  return comparison->refusal;
}

const BsrDifference *
bsr_comparison_difference (const BsrComparison *comparison)
{
  return comparison->difference;
}

void
bsr_comparison_find_containers (BsrRadiograph *own, BsrRadiograph *other, BsrBox *own_container,
                                BsrBox *other_container)
{
  BsrBox ours[2], theirs[2];
  int n_ours = bsr_container_find_all (own, ours), n_theirs = bsr_container_find_all (other, theirs);
  double pitch = bsr_radiograph_acquisition (own)->pitch_x_mm;
  double other_pitch = bsr_radiograph_acquisition (other)->pitch_x_mm;
  double least = G_MAXDOUBLE;

  *own_container = n_ours > 0 ? ours[0] : (BsrBox){ 0 };
  *other_container = n_theirs > 0 ? theirs[0] : (BsrBox){ 0 };
  for (int i = 0; i < n_ours; i++)
    for (int j = 0; j < n_theirs; j++)
      {
        double off = fabs (log (ours[i].width * pitch / (theirs[j].width * other_pitch)));
        /* As long as each other but for what the finder leaves: the first is as good. */
        if (off + BSR_SCAN_LINK_SAME >= least)
          continue;
        least = off;
        *own_container = ours[i];
        *other_container = theirs[j];
      }
}
