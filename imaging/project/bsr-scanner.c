#include "bsr-scanner.h"

#include <math.h>

#define MM_TO_CM 0.1

BsrScanner
bsr_scanner_dual_energy (void)
{
  return (BsrScanner){
    .name = "Simulated portal, 6/4 MV interlaced",
    .modality = BSR_MODALITY_TRANSMISSION,
    .n_planes = 2,
    .energy_mv = { 6.0, 4.0 },
    .air = { 60000.0, 60000.0 },
    .dark = { 120.0, 120.0 },
    .photons = { 22000.0, 11000.0 },
    .electronic_noise = 6.0,
    .gain_spread = 0.002,
    .pulse_spread = 0.002,
    .blur_px = 0.6,
    .pitch_x_mm = 5.0,
    .pitch_y_mm = 5.5,
    .source_distance_mm = 9000.0,
    .source_height_mm = 650.0,
    .margin_x_mm = 180.0,
    .margin_top_mm = 130.0,
    .margin_bottom_mm = 240.0,
    .rays = 2,
    .spikes_per_megapixel = 60.0,
    .states_air = TRUE,
  };
}

BsrScanner
bsr_scanner_single_energy (void)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.name = "Simulated portal, 6 MV";
  scanner.n_planes = 1;
  return scanner;
}

static BsrEnergyName
plane_name (const BsrScanner *scanner, int plane)
{
  if (scanner->n_planes == 1)
    return BSR_ENERGY_SINGLE;
  return plane == 0 ? BSR_ENERGY_HIGH : BSR_ENERGY_LOW;
}

BsrSpectrum
bsr_scanner_spectrum (const BsrScanner *scanner, int plane)
{
  double energy = scanner->energy_mv[plane];
  return scanner->modality == BSR_MODALITY_GAMMA ? bsr_spectrum_line (energy)
                                                 : bsr_spectrum_bremsstrahlung (energy);
}

BsrAcquisition
bsr_scanner_acquisition (const BsrScanner *scanner)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (scanner->n_planes);
  acquisition.modality = scanner->modality;
  acquisition.pitch_x_mm = scanner->pitch_x_mm;
  acquisition.pitch_y_mm = scanner->pitch_y_mm;
  for (int i = 0; i < scanner->n_planes; i++)
    acquisition.planes[i] = (BsrPlaneInfo){
      .name = plane_name (scanner, i),
      .energy_mv = scanner->energy_mv[i],
      .air = scanner->states_air ? scanner->air[i] : (double)NAN,
      .dark = scanner->dark[i],
    };

  const BsrMaterial *steel = bsr_material_by_id ("steel");
  BsrSpectrum spectrum = bsr_scanner_spectrum (scanner, 0);
  acquisition.n_steps = CLAMP (scanner->n_steps, 0, BSR_ACQUISITION_MAX_STEPS);
  for (int i = 0; i < acquisition.n_steps; i++)
    {
      double mm = i * scanner->step_mm;
      acquisition.steps[i] /* a sum of shares may round to more than all */
          = (BsrSteelStep){ mm, MIN (1.0, bsr_spectrum_transmission (
                                              &spectrum, steel,
                                              mm * MM_TO_CM * steel->density_g_cm3)) };
    }
  return acquisition;
}
