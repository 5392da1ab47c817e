#include "bsr-evidence.h"

/* From a pistol's width to a quarter of the inside's height, each a half more than the last. */
static const double contrast_scales_mm[] = { 80.0, 120.0, 180.0, 270.0, 400.0, 600.0 };
#define N_CONTRASTS ((int) G_N_ELEMENTS (contrast_scales_mm))
/* Share of the penetration from which on a place is taken for opaque: noise may lift it above. */
#define OPAQUE_SHARE 0.97

struct _BsrEvidence
{
  BsrRadiograph *radiograph;
  BsrBox container;
  BsrGrid *grid;
  BsrInside *inside;
  BsrContrast *contrasts[N_CONTRASTS];
};

static gboolean
look_for_contrast (BsrEvidence *evidence, int n_threads, GCancellable *cancellable, GError **error)
{
  double opaque_mm = OPAQUE_SHARE * bsr_radiograph_penetration_mm (evidence->radiograph);
  BsrBox space = bsr_inside_clear (evidence->inside);

  for (int i = 0; i < N_CONTRASTS; i++)
    {
      evidence->contrasts[i] = bsr_contrast_new (evidence->grid, space, contrast_scales_mm[i],
                                                 opaque_mm, n_threads, cancellable, error);
      if (evidence->contrasts[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

BsrEvidence *
bsr_evidence_new (BsrRadiograph *radiograph, BsrBox container, int n_threads,
                  GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (radiograph != NULL && !bsr_box_is_empty (container), NULL);

  g_autoptr (BsrEvidence) evidence = g_new0 (BsrEvidence, 1);
  evidence->radiograph = bsr_radiograph_ref (radiograph);
  evidence->container = container;
  evidence->grid
      = bsr_grid_new (radiograph, container, BSR_EVIDENCE_CELL_MM, n_threads, cancellable, error);
  if (evidence->grid == NULL)
    return NULL;
  evidence->inside = bsr_inside_new (evidence->grid);
  if (!look_for_contrast (evidence, n_threads, cancellable, error))
    return NULL;
  return g_steal_pointer (&evidence);
}

void
bsr_evidence_free (BsrEvidence *evidence)
{
  for (int i = 0; i < N_CONTRASTS; i++)
    g_clear_pointer (&evidence->contrasts[i], bsr_contrast_free);
  g_clear_pointer (&evidence->inside, bsr_inside_free);
  g_clear_pointer (&evidence->grid, bsr_grid_free);
  bsr_radiograph_unref (evidence->radiograph);
  g_free (evidence);
}

BsrRadiograph *
bsr_evidence_radiograph (const BsrEvidence *evidence)
{
  return evidence->radiograph;
}

BsrBox
bsr_evidence_container (const BsrEvidence *evidence)
{
  return evidence->container;
}

const BsrGrid *
bsr_evidence_grid (const BsrEvidence *evidence)
{
  return evidence->grid;
}

const BsrInside *
bsr_evidence_inside (const BsrEvidence *evidence)
{
  return evidence->inside;
}

int
bsr_evidence_n_contrasts (const BsrEvidence *evidence)
{
  return N_CONTRASTS;
}

const BsrContrast *
bsr_evidence_contrast (const BsrEvidence *evidence, int index)
{
  g_return_val_if_fail (index >= 0 && index < N_CONTRASTS, NULL);
  return evidence->contrasts[index];
}
