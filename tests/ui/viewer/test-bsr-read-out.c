#include "bsr-test.h"
#include "bsr-read-out.h"

#include <math.h>
#include <string.h>

#include "bsr-image-reader.h"

#define WIDTH 200
#define HEIGHT 100
#define AIR 50000

static const BsrPitch nominal = { BSR_PITCH_NOMINAL, 5.0, 5.0, 0.7, 0.7 };
static const BsrPitch stated = { BSR_PITCH_STATED, 10.0, 5.0, 0.03, 0.18 };

/* Air, a thick slab in the middle, and a part that the beam does not cross. */
static BsrImage *
image_of (void)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        int ripple = (x * 7 + y * 13) % 41 - 20;
        bsr_plane_row_u16 (plane, y)[x]
            = (guint16) (x < 60 ? AIR + 4 * ripple : x < 140 ? AIR / 10 + ripple : MAX (ripple, 0) / 10);
      }
  return bsr_image_new (&plane, 1, 16, NULL);
}

static BsrRadiograph *
radiograph_of (BsrImage *image)
{
  BsrAcquisition acquisition = bsr_acquisition_assumed (1);
  g_autoptr (GError) error = NULL;
  acquisition.planes[0].energy_mv = 6.0;
  acquisition.planes[0].air = AIR;
  acquisition.pitch_x_mm = 10.0;
  acquisition.pitch_y_mm = 5.0;
  BsrRadiograph *radiograph = bsr_radiograph_new (image, &acquisition, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return radiograph;
}

static void
before_the_physics_counts_are_known (void **state)
{
  g_autoptr (BsrImage) image = image_of ();
  g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 1, NULL, NULL);
  BsrReadOut out = bsr_read_out_at (scene, &nominal, NULL, 70.9, 10.2);
  assert_true (out.inside);
  assert_int_equal (out.x, 70);
  assert_int_equal (out.y, 10);
  assert_int_equal (out.n_planes, 1);
  bsr_test_assert_close (out.counts[0], bsr_plane_row_u16 (bsr_image_plane (image, 0), 10)[70], 0.0);
  assert_true (isnan (out.transmission[0]) && isnan (out.steel_mm));
  /* The nominal pitch, from the lower left corner. */
  assert_false (out.has_material);
  bsr_test_assert_close (out.x_m, 70.9 * 0.005, 1e-9);
  bsr_test_assert_close (out.y_m, (HEIGHT - 10.2) * 0.005, 1e-9);
}

static void
with_the_physics_all_is_known (void **state)
{
  g_autoptr (BsrImage) image = image_of ();
  g_autoptr (BsrRadiograph) radiograph = radiograph_of (image);
  g_autoptr (BsrScene) scene = bsr_scene_new (image, radiograph, 1, NULL, NULL);
  const BsrBox container = { 50, 20, 100, 60 };
  BsrReadOut out = bsr_read_out_at (scene, &stated, &container, 100.5, 50.5);
  bsr_test_assert_close (out.transmission[0], 0.1, 0.01);
  bsr_test_assert_close (out.steel_mm, bsr_radiograph_steel_of_attenuation (radiograph, log (10.0)), 4.0);
  assert_false (out.opaque);
  bsr_test_assert_close (out.x_m, 50.5 * 0.010, 1e-9);
  bsr_test_assert_close (out.y_m, 29.5 * 0.005, 1e-9);
  assert_true (bsr_read_out_at (scene, &stated, &container, 170.0, 50.0).opaque);
}

static void
off_the_scan_nothing_is_known (void **state)
{
  g_autoptr (BsrImage) image = image_of ();
  g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 1, NULL, NULL);
  const double places[][2] = { { -0.1, 5 }, { 5, -0.1 }, { WIDTH, 5 }, { 5, HEIGHT }, { NAN, NAN }, { 1e300, 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    assert_false (bsr_read_out_at (scene, &nominal, NULL, places[i][0], places[i][1]).inside);
}

/* A scan of two energies from the development data. */
static BsrScene *
dual_scene (const char *name, double high_mv, double low_mv, double air)
{
  g_autofree char *path = bsr_test_shared_file (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrAcquisition acquisition = bsr_acquisition_assumed (2);
  acquisition.planes[0].energy_mv = high_mv;
  acquisition.planes[1].energy_mv = low_mv;
  acquisition.planes[0].air = acquisition.planes[1].air = air;
  g_autoptr (BsrRadiograph) radiograph = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  BsrScene *scene = bsr_scene_new (image, radiograph, 2, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (bsr_scene_material_curves (scene));
  return scene;
}

/* What a region of @edge pixels around a place is said to be made of. */
static BsrMaterialEstimate
material_of_region (BsrScene *scene, int x, int y, int edge)
{
  const BsrPoint corners[] = { { x - edge / 2, y - edge / 2 }, { x - edge / 2 + edge, y - edge / 2 + edge } };
  g_autoptr (BsrAnnotation) mark
      = bsr_annotation_new (NULL, BSR_SHAPE_REGION, BSR_CATEGORY_NOTE, corners, 2, NULL);
  g_autoptr (BsrMeasurement) measurement = bsr_measurement_new (
      mark, bsr_scene_radiograph (scene), bsr_scene_material_curves (scene), &stated, NULL, NULL);
  assert_int_equal (measurement->statistics->n_pixels, edge * edge);
  assert_true (measurement->statistics->has_material);
  return measurement->statistics->material;
}

/* Whether the pointer says the same at all pixels of the region, and says something. */
static gboolean
is_one_thing (BsrScene *scene, int x, int y, int edge, BsrMaterialEstimate *said)
{
  assert_true (bsr_scene_material_at (scene, x, y, said));
  for (int j = y - edge / 2; j < y - edge / 2 + edge; j++)
    for (int i = x - edge / 2; i < x - edge / 2 + edge; i++)
      {
        BsrMaterialEstimate other;
        assert_true (bsr_scene_material_at (scene, i, j, &other));
        if (other.state != said->state || other.z_low != said->z_low || other.z_high != said->z_high
            || other.g_cm2 != said->g_cm2)
          return FALSE;
      }
  return said->substances != 0;
}

/* A region within one thing and the pointer on it never contradict each other: the region has fewer
 * pixels, so it may say less, and a few of many lie beyond two standard deviations of everything; but
 * what both allow is the same material. */
static void
regions_agree_with_the_pointer (void **state)
{
  enum { EDGE = 7, STEP = 7 };
  static const struct
  {
    const char *name;
    double high_mv, low_mv, air;
  } scans[] = { { "phantom/semiz.tiff", 9.0, 6.0, 60000.0 }, { "cargo/r60-bales.tiff", 6.0, 4.0, NAN } };
  for (gsize s = 0; s < G_N_ELEMENTS (scans); s++)
    {
      g_autoptr (BsrScene) scene
          = dual_scene (scans[s].name, scans[s].high_mv, scans[s].low_mv, scans[s].air);
      int n = 0, n_told = 0, n_none = 0;
      for (int y = EDGE; y < bsr_scene_height (scene) - EDGE; y += STEP)
        for (int x = EDGE; x < bsr_scene_width (scene) - EDGE; x += STEP)
          {
            BsrMaterialEstimate pointer;
            if (!is_one_thing (scene, x, y, EDGE, &pointer))
              continue;
            BsrMaterialEstimate region = material_of_region (scene, x, y, EDGE);
            n++;
            n_told += pointer.state == BSR_MATERIAL_TOLD && region.state == BSR_MATERIAL_TOLD;
            if (region.state == BSR_MATERIAL_NONE)
              {
                n_none++;
                continue;
              }
            assert_true ((region.substances & pointer.substances) != 0);
            assert_true (region.z_low <= pointer.z_high && region.z_high >= pointer.z_low);
          }
      print_message ("%s: %d places, %d of them told by both, %d regions fit nothing\n", scans[s].name,
                     n, n_told, n_none);
      assert_true (n_none <= n / 50);
      assert_true (n_told > 20);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (before_the_physics_counts_are_known),
    cmocka_unit_test (with_the_physics_all_is_known),
    cmocka_unit_test (off_the_scan_nothing_is_known),
    cmocka_unit_test (regions_agree_with_the_pointer),
  };
  return cmocka_run_group_tests_name ("read-out", tests, NULL, NULL);
}
