#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-motion.h"
#include "bsr-simulator.h"
#include "bsr-spectrum.h"

#define SEED 90210

static const BsrSceneRoom room = { 900.0, 700.0, 600.0, 0.0, 900.0, 0.0, 700.0, 0.0, 600.0 };

/* A slab of 300 mm across the beam, 500 mm long and high, with a block of lead before it. */
static BsrSceneModel *
slab_scene (const char *material)
{
  BsrSceneModel *model = bsr_scene_model_new (&room);
  BsrSolid slab
      = bsr_solid_box (bsr_material_by_id (material), 200.0, 700.0, 100.0, 600.0, 150.0, 450.0);
  bsr_scene_model_add (model, &slab);
  return model;
}

static void
add_lead (BsrSceneModel *model)
{
  BsrSolid lead
      = bsr_solid_box (bsr_material_by_id ("lead"), 400.0, 480.0, 300.0, 360.0, 20.0, 40.0);
  lead.role = BSR_ROLE_CONCEALED;
  lead.object = bsr_scene_model_add_object (model, "dense-shield", "load");
  bsr_scene_model_add (model, &lead);
}

static BsrScanner
parallel_scanner (void)
{
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.pitch_x_mm = scanner.pitch_y_mm = 2.5;
  scanner.source_distance_mm = INFINITY;
  scanner.spikes_per_megapixel = scanner.gain_spread = scanner.pulse_spread = 0.0;
  return scanner;
}

static BsrSimulation *
run (const BsrSceneModel *model, const BsrScanner *scanner, guint64 seed, int n_threads)
{
  g_autoptr (GError) error = NULL;
  BsrSimulation *simulation = bsr_simulator_run (model, scanner, seed, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return simulation;
}

/* Mean and variance of the counts in the middle 400 x 400 mm of the slab. */
static void
slab_moments (const BsrSimulation *simulation, const BsrScanner *scanner, int plane, double *mean,
              double *variance, double *n)
{
  BsrPlane *counts = bsr_image_plane (bsr_simulation_image (simulation), plane);
  int left = (int) ((250.0 + scanner->margin_x_mm) / 2.5),
      top = (int) ((150.0 + scanner->margin_top_mm) / 2.5);
  double sum = 0.0, squares = 0.0;
  *n = 160.0 * 160.0;
  for (int y = top; y < top + 160; y++)
    for (int x = left; x < left + 160; x++)
      {
        double value = bsr_plane_row_u16 (counts, y)[x];
        sum += value;
        squares += value * value;
      }
  *mean = sum / *n;
  *variance = squares / *n - *mean * *mean;
}

static void
slab_transmits_as_the_spectrum_says (void **state)
{
  static const char *const materials[] = { "wood", "water", "aluminium", "salt" };
  BsrScanner scanner = parallel_scanner ();
  print_message ("seed %d\n", SEED);
  for (gsize i = 0; i < G_N_ELEMENTS (materials); i++)
    {
      g_autoptr (BsrSceneModel) model = slab_scene (materials[i]);
      g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED + i, 2);
      const BsrMaterial *material = bsr_material_by_id (materials[i]);
      for (int plane = 0; plane < 2; plane++)
        {
          BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (scanner.energy_mv[plane]);
          double expected
              = bsr_spectrum_transmission (&spectrum, material, 30.0 * material->density_g_cm3);
          double mean, variance, n;
          slab_moments (simulation, &scanner, plane, &mean, &variance, &n);
          /* Noise, and the thousandth that the beam's fewer bins may be off. */
          bsr_test_assert_close ((mean - scanner.dark[plane]) / scanner.air[plane], expected,
                                 5.0 * sqrt (variance / n) / scanner.air[plane] + 1e-3 * expected);
        }
    }
}

static void
variance_of_counts_is_as_the_model_says (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("water");
  BsrScanner scanner = parallel_scanner ();
  g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED, 2);
  const BsrMaterial *water = bsr_material_by_id ("water");
  for (int plane = 0; plane < 2; plane++)
    {
      BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (scanner.energy_mv[plane]);
      double photons = 0.0, squares = 0.0;
      for (int i = 0; i < spectrum.n_bins; i++)
        {
          double energy = spectrum.energy_mev[i];
          photons += spectrum.weight[i] / energy;
          squares += spectrum.weight[i] * energy
                     * exp (-30.0 * bsr_material_attenuation (water, energy));
        }
      double expected = pow (scanner.air[plane], 2.0) * photons * squares / scanner.photons[plane]
                        + pow (scanner.electronic_noise, 2.0);
      double mean, variance, n;
      slab_moments (simulation, &scanner, plane, &mean, &variance, &n);
      bsr_test_assert_close (variance / expected, 1.0, 5.0 * sqrt (2.0 / n));
    }
}

static gboolean
images_are_equal (const BsrSimulation *a, const BsrSimulation *b)
{
  for (int plane = 0; plane < 2; plane++)
    {
      BsrPlane *pa = bsr_image_plane (bsr_simulation_image (a), plane);
      BsrPlane *pb = bsr_image_plane (bsr_simulation_image (b), plane);
      for (int y = 0; y < bsr_plane_height (pa); y++)
        if (memcmp (bsr_plane_row_u16 (pa, y), bsr_plane_row_u16 (pb, y),
                    bsr_plane_width (pa) * sizeof (guint16))
            != 0)
          return FALSE;
    }
  return TRUE;
}

static void
threads_change_nothing_and_seeds_everything (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("wood");
  BsrScanner scanner = bsr_scanner_dual_energy ();
  g_autoptr (BsrSimulation) one = run (model, &scanner, SEED, 1);
  g_autoptr (BsrSimulation) five = run (model, &scanner, SEED, 5);
  g_autoptr (BsrSimulation) other = run (model, &scanner, SEED + 1, 5);
  assert_true (images_are_equal (one, five));
  assert_false (images_are_equal (one, other));
}

/* Mean and deviation of the attenuation of @box's pixels, those of @mask where there is one. */
static int
attenuation_moments (BsrPlane *counts, const BsrScanner *scanner, BsrPlane *mask, BsrBox box,
                     double *mean, double *deviation)
{
  double sum = 0.0, squares = 0.0;
  int n = 0;
  for (int y = box.y; y < box.y + box.height; y++)
    for (int x = box.x; x < box.x + box.width; x++)
      if (mask == NULL || bsr_plane_row_u8 (mask, y)[x] != 0)
        {
          double value
              = -log ((bsr_plane_row_u16 (counts, y)[x] - scanner->dark[0]) / scanner->air[0]);
          sum += value;
          squares += value * value;
          n++;
        }
  *mean = sum / n;
  *deviation = sqrt (squares / n - *mean * *mean);
  return n;
}

static void
truth_agrees_with_the_picture (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("wood");
  add_lead (model);
  BsrScanner scanner = parallel_scanner ();
  g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED, 2);
  assert_int_equal (bsr_simulation_n_objects (simulation), 1);
  const BsrTrueObject *object = bsr_simulation_object (simulation, 0);
  bsr_test_assert_close (object->mass_kg, 8.0 * 6.0 * 2.0 * 11.35 / 1000.0, 1e-9);
  bsr_test_assert_close (bsr_simulation_load_kg (simulation),
                         50.0 * 50.0 * 30.0 * 0.6 / 1000.0 + object->mass_kg, 1e-9);
  assert_int_equal (object->box.width, 32);
  assert_int_equal (object->box.height, 24);
  assert_int_equal (object->box.x, (int) ((400.0 + scanner.margin_x_mm) / 2.5));

  /* 20 mm of lead shadow like some 30 mm of steel; what the pixels say must agree. */
  assert_true (object->steel_mm > 24.0 && object->steel_mm < 36.0);
  BsrPlane *counts = bsr_image_plane (bsr_simulation_image (simulation), 0);
  BsrBox slab
      = { (int) ((220.0 + scanner.margin_x_mm) / 2.5), object->box.y, 50, object->box.height };
  double inside, outside, noise, rest;
  assert_int_equal (
      attenuation_moments (counts, &scanner, object->mask, object->box, &inside, &rest), 32 * 24);
  attenuation_moments (counts, &scanner, NULL, slab, &outside, &noise);
  /* The truth's rays are sharp; the picture's blur takes some of the object's rim away. */
  bsr_test_assert_close (object->cnr / ((inside - outside) / noise), 1.0, 0.08);
}

static void
acquisition_fits_the_image (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("wood");
  BsrScanner scanner = bsr_scanner_single_energy ();
  g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED, 0);
  g_autoptr (GError) error = NULL;
  assert_true (bsr_acquisition_fits (bsr_simulation_acquisition (simulation),
                                     bsr_simulation_image (simulation), &error));
  assert_int_equal (bsr_image_bits (bsr_simulation_image (simulation)), 16);
  BsrBox container = bsr_simulation_container (simulation);
  assert_true (container.x > 0 && container.y > 0);
}

static void
an_empty_scene_is_air (void **state)
{
  g_autoptr (BsrSceneModel) model = bsr_scene_model_new (&room);
  BsrScanner scanner = parallel_scanner ();
  g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED, 1);
  BsrPlane *transmission = bsr_simulation_transmission (simulation, 1);
  bsr_test_assert_close ((double)bsr_plane_row_f32 (transmission, 30)[30], 1.0, 1e-5);
}

/* Where the slab's upper edge is in a column: rows of half its transmission. */
static double
upper_edge (BsrPlane *transmission, int x)
{
  double open = 0.0;
  for (int y = 0; y < bsr_plane_height (transmission) / 2; y++)
    {
      double value = (double)bsr_plane_row_f32 (transmission, y)[x];
      open += CLAMP ((value - 0.36) / 0.64, 0.0, 1.0);
    }
  return open;
}

/* Of its left edge in the middle row. */
static double
left_edge (BsrPlane *transmission)
{
  int y = bsr_plane_height (transmission) / 2;
  double open = 0.0;
  for (int x = 0; x < bsr_plane_width (transmission) / 2; x++)
    {
      double value = (double)bsr_plane_row_f32 (transmission, y)[x];
      open += CLAMP ((value - 0.36) / 0.64, 0.0, 1.0);
    }
  return open;
}

static void
container_swings_by_the_wobble (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("water");
  BsrScanner scanner = parallel_scanner ();
  scanner.wobble_px = 6.0;
  g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED, 2);
  BsrProjection projection = bsr_projection_new (&scanner, &room);
  BsrMotion motion = bsr_motion_new (&scanner, &projection, SEED);
  BsrPlane *transmission = bsr_simulation_transmission (simulation, 0);
  double most = 0.0, reference = upper_edge (transmission, 200);
  for (int x = 160; x < 340; x += 20)
    {
      double sunk = (bsr_motion_sunk (&motion, x + 0.5) - bsr_motion_sunk (&motion, 200.5)) / 2.5;
      bsr_test_assert_close (upper_edge (transmission, x) - reference, sunk, 0.7);
      most = MAX (most, fabs (sunk));
    }
  assert_true (most > 2.0);
}

static void
truth_follows_the_motion (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("wood");
  add_lead (model);
  BsrScanner scanner = parallel_scanner ();
  scanner.wobble_px = 8.0;
  scanner.speed_spread = 0.1;
  g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED, 2);
  const BsrTrueObject *object = bsr_simulation_object (simulation, 0);
  BsrPlane *transmission = bsr_simulation_transmission (simulation, 0);
  int right = 0, wrong = 0;
  BsrBox around = bsr_box_grow (object->box, 4, bsr_simulation_container (simulation));
  for (int y = around.y; y < around.y + around.height; y++)
    for (int x = around.x; x < around.x + around.width; x++)
      {
        gboolean is_lead = bsr_plane_row_f32 (transmission, y)[x] < 0.3f;
        gboolean is_marked = bsr_plane_row_u8 (object->mask, y)[x] != 0;
        right += is_lead && is_marked;
        wrong += is_lead != is_marked;
      }
  /* The blur takes some of the rim. */
  assert_true (right > 500 && wrong < right / 8);
}

static void
energies_are_apart_in_time_and_height (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("water");
  BsrScanner scanner = parallel_scanner ();
  scanner.energy_mv[1] = scanner.energy_mv[0]; /* alike, so that edges can be held together */
  scanner.interlaced = TRUE;
  scanner.row_offset_px = 2.0; /* a row has one ray: parts of a row round */
  g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED, 2);
  BsrPlane *high = bsr_simulation_transmission (simulation, 0);
  BsrPlane *low = bsr_simulation_transmission (simulation, 1);
  /* Taken half a column later and seen from two rows lower: edges come earlier and higher. */
  bsr_test_assert_close (left_edge (high) - left_edge (low), 0.5, 0.02);
  bsr_test_assert_close (upper_edge (high, 250) - upper_edge (low, 250), 2.0, 0.02);
}

static void
gamma_beam_does_not_harden (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("water");
  BsrScanner scanner = parallel_scanner ();
  scanner.n_planes = 1;
  scanner.modality = BSR_MODALITY_GAMMA;
  scanner.energy_mv[0] = 0.662;
  g_autoptr (BsrSimulation) simulation = run (model, &scanner, SEED, 2);
  BsrPlane *transmission = bsr_simulation_transmission (simulation, 0);
  double expected = exp (-30.0 * bsr_material_attenuation (bsr_material_by_id ("water"), 0.662));
  bsr_test_assert_close ((double)bsr_plane_row_f32 (transmission, 180)[250] / expected, 1.0, 1e-4);
}

static void
impossible_wishes_are_refused (void **state)
{
  g_autoptr (BsrSceneModel) model = slab_scene ("wood");
  g_autoptr (GError) error = NULL;
  BsrScanner scanner = bsr_scanner_dual_energy ();
  scanner.photons[1] = 0.0;
  assert_null (bsr_simulator_run (model, &scanner, SEED, 1, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "scanner");
  g_clear_error (&error);

  scanner = bsr_scanner_dual_energy ();
  scanner.pitch_x_mm = 1e-9;
  assert_null (bsr_simulator_run (model, &scanner, SEED, 1, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_LIMIT, "pixels");
  g_clear_error (&error);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  scanner = bsr_scanner_dual_energy ();
  assert_null (bsr_simulator_run (model, &scanner, SEED, 1, cancellable, &error));
  bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (slab_transmits_as_the_spectrum_says),
    cmocka_unit_test (variance_of_counts_is_as_the_model_says),
    cmocka_unit_test (threads_change_nothing_and_seeds_everything),
    cmocka_unit_test (truth_agrees_with_the_picture),
    cmocka_unit_test (acquisition_fits_the_image),
    cmocka_unit_test (an_empty_scene_is_air),
    cmocka_unit_test (container_swings_by_the_wobble),
    cmocka_unit_test (truth_follows_the_motion),
    cmocka_unit_test (energies_are_apart_in_time_and_height),
    cmocka_unit_test (gamma_beam_does_not_harden),
    cmocka_unit_test (impossible_wishes_are_refused),
  };
  return cmocka_run_group_tests_name ("simulator", tests, NULL, NULL);
}
