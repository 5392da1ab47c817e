#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-image-reader.h"
#include "bsr-radiograph.h"
#include "bsr-registration.h"

#define SEED 20261128
#define WIDTH 420
#define HEIGHT 260

typedef struct
{
  BsrPlane *planes[2], *flags[2];
} Pair;

static double
edge (double x)
{
  return 1.0 / (1.0 + exp (-1.6 * x));
}

/* Packages of many sizes in front of each other, their edges blurred; the same in any energy. */
static double
scene (double x, double y)
{
  double a = 0.2;
  for (int i = 0; i < 32; i++)
    {
      double left = fmod (i * 137.31, WIDTH - 60.0), top = fmod (i * 71.77, HEIGHT - 50.0);
      double width = 20.0 + fmod (i * 23.9, 70.0), height = 15.0 + fmod (i * 17.3, 60.0);
      if (x > left - 9.0 && x < left + width + 9.0 && y > top - 9.0 && y < top + height + 9.0)
        a += (0.15 + 0.05 * (i % 5)) * edge (x - left) * edge (left + width - x) * edge (y - top)
             * edge (top + height - y);
    }
  return a;
}

static double
normal (guint64 *state)
{
  double radius = sqrt (-2.0 * log (1.0 - bsr_test_random (state)));
  return radius * cos (2.0 * G_PI * bsr_test_random (state));
}

static Pair *
pair_new (double dx, double dy, guint64 seed)
{
  Pair *pair = g_new0 (Pair, 1);
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (int i = 0; i < 2; i++)
    {
      pair->planes[i] = bsr_plane_new (BSR_FORMAT_F32, WIDTH, HEIGHT, NULL);
      pair->flags[i] = bsr_plane_new (BSR_FORMAT_U8, WIDTH, HEIGHT, NULL);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            double a = i == 0 ? scene (x, y) : 1.12 * scene (x - dx, y - dy);
            bsr_plane_row_f32 (pair->planes[i], y)[x]
                = (float)(a + (i == 0 ? 0.008 : 0.012) * exp (0.5 * a) * normal (&seed));
          }
    }
  return pair;
}

static void
pair_free (Pair *pair)
{
  for (int i = 0; i < 2; i++)
    {
      bsr_plane_unref (pair->planes[i]);
      bsr_plane_unref (pair->flags[i]);
    }
  g_free (pair);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pair, pair_free)

static BsrRegistration
measure (const Pair *pair, int n_threads)
{
  BsrRegistration found;
  g_autoptr (GError) error = NULL;
  assert_true (bsr_registration_measure (pair->planes[0], pair->planes[1], pair->flags, 1.0,
                                         n_threads, &found, NULL, &error));
  bsr_test_assert_no_error (error);
  print_message ("%.3f +- %.3f, %.3f +- %.3f, %d and %d votes\n", found.dx, found.sd_x, found.dy,
                 found.sd_y, found.votes_x, found.votes_y);
  return found;
}

static void
shifts_are_found (void **state)
{
  static const double shifts[][2] = { { 0.5, 0.0 }, { -0.25, -1.0 }, { 7.3, -4.6 } };
  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autoptr (Pair) pair = pair_new (shifts[i][0], shifts[i][1], SEED + i);
      BsrRegistration found = measure (pair, 1);
      bsr_test_assert_close (found.dx, shifts[i][0], 0.06);
      bsr_test_assert_close (found.dy, shifts[i][1], 0.06);
      assert_true (found.share_x > 0.6 && found.share_y > 0.6);
    }
}

static void
none_is_none (void **state)
{
  g_autoptr (Pair) pair = pair_new (0.0, 0.0, SEED + 10);
  BsrRegistration found = measure (pair, 1);
  bsr_test_assert_close (found.dx, 0.0, 0.0);
  bsr_test_assert_close (found.dy, 0.0, 0.0);
}

/* A row of dead modules every 20 pixels, half a period further in the other energy, and dead rows:
 * flagged or not, they are no shift of 10 pixels. */
static void
dead_modules_do_not_fool (void **state)
{
  g_autoptr (Pair) pair = pair_new (0.0, 0.0, SEED + 11);
  for (int flagged = 0; flagged < 2; flagged++)
    {
      for (int i = 0; i < 2; i++)
        for (int y = 110; y < 160; y++)
          for (int x = 0; x < WIDTH; x++)
            if (y >= 153 || (y < 126 && (x + 10 * i) % 20 < 10))
              {
                bsr_plane_row_f32 (pair->planes[i], y)[x] = 8.0F;
                bsr_plane_row_u8 (pair->flags[i], y)[x] = flagged ? BSR_PIXEL_DEAD : 0;
              }
      BsrRegistration found = measure (pair, 1);
      bsr_test_assert_close (found.dx, 0.0, 0.0);
      bsr_test_assert_close (found.dy, 0.0, 0.0);
    }
}

static void
nothing_to_see_is_no_shift (void **state)
{
  g_autoptr (Pair) pair = pair_new (0.0, 0.0, SEED + 12);
  guint64 seed = SEED + 13;
  for (int i = 0; i < 2; i++)
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++)
        bsr_plane_row_f32 (pair->planes[i], y)[x] = (float)(0.01 * normal (&seed));
  BsrRegistration found = measure (pair, 1);
  bsr_test_assert_close (found.dx, 0.0, 0.0);
  assert_true (isinf (found.sd_x) && isinf (found.sd_y));
}

static void
threads_change_nothing (void **state)
{
  g_autoptr (Pair) pair = pair_new (0.5, -1.0, SEED + 14);
  BsrRegistration one = measure (pair, 1), five = measure (pair, 5);
  assert_memory_equal (&one, &five, sizeof one);
}

/* (transfer full) */
static BsrPlane *
attenuation_of (const BsrRadiograph *radiograph, int index)
{
  int width = bsr_radiograph_width (radiograph), height = bsr_radiograph_height (radiograph);
  BsrPlane *plane = bsr_plane_new (BSR_FORMAT_F32, width, height, NULL);
  for (int y = 0; y < height; y++)
    bsr_radiograph_read_attenuation (radiograph, index, 0, y, width, bsr_plane_row_f32 (plane, y));
  return plane;
}

static void
real_scans_are_registered (void **state)
{
  static const char *const names[]
      = { "cargo/r60-bales.tiff", "cargo/r60-cartons.tiff", "cargo/r60-reels.tiff" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = bsr_test_shared_file (names[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrImage) image = bsr_image_read (path, NULL, NULL, &error);
      bsr_test_assert_no_error (error);
      BsrAcquisition acquisition = bsr_acquisition_assumed (2);
      g_autoptr (BsrRadiograph) radiograph
          = bsr_radiograph_new (image, &acquisition, 2, NULL, &error);
      bsr_test_assert_no_error (error);
      Pair pair = { { NULL } };
      for (int plane = 0; plane < 2; plane++)
        {
          pair.planes[plane] = attenuation_of (radiograph, plane);
          pair.flags[plane] = bsr_radiograph_flags (radiograph, plane);
        }
      BsrRegistration found = measure (&pair, 2);
      for (int plane = 0; plane < 2; plane++)
        bsr_plane_unref (pair.planes[plane]);
      bsr_test_assert_close (found.dx, 0.0, 0.0);
      bsr_test_assert_close (found.dy, 0.0, 0.0);
      assert_true (found.votes_x > 50 && found.votes_y > 50);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (shifts_are_found),         cmocka_unit_test (none_is_none),
    cmocka_unit_test (dead_modules_do_not_fool), cmocka_unit_test (nothing_to_see_is_no_shift),
    cmocka_unit_test (threads_change_nothing),   cmocka_unit_test (real_scans_are_registered),
  };
  return cmocka_run_group_tests_name ("registration", tests, NULL, NULL);
}
