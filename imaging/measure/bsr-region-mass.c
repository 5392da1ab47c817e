#include "bsr-region-mass.h"

#include <math.h>
#include <string.h>

#include "bsr-steel-curve.h"

/* A region's pixels are judged in patches, each as one mixture: of at least so many pixels along an edge,
 * which together know the ratio of both energies where one pixel does not, and so large that there are no
 * more than about so many. */
#define LEAST_EDGE 16
#define MOST_PATCHES 4096.0

typedef struct
{
  BsrEnergySums energies;
  double steel_mm, stated; /* sums over all pixels; g/cm2 */
} Patch;

struct _BsrRegionMass
{
  const BsrRadiograph *radiograph;
  const BsrMaterialCurves *curves;
  BsrPlane *codes;
  const guint32 *steel_of;
  BsrBox box;
  int edge, n_patches;
  Patch *patches; /* of one row of them, */
  int top;        /* which begins at this row of the scan */
  double sum, half_width;
};

BsrRegionMass *
bsr_region_mass_new (const BsrRadiograph *radiograph, const BsrMaterialCurves *curves, BsrBox box)
{
  g_return_val_if_fail (radiograph != NULL && curves != NULL && !bsr_box_is_empty (box), NULL);

  BsrRegionMass *mass = g_new0 (BsrRegionMass, 1);
  mass->radiograph = radiograph;
  mass->curves = curves;
  mass->codes = bsr_radiograph_codes (radiograph, 0);
  mass->steel_of = bsr_radiograph_steel_of_codes (radiograph);
  mass->box = box;
  double edge = ceil (sqrt ((double) bsr_box_area (box) / MOST_PATCHES));
  mass->edge = (int) MAX (edge, LEAST_EDGE);
  mass->n_patches = (box.width - 1) / mass->edge + 1;
  mass->patches = g_new0 (Patch, mass->n_patches);
  mass->top = box.y;
  return mass;
}

void
bsr_region_mass_free (BsrRegionMass *mass)
{
  g_free (mass->patches);
  g_free (mass);
}

/* Where two energies say nothing of a patch, it weighs what the radiograph says. */
static void
weigh_patch (BsrRegionMass *mass, const Patch *patch)
{
  BsrMaterialEstimate estimate;
  BsrEnergyPair pair;
  bsr_material_curves_judge (mass->curves, &patch->energies, &estimate);
  if (estimate.state != BSR_MATERIAL_TOLD && estimate.state != BSR_MATERIAL_OPEN)
    {
      mass->sum += patch->stated;
      mass->half_width += patch->stated * bsr_radiograph_mass_uncertainty (mass->radiograph);
      return;
    }
  /* What a millimetre of steel weighs of this mixture, times the millimetres: thick and thin pixels of a
   * patch are not what their mean attenuation is. */
  bsr_energy_pair_of_sums (&pair, mass->radiograph, &patch->energies);
  double weighed = estimate.g_cm2 / bsr_radiograph_steel_of_attenuation (mass->radiograph, pair.high)
                   * patch->steel_mm;
  mass->sum += weighed;
  mass->half_width += weighed * (estimate.g_cm2_high / estimate.g_cm2 - 1.0);
}

static void
end_row (BsrRegionMass *mass)
{
  for (int i = 0; i < mass->n_patches; i++)
    if (mass->patches[i].energies.n > 0 || mass->patches[i].stated > 0.0)
      weigh_patch (mass, &mass->patches[i]);
  memset (mass->patches, 0, (gsize) mass->n_patches * sizeof *mass->patches);
}

void
bsr_region_mass_add_run (BsrRegionMass *mass, int x, int y, int n, const float *stated)
{
  g_return_if_fail (mass != NULL && y >= mass->top);

  for (; y >= mass->top + mass->edge; mass->top += mass->edge)
    end_row (mass);
  const guint16 *codes = bsr_plane_row_u16 (mass->codes, y);
  for (int end = x + n; x < end;)
    {
      int i = (x - mass->box.x) / mass->edge;
      int part = MIN (mass->box.x + (i + 1) * mass->edge, end) - x;
      Patch *patch = &mass->patches[i];
      bsr_energy_sums_add_run (&patch->energies, mass->radiograph, x, y, part);
      for (int k = 0; k < part; k++)
        {
          patch->stated += (double) *stated++;
          patch->steel_mm += mass->steel_of[codes[x + k]] / (double) BSR_STEEL_STEPS;
        }
      x += part;
    }
}

double
bsr_region_mass_finish (BsrRegionMass *mass, double *half_width)
{
  g_return_val_if_fail (mass != NULL && half_width != NULL, 0.0);

  end_row (mass);
  *half_width = mass->half_width;
  return mass->sum;
}
