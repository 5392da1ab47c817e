#include "bsr-empty-twin.h"

#include <math.h>
#include <string.h>

#include "bsr-beam.h"

/* Its dents are always the same. */
#define SEED G_GUINT64_CONSTANT (0x656d707479)
/* Nominal end point where none is stated, as the steel scale assumes it, MV. */
#define NOMINAL_MV 6.0
/* As many columns of rays as make 2 mm apart, less than a wall's slope is thick in the beam. */
#define RAY_MM 2.0
/* Least air beside the container, mm: the open beam is measured there. */
#define LEAST_MARGIN_MM 100.0
/* ISO 668: a 9 ft 6 in box is 2,896 mm high, an 8 ft 6 in one 2,591; 40 ft are 12,192 mm and 45 ft
 * 13,716, 20 ft are 6,058. Between them. */
#define HIGH_MM 2743.0
#define FORTY_MM 9125.0
#define FORTY_FIVE_MM 12954.0
/* No scanner's source stands nearer to the container's middle, or so far that it makes a difference. */
#define NEAREST_MM 4000.0
#define FURTHEST_MM 100000.0
/* A channel's noise below this is rounding, not photons. */
#define LEAST_NOISE 1e-4

BsrContainerSize
bsr_empty_twin_size_of_code (const char *code)
{
  if (code == NULL || strlen (code) < 2)
    return BSR_N_CONTAINERS;
  for (int i = 0; strlen (code) >= 3 && i < BSR_N_CONTAINERS; i++)
    if (strncmp (code, bsr_container_size_code ((BsrContainerSize) i), 3) == 0)
      return (BsrContainerSize) i;
  /* ISO 6346, annex D: the first character is the length, 2 for 20 ft, 4 for 40 ft, L for 45 ft; the
   * second the height, 5 for 9 ft 6 in. */
  switch (g_ascii_toupper (code[0]))
    {
    case '2':
      return BSR_CONTAINER_20;
    case '4':
      return code[1] == '5' ? BSR_CONTAINER_40_HIGH : BSR_CONTAINER_40;
    case 'L':
      return BSR_CONTAINER_45_HIGH;
    default:
      return BSR_N_CONTAINERS;
    }
}

BsrContainerSize
bsr_empty_twin_size_of_box (double length_mm, double height_mm)
{
  if (length_mm < FORTY_MM)
    return BSR_CONTAINER_20;
  if (length_mm >= FORTY_FIVE_MM)
    return BSR_CONTAINER_45_HIGH;
  return height_mm >= HIGH_MM ? BSR_CONTAINER_40_HIGH : BSR_CONTAINER_40;
}

/* Variance of the open beam's signal for one photon, in that signal squared: photons differ in energy. */
static double
open_variance (const BsrScanner *scanner, int plane)
{
  const BsrMaterial *none = bsr_material_by_id ("steel");
  BsrSpectrum spectrum = bsr_scanner_spectrum (scanner, plane);
  g_autoptr (BsrBeam) beam = bsr_beam_new (&spectrum, &none, 1);
  double transmission, variance;
  bsr_beam_transmit (beam, (const float[]){ 0.0f }, &transmission, &variance);
  return variance;
}

BsrScanner
bsr_empty_twin_scanner (BsrRadiograph *radiograph, BsrBox container)
{
  const BsrAcquisition *acquisition = bsr_radiograph_acquisition (radiograph);
  BsrScanner scanner = bsr_scanner_dual_energy ();

  scanner.name = "Simulated like this scan's scanner";
  scanner.modality = acquisition->modality;
  scanner.n_planes = MIN (bsr_radiograph_n_planes (radiograph), BSR_IMAGE_MAX_PLANES);
  scanner.pitch_x_mm = acquisition->pitch_x_mm;
  scanner.pitch_y_mm = acquisition->pitch_y_mm;
  for (int i = 0; i < scanner.n_planes; i++)
    {
      double energy = acquisition->planes[i].energy_mv;
      double noise = MAX (bsr_radiograph_noise (radiograph, i, 0.0), LEAST_NOISE);
      scanner.energy_mv[i] = isfinite (energy) ? energy : NOMINAL_MV;
      scanner.air[i] = bsr_radiograph_air (radiograph, i);
      scanner.dark[i] = bsr_radiograph_dark (radiograph, i);
      scanner.photons[i] = open_variance (&scanner, i) / (noise * noise);
    }
  /* What it is in counts of 60,000. */
  scanner.electronic_noise *= scanner.air[0] / 60000.0;
  scanner.spikes_per_megapixel = 0.0;
  double above = container.y * scanner.pitch_y_mm;
  double below = (bsr_radiograph_height (radiograph) - container.y - container.height)
                 * scanner.pitch_y_mm;
  scanner.margin_x_mm = MAX (container.x * scanner.pitch_x_mm, LEAST_MARGIN_MM);
  scanner.margin_top_mm = MAX (above, LEAST_MARGIN_MM);
  scanner.margin_bottom_mm = MAX (below, 0.0);
  scanner.rays = CLAMP ((int) ceil (scanner.pitch_x_mm / RAY_MM), 1, BSR_SCANNER_MAX_RAYS);
  scanner.states_air = TRUE;
  return scanner;
}

/* How far away the source must be for a container of @height to be seen as high as @seen: the fan shows
 * the nearer edges of its roof and underside, half a width before its middle. */
static double
source_distance (double height, double seen, double half_width)
{
  double nearer = 1.0 - height / seen;
  return nearer > half_width / FURTHEST_MM ? MAX (half_width / nearer, NEAREST_MM) : FURTHEST_MM;
}

BsrSimulation *
bsr_empty_twin_new (BsrRadiograph *radiograph, BsrBox container, BsrContainerSize size,
                    int n_threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (radiograph != NULL && size < BSR_N_CONTAINERS, NULL);

  BsrRandom random = bsr_random_stream (SEED, 1, size);
  g_autoptr (BsrSceneModel) model = bsr_container_model_new (size, &random);
  const BsrSceneRoom *room = bsr_scene_model_room (model);
  BsrScanner scanner = bsr_empty_twin_scanner (radiograph, container);
  scanner.source_distance_mm = source_distance (room->height, container.height * scanner.pitch_y_mm,
                                                room->width / 2.0);
  return bsr_simulator_run (model, &scanner, SEED, n_threads, cancellable, error);
}
