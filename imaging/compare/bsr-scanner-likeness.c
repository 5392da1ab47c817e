#include "bsr-scanner-likeness.h"

#include <math.h>

#include "bsr-spectrum.h"

/* Steel equivalent at which goods are compared, mm: a well-filled container of light goods. */
#define REFERENCE_MM 60.0
#define CM_TO_MM 10.0
/* Where no energy is stated, as BSR_STEEL_ASSUMED_SPECTRUM has it. */
#define NOMINAL_MV 6.0
/* Energies within this are one: accelerators hold theirs to a percent or two. */
#define SAME_ENERGY 0.02

/* One scanner against itself on another day: what monitor, gains and filling leave. Two scanners of
 * one kind: half of the 10 % that two energies vouch for. */
#define SAME_SCANNER 0.02
#define SAME_KIND 0.05
/* Relative standard deviations of the steel scale by where it comes from: the half-widths of the 90 %
 * intervals that bsr-radiograph.h states, over 1.645. */
#define FROM_WEDGE (0.05 / 1.645)
#define FROM_BOTH (0.10 / 1.645)
#define FROM_SPECTRUM (0.30 / 1.645)
#define ASSUMED (0.40 / 1.645)

static double
energy_of (BsrRadiograph *radiograph)
{
  double energy = bsr_radiograph_acquisition (radiograph)->planes[0].energy_mv;
  return isfinite (energy) ? energy : NOMINAL_MV;
}

static BsrSpectrum
spectrum_of (BsrRadiograph *radiograph)
{
  double energy = energy_of (radiograph);
  return bsr_radiograph_acquisition (radiograph)->modality == BSR_MODALITY_GAMMA
             ? bsr_spectrum_line (energy)
             : bsr_spectrum_bremsstrahlung (energy);
}

static double
scale_error (BsrRadiograph *radiograph)
{
  switch (bsr_radiograph_steel_source (radiograph))
    {
    case BSR_STEEL_FROM_CALIBRATION:
      return FROM_WEDGE;
    case BSR_STEEL_FROM_SPECTRUM:
      return bsr_radiograph_both_tell (radiograph) ? FROM_BOTH : FROM_SPECTRUM;
    case BSR_STEEL_ASSUMED_SPECTRUM:
    default:
      return ASSUMED;
    }
}

/* Largest relative difference of what either calls the steel equivalent of the same goods. */
static double
goods_error (BsrRadiograph *a, BsrRadiograph *b)
{
  static const char *const goods[] = { "cellulose", "aluminium", "lead" };
  const BsrMaterial *steel = bsr_material_by_id ("steel");
  BsrSpectrum spectra[2] = { spectrum_of (a), spectrum_of (b) };
  double most = 0.0, g_cm2 = REFERENCE_MM / CM_TO_MM * steel->density_g_cm3;
  double transmission = bsr_spectrum_transmission (&spectra[0], steel, g_cm2);

  for (gsize i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      const BsrMaterial *material = bsr_material_by_id (goods[i]);
      double thickness = bsr_spectrum_g_cm2 (&spectra[0], material, transmission);
      double other = bsr_spectrum_g_cm2 (
          &spectra[1], steel, bsr_spectrum_transmission (&spectra[1], material, thickness));
      most = MAX (most, fabs (other / g_cm2 - 1.0));
    }
  return most;
}

BsrScannerLikeness
bsr_scanner_likeness_of (BsrRadiograph *a, BsrRadiograph *b)
{
  const BsrAcquisition *at_a = bsr_radiograph_acquisition (a), *at_b = bsr_radiograph_acquisition (b);
  gboolean same_energy = at_a->modality == at_b->modality
                         && fabs (energy_of (a) / energy_of (b) - 1.0) <= SAME_ENERGY;
  gboolean same_source = bsr_radiograph_steel_source (a) == bsr_radiograph_steel_source (b);
  gboolean same_raster = fabs (at_a->pitch_x_mm - at_b->pitch_x_mm) < 0.01 * at_a->pitch_x_mm
                         && fabs (at_a->pitch_y_mm - at_b->pitch_y_mm) < 0.01 * at_a->pitch_y_mm;
  double spread;

  if (same_energy && same_source)
    spread = same_raster ? SAME_SCANNER : SAME_KIND;
  else
    spread = sqrt (pow (scale_error (a), 2.0) + pow (scale_error (b), 2.0)
                   + (same_energy ? 0.0 : pow (goods_error (a, b), 2.0)));
  return (BsrScannerLikeness){ spread, same_energy, spread <= BSR_SCANNER_LIKENESS_MOST };
}
