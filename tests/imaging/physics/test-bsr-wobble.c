#include "bsr-test.h"

#include <math.h>

#include "bsr-displacement.h"
#include "bsr-radiograph.h"
#include "bsr-wobble.h"

#define SEED 20261129
#define WIDTH 800
#define HEIGHT 300

typedef struct
{
  BsrPlane *attenuation, *flags;
  float shift[WIDTH];
} Scan;

static double
edge (double x)
{
  return 1.0 / (1.0 + exp (-2.0 * x));
}

/* Roof, a rail, cargo of many heights, floor; open beam at both ends. */
static double
scene (int x, double y)
{
  if (x < 40 || x >= WIDTH - 40)
    return 0.0;
  double top = 90.0 + 13.0 * ((x / 60 * 7) % 9);
  return 0.15 * edge (y - 30.0) + 0.5 * edge (y - 30.0) * edge (38.0 - y)
         + 0.8 * edge (y - top) * edge (258.0 - y) + 1.2 * edge (y - 258.0) * edge (270.0 - y);
}

static double
normal (guint64 *state)
{
  double radius = sqrt (-2.0 * log (1.0 - bsr_test_random (state)));
  return radius * cos (2.0 * G_PI * bsr_test_random (state));
}

/* @bend: how far the roof alone goes down in the middle. */
static Scan *
scan_new (double amplitude, double period, double bend, guint64 seed)
{
  Scan *scan = g_new0 (Scan, 1);
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  scan->attenuation = bsr_plane_new (BSR_FORMAT_F32, WIDTH, HEIGHT, NULL);
  scan->flags = bsr_plane_new (BSR_FORMAT_U8, WIDTH, HEIGHT, NULL);
  for (int x = 0; x < WIDTH; x++)
    scan->shift[x] = (float)(amplitude * sin (2.0 * G_PI * x / period));
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        double sag = y < HEIGHT / 2 ? bend * sin (4.0 * G_PI * x / WIDTH) : 0.0;
        double a = scene (x, y - (double)scan->shift[x] - sag);
        bsr_plane_row_f32 (scan->attenuation, y)[x]
            = (float)(a + 0.01 * exp (0.5 * a) * normal (&seed));
      }
  return scan;
}

static void
scan_free (Scan *scan)
{
  bsr_plane_unref (scan->attenuation);
  bsr_plane_unref (scan->flags);
  g_free (scan);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

static BsrWobble *
measure (const Scan *scan, int n_threads)
{
  g_autoptr (GError) error = NULL;
  BsrWobble *wobble
      = bsr_wobble_measure (scan->attenuation, scan->flags, 1.0, n_threads, NULL, &error);
  bsr_test_assert_no_error (error);
  return wobble;
}

/* Root mean square of what is left in the container, a straight line aside: that is a slope. */
static double
left_over (const Scan *scan, const BsrWobble *wobble)
{
  double sum = 0.0, mean = 0.0, slope = 0.0, square = 0.0, middle = 0.5 * (WIDTH - 1);
  for (int x = 60; x < WIDTH - 60; x++)
    {
      double left = (double)(scan->shift[x] - wobble->shift[x]);
      mean += left / (WIDTH - 120);
      slope += left * (x - middle);
      square += (x - middle) * (x - middle);
    }
  for (int x = 60; x < WIDTH - 60; x++)
    sum += pow ((double)(scan->shift[x] - wobble->shift[x]) - mean - slope / square * (x - middle),
                2.0)
           / (WIDTH - 120);
  return sqrt (sum);
}

static void
swings_are_found (void **state)
{
  static const double swings[][2] = { { 0.8, 150.0 }, { 1.5, 200.0 }, { 3.5, 400.0 } };
  for (guint i = 0; i < G_N_ELEMENTS (swings); i++)
    {
      g_autoptr (Scan) scan = scan_new (swings[i][0], swings[i][1], 0.0, SEED + i);
      g_autoptr (BsrWobble) wobble = measure (scan, 1);
      double left = left_over (scan, wobble);
      print_message ("of %.1f pixels every %.0f columns are left %.3f, agreement %.2f\n",
                     swings[i][0], swings[i][1], left, wobble->agreement);
      assert_true (wobble->significant);
      assert_true (left < 0.15 * swings[i][0]);
    }
}

static void
what_stands_still_is_left_alone (void **state)
{
  g_autoptr (Scan) still = scan_new (0.0, 100.0, 0.0, SEED + 5);
  g_autoptr (BsrWobble) none = measure (still, 1);
  assert_false (none->significant);
  assert_true (none->most < 0.1);
  /* A roof that is bent while the floor is not. */
  g_autoptr (Scan) bent = scan_new (0.0, 100.0, 2.0, SEED + 6);
  g_autoptr (BsrWobble) roof = measure (bent, 1);
  assert_false (roof->significant);
}

/* (transfer full) */
static BsrPlane *
codes_of (const Scan *scan)
{
  BsrPlane *codes = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      bsr_plane_row_u16 (codes, y)[x] = (guint16)lrint (
          BSR_ATTENUATION_STEPS * MAX ((double)bsr_plane_row_f32 (scan->attenuation, y)[x], 0.0));
  return codes;
}

static void
columns_go_back_with_their_flags (void **state)
{
  g_autoptr (Scan) still = scan_new (0.0, 200.0, 0.0, SEED + 7);
  g_autoptr (Scan) scan = scan_new (2.0, 200.0, 0.0, SEED + 7);
  g_autoptr (BsrWobble) wobble = measure (scan, 1);
  g_autoptr (GError) error = NULL;
  BsrPlane *codes = codes_of (scan);
  bsr_plane_row_u8 (scan->flags, 152)[50] = BSR_PIXEL_DEAD; /* a column that lies 2 too low */
  assert_true (bsr_displace (&codes, &scan->flags, 0.0, 0.0, wobble->shift, 3, NULL, &error));
  bsr_test_assert_no_error (error);
  double before = 0.0;
  for (int y = 20; y < 60; y++)
    for (int x = 60; x < WIDTH - 60; x++)
      {
        double a = (double)bsr_plane_row_u16 (codes, y)[x] / BSR_ATTENUATION_STEPS;
        before = MAX (before, fabs (a - MAX ((double)bsr_plane_row_f32 (still->attenuation, y)[x],
                                             0.0)));
      }
  bsr_plane_unref (codes);
  assert_true (before < 0.25); /* of an edge of 0.65 a pixel and a half */
  assert_true (bsr_plane_row_u8 (scan->flags, 150)[50] & BSR_PIXEL_DEAD);
  assert_false (bsr_plane_row_u8 (scan->flags, 153)[50] & BSR_PIXEL_DEAD);
}

static void
threads_change_nothing (void **state)
{
  g_autoptr (Scan) scan = scan_new (1.5, 200.0, 0.0, SEED + 8);
  g_autoptr (BsrWobble) one = measure (scan, 1);
  g_autoptr (BsrWobble) five = measure (scan, 5);
  assert_memory_equal (one->shift, five->shift, sizeof (float) * WIDTH);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (swings_are_found),
    cmocka_unit_test (what_stands_still_is_left_alone),
    cmocka_unit_test (columns_go_back_with_their_flags),
    cmocka_unit_test (threads_change_nothing),
  };
  return cmocka_run_group_tests_name ("wobble", tests, NULL, NULL);
}
