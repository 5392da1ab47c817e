#include "bsr-test.h"

#include <math.h>

#include "bsr-concealment.h"
#include "bsr-error.h"
#include "bsr-image-reader.h"
#include "bsr-random.h"
#include "bsr-spectrum.h"
#include "bsr-threat-projection.h"

/* A made-up scan: a third of open beam, the rest @AHEAD_MM of steel, with counting noise of GAIN
 * counts^2 a count and electronic noise. */
enum
{
  WIDTH = 480,
  HEIGHT = 320,
  LOAD_TOP = 100,
  THREAT_X = 200,
  THREAT_Y = 180,
  THREAT_SIZE = 80,
};
#define AIR 50000.0
#define GAIN 8.0
#define ELECTRONIC 12.0
#define AHEAD_MM 40.0
#define STEEL_G_CM2 20.0
#define SEED 20261125

static const double energies[2] = { 6.0, 4.0 };

static double
transmission (int plane, double steel_g_cm2)
{
  BsrSpectrum spectrum = bsr_spectrum_bremsstrahlung (energies[plane]);
  return bsr_spectrum_transmission (&spectrum, bsr_material_by_id ("steel"), steel_g_cm2);
}

static BsrRadiograph *
scan_new (void)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  BsrPlane *planes[2];
  for (int i = 0; i < 2; i++)
    {
      acquisition.planes[i].energy_mv = energies[i];
      acquisition.planes[i].air = AIR;
      planes[i] = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
      double load = AIR * transmission (i, 0.787 * AHEAD_MM);
      BsrRandom random = bsr_random_stream (SEED, 1, (guint64)i);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            double mean = y < LOAD_TOP ? AIR : load;
            double noise = sqrt (GAIN * mean + ELECTRONIC * ELECTRONIC);
            bsr_plane_row_u16 (planes[i], y)[x]
                = (guint16)round (bsr_random_normal (&random, mean, noise));
          }
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_new (planes, 2, 16, &error);
  bsr_plane_unref (planes[0]);
  bsr_plane_unref (planes[1]);
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static BsrThreatProjection *
project_slab (BsrRadiograph *radiograph, double blur_px)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrThreat) threat
      = bsr_threat_new_slab ("slab", bsr_material_by_id ("steel"), STEEL_G_CM2, THREAT_SIZE,
                             THREAT_SIZE, 5.0, 5.0, &error);
  bsr_test_assert_no_error (error);
  BsrThreatProjection *projection = bsr_threat_projection_new (
      radiograph, threat, THREAT_X, THREAT_Y, blur_px, SEED, NULL, &error);
  bsr_test_assert_no_error (error);
  return projection;
}

/* Mean and variance of the counts in the slab. */
static void
measure (BsrImage *image, int plane, double *mean, double *variance)
{
  double sum = 0.0, squares = 0.0, n = THREAT_SIZE * THREAT_SIZE;
  for (int y = THREAT_Y; y < THREAT_Y + THREAT_SIZE; y++)
    for (int x = THREAT_X; x < THREAT_X + THREAT_SIZE; x++)
      sum += bsr_plane_row_u16 (bsr_image_plane (image, plane), y)[x];
  *mean = sum / n;
  for (int y = THREAT_Y; y < THREAT_Y + THREAT_SIZE; y++)
    for (int x = THREAT_X; x < THREAT_X + THREAT_SIZE; x++)
      {
        double off = bsr_plane_row_u16 (bsr_image_plane (image, plane), y)[x] - *mean;
        squares += off * off;
      }
  *variance = squares / (n - 1.0);
}

static void
attenuation_rises_as_the_hardened_beam_has_it (void **state)
{
  print_message ("seed %d\n", SEED);
  g_autoptr (BsrRadiograph) radiograph = scan_new ();
  g_autoptr (BsrThreatProjection) projection = project_slab (radiograph, 0.0);
  for (int plane = 0; plane < 2; plane++)
    {
      double before, after, noise_before, noise;
      measure (bsr_radiograph_image (radiograph), plane, &before, &noise_before);
      measure (projection->image, plane, &after, &noise);
      double ahead = 0.787 * AHEAD_MM;
      double expected
          = log (transmission (plane, ahead) / transmission (plane, ahead + STEEL_G_CM2));
      double soft = -log (transmission (plane, STEEL_G_CM2));
      /* The noise of before is in after too; what is added is less than the noise of after. */
      double error = sqrt (noise) / after / THREAT_SIZE;
      print_message ("plane %d: %.5f where %.5f is expected, +-%.5f; unhardened %.5f\n", plane,
                     log (before / after), expected, error, soft);
      bsr_test_assert_close (log (before / after), expected, 3.0 * error);
      assert_true (soft - expected > 10.0 * error);
    }
}

static void
noise_is_that_of_the_weaker_signal (void **state)
{
  print_message ("seed %d\n", SEED);
  g_autoptr (BsrRadiograph) radiograph = scan_new ();
  g_autoptr (BsrThreatProjection) projection = project_slab (radiograph, 0.0);
  for (int plane = 0; plane < 2; plane++)
    {
      double before, after, noise_before, noise;
      measure (bsr_radiograph_image (radiograph), plane, &before, &noise_before);
      measure (projection->image, plane, &after, &noise);
      double expected = GAIN * after + ELECTRONIC * ELECTRONIC;
      double multiplied = noise_before * after * after / before / before;
      /* A variance of n pixels has a relative error of sqrt (2 / n) = 1.8 %; the noise model, told
       * from the image, adds its own of 6 % of what is added. */
      print_message ("plane %d: variance %.0f where %.0f is expected; multiplied alone %.0f\n", plane,
                     noise, expected, multiplied);
      bsr_test_assert_close (noise / expected, 1.0,
                             3.0 * sqrt (2.0) / THREAT_SIZE + 0.06 * (1.0 - multiplied / expected));
      assert_true (multiplied < 0.7 * expected);
    }
}

static void
nothing_changes_beside_the_threat (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = scan_new ();
  g_autoptr (BsrThreatProjection) projection = project_slab (radiograph, 1.0);
  const BsrBox slab = { THREAT_X, THREAT_Y, THREAT_SIZE, THREAT_SIZE };
  BsrBox reach = bsr_box_grow (slab, 3, (BsrBox){ 0, 0, WIDTH, HEIGHT });
  assert_memory_equal (&projection->box, &slab, sizeof slab);
  int n_rim = 0;
  for (int plane = 0; plane < 2; plane++)
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++)
        {
          int before = bsr_plane_row_u16 (
              bsr_image_plane (bsr_radiograph_image (radiograph), plane), y)[x];
          int after = bsr_plane_row_u16 (bsr_image_plane (projection->image, plane), y)[x];
          if (!bsr_box_contains_point (reach, x, y))
            assert_int_equal (before, after);
          else if (!bsr_box_contains_point (slab, x, y))
            n_rim += before != after; /* the point spread */
        }
  assert_true (n_rim > 2 * THREAT_SIZE);
  bsr_test_assert_close (projection->mass_kg, STEEL_G_CM2 * 40.0 * 40.0 / 1000.0, 1e-6);
}

static void
truth_says_how_much_it_shows (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = scan_new ();
  g_autoptr (BsrThreatProjection) projection = project_slab (radiograph, 0.0);
  double ahead = 0.787 * AHEAD_MM, signal = AIR * transmission (0, ahead);
  double excess = log (transmission (0, ahead) / transmission (0, ahead + STEEL_G_CM2));
  double noise = sqrt (GAIN * signal + ELECTRONIC * ELECTRONIC) / signal;
  bsr_test_assert_close (projection->cnr / (excess / noise), 1.0, 0.08); /* the noise model's own error */
  bsr_test_assert_close (projection->steel_mm, STEEL_G_CM2 / 0.787, 0.5);
  bsr_test_assert_close (projection->around_mm, AHEAD_MM, 0.5);
}

/* (transfer full): object 0 of @kind in goods of sugar. */
static BsrSceneModel *
scene_of (BsrConcealmentKind kind)
{
  const BsrSceneRoom room = { .length = 2000.0, .height = 2000.0, .width = 2000.0,
                              .inner_x1 = 2000.0, .inner_y1 = 2000.0, .inner_z1 = 2000.0 };
  BsrRandom random = bsr_random_stream (SEED, 2, 0);
  BsrSceneModel *model = bsr_scene_model_new (&room);
  BsrSolid goods = bsr_solid_box (bsr_material_by_id ("sugar"), 0.0, 2000.0, 0.0, 2000.0, 0.0, 2000.0);
  bsr_scene_model_add (model, &goods);
  assert_int_equal (bsr_concealment_add (model, kind, (const double[]){ 1000.0, 1000.0, 1000.0 },
                                         (const double[]){ 300.0, 300.0, 430.0 }, &random),
                    0);
  return model;
}

static void
a_threat_weighs_what_its_solids_weigh (void **state)
{
  const BsrConcealmentKind kinds[]
      = { BSR_CONCEALMENT_BRICKS, BSR_CONCEALMENT_SHIELD, BSR_CONCEALMENT_HANDGUNS };
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (BsrSceneModel) model = scene_of (kinds[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrThreat) threat = bsr_threat_new_from_scene (model, 0, 5.0, 5.0, &error);
      bsr_test_assert_no_error (error);
      assert_string_equal (threat->kind, bsr_concealment_name (kinds[i]));
      /* Rays stand for 2.5 mm each way: edges count as in or out. */
      bsr_test_assert_close (bsr_threat_mass (threat) / bsr_scene_model_object_mass (model, 0), 1.0,
                             0.04);
    }
}

static void
what_cannot_be_projected_is_refused (void **state)
{
  g_autoptr (BsrSceneModel) model = scene_of (BSR_CONCEALMENT_VOID);
  g_autoptr (GError) error = NULL;
  assert_null (bsr_threat_new_from_scene (model, 0, 5.0, 5.0, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "nothing that could be projected");
  g_clear_error (&error);
  g_autoptr (BsrRadiograph) radiograph = scan_new ();
  g_autoptr (BsrThreat) slab = bsr_threat_new_slab ("slab", bsr_material_by_id ("steel"), 1.0, 20, 20,
                                                    5.0, 5.0, NULL);
  assert_null (bsr_threat_projection_new (radiograph, slab, WIDTH - 19, 0, 0.6, 1, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "not within the image");
  g_clear_error (&error);
  g_autoptr (BsrThreat) air = bsr_threat_new_slab ("air", bsr_material_by_id ("steel"), 0.0, 20, 20,
                                                   5.0, 5.0, NULL);
  assert_null (bsr_threat_projection_new (radiograph, air, 10, 10, 0.6, 1, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "on no ray");
}

/* Dead channels and spikes of a real scan stay what they are, whatever is projected on them. */
static void
flaws_of_a_real_scan_stay (void **state)
{
  g_autofree char *path = bsr_test_shared_file ("cargo/r60-cartons.tiff");
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrAcquisition acquisition = bsr_acquisition_assumed (bsr_image_n_planes (image));
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  g_autoptr (BsrThreat) slab = bsr_threat_new_slab ("slab", bsr_material_by_id ("lead"), 5.0, 100, 100,
                                                    8.6, 4.5, NULL);
  g_autoptr (BsrThreatProjection) projection
      = bsr_threat_projection_new (radiograph, slab, 700, 60, 0.6, SEED, NULL, &error);
  bsr_test_assert_no_error (error);
  int n_dead = 0, n_darker = 0;
  for (int y = 62; y < 158; y++)
    for (int x = 702; x < 798; x++)
      {
        int flags = bsr_plane_row_u8 (bsr_radiograph_flags (radiograph, 0), y)[x];
        int before = bsr_plane_row_u16 (bsr_image_plane (image, 0), y)[x];
        int after = bsr_plane_row_u16 (bsr_image_plane (projection->image, 0), y)[x];
        if ((flags & (BSR_PIXEL_DEAD | BSR_PIXEL_SPIKE)) != 0)
          {
            assert_int_equal (before, after);
            n_dead++;
          }
        else
          n_darker += after < before;
      }
  assert_true (n_dead > 0);
  assert_true (n_darker > 96 * 96 * 9 / 10);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (attenuation_rises_as_the_hardened_beam_has_it),
    cmocka_unit_test (noise_is_that_of_the_weaker_signal),
    cmocka_unit_test (nothing_changes_beside_the_threat),
    cmocka_unit_test (truth_says_how_much_it_shows),
    cmocka_unit_test (a_threat_weighs_what_its_solids_weigh),
    cmocka_unit_test (what_cannot_be_projected_is_refused),
    cmocka_unit_test (flaws_of_a_real_scan_stay),
  };
  return cmocka_run_group_tests_name ("threat-projection", tests, NULL, NULL);
}
