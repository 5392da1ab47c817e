#include "bsr-test.h"
#include "bsr-render.h"

#include <math.h>
#include <string.h>

/* A picture of @width x @height, each pixel @tall rows of RGBA. */
typedef struct
{
  int width, height;
  guint8 *rgba;
} Picture;

static BsrScene *
scene_of (int width, int height, const guint16 *samples, int n_threads)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_U16, width, height, NULL);
  for (int y = 0; y < height; y++)
    memcpy (bsr_plane_row_u16 (plane, y), samples + (gsize) y * width, width * sizeof *samples);
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 16, NULL);
  g_autoptr (GError) error = NULL;
  BsrScene *scene = bsr_scene_new (image, NULL, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return scene;
}

/* Noise whose brightest percent is at full scale, so that counts are transmission * 65535. */
static guint16 *
noise (int width, int height, guint64 seed)
{
  guint16 *samples = g_new (guint16, (gsize) width * height);
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (int i = 0; i < width * height; i++)
    samples[i] = i % 30 == 0 ? 65535 : (guint16) (bsr_test_random (&seed) * 65536.0);
  return samples;
}

static Picture
render (const BsrScene *scene, const BsrTone *tone, double x, double y, double scale_x,
        double scale_y, int width, int height)
{
  Picture picture = { width, height, g_malloc ((gsize) width * height * 4) };
  memset (picture.rgba, 0x55, (gsize) width * height * 4);
  BsrLook look = bsr_look_of_tone (tone);
  bsr_scene_render (scene, &look, x, y, scale_x, scale_y, picture.rgba, width, height,
                    (gsize) width * 4);
  return picture;
}

static void
assert_pixel (Picture picture, int x, int y, int r, int g, int b)
{
  const guint8 *p = picture.rgba + ((gsize) y * picture.width + x) * 4;
  if (p[0] != r || p[1] != g || p[2] != b || p[3] != 255)
    fail_msg ("(%d, %d) is %d %d %d %d, not %d %d %d 255", x, y, p[0], p[1], p[2], p[3], r, g, b);
}

static int
grey_of (guint16 sample)
{
  return (int) lrint (sample / 65535.0 * 255.0);
}

static void
at_100_percent_each_pixel_is_its_own (void **state)
{
  g_autofree guint16 *samples = noise (61, 43, 7);
  g_autoptr (BsrScene) scene = scene_of (61, 43, samples, 1);
  BsrTone tone = bsr_tone_default ();
  Picture picture = render (scene, &tone, 0.0, 0.0, 1.0, 1.0, 61, 43);
  for (int y = 0; y < 43; y++)
    for (int x = 0; x < 61; x++)
      {
        int grey = grey_of (samples[y * 61 + x]);
        assert_pixel (picture, x, y, grey, grey, grey);
      }
  g_free (picture.rgba);
}

static void
at_1600_percent_pixels_are_exact_blocks (void **state)
{
  g_autofree guint16 *samples = noise (20, 20, 8);
  g_autoptr (BsrScene) scene = scene_of (20, 20, samples, 1);
  BsrTone tone = bsr_tone_default ();
  /* 3.5 pixels in: the first block is cut in half. */
  Picture picture = render (scene, &tone, 3.5, 5.0, 16.0, 16.0, 160, 96);
  for (int y = 0; y < 96; y++)
    for (int x = 0; x < 160; x++)
      {
        int grey = grey_of (samples[(5 + y / 16) * 20 + 3 + (x + 8) / 16]);
        assert_pixel (picture, x, y, grey, grey, grey);
      }
  g_free (picture.rgba);
}

/* Between whole zooms an output shows the pixel under its centre. */
static void
at_150_percent_the_centre_decides (void **state)
{
  g_autofree guint16 *samples = noise (40, 10, 11);
  g_autoptr (BsrScene) scene = scene_of (40, 10, samples, 1);
  BsrTone tone = bsr_tone_default ();
  const int sources[] = { 0, 1, 1, 2, 3, 3, 4, 5, 5 }; /* 0.33, 1, 1.67, 2.33, 3, ... */
  Picture picture = render (scene, &tone, 0.0, 0.0, 1.5, 1.5, 9, 9);
  for (int y = 0; y < 9; y++)
    for (int x = 0; x < 9; x++)
      {
        int grey = grey_of (samples[sources[y] * 40 + sources[x]]);
        assert_pixel (picture, x, y, grey, grey, grey);
      }
  g_free (picture.rgba);
}

static void
at_50_percent_pixels_are_means (void **state)
{
  guint16 samples[4 * 100] = { 0 };
  for (int i = 0; i < 400; i++)
    samples[i] = (i % 100) / 2 % 2 ? 65535 : 13107; /* pairs of columns: 1 and 0.2 */
  g_autoptr (BsrScene) scene = scene_of (100, 4, samples, 1);
  BsrTone tone = bsr_tone_default ();
  Picture on_grid = render (scene, &tone, 0.0, 0.0, 0.5, 0.5, 50, 2);
  Picture between = render (scene, &tone, 1.0, 0.0, 0.5, 0.5, 49, 2);
  for (int x = 0; x < 49; x++)
    {
      int grey = x % 2 ? 255 : 51;
      assert_pixel (on_grid, x, 1, grey, grey, grey);
      assert_pixel (between, x, 1, 153, 153, 153);
    }
  g_free (on_grid.rgba);
  g_free (between.rgba);
}

static void
outside_is_background (void **state)
{
  const guint16 samples[4] = { 65535, 65535, 65535, 65535 };
  g_autoptr (BsrScene) scene = scene_of (2, 2, samples, 1);
  BsrTone tone = bsr_tone_default ();
  const int grey = BSR_SCENE_BACKGROUND;
  for (int zoomed = 0; zoomed < 2; zoomed++)
    {
      int size = zoomed ? 10 : 1;
      Picture picture = render (scene, &tone, -1.0, -1.0, size, size, 4 * size, 4 * size);
      for (int y = 0; y < 4 * size; y++)
        for (int x = 0; x < 4 * size; x++)
          {
            gboolean inside = x >= size && x < 3 * size && y >= size && y < 3 * size;
            int wanted = inside ? 255 : grey;
            assert_pixel (picture, x, y, wanted, wanted, wanted);
          }
      g_free (picture.rgba);
    }
  Picture far = render (scene, &tone, 1e9, -1e9, 0.01, 3.0, 7, 5);
  for (int i = 0; i < 35; i++)
    assert_pixel (far, i % 7, i / 7, grey, grey, grey);
  g_free (far.rgba);
}

static void
palette_and_inversion_reach_the_picture (void **state)
{
  const guint16 samples[2] = { 0, 65535 };
  g_autoptr (BsrScene) scene = scene_of (2, 1, samples, 1);
  BsrTone tone = bsr_tone_default ();
  tone.palette = bsr_palette_by_id ("amber");
  const guint8(*rgb)[3] = tone.palette->rgb;
  Picture plain = render (scene, &tone, 0.0, 0.0, 1.0, 1.0, 2, 1);
  assert_pixel (plain, 0, 0, rgb[0][0], rgb[0][1], rgb[0][2]);
  assert_pixel (plain, 1, 0, rgb[255][0], rgb[255][1], rgb[255][2]);
  tone.invert = TRUE;
  Picture inverted = render (scene, &tone, 0.0, 0.0, 1.0, 1.0, 2, 1);
  assert_pixel (inverted, 0, 0, rgb[255][0], rgb[255][1], rgb[255][2]);
  assert_pixel (inverted, 1, 0, rgb[0][0], rgb[0][1], rgb[0][2]);
  g_free (plain.rgba);
  g_free (inverted.rgba);
}

static void
threads_do_not_matter (void **state)
{
  const int width = 700, height = 500;
  g_autofree guint16 *samples = noise (width, height, 9);
  g_autoptr (BsrScene) one = scene_of (width, height, samples, 1);
  g_autoptr (BsrScene) five = scene_of (width, height, samples, 5);
  BsrTone tone = bsr_tone_default ();
  const double scales[][2] = { { 0.83, 0.61 }, { 1.0, 1.0 }, { 3.3, 2.1 }, { 0.31, 0.31 } };
  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      Picture a = render (one, &tone, -7.3, 11.9, scales[i][0], scales[i][1], 640, 480);
      Picture b = render (five, &tone, -7.3, 11.9, scales[i][0], scales[i][1], 640, 480);
      assert_memory_equal (a.rgba, b.rgba, 640 * 480 * 4);
      g_free (a.rgba);
      g_free (b.rgba);
    }
}

static void
small_and_odd_scans_are_drawn (void **state)
{
  const int sizes[][2] = { { 1, 1 }, { 1, 17 }, { 17, 1 }, { 3, 5 } };
  const double scales[] = { 0.01, 0.1, 0.5, 0.99, 1.0, 1.5, 32.0 };
  guint16 samples[17];
  for (int i = 0; i < 17; i++)
    samples[i] = 50000;
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (BsrScene) scene = scene_of (sizes[s][0], sizes[s][1], samples, 1);
      BsrTone tone = bsr_tone_default ();
      for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
        {
          /* One output whose centre is the scan's. */
          double x = sizes[s][0] / 2.0 - 0.5 / scales[i], y = sizes[s][1] / 2.0 - 0.5 / scales[i];
          Picture picture = render (scene, &tone, x, y, scales[i], scales[i], 1, 1);
          assert_pixel (picture, 0, 0, 255, 255, 255);
          g_free (picture.rgba);
        }
    }
}

static void
without_physics_air_is_the_brightest_percentile (void **state)
{
  guint16 samples[1000];
  for (int i = 0; i < 1000; i++)
    samples[i] = i < 5 ? 65535 : 30000;
  samples[999] = 15000;
  g_autoptr (BsrScene) scene = scene_of (100, 10, samples, 1);
  BsrTone tone = bsr_tone_default ();
  assert_false (bsr_scene_has_physics (scene));
  assert_false (bsr_scene_has_material (scene));
  Picture picture = render (scene, &tone, 0.0, 0.0, 1.0, 1.0, 100, 10);
  assert_pixel (picture, 50, 5, 255, 255, 255);
  assert_pixel (picture, 99, 9, 128, 128, 128);
  g_free (picture.rgba);
}

/* In its own colours, whatever palette or plane a look asks for; the window is over each of them. */
static void
a_picture_in_colours_is_drawn_in_them (void **state)
{
  enum { W = 8, H = 6 };
  BsrPlane *planes[3];
  for (int c = 0; c < 3; c++)
    {
      planes[c] = bsr_plane_new (BSR_FORMAT_U16, W, H, NULL);
      for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++)
          bsr_plane_row_u16 (planes[c], y)[x] = (guint16) (c * 80 + y * 10 + x / 2 * 2);
    }
  g_autoptr (BsrImage) image = bsr_image_new_colour (planes, 8, NULL);
  g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 2, NULL, NULL);
  for (int c = 0; c < 3; c++)
    bsr_plane_unref (planes[c]);
  assert_true (bsr_scene_is_colour (scene));
  assert_int_equal (bsr_scene_n_planes (scene), 1);

  double low, high;
  BsrTone tone = bsr_tone_default ();
  bsr_scene_auto_window (scene, &tone, (BsrBox){ 0 }, &low, &high);
  bsr_test_assert_close (low, 0.0, 0.0);
  bsr_test_assert_close (high, 1.0, 0.0);
  tone.palette = bsr_palettes () + 1;
  tone.plane = 1;
  Picture whole = render (scene, &tone, 0.0, 0.0, 1.0, 1.0, W, H);
  tone.invert = TRUE;
  Picture inverted = render (scene, &tone, 0.0, 0.0, 1.0, 1.0, W, H);
  tone.invert = FALSE;
  Picture half = render (scene, &tone, 0.0, 0.0, 0.5, 0.5, W / 2, H / 2);
  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++)
      {
        int red = y * 10 + x / 2 * 2;
        assert_pixel (whole, x, y, red, 80 + red, 160 + red);
        assert_pixel (inverted, x, y, 255 - red, 175 - red, 95 - red);
      }
  for (int y = 0; y < H / 2; y++)
    for (int x = 0; x < W / 2; x++)
      {
        int red = 20 * y + 5 + 2 * x; /* the mean of two rows */
        assert_pixel (half, x, y, red, 80 + red, 160 + red);
      }
  g_free (whole.rgba);
  g_free (inverted.rgba);
  g_free (half.rgba);
}

static void
float_counts_are_drawn (void **state)
{
  g_autoptr (BsrPlane) plane = bsr_plane_new (BSR_FORMAT_F32, 200, 1, NULL);
  float *row = bsr_plane_row_f32 (plane, 0);
  for (int x = 0; x < 200; x++)
    row[x] = 4000.0f;
  row[0] = 1000.0f;
  row[1] = NAN;
  row[2] = -5.0f;
  g_autoptr (BsrImage) image = bsr_image_new (&plane, 1, 32, NULL);
  g_autoptr (BsrScene) scene = bsr_scene_new (image, NULL, 1, NULL, NULL);
  BsrTone tone = bsr_tone_default ();
  Picture picture = render (scene, &tone, 0.0, 0.0, 1.0, 1.0, 200, 1);
  assert_pixel (picture, 0, 0, 64, 64, 64);
  assert_pixel (picture, 1, 0, 0, 0, 0);
  assert_pixel (picture, 2, 0, 0, 0, 0);
  assert_pixel (picture, 3, 0, 255, 255, 255);
  g_free (picture.rgba);
}

static void
auto_window_is_where_the_samples_are (void **state)
{
  g_autofree guint16 *samples = g_new (guint16, 200 * 100);
  for (int i = 0; i < 200 * 100; i++)
    samples[i] = i % 200 < 100 ? 20000 + i / 200 * 100 : 65535;
  g_autoptr (BsrScene) scene = scene_of (200, 100, samples, 1);
  BsrTone tone = bsr_tone_default ();
  double low, high;
  bsr_scene_auto_window (scene, &tone, (BsrBox){ 0, 0, 100, 100 }, &low, &high);
  bsr_test_assert_close (low * 65535.0, 20000.0, 101.0);
  bsr_test_assert_close (high * 65535.0, 29900.0, 101.0);
  bsr_scene_auto_window (scene, &tone, (BsrBox){ 0, 0, 0, 0 }, &low, &high);
  bsr_test_assert_close (low * 65535.0, 20000.0, 201.0);
  bsr_test_assert_close (high, 1.0, 1e-9);
  bsr_scene_auto_window (scene, &tone, (BsrBox){ 150, 0, 20, 20 }, &low, &high);
  assert_true (high > low);
}

static void
scans_of_many_samples_are_windowed_from_some (void **state)
{
  g_autofree guint16 *samples = noise (3000, 1500, 10);
  g_autoptr (BsrScene) scene = scene_of (3000, 1500, samples, 0);
  BsrTone tone = bsr_tone_default ();
  double low, high;
  bsr_scene_auto_window (scene, &tone, (BsrBox){ 0, 0, 0, 0 }, &low, &high);
  bsr_test_assert_close (low, 0.005, 0.002);
  bsr_test_assert_close (high, 1.0, 0.002);
}

/* All of the scan looks the same before its finest levels are there, and closer it is drawn, too. */
static void
a_draft_shows_all_as_the_whole_scene (void **state)
{
  const int width = 7801, height = 61;
  g_autofree guint16 *samples = noise (width, height, 20261126);
  g_autoptr (BsrScene) whole = scene_of (width, height, samples, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScene) draft = bsr_scene_new_draft (bsr_scene_image (whole), 2, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_true (bsr_scene_is_draft (draft));
  assert_false (bsr_scene_is_draft (whole));

  BsrLook look = bsr_look_default ();
  for (int equalised = 0; equalised < 2; equalised++)
    for (double zoom = 0.5; zoom <= 2.0; zoom *= 4.0)
      {
        guint8 pictures[2][64 * 16 * 4];
        bsr_scene_render (whole, &look, 7700.0, 20.0, zoom, zoom, pictures[0], 64, 16, 64 * 4);
        bsr_scene_render (draft, &look, 7700.0, 20.0, zoom, zoom, pictures[1], 64, 16, 64 * 4);
        if (zoom < 1.0 && !equalised)
          assert_memory_equal (pictures[0], pictures[1], sizeof pictures[0]);
        bsr_look_add (&look, BSR_ENHANCE_LOCAL_EQUALISE, 2.0);
        bsr_look_add (&look, BSR_ENHANCE_DENOISE, 1.0);
      }

  const BsrBox corner = { width - 10, height - 10, 10, 10 };
  double low, high;
  bsr_scene_auto_window (draft, &look.tone, corner, &low, &high);
  assert_true (low >= 0.0 && low < high && high <= 1.0);

  g_autofree guint16 *few = noise (3840, 8, 7);
  g_autoptr (BsrScene) small = scene_of (3840, 8, few, 1);
  g_autoptr (BsrScene) small_draft = bsr_scene_new_draft (bsr_scene_image (small), 1, NULL, &error);
  assert_false (bsr_scene_is_draft (small_draft));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (at_100_percent_each_pixel_is_its_own),
    cmocka_unit_test (at_1600_percent_pixels_are_exact_blocks),
    cmocka_unit_test (at_150_percent_the_centre_decides),
    cmocka_unit_test (at_50_percent_pixels_are_means),
    cmocka_unit_test (outside_is_background),
    cmocka_unit_test (palette_and_inversion_reach_the_picture),
    cmocka_unit_test (threads_do_not_matter),
    cmocka_unit_test (small_and_odd_scans_are_drawn),
    cmocka_unit_test (without_physics_air_is_the_brightest_percentile),
    cmocka_unit_test (a_picture_in_colours_is_drawn_in_them),
    cmocka_unit_test (float_counts_are_drawn),
    cmocka_unit_test (a_draft_shows_all_as_the_whole_scene),
    cmocka_unit_test (auto_window_is_where_the_samples_are),
    cmocka_unit_test (scans_of_many_samples_are_windowed_from_some),
  };
  return cmocka_run_group_tests_name ("render", tests, NULL, NULL);
}
