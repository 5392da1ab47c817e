#include "bsr-evidence.h"

/* From a pistol's width to a quarter of the inside's height, each a half more than the last. */
static const double contrast_scales_mm[] = { 80.0, 120.0, 180.0, 270.0, 400.0, 600.0 };
#define N_CONTRASTS ((int) G_N_ELEMENTS (contrast_scales_mm))
/* A parcel and a carton's half. */
static const double windows_mm[] = { 135.0, 270.0 };
#define N_SIMILARITIES ((int) G_N_ELEMENTS (windows_mm))
/* From two bricks of a kilogram side by side to a quarter of the inside's height. */
static const double residual_scales_mm[] = { 100.0, 180.0, 330.0, 600.0 };
#define N_RESIDUALS ((int) G_N_ELEMENTS (residual_scales_mm))
/* Share of the penetration from which on a place is taken for opaque: noise may lift it above. */
#define OPAQUE_SHARE 0.97

struct _BsrEvidence
{
  BsrRadiograph *radiograph;
  BsrBox container;
  BsrGrid *grid;
  BsrInside *inside;
  BsrStructure *structure;
  BsrContrast *contrasts[N_CONTRASTS];
  BsrSimilarity *similarities[N_SIMILARITIES];
  int n_residuals; /* 0: a single energy */
  BsrDualResidual *residuals[N_RESIDUALS];
};

static double
opaque_from (const BsrEvidence *evidence)
{
  return OPAQUE_SHARE * bsr_radiograph_penetration_mm (evidence->radiograph);
}

static gboolean
look_for_peers (BsrEvidence *evidence, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrBox space = bsr_inside_clear (evidence->inside);
  double opaque_mm = opaque_from (evidence);

  for (int i = 0; i < N_SIMILARITIES; i++)
    {
      evidence->similarities[i] = bsr_similarity_new (evidence->grid, space, windows_mm[i], opaque_mm,
                                                      n_threads, cancellable, error);
      if (evidence->similarities[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_for_material (BsrEvidence *evidence, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrBox space = bsr_inside_clear (evidence->inside);

  if (bsr_grid_n_planes (evidence->grid) < 2)
    return TRUE;
  BsrDualCurve curve = bsr_dual_curve_fit (evidence->grid, space);
  evidence->n_residuals = N_RESIDUALS;
  for (int i = 0; i < N_RESIDUALS; i++)
    {
      evidence->residuals[i]
          = bsr_dual_residual_new (evidence->grid, space, &curve, residual_scales_mm[i], n_threads,
                                   cancellable, error);
      if (evidence->residuals[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_for_contrast (BsrEvidence *evidence, int n_threads, GCancellable *cancellable, GError **error)
{
  BsrBox space = bsr_inside_clear (evidence->inside);
  double opaque_mm = opaque_from (evidence);

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
  evidence->structure = bsr_structure_new (evidence->grid, evidence->inside, cancellable, error);
  if (evidence->structure == NULL || !look_for_contrast (evidence, n_threads, cancellable, error)
      || !look_for_peers (evidence, n_threads, cancellable, error)
      || !look_for_material (evidence, n_threads, cancellable, error))
    return NULL;
  return g_steal_pointer (&evidence);
}

void
bsr_evidence_free (BsrEvidence *evidence)
{
  for (int i = 0; i < N_CONTRASTS; i++)
    g_clear_pointer (&evidence->contrasts[i], bsr_contrast_free);
  for (int i = 0; i < N_SIMILARITIES; i++)
    g_clear_pointer (&evidence->similarities[i], bsr_similarity_free);
  for (int i = 0; i < N_RESIDUALS; i++)
    g_clear_pointer (&evidence->residuals[i], bsr_dual_residual_free);
  g_clear_pointer (&evidence->structure, bsr_structure_free);
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

int
bsr_evidence_n_similarities (const BsrEvidence *evidence)
{
  return N_SIMILARITIES;
}

const BsrSimilarity *
bsr_evidence_similarity (const BsrEvidence *evidence, int index)
{
  g_return_val_if_fail (index >= 0 && index < N_SIMILARITIES, NULL);
  return evidence->similarities[index];
}

int
bsr_evidence_n_residuals (const BsrEvidence *evidence)
{
  return evidence->n_residuals;
}

const BsrDualResidual *
bsr_evidence_residual (const BsrEvidence *evidence, int index)
{
  g_return_val_if_fail (index >= 0 && index < evidence->n_residuals, NULL);
  return evidence->residuals[index];
}

const BsrStructure *
bsr_evidence_structure (const BsrEvidence *evidence)
{
  return evidence->structure;
}
