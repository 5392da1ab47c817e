#include "bsr-test-pair.h"

#include "bsr-test.h"

#include <math.h>

#include "bsr-cargo.h"
#include "bsr-container-model.h"
#include "bsr-simulator.h"
#include "bsr-spectrum.h"

#define SCENE_SEED 4711
/* Where the lead is, mm from front wall, roof's outside and the side. */
#define LEAD_X 2600.0
#define LEAD_Y 1500.0
#define LEAD_Z 1200.0
#define LEAD_EDGE 300.0
#define LEAD_THICK 20.0
/* The fan shows the nearer edge of the roof so much above where the middle of the container is: 1,941
 * mm above the source, 1,219 of 9,000 mm nearer. */
#define NEAR_ROOF_MM (1941.0 / (1.0 - 1219.0 / 9000.0) - 1941.0)

const BsrTestTake bsr_test_pair_usual = { .pitch_x_mm = 10.0, .pitch_y_mm = 11.0, .margin_mm = 180.0, .seed = 1 };

double
bsr_test_pair_lead_mm (double energy_mv)
{
  BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (energy_mv);
  const BsrMaterial *lead = bsr_material_by_id ("lead"), *steel = bsr_material_by_id ("steel");
  double transmission
      = bsr_spectrum_transmission (&spectrum, lead, LEAD_THICK / 10.0 * lead->density_g_cm3);
  return bsr_spectrum_g_cm2 (&spectrum, steel, transmission) / steel->density_g_cm3 * 10.0;
}

static BsrSceneModel *
make_scene (const BsrTestTake *take)
{
  BsrRandom random = bsr_random_stream (SCENE_SEED, 1, 0);
  BsrSceneModel *model = bsr_container_model_new (BSR_CONTAINER_20, &random);
  BsrCargoPlan plan = { BSR_CARGO_CARTONS, bsr_material_by_id ("cotton"), 0.15, 0.0, INFINITY, 0.7, 0 };
  if (!take->empty)
    bsr_cargo_load (model, &plan, &random);
  if (take->hides_lead)
    {
      BsrSolid lead = bsr_solid_box (
          bsr_material_by_id ("lead"), LEAD_X - LEAD_EDGE / 2.0, LEAD_X + LEAD_EDGE / 2.0,
          LEAD_Y - LEAD_EDGE / 2.0, LEAD_Y + LEAD_EDGE / 2.0, LEAD_Z, LEAD_Z + LEAD_THICK);
      bsr_scene_model_add (model, &lead);
    }
  return model;
}

static BsrImage *
reversed (BsrImage *image)
{
  BsrPlane *planes[BSR_IMAGE_MAX_PLANES];
  int n = bsr_image_n_planes (image), width = bsr_image_width (image);
  for (int p = 0; p < n; p++)
    {
      planes[p] = bsr_plane_new (BSR_FORMAT_U16, width, bsr_image_height (image), NULL);
      for (int y = 0; y < bsr_image_height (image); y++)
        for (int x = 0; x < width; x++)
          bsr_plane_row_u16 (planes[p], y)[x]
              = bsr_plane_row_u16 (bsr_image_plane (image, p), y)[width - 1 - x];
    }
  BsrImage *turned = bsr_image_new (planes, n, 16, NULL);
  for (int p = 0; p < n; p++)
    bsr_plane_unref (planes[p]);
  return turned;
}

BsrComparedScan
bsr_test_pair_take (const BsrTestTake *take)
{
  g_autoptr (GError) error = NULL;
  BsrScanner scanner
      = take->energy_mv > 0.0 ? bsr_scanner_single_energy () : bsr_scanner_dual_energy ();
  double stretch = take->longer > 0.0 ? take->longer : 1.0;
  if (take->energy_mv > 0.0)
    scanner.energy_mv[0] = take->energy_mv;
  scanner.pitch_x_mm = take->pitch_x_mm / stretch;
  scanner.pitch_y_mm = take->pitch_y_mm;
  scanner.margin_x_mm = take->margin_mm;
  /* Coarse pixels: fewer rays would hit or miss what is thinner than the way between them. */
  scanner.rays = BSR_SCANNER_MAX_RAYS;
  scanner.n_steps = 21;
  scanner.step_mm = 20.0;

  g_autoptr (BsrSceneModel) model = make_scene (take);
  g_autoptr (BsrSimulation) simulation
      = bsr_simulator_run (model, &scanner, take->seed, 0, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrAcquisition acquisition = *bsr_simulation_acquisition (simulation);
  acquisition.pitch_x_mm = take->pitch_x_mm;
  BsrImage *image = bsr_simulation_image (simulation);
  g_autoptr (BsrImage) turned = take->mirrored ? reversed (image) : bsr_image_ref (image);
  BsrComparedScan scan = { .container = bsr_simulation_container (simulation) };
  if (take->mirrored)
    scan.container.x = bsr_image_width (image) - scan.container.x - scan.container.width;
  scan.radiograph = bsr_radiograph_new (turned, &acquisition, 0, NULL, &error);
  bsr_test_assert_no_error (error);
  return scan;
}

void
bsr_test_pair_clear (BsrComparedScan *scan)
{
  g_clear_pointer (&scan->radiograph, bsr_radiograph_unref);
}

BsrBox
bsr_test_pair_lead_box (const BsrComparedScan *scan, const BsrTestTake *take)
{
  double stretch = take->longer > 0.0 ? take->longer : 1.0;
  double pitch = take->pitch_x_mm / stretch;
  double left = (LEAD_X - LEAD_EDGE / 2.0) / pitch, width = LEAD_EDGE / pitch;
  if (take->mirrored)
    left = scan->container.width - left - width;
  return (BsrBox){ scan->container.x + (int) lrint (left),
                   scan->container.y + (int) lrint ((LEAD_Y + NEAR_ROOF_MM - LEAD_EDGE / 2.0) / take->pitch_y_mm),
                   (int) lrint (width), (int) lrint (LEAD_EDGE / take->pitch_y_mm) };
}
