#include "bsr-test.h"
#include "bsr-material-map.h"
#include "bsr-render.h"
#include "bsr-spectrum.h"

#include <math.h>

#define AIR 60000.0
#define STRIP 40
#define HEIGHT 120
/* Photons behind a count of open beam: shot noise of 0.3 % there, as good scanners have. */
#define PHOTONS 100000.0

/* A standard normal deviate, Box and Muller 1958. */
static double
gaussian (guint64 *seed)
{
  double u = 1.0 - bsr_test_random (seed);
  return sqrt (-2.0 * log (u)) * cos (2.0 * G_PI * bsr_test_random (seed));
}

typedef struct
{
  const char *material; /* NULL: air */
  double transmission;  /* of the higher energy */
} Strip;

/* Upright strips of one material each, at 9 and 6 MV. */
static BsrRadiograph *
radiograph_of (const Strip *strips, int n_strips, double stated_high, double stated_low)
{
  guint64 seed = 20261124;
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  BsrSpectrum spectra[2] = { bsr_spectrum_bremsstrahlung (9.0), bsr_spectrum_bremsstrahlung (6.0) };
  BsrPlane *planes[2];
  for (int p = 0; p < 2; p++)
    {
      planes[p] = bsr_plane_new (BSR_FORMAT_U16, n_strips * STRIP, HEIGHT, NULL);
      for (int x = 0; x < n_strips * STRIP; x++)
        {
          const Strip *strip = &strips[x / STRIP];
          double t = 1.0;
          if (strip->material != NULL)
            {
              const BsrMaterial *material = bsr_material_by_id (strip->material);
              double g_cm2 = bsr_spectrum_g_cm2 (&spectra[0], material, strip->transmission);
              t = bsr_spectrum_transmission (&spectra[p], material, g_cm2);
            }
          for (int y = 0; y < HEIGHT; y++)
            bsr_plane_row_u16 (planes[p], y)[x] = (guint16) lrint (
                CLAMP (AIR * (t + sqrt (t / PHOTONS) * gaussian (&seed)), 0.0, 65535.0));
        }
    }
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_new (planes, 2, 16, &error);
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  acquisition.planes[0].air = acquisition.planes[1].air = AIR;
  acquisition.planes[0].energy_mv = stated_high;
  acquisition.planes[1].energy_mv = stated_low;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  bsr_plane_unref (planes[0]);
  bsr_plane_unref (planes[1]);
  return radiograph;
}

static guint16
sample_of_strip (BsrPlane *map, int strip)
{
  return bsr_plane_row_u16 (map, HEIGHT / 4)[strip * STRIP / 2 + STRIP / 4];
}

static const Strip classes[] = {
  { NULL, 1.0 },        { "cellulose", 0.2 }, { "aluminium", 0.2 },
  { "steel", 0.2 },     { "cellulose", 0.05 }, { "steel", 0.05 },
  { "aluminium", 0.05 }, { NULL, 1.0 },
};

static void
classes_are_told_apart (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  assert_true (bsr_material_map_is_possible (radiograph));
  g_autoptr (BsrPlane) map = bsr_material_map_new (radiograph, 1, NULL, NULL);
  const int hues[] = { -1, 0, BSR_MATERIAL_HUE_INORGANIC, 255, 0, 255, BSR_MATERIAL_HUE_INORGANIC, -1 };
  for (int i = 0; i < (int) G_N_ELEMENTS (hues); i++)
    {
      guint16 sample = sample_of_strip (map, i);
      if (hues[i] < 0)
        assert_true (BSR_MATERIAL_SURENESS (sample) < 20); /* air has no colour */
      else
        {
          assert_true (BSR_MATERIAL_SURENESS (sample) > 200);
          bsr_test_assert_close (BSR_MATERIAL_HUE (sample), hues[i], 40.0);
        }
    }
}

static void
what_the_beam_did_not_cross_is_grey (void **state)
{
  const Strip strips[] = {
    { NULL, 1.0 }, { "steel", 0.2 }, { "cellulose", 0.2 }, { "steel", 0.00002 }, { NULL, 1.0 },
  };
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (strips, G_N_ELEMENTS (strips), 9.0, 6.0);
  g_autoptr (BsrPlane) map = bsr_material_map_new (radiograph, 1, NULL, NULL);
  assert_true (BSR_MATERIAL_SURENESS (sample_of_strip (map, 1)) > 200);
  assert_int_equal (BSR_MATERIAL_SURENESS (sample_of_strip (map, 3)), 0);
}

static void
thin_things_are_grey (void **state)
{
  const Strip strips[] = { { NULL, 1.0 }, { "steel", 0.98 }, { "cellulose", 0.98 }, { NULL, 1.0 } };
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (strips, G_N_ELEMENTS (strips), 9.0, 6.0);
  g_autoptr (BsrPlane) map = bsr_material_map_new (radiograph, 1, NULL, NULL);
  for (int i = 0; i < 4; i++)
    assert_true (BSR_MATERIAL_SURENESS (sample_of_strip (map, i)) < 20);
}

/* A scanner that does not answer like the spectra of its energies, or does not state them. */
static void
wrong_or_unstated_energies_have_no_colours (void **state)
{
  const double stated[][2] = { { 9.0, 3.0 }, { 6.0, 9.0 }, { NAN, 6.0 }, { 9.0, NAN }, { 6.0, 6.0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (stated); i++)
    {
      g_autoptr (BsrRadiograph) radiograph
          = radiograph_of (classes, G_N_ELEMENTS (classes), stated[i][0], stated[i][1]);
      assert_false (bsr_material_map_is_possible (radiograph));
      g_autoptr (BsrScene) scene
          = bsr_scene_new (bsr_radiograph_image (radiograph), radiograph, 1, NULL, NULL);
      assert_true (bsr_scene_has_physics (scene));
      assert_false (bsr_scene_has_material (scene));
    }
}

static void
threads_do_not_matter (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrPlane) one = bsr_material_map_new (radiograph, 1, NULL, NULL);
  g_autoptr (BsrPlane) three = bsr_material_map_new (radiograph, 3, NULL, NULL);
  for (int y = 0; y < bsr_plane_height (one); y++)
    assert_memory_equal (bsr_plane_row (one, y), bsr_plane_row (three, y), bsr_plane_stride (one));
}

static void
views_show_steel_and_material (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrScene) scene
      = bsr_scene_new (bsr_radiograph_image (radiograph), radiograph, 1, NULL, NULL);
  assert_true (bsr_scene_has_material (scene));

  const int steel_x = 3 * STRIP + STRIP / 2, organic_x = STRIP + STRIP / 2;
  guint8 pixel[4];
  BsrLook look = bsr_look_default ();
  look.tone.mode = BSR_VIEW_MATERIAL;
  look.tone.low = 0.01;
  look.tone.logarithmic = TRUE;
  bsr_scene_render (scene, &look, steel_x, HEIGHT / 2, 1.0, 1.0, pixel, 1, 1, 4);
  assert_true (pixel[2] > pixel[0] + 30);
  bsr_scene_render (scene, &look, organic_x, HEIGHT / 2, 1.0, 1.0, pixel, 1, 1, 4);
  assert_true (pixel[0] > pixel[2] + 30);
  bsr_scene_render (scene, &look, 5, 5, 1.0, 1.0, pixel, 1, 1, 4);
  assert_true (ABS (pixel[0] - pixel[2]) < 8);

  /* Steel: at the window's ends black and white, its own thickness in the middle. */
  double mm = (double) bsr_radiograph_steel_at (radiograph, steel_x, HEIGHT / 2);
  look = bsr_look_default ();
  look.tone.mode = BSR_VIEW_STEEL;
  look.tone.low = 0.0;
  look.tone.high = 2.0 * mm;
  bsr_scene_render (scene, &look, steel_x, HEIGHT / 2, 1.0, 1.0, pixel, 1, 1, 4);
  bsr_test_assert_close (pixel[0], 127.5, 1.0);
  double low, high;
  bsr_scene_auto_window (scene, &look.tone, (BsrBox){ steel_x - 5, 20, 10, 60 }, &low, &high);
  assert_true (low > 0.8 * mm && low < mm && high > mm && high < 1.2 * mm);
}

static void
merging_weighs_hue_by_sureness (void **state)
{
  guint16 sure = BSR_MATERIAL_SAMPLE (200, 200), unsure = BSR_MATERIAL_SAMPLE (0, 0);
  guint16 merged = bsr_material_map_merge (sure, unsure, unsure, unsure);
  assert_int_equal (BSR_MATERIAL_HUE (merged), 200);
  assert_int_equal (BSR_MATERIAL_SURENESS (merged), 50);
  assert_int_equal (bsr_material_map_merge (unsure, unsure, unsure, unsure), 0);
  assert_int_equal (bsr_material_map_merge (sure, sure, sure, sure), sure);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (classes_are_told_apart),
    cmocka_unit_test (what_the_beam_did_not_cross_is_grey),
    cmocka_unit_test (thin_things_are_grey),
    cmocka_unit_test (wrong_or_unstated_energies_have_no_colours),
    cmocka_unit_test (threads_do_not_matter),
    cmocka_unit_test (views_show_steel_and_material),
    cmocka_unit_test (merging_weighs_hue_by_sureness),
  };
  return cmocka_run_group_tests_name ("material-map", tests, NULL, NULL);
}
