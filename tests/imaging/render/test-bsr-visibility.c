#include "bsr-test-picture.h"
#include "bsr-test.h"
#include "bsr-visibility.h"

#include <math.h>

#define SCALE 65535.0

static guint16
sample_of (int level)
{
  return (guint16) (level / 255.0 * SCALE + 0.5);
}

/* Luminance of index @j, cd/m2: the standard's own function the other way, DICOM PS3.14, 7.1. */
static double
luminance_of (double j)
{
  double l = log (j);
  double above = -1.3011877 + l * (8.0242636e-2 + l * (1.3646699e-1 + l * (-2.5468404e-2 + l * 1.3635334e-3)));
  double below = 1.0 + l * (-2.5840191e-2 + l * (-1.0320229e-1 + l * (2.8745620e-2 + l * (-3.1978977e-3 + l * 1.2992634e-4))));
  return pow (10.0, above / below);
}

/* White and black of this display are 80.8 and 0.8 cd/m2. */
static void
black_to_white_is_what_the_standard_says (void **state)
{
  BsrTone tone = bsr_tone_default ();
  g_autofree BsrVisibility *visibility = g_new (BsrVisibility, 1);
  bsr_visibility_init (visibility, &tone, SCALE);
  bsr_test_assert_close (luminance_of (visibility->noticeable[255]), 80.8, 0.2);
  bsr_test_assert_close (luminance_of (visibility->noticeable[0]), 0.8, 0.005);
  bsr_test_assert_close (bsr_visibility_difference (visibility, 0, 65535),
                         visibility->noticeable[255] - visibility->noticeable[0], 1e-9);
  for (int level = 1; level < 256; level++)
    assert_true (visibility->noticeable[level] > visibility->noticeable[level - 1]);
}

static void
one_level_tells_less_in_the_dark (void **state)
{
  BsrTone tone = bsr_tone_default ();
  g_autofree BsrVisibility *visibility = g_new (BsrVisibility, 1);
  bsr_visibility_init (visibility, &tone, SCALE);
  double dark = bsr_visibility_difference (visibility, sample_of (3), sample_of (4));
  double middle = bsr_visibility_difference (visibility, sample_of (100), sample_of (101));
  assert_true (dark < 1.2);
  assert_true (middle > 1.5);
}

static void
beyond_the_window_all_is_one (void **state)
{
  BsrTone tone = bsr_tone_default ();
  tone.low = 0.5;
  tone.high = 0.6;
  g_autofree BsrVisibility *visibility = g_new (BsrVisibility, 1);
  bsr_visibility_init (visibility, &tone, SCALE);
  bsr_test_assert_close (bsr_visibility_difference (visibility, 0, sample_of (127)), 0.0, 0.0);
  bsr_test_assert_close (bsr_visibility_difference (visibility, sample_of (154), 65535), 0.0, 0.0);
  assert_true (bsr_visibility_difference (visibility, sample_of (130), sample_of (140)) > 50.0);
}

static void
palette_and_inversion_count (void **state)
{
  BsrTone tone = bsr_tone_default ();
  g_autofree BsrVisibility *grey = g_new (BsrVisibility, 1);
  g_autofree BsrVisibility *other = g_new (BsrVisibility, 1);
  bsr_visibility_init (grey, &tone, SCALE);
  tone.invert = TRUE;
  bsr_visibility_init (other, &tone, SCALE);
  /* What is hard to tell in the dark is easy where it is bright. */
  assert_true (bsr_visibility_difference (other, sample_of (3), sample_of (4))
               > bsr_visibility_difference (grey, sample_of (3), sample_of (4)));
  tone.invert = FALSE;
  tone.palette = bsr_palette_by_id ("amber");
  bsr_visibility_init (other, &tone, SCALE);
  assert_true (bsr_visibility_difference (other, 0, 65535) > 300.0);
  /* The material view's colours are as light as the grey. */
  tone.mode = BSR_VIEW_MATERIAL;
  bsr_visibility_init (other, &tone, SCALE);
  bsr_test_assert_close (other->noticeable[128], grey->noticeable[128], 1e-9);
}

/* What is told of a place is what is drawn there, equalised around each place or all over. */
static void
a_look_is_told_as_it_is_drawn (void **state)
{
  enum { WIDTH = 240, HEIGHT = 120 };
  g_autofree guint16 *samples = g_new (guint16, WIDTH * HEIGHT);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      samples[y * WIDTH + x] = x < 8 ? 65535 : (guint16) (3000 + 150 * x + (x * 7919 + y * 104729) % 4000);
  g_autoptr (BsrScene) scene = bsr_test_scene (WIDTH, HEIGHT, samples, 1);
  const BsrEnhancement kinds[] = { BSR_ENHANCE_LOCAL_EQUALISE, BSR_ENHANCE_EQUALISE, BSR_ENHANCE_DARK };
  g_autofree BsrVisibility *visibility = g_new (BsrVisibility, 1);
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      BsrLook look = bsr_look_default ();
      bsr_look_add (&look, kinds[k], bsr_enhancement_kind (kinds[k])->usual);
      bsr_visibility_init_look (visibility, scene, &look);
      BsrTestPicture picture
          = bsr_test_picture (scene, &look, (BsrRaster){ 0.0, 0.0, 1.0, 1.0, WIDTH, HEIGHT });
      for (int y = 10; y < HEIGHT; y += 20)
        for (int x = 10; x < WIDTH - 1; x += 20)
          {
            double drawn = fabs (visibility->noticeable[bsr_test_picture_at (&picture, x, y)]
                                 - visibility->noticeable[bsr_test_picture_at (&picture, x + 1, y)]);
            double told = bsr_visibility_difference_at (visibility, x + 1.0, y + 0.5,
                                                        samples[y * WIDTH + x],
                                                        samples[y * WIDTH + x + 1]);
            /* Two of the screen's levels. */
            bsr_test_assert_close (told, drawn, 5.0);
          }
      bsr_test_picture_clear (&picture);
      bsr_visibility_clear (visibility);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (black_to_white_is_what_the_standard_says),
    cmocka_unit_test (one_level_tells_less_in_the_dark),
    cmocka_unit_test (beyond_the_window_all_is_one),
    cmocka_unit_test (palette_and_inversion_count),
    cmocka_unit_test (a_look_is_told_as_it_is_drawn),
  };
  return cmocka_run_group_tests_name ("visibility", tests, NULL, NULL);
}
