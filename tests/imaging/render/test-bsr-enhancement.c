#include "bsr-test.h"
#include "bsr-test-picture.h"

#include <math.h>

#define WIDTH 360
#define HEIGHT 240
#define NOISE 500.0

/* The columns at the right that are air: more than the percentile that is taken for it. */
#define AIR 8

/* One draw of a normal law, by the sum of twelve even ones (Irwin-Hall). */
static double
normal (guint64 *seed)
{
  double sum = -6.0;
  for (int i = 0; i < 12; i++)
    sum += bsr_test_random (seed);
  return sum;
}

/* Left half @left, right half @right, normal noise of @noise; the last columns are air. */
static BsrScene *
halves (int left, int right, double noise)
{
  guint64 seed = 42;
  g_autofree guint16 *samples = g_new (guint16, WIDTH * HEIGHT);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        double value = (x < WIDTH / 2 ? left : right) + noise * normal (&seed);
        samples[y * WIDTH + x] = (guint16) (x >= WIDTH - AIR ? 65535 : CLAMP (value, 0.0, 65535.0));
      }
  return bsr_test_scene (WIDTH, HEIGHT, samples, 1);
}

static const BsrRaster whole = { 0.0, 0.0, 1.0, 1.0, WIDTH, HEIGHT };

static BsrTestPicture
draw (const BsrScene *scene, BsrEnhancement kind, double amount)
{
  BsrLook look = bsr_look_default ();
  if (kind < BSR_N_ENHANCEMENTS)
    bsr_look_add (&look, kind, amount);
  return bsr_test_picture (scene, &look, whole);
}

/* Noise falls to less than 40 %, and a step of ten times the noise is neither lowered nor spread. */
static void
denoising_keeps_edges (void **state)
{
  g_autoptr (BsrScene) scene = halves (20000, 25000, NOISE);
  BsrTestPicture before = draw (scene, BSR_N_ENHANCEMENTS, 0.0);
  BsrTestPicture after = draw (scene, BSR_ENHANCE_DENOISE, 3.0);
  BsrBox left = { 20, 20, 140, 200 }, right = { 200, 20, 130, 200 };
  double noise_before, noise_after;
  double step = bsr_test_picture_mean (&before, right, NULL) - bsr_test_picture_mean (&before, left, &noise_before);
  bsr_test_picture_mean (&after, left, &noise_after);
  print_message ("noise %.3f to %.3f shades\n", noise_before, noise_after);
  assert_true (noise_after < 0.4 * noise_before);
  double kept = bsr_test_picture_mean (&after, (BsrBox){ WIDTH / 2, 20, 1, 200 }, NULL)
                - bsr_test_picture_mean (&after, (BsrBox){ WIDTH / 2 - 1, 20, 1, 200 }, NULL);
  bsr_test_assert_close (kept, step, 0.05 * step);
  bsr_test_picture_clear (&before);
  bsr_test_picture_clear (&after);
}

/* More denoising never leaves more noise. */
static void
denoising_grows_with_its_amount (void **state)
{
  g_autoptr (BsrScene) scene = halves (30000, 30000, NOISE);
  double last = 255.0;
  for (int amount = 1; amount <= 8; amount++)
    {
      BsrTestPicture picture = draw (scene, BSR_ENHANCE_DENOISE, amount);
      double noise;
      bsr_test_picture_mean (&picture, (BsrBox){ 20, 20, 300, 200 }, &noise);
      assert_true (noise <= last);
      last = noise;
      bsr_test_picture_clear (&picture);
    }
}

/* An edge overshoots by as much as the amount says; what is flat stays. */
static void
sharpening_raises_edges (void **state)
{
  g_autoptr (BsrScene) scene = halves (20000, 40000, 0.0);
  double overshoots[2];
  for (int i = 0; i < 2; i++)
    {
      BsrTestPicture picture = draw (scene, BSR_ENHANCE_SHARPEN, i == 0 ? 50.0 : 200.0);
      assert_int_equal (bsr_test_picture_at (&picture, 20, 100), 78); /* 20000 / 257 */
      overshoots[i] = bsr_test_picture_at (&picture, WIDTH / 2, 100) - 40000 / 257.0;
      /* Beyond the edge the binomial mean has 5/16 of the step: 24.3 of 77.8 shades. */
      bsr_test_assert_close (overshoots[i], (i == 0 ? 0.5 : 2.0) * 77.8 * 5.0 / 16.0, 1.5);
      bsr_test_picture_clear (&picture);
    }
}

static void
edges_are_outlined_and_noise_is_not (void **state)
{
  g_autoptr (BsrScene) scene = halves (30000, 45000, NOISE);
  BsrTestPicture before = draw (scene, BSR_N_ENHANCEMENTS, 0.0);
  BsrTestPicture after = draw (scene, BSR_ENHANCE_EDGES, 100.0);
  BsrBox flat = { 20, 20, 140, 200 }, edge = { WIDTH / 2, 20, 1, 200 };
  bsr_test_assert_close (bsr_test_picture_mean (&after, flat, NULL), bsr_test_picture_mean (&before, flat, NULL), 0.1);
  /* The gradient is the step of 58 shades less what noise might make, 8: 175 x 50 / 225. */
  assert_true (bsr_test_picture_mean (&before, edge, NULL) - bsr_test_picture_mean (&after, edge, NULL) > 35.0);
  bsr_test_picture_clear (&before);
  bsr_test_picture_clear (&after);
}

/* What is dense stands out, lit from the top left as it is displayed. */
static void
relief_is_lit_from_the_top_left (void **state)
{
  g_autofree guint16 *samples = g_new (guint16, 100 * 100);
  for (int i = 0; i < 100 * 100; i++)
    {
      int x = i % 100, y = i / 100;
      samples[i] = y < 2 ? 65535 : x >= 30 && x < 60 && y >= 30 && y < 60 ? 20000 : 40000;
    }
  g_autoptr (BsrScene) scene = bsr_test_scene (100, 100, samples, 1);
  for (int invert = 0; invert < 2; invert++)
    {
      BsrLook look = bsr_look_default ();
      look.tone.invert = invert;
      bsr_look_add (&look, BSR_ENHANCE_EMBOSS, 50.0);
      BsrTestPicture picture = bsr_test_picture (scene, &look, (BsrRaster){ 0.0, 0.0, 1.0, 1.0, 100, 100 });
      int inside = bsr_test_picture_at (&picture, 45, 45);
      assert_true (bsr_test_picture_at (&picture, 30, 30) > inside + 30);
      assert_true (bsr_test_picture_at (&picture, 59, 59) < inside - 30);
      assert_int_equal (inside, invert ? 255 - 78 : 78);
      bsr_test_picture_clear (&picture);
    }
}

/* A ramp from black to white: the shades of all levels. */
static BsrScene *
ramp (void)
{
  g_autofree guint16 *samples = g_new (guint16, WIDTH * HEIGHT);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    samples[i] = (guint16) (MIN (i % WIDTH, WIDTH - AIR) * 65535 / (WIDTH - AIR));
  return bsr_test_scene (WIDTH, HEIGHT, samples, 1);
}

/* Either opens its end by the amount, keeps both ends and the order of shades. */
static void
penetration_opens_its_end (void **state)
{
  g_autoptr (BsrScene) scene = ramp ();
  BsrTestPicture plain = draw (scene, BSR_N_ENHANCEMENTS, 0.0);
  BsrTestPicture dark = draw (scene, BSR_ENHANCE_DARK, 50.0), light = draw (scene, BSR_ENHANCE_LIGHT, 50.0);
  int tenth = WIDTH / 10, last = WIDTH - AIR;
  /* log (1 + 15 t) / log 16 at a tenth: 0.330. */
  bsr_test_assert_close (bsr_test_picture_at (&dark, tenth, 5), 255.0 * log1p (15.0 * tenth / last) / log (16.0), 1.0);
  bsr_test_assert_close (255 - bsr_test_picture_at (&light, last - tenth, 5), bsr_test_picture_at (&dark, tenth, 5), 1.5);
  for (int x = 1; x < WIDTH; x++)
    {
      assert_true (bsr_test_picture_at (&dark, x, 5) >= bsr_test_picture_at (&dark, x - 1, 5));
      assert_true (bsr_test_picture_at (&dark, x, 5) >= bsr_test_picture_at (&plain, x, 5));
      assert_true (bsr_test_picture_at (&light, x, 5) >= bsr_test_picture_at (&light, x - 1, 5));
      assert_true (bsr_test_picture_at (&light, x, 5) <= bsr_test_picture_at (&plain, x, 5));
    }
  assert_int_equal (bsr_test_picture_at (&dark, 0, 5), 0);
  assert_int_equal (bsr_test_picture_at (&light, last, 5), 255);
  bsr_test_picture_clear (&plain);
  bsr_test_picture_clear (&dark);
  bsr_test_picture_clear (&light);
}

/* The region's shades become even: a quarter of its pixels in each quarter of the shades. */
static void
equalising_spreads_the_region (void **state)
{
  guint64 seed = 5;
  g_autofree guint16 *samples = g_new (guint16, WIDTH * HEIGHT);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      double r = bsr_test_random (&seed);
      samples[i] = (guint16) (i % WIDTH < WIDTH / 2 ? 3000.0 + 9000.0 * r * r : 40000.0 + 25535.0 * r);
    }
  g_autoptr (BsrScene) scene = bsr_test_scene (WIDTH, HEIGHT, samples, 1);
  BsrLook look = bsr_look_default ();
  look.region = (BsrBox){ 0, 0, WIDTH / 2, HEIGHT };
  bsr_look_add (&look, BSR_ENHANCE_EQUALISE, 100.0);
  BsrTestPicture picture = bsr_test_picture (scene, &look, whole);
  int quarters[4] = { 0 }, n = WIDTH / 2 * HEIGHT;
  for (int i = 0; i < n; i++)
    quarters[bsr_test_picture_at (&picture, i % (WIDTH / 2), i / (WIDTH / 2)) / 64]++;
  for (int i = 0; i < 4; i++)
    bsr_test_assert_close (quarters[i], n / 4.0, n * 0.01);
  /* What is brighter than anything in the region is white. */
  assert_int_equal (bsr_test_picture_at (&picture, WIDTH - 5, 5), 255);
  bsr_test_picture_clear (&picture);
}

/* A faint square in the dark and one in the bright: both gain contrast, by no more than allowed. */
static void
equalising_locally_lifts_faint_things (void **state)
{
  guint64 seed = 6;
  g_autofree guint16 *samples = g_new (guint16, WIDTH * HEIGHT);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      int x = i % WIDTH, y = i / WIDTH, inside = x % 180 > 80 && x % 180 < 110 && y > 100 && y < 130;
      samples[i] = (guint16) (y < 4 ? 65535 : (x < 180 ? 8000 : 50000) + (inside ? 1500 : 0) + 800.0 * bsr_test_random (&seed));
    }
  g_autoptr (BsrScene) scene = bsr_test_scene (WIDTH, HEIGHT, samples, 1);
  double contrast[3];
  for (int i = 0; i < 3; i++)
    {
      BsrTestPicture picture = draw (scene, BSR_ENHANCE_LOCAL_EQUALISE, i == 0 ? 1.0 : i == 1 ? 2.0 : 4.0);
      contrast[i] = bsr_test_picture_mean (&picture, (BsrBox){ 85, 105, 20, 20 }, NULL)
                    - bsr_test_picture_mean (&picture, (BsrBox){ 85, 70, 20, 20 }, NULL);
      bsr_test_picture_clear (&picture);
    }
  bsr_test_assert_close (contrast[0], 1500.0 / 257.0, 1.0); /* once: as it was */
  assert_true (contrast[1] > 1.5 * contrast[0] && contrast[1] < 2.1 * contrast[0] + 1.0);
  assert_true (contrast[2] > contrast[1] && contrast[2] < 4.1 * contrast[0] + 1.0);
}

/* The order of the steps is the order in which they work. */
static void
order_matters (void **state)
{
  g_autoptr (BsrScene) scene = halves (20000, 30000, NOISE);
  BsrLook look = bsr_look_default ();
  bsr_look_add (&look, BSR_ENHANCE_DENOISE, 3.0);
  bsr_look_add (&look, BSR_ENHANCE_SHARPEN, 200.0);
  BsrLook other = look;
  bsr_look_move (&other, 0, 1);
  BsrTestPicture first = bsr_test_picture (scene, &look, whole), second = bsr_test_picture (scene, &other, whole);
  double calm, noisy;
  bsr_test_picture_mean (&first, (BsrBox){ 20, 20, 100, 200 }, &calm);
  bsr_test_picture_mean (&second, (BsrBox){ 20, 20, 100, 200 }, &noisy);
  assert_true (noisy > 1.2 * calm);
  bsr_test_picture_clear (&first);
  bsr_test_picture_clear (&second);
}

static void
steps_that_are_off_do_nothing (void **state)
{
  g_autoptr (BsrScene) scene = halves (20000, 30000, NOISE);
  BsrTestPicture plain = draw (scene, BSR_N_ENHANCEMENTS, 0.0);
  BsrLook look = bsr_look_default ();
  for (int i = 0; i < BSR_N_ENHANCEMENTS; i++)
    bsr_look_add (&look, (BsrEnhancement) i, bsr_enhancement_kind ((BsrEnhancement) i)->usual);
  for (int i = 0; i < look.n_steps; i++)
    look.steps[i].enabled = FALSE;
  BsrTestPicture off = bsr_test_picture (scene, &look, whole);
  assert_memory_equal (plain.rgba, off.rgba, WIDTH * HEIGHT * 4);
  bsr_test_picture_clear (&plain);
  bsr_test_picture_clear (&off);
}

/* Mean shades of sixths of a ramp with a square on it, drawn once and looked at; a shade may be off
 * by 1 where a library of mathematics rounds otherwise. */
static void
pictures_are_what_they_were (void **state)
{
  static const int golden[BSR_N_ENHANCEMENTS][6] = {
    { 21, 51, 80, 109, 138, 237 },  /* denoise */
    { 21, 51, 80, 109, 137, 237 },  /* sharpen */
    { 21, 51, 79, 108, 136, 236 },  /* edges */
    { 19, 51, 79, 108, 136, 234 },  /* emboss */
    { 69, 126, 156, 179, 196, 248 }, /* dark */
    { 7, 20, 33, 51, 75, 193 },     /* light */
    { 23, 78, 120, 145, 171, 236 }, /* equalise */
    { 43, 66, 86, 108, 127, 218 },  /* local-equalise */
  };
  g_autofree guint16 *samples = g_new (guint16, WIDTH * HEIGHT);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      int x = i % WIDTH, y = i / WIDTH, inside = x > 40 && x < 300 && y > 60 && y < 180;
      int value = x * 65535 / (WIDTH - 1);
      samples[i] = (guint16) ((inside ? value / 3 + 4000 : value) + (x * 31 + y * 17) % 101 * 4 * (x < 350));
    }
  g_autoptr (BsrScene) scene = bsr_test_scene (WIDTH, HEIGHT, samples, 1);
  gboolean same = TRUE;
  for (int i = 0; i < BSR_N_ENHANCEMENTS; i++)
    {
      BsrTestPicture picture = draw (scene, (BsrEnhancement) i, bsr_enhancement_kind ((BsrEnhancement) i)->usual);
      for (int k = 0; k < 6; k++)
        {
          double mean = bsr_test_picture_mean (&picture, (BsrBox){ k * 60, 0, 60, HEIGHT }, NULL);
          if (fabs (mean - golden[i][k]) > 1.0)
            print_message ("%s: part %d is %.2f\n",
                           bsr_enhancement_kind ((BsrEnhancement) i)->id, k, mean);
          same = same && fabs (mean - golden[i][k]) <= 1.0;
        }
      bsr_test_picture_clear (&picture);
    }
  assert_true (same);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (denoising_keeps_edges),
    cmocka_unit_test (denoising_grows_with_its_amount),
    cmocka_unit_test (sharpening_raises_edges),
    cmocka_unit_test (edges_are_outlined_and_noise_is_not),
    cmocka_unit_test (relief_is_lit_from_the_top_left),
    cmocka_unit_test (penetration_opens_its_end),
    cmocka_unit_test (equalising_spreads_the_region),
    cmocka_unit_test (equalising_locally_lifts_faint_things),
    cmocka_unit_test (order_matters),
    cmocka_unit_test (steps_that_are_off_do_nothing),
    cmocka_unit_test (pictures_are_what_they_were),
  };
  return cmocka_run_group_tests_name ("enhancement", tests, NULL, NULL);
}
