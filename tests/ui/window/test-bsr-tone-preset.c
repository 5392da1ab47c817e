#include "bsr-test.h"

#include "bsr-tone-preset.h"

/* 8 x 8 pixels of rising counts; all but the brightest divided by @darker. */
static BsrScene *
scene_new (int darker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, 8, 8, NULL);
  for (int y = 0; y < 8; y++)
    for (int x = 0; x < 8; x++)
      bsr_plane_row_u16 (plane, y)[x] = (guint16) ((20000 + 500 * (8 * y + x)) / (y == 7 ? 1 : darker));
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  BsrScene *scene = bsr_scene_new (image, NULL, 1, NULL, &error);
  bsr_test_assert_no_error (error);
  return scene;
}

static void
test_windows (void **state)
{
  g_autoptr (BsrScene) scene = scene_new (1);
  for (int preset = 0; preset < BSR_TONE_N_PRESETS; preset++)
    {
      BsrTone tone = bsr_tone_default ();
      tone.invert = TRUE;
      bsr_tone_preset_apply (preset, scene, &tone);
      assert_true (tone.low < tone.high);
      assert_true (tone.invert);
      assert_int_equal (tone.mode, BSR_VIEW_PLANE);
      assert_int_equal (tone.logarithmic, preset == BSR_TONE_PRESET_LOGARITHMIC);
    }
}

static void
test_dense_shows_dark_light_shows_bright (void **state)
{
  g_autoptr (BsrScene) scene = scene_new (1);
  BsrTone dense = bsr_tone_default (), light = bsr_tone_default (), full = bsr_tone_default ();
  bsr_tone_preset_apply (BSR_TONE_PRESET_DENSE, scene, &dense);
  bsr_tone_preset_apply (BSR_TONE_PRESET_LIGHT, scene, &light);
  bsr_tone_preset_apply (BSR_TONE_PRESET_FULL, scene, &full);
  bsr_test_assert_close (full.low, 0.0, 0.0);
  bsr_test_assert_close (full.high, 1.0, 0.0);
  bsr_test_assert_close (dense.low, 0.0, 0.0);
  assert_true (dense.high <= light.low);
  bsr_test_assert_close (light.high, 1.0, 0.0);
}

static void
test_auto_follows_the_scan (void **state)
{
  g_autoptr (BsrScene) scene = scene_new (1);
  BsrTone tone = bsr_tone_default ();
  bsr_tone_preset_apply (BSR_TONE_PRESET_LOGARITHMIC, scene, &tone);
  bsr_tone_preset_apply (BSR_TONE_PRESET_AUTO, scene, &tone);
  assert_false (tone.logarithmic);
  /* The darkest pixel is 20000 of 51500. */
  bsr_test_assert_close (tone.low, 20000.0 / 51500.0, 0.05);
}

static void
test_auto_is_logarithmic_for_dense_cargo (void **state)
{
  g_autoptr (BsrScene) light = scene_new (1);
  g_autoptr (BsrScene) dense = scene_new (20);
  BsrTone tone = bsr_tone_default ();
  bsr_tone_preset_apply (BSR_TONE_PRESET_AUTO, dense, &tone);
  assert_true (tone.logarithmic);
  assert_true (tone.low < tone.high);
  bsr_tone_preset_apply (BSR_TONE_PRESET_AUTO, light, &tone);
  assert_false (tone.logarithmic);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_windows),
    cmocka_unit_test (test_dense_shows_dark_light_shows_bright),
    cmocka_unit_test (test_auto_follows_the_scan),
    cmocka_unit_test (test_auto_is_logarithmic_for_dense_cargo),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
