#include "bsr-test.h"
#include "bsr-test-picture.h"

#include <math.h>
#include <string.h>

#define WIDTH 1200
#define HEIGHT 500

/* Slopes, edges, fine texture and noise, the same on every machine. */
static BsrScene *
busy_scene (int n_threads)
{
  guint64 seed = 20261127;
  g_autofree guint16 *samples = g_new (guint16, WIDTH * HEIGHT);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        int box = (x / 97 + y / 61) % 3 * 14000, texture = (x * 7 + y * 13) % 23 * 60;
        int noise = (int) (bsr_test_random (&seed) * 900.0);
        samples[y * WIDTH + x] = (guint16) (x > WIDTH - 60 ? 65535 : 2000 + x * 12 + box + texture + noise);
      }
  return bsr_test_scene (WIDTH, HEIGHT, samples, n_threads);
}

/* Every enhancement by itself, then all of them. */
static BsrLook
look_of (int index)
{
  BsrLook look = bsr_look_default ();
  look.tone.low = 0.03;
  look.tone.logarithmic = TRUE;
  look.tone.palette = bsr_palette_by_id ("blue-yellow");
  for (int i = 0; i < BSR_N_ENHANCEMENTS; i++)
    if (index == i || index == BSR_N_ENHANCEMENTS)
      bsr_look_add (&look, (BsrEnhancement) i, bsr_enhancement_kind ((BsrEnhancement) i)->usual);
  return look;
}

static const double scales[][2] = { { 0.23, 0.31 }, { 0.5, 0.5 }, { 0.77, 0.77 }, { 1.0, 1.0 }, { 2.3, 1.9 } };

static void
sets_and_threads_draw_the_same (void **state)
{
  g_autoptr (BsrScene) one = busy_scene (1), three = busy_scene (3);
  BsrRaster raster = { -9.0, 31.0, 1.0, 1.0, 700, 300 };
  for (int i = 0; i <= BSR_N_ENHANCEMENTS; i++)
    for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
      {
        BsrLook look = look_of (i);
        raster.scale_x = scales[s][0];
        raster.scale_y = scales[s][1];
        g_setenv ("BASIRA_SIMD", "plain", TRUE);
        BsrTestPicture plain = bsr_test_picture (one, &look, raster);
        for (int level = BSR_SIMD_SSE4; level < BSR_N_SIMD_LEVELS; level++)
          {
            g_setenv ("BASIRA_SIMD", bsr_simd_level_name ((BsrSimdLevel) level), TRUE);
            BsrTestPicture other = bsr_test_picture (three, &look, raster);
            assert_memory_equal (plain.rgba, other.rgba, (gsize) raster.width * raster.height * 4);
            bsr_test_picture_clear (&other);
          }
        g_unsetenv ("BASIRA_SIMD");
        bsr_test_picture_clear (&plain);
      }
}

/* Wherever the picture is cut, a part of it is what the whole shows there. */
static void
parts_join_without_a_seam (void **state)
{
  g_autoptr (BsrScene) scene = busy_scene (2);
  for (int i = 0; i <= BSR_N_ENHANCEMENTS; i++)
    for (gsize s = 0; s < G_N_ELEMENTS (scales); s++)
      {
        double sx = scales[s][0], sy = scales[s][1];
        BsrLook look = look_of (i);
        BsrTestPicture whole = bsr_test_picture (scene, &look, (BsrRaster){ -20.0 / sx, -10.0 / sy, sx, sy, 640, 360 });
        for (int part = 0; part < 6; part++)
          {
            int left = part % 3 * 211, top = part / 3 * 173;
            BsrTestPicture cut = bsr_test_picture (
                scene, &look, (BsrRaster){ (left - 20) / sx, (top - 10) / sy, sx, sy, 211, 173 });
            for (int y = 0; y < cut.height; y++)
              assert_memory_equal (cut.rgba + y * 211 * 4, whole.rgba + ((top + y) * 640 + left) * 4, 211 * 4);
            bsr_test_picture_clear (&cut);
          }
        bsr_test_picture_clear (&whole);
      }
}

static void
two_halves_are_the_whole (void **state)
{
  g_autoptr (BsrScene) scene = busy_scene (1);
  BsrRaster raster = { 700.0, -15.0, 0.77, 0.6, 500, 320 };
  gsize stride = (gsize) raster.width * 4, size = stride * (gsize) raster.height;
  g_autofree guint8 *whole = g_malloc (size), *halves = g_malloc (size);
  for (int i = 0; i <= BSR_N_ENHANCEMENTS; i++)
    {
      BsrLook look = look_of (i), other = look;
      other.tone.high = 0.7;
      other.tone.gamma = 1.4;
      g_autoptr (BsrRendition) rendition = bsr_rendition_new (scene, &look);
      g_autoptr (BsrRendition) another = bsr_rendition_new (scene, &other);
      g_autoptr (BsrTile) tile = bsr_tile_new (rendition, &raster);
      assert_true (bsr_tile_size (tile) > size / 4);
      assert_true (bsr_tile_serves (&look, &other));
      bsr_rendition_render (another, &raster, 1, whole, stride);
      bsr_rendition_shade (another, tile, halves, stride);
      assert_memory_equal (whole, halves, size);
    }
}

static void
tiles_serve_other_windows_only (void **state)
{
  BsrLook look = look_of (BSR_N_ENHANCEMENTS), other = look;
  bsr_look_remove (&other, bsr_look_find (&other, BSR_ENHANCE_DARK));
  assert_true (bsr_tile_serves (&look, &other));
  other = look;
  other.steps[0].enabled = FALSE;
  assert_false (bsr_tile_serves (&look, &other));
  bsr_look_remove (&look, 0);
  assert_true (bsr_tile_serves (&look, &other));
  bsr_look_move (&look, 0, 1);
  assert_false (bsr_tile_serves (&look, &other));
  other = look;
  other.tone.invert = TRUE;
  assert_false (bsr_tile_serves (&look, &other)); /* its relief is lit from the other side */
  other = look = bsr_look_default ();
  other.tone.invert = TRUE;
  assert_true (bsr_tile_serves (&look, &other));
  other.tone.plane = 1;
  assert_false (bsr_tile_serves (&look, &other));
}

/* Each source pixel of a scan wider than any texture is an exact block, at either end of it. */
static void
a_scan_wider_than_textures_is_crisp (void **state)
{
  const int width = 300000, height = 8, zoom = 16;
  g_autofree guint16 *samples = g_new (guint16, width * height);
  for (int i = 0; i < width * height; i++)
    samples[i] = (guint16) (i % 19 == 0 ? 65535 : i % 256 * 256);
  g_autoptr (BsrScene) scene = bsr_test_scene (width, height, samples, 2);
  BsrLook look = bsr_look_default ();
  const int lefts[] = { 0, 131072, width - 20 };
  for (gsize i = 0; i < G_N_ELEMENTS (lefts); i++)
    {
      BsrTestPicture picture = bsr_test_picture (scene, &look, (BsrRaster){ lefts[i], 0.0, zoom, zoom, 20 * zoom, height * zoom });
      for (int y = 0; y < height * zoom; y++)
        for (int x = 0; x < 20 * zoom; x++)
          {
            int sample = samples[y / zoom * width + lefts[i] + x / zoom];
            assert_int_equal (bsr_test_picture_at (&picture, x, y), (int) floor (sample * (255.0 / 65535.0) + 0.5));
          }
      bsr_test_picture_clear (&picture);
    }
  BsrTestPicture all = bsr_test_picture (scene, &look, (BsrRaster){ 0.0, 0.0, 1000.0 / width, 1.0, 1000, height });
  assert_true (bsr_test_picture_mean (&all, (BsrBox){ 0, 0, 1000, height }, NULL) > 100.0);
  bsr_test_picture_clear (&all);
}

/* Source pixels stay exact blocks with the steps on samples, which work on them. */
static void
enhanced_pixels_are_blocks_too (void **state)
{
  g_autoptr (BsrScene) scene = busy_scene (2);
  BsrLook look = bsr_look_default ();
  bsr_look_add (&look, BSR_ENHANCE_DENOISE, 3.0);
  bsr_look_add (&look, BSR_ENHANCE_SHARPEN, 100.0);
  BsrTestPicture one = bsr_test_picture (scene, &look, (BsrRaster){ 90.0, 50.0, 1.0, 1.0, 30, 30 });
  BsrTestPicture zoomed = bsr_test_picture (scene, &look, (BsrRaster){ 90.0, 50.0, 16.0, 16.0, 480, 480 });
  for (int y = 0; y < 480; y++)
    for (int x = 0; x < 480; x++)
      assert_int_equal (bsr_test_picture_at (&zoomed, x, y), bsr_test_picture_at (&one, x / 16, y / 16));
  bsr_test_picture_clear (&one);
  bsr_test_picture_clear (&zoomed);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (sets_and_threads_draw_the_same),
    cmocka_unit_test (parts_join_without_a_seam),
    cmocka_unit_test (two_halves_are_the_whole),
    cmocka_unit_test (tiles_serve_other_windows_only),
    cmocka_unit_test (a_scan_wider_than_textures_is_crisp),
    cmocka_unit_test (enhanced_pixels_are_blocks_too),
  };
  return cmocka_run_group_tests_name ("rendition", tests, NULL, NULL);
}
