#include "bsr-test.h"
#include "bsr-material-map.h"
#include "bsr-render.h"
#include "bsr-segments.h"
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

/* The wall of steel is what the beam is known by. */
static const Strip classes[] = {
  { NULL, 1.0 },         { "steel", 0.78 },      { "cellulose", 0.2 }, { "aluminium", 0.2 },
  { "steel", 0.2 },      { "cellulose", 0.05 },  { "lead", 0.02 },     { "steel", 0.05 },
  { "aluminium", 0.05 }, { "steel", 0.00002 },   { "steel", 0.98 },    { NULL, 1.0 },
};
enum
{
  AIR_STRIP = 0,
  WALL_STRIP = 1,
  ORGANIC_STRIP = 2,
  METAL_STRIP = 4,
  OPAQUE_STRIP = 9,
  THIN_STRIP = 10,
};

static BsrPlane *
map_of (BsrRadiograph *radiograph, int n_threads)
{
  g_autoptr (BsrMaterialCurves) curves = bsr_material_curves_new (radiograph);
  assert_non_null (curves);
  g_autoptr (BsrSegments) segments = bsr_segments_new (radiograph, n_threads, NULL, NULL);
  return bsr_material_map_new (curves, segments, radiograph, n_threads, NULL, NULL);
}

static guint16
sample_of_strip (BsrPlane *map, int strip)
{
  return bsr_plane_row_u16 (map, HEIGHT / 2)[strip * STRIP + STRIP / 2];
}

static void
classes_are_told_apart (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrPlane) map = map_of (radiograph, 1);
  const struct
  {
    int strip;
    double hue, share;
  } expected[] = { { 2, 0.0, 0.0 }, { 3, 0.333, 0.38 }, { 4, 0.667, 1.0 }, { 5, 0.0, 0.0 },
                   { 6, 1.0, 1.0 }, { 7, 0.667, 1.0 },  { 8, 0.333, 0.42 } };
  for (int i = 0; i < (int) G_N_ELEMENTS (expected); i++)
    {
      guint16 sample = sample_of_strip (map, expected[i].strip);
      assert_true (BSR_MATERIAL_SURENESS (sample) > 12);
      bsr_test_assert_close (BSR_MATERIAL_HUE (sample) / 63.0, expected[i].hue, 0.18);
      bsr_test_assert_close (BSR_MATERIAL_SHARE (sample) / 31.0, expected[i].share, 0.2);
    }
}

static void
what_cannot_be_told_is_grey (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrPlane) map = map_of (radiograph, 1);
  assert_int_equal (sample_of_strip (map, AIR_STRIP), BSR_MATERIAL_NOTHING);
  assert_int_equal (sample_of_strip (map, THIN_STRIP), BSR_MATERIAL_NOTHING);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = OPAQUE_STRIP * STRIP; x < (OPAQUE_STRIP + 1) * STRIP; x++)
      assert_int_equal (BSR_MATERIAL_SURENESS (bsr_plane_row_u16 (map, y)[x]), 0);
}

/* Right up to an edge each side has its own hue, or none to speak of. */
static void
hues_do_not_bleed (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrPlane) map = map_of (radiograph, 1);
  const int edges[] = { 5, 6, 7 }; /* between materials of other attenuation */
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    for (int y = 4; y < HEIGHT - 4; y++)
      {
        const guint16 *row = bsr_plane_row_u16 (map, y);
        int x = edges[i] * STRIP, left = BSR_MATERIAL_HUE (sample_of_strip (map, edges[i] - 1));
        int right = BSR_MATERIAL_HUE (sample_of_strip (map, edges[i]));
        if (BSR_MATERIAL_SURENESS (row[x - 1]) > 15)
          bsr_test_assert_close (BSR_MATERIAL_HUE (row[x - 1]), left, 12.0);
        if (BSR_MATERIAL_SURENESS (row[x]) > 15)
          bsr_test_assert_close (BSR_MATERIAL_HUE (row[x]), right, 12.0);
      }
}

/* A scanner that does not answer like any beam of its energies, or does not state them. */
static void
wrong_or_unstated_energies_have_no_colours (void **state)
{
  const double stated[][2] = { { 6.0, 9.0 }, { NAN, 6.0 }, { 9.0, NAN }, { 6.0, 6.0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (stated); i++)
    {
      g_autoptr (BsrRadiograph) radiograph
          = radiograph_of (classes, G_N_ELEMENTS (classes), stated[i][0], stated[i][1]);
      g_autoptr (BsrScene) scene
          = bsr_scene_new (bsr_radiograph_image (radiograph), radiograph, 1, NULL, NULL);
      BsrMaterialEstimate estimate;
      assert_true (bsr_scene_has_physics (scene));
      assert_false (bsr_scene_has_material (scene));
      assert_false (bsr_scene_material_at (scene, 5, 5, &estimate));
      assert_null (bsr_scene_material_curves (scene));
    }
}

static void
threads_do_not_matter (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrPlane) one = map_of (radiograph, 1);
  g_autoptr (BsrPlane) three = map_of (radiograph, 3);
  for (int y = 0; y < bsr_plane_height (one); y++)
    assert_memory_equal (bsr_plane_row (one, y), bsr_plane_row (three, y), bsr_plane_stride (one));
}

static void
what_is_under_a_pixel_can_be_asked (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrScene) scene
      = bsr_scene_new (bsr_radiograph_image (radiograph), radiograph, 1, NULL, NULL);
  const struct
  {
    int strip;
    BsrMaterialState state;
    guint substance;
  } expected[] = { { AIR_STRIP, BSR_MATERIAL_THIN, 0 },
                   { ORGANIC_STRIP, BSR_MATERIAL_TOLD, 1u << BSR_SUBSTANCE_ORGANIC },
                   { METAL_STRIP, BSR_MATERIAL_TOLD, 1u << BSR_SUBSTANCE_METAL },
                   { OPAQUE_STRIP, BSR_MATERIAL_OPAQUE, 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      BsrMaterialEstimate estimate;
      int x = expected[i].strip * STRIP + STRIP / 2;
      assert_true (bsr_scene_material_at (scene, x, HEIGHT / 2, &estimate));
      assert_int_equal (estimate.state, expected[i].state);
      assert_int_equal (estimate.substances & expected[i].substance, expected[i].substance);
    }
}

static void
draw (BsrScene *scene, BsrViewMode mode, int strip, guint8 *pixel)
{
  BsrLook look = bsr_look_default ();
  look.tone.mode = mode;
  look.tone.low = 0.01;
  look.tone.logarithmic = TRUE;
  bsr_scene_render (scene, &look, strip * STRIP + STRIP / 2, HEIGHT / 2, 1.0, 1.0, pixel, 1, 1, 4);
}

static void
views_show_materials_and_strips (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrScene) scene
      = bsr_scene_new (bsr_radiograph_image (radiograph), radiograph, 1, NULL, NULL);
  assert_true (bsr_scene_has_material (scene));

  guint8 pixel[4], full[4];
  draw (scene, BSR_VIEW_MATERIAL, METAL_STRIP, pixel);
  assert_true (pixel[2] > pixel[0] + 30);
  draw (scene, BSR_VIEW_MATERIAL, ORGANIC_STRIP, pixel);
  assert_true (pixel[0] > pixel[2] + 30);
  draw (scene, BSR_VIEW_MATERIAL, AIR_STRIP, pixel);
  assert_true (pixel[0] == pixel[2] && pixel[0] == pixel[1]);

  draw (scene, BSR_VIEW_PLANE, ORGANIC_STRIP, full);
  draw (scene, BSR_VIEW_METAL, ORGANIC_STRIP, pixel);
  assert_true (pixel[0] > 225);
  draw (scene, BSR_VIEW_ORGANIC, ORGANIC_STRIP, pixel);
  bsr_test_assert_close (pixel[0], full[0], 30.0);
  draw (scene, BSR_VIEW_PLANE, METAL_STRIP, full);
  draw (scene, BSR_VIEW_METAL, METAL_STRIP, pixel);
  bsr_test_assert_close (pixel[0], full[0], 30.0);
  draw (scene, BSR_VIEW_ORGANIC, METAL_STRIP, pixel);
  assert_true (pixel[0] > 225);
}

static void
steel_is_shown_in_millimetres (void **state)
{
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (classes, G_N_ELEMENTS (classes), 9.0, 6.0);
  g_autoptr (BsrScene) scene
      = bsr_scene_new (bsr_radiograph_image (radiograph), radiograph, 1, NULL, NULL);
  const int x = METAL_STRIP * STRIP + STRIP / 2;
  double mm = (double) bsr_radiograph_steel_at (radiograph, x, HEIGHT / 2);
  guint8 pixel[4];
  BsrLook look = bsr_look_default ();
  look.tone.mode = BSR_VIEW_STEEL;
  look.tone.low = 0.0;
  look.tone.high = 2.0 * mm;
  bsr_scene_render (scene, &look, x, HEIGHT / 2, 1.0, 1.0, pixel, 1, 1, 4);
  bsr_test_assert_close (pixel[0], 127.5, 1.0);
  double low, high;
  bsr_scene_auto_window (scene, &look.tone, (BsrBox){ x - 5, 20, 10, 60 }, &low, &high);
  assert_true (low > 0.8 * mm && low < mm && high > mm && high < 1.2 * mm);
}

static void
merging_weighs_by_sureness (void **state)
{
  guint16 sure = BSR_MATERIAL_SAMPLE (50, 20, 24);
  guint16 merged = bsr_material_map_merge (sure, 0, 0, BSR_MATERIAL_NOTHING);
  assert_int_equal (BSR_MATERIAL_HUE (merged), 50);
  assert_int_equal (BSR_MATERIAL_SHARE (merged), 20);
  assert_int_equal (BSR_MATERIAL_SURENESS (merged), 6);
  assert_int_equal (bsr_material_map_merge (0, 0, 0, 0), 0);
  assert_int_equal (bsr_material_map_merge (sure, sure, sure, sure), sure);
  const guint16 nothing = BSR_MATERIAL_NOTHING;
  assert_int_equal (bsr_material_map_merge (nothing, nothing, nothing, nothing), nothing);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (classes_are_told_apart),
    cmocka_unit_test (what_cannot_be_told_is_grey),
    cmocka_unit_test (hues_do_not_bleed),
    cmocka_unit_test (wrong_or_unstated_energies_have_no_colours),
    cmocka_unit_test (threads_do_not_matter),
    cmocka_unit_test (what_is_under_a_pixel_can_be_asked),
    cmocka_unit_test (views_show_materials_and_strips),
    cmocka_unit_test (steel_is_shown_in_millimetres),
    cmocka_unit_test (merging_weighs_by_sureness),
  };
  return cmocka_run_group_tests_name ("material-map", tests, NULL, NULL);
}
