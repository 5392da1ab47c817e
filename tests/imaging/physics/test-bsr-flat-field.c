#include "bsr-test.h"

#include <math.h>

#include "bsr-flat-field.h"
#include "bsr-radiograph.h"

#define SEED 20261125
#define WIDTH 900
#define HEIGHT 420

/* Two planes of attenuation with the offsets that were put in. */
typedef struct
{
  BsrPlane *attenuation[2], *flags[2];
  float row[2][HEIGHT], column[2][WIDTH];
} Scan;

static double
normal (guint64 *state)
{
  double radius = sqrt (-2.0 * log (1.0 - bsr_test_random (state)));
  return radius * cos (2.0 * G_PI * bsr_test_random (state));
}

/* Open beam above, roof, walls with corrugation, layers of cargo with seams two pixels high, stacks
 * with gaps, floor: everything that runs along whole rows or columns. Blurred by hand. */
static double
scene (int x, int y)
{
  if (y < 30 || y >= 400)
    return 0.0;
  double roof = 0.5 / (1.0 + exp (-(y - 32.0))) - 0.35 / (1.0 + exp (-(y - 40.0)));
  double walls = 0.15 + 0.02 * sin (2.0 * G_PI * x / 48.0);
  double layer = fabs (fmod (y - 100.0 + 600.0, 60.0) - 30.0),
         stack = fabs (fmod (x, 220.0) - 110.0);
  double cargo = y > 100 ? 0.8 / (1.0 + exp (-(108.0 - stack))) : 0.0;
  cargo *= 1.0 - 0.03 * exp (-(30.0 - layer) * (30.0 - layer) / 4.0);
  double floor = 0.9 / (1.0 + exp (-(y - 385.0)));
  return roof + walls + cargo + floor;
}

static Scan *
scan_new (double gain, double dose, guint64 seed)
{
  Scan *scan = g_new0 (Scan, 1);
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (int i = 0; i < 2; i++)
    {
      scan->attenuation[i] = bsr_plane_new (BSR_FORMAT_F32, WIDTH, HEIGHT, NULL);
      scan->flags[i] = bsr_plane_new (BSR_FORMAT_U8, WIDTH, HEIGHT, NULL);
      for (int y = 0; y < HEIGHT; y++)
        scan->row[i][y] = (float)(gain * normal (&seed));
      for (int x = 0; x < WIDTH; x++)
        scan->column[i][x] = (float)(dose * normal (&seed));
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            double a = scene (x, y) * (i == 0 ? 1.0 : 1.12);
            double noise = 0.008 * exp (0.5 * a) * normal (&seed); /* 15,000 photons */
            bsr_plane_row_f32 (scan->attenuation[i], y)[x]
                = (float)(a + noise + (double)scan->row[i][y] + (double)scan->column[i][x]);
          }
    }
  return scan;
}

static void
scan_free (Scan *scan)
{
  for (int i = 0; i < 2; i++)
    {
      bsr_plane_unref (scan->attenuation[i]);
      bsr_plane_unref (scan->flags[i]);
    }
  g_free (scan);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

static void
measure (const Scan *scan, int n_planes, int n_threads, BsrFlatField *fields[2])
{
  g_autoptr (GError) error = NULL;
  assert_true (bsr_flat_field_measure (scan->attenuation, scan->flags, n_planes, 1.0, NULL,
                                       n_threads, fields, NULL, &error));
  bsr_test_assert_no_error (error);
}

/* Root mean square of what is left of @truth, slow changes over 64 lines aside. */
static double
left_over (const float *truth, const float *found, int n)
{
  double sum = 0.0, mean = 0.0;
  for (int i = 0; i < n; i++)
    mean += (double)(truth[i] - found[i]) / n;
  for (int i = 0; i < n; i++)
    sum += pow ((double)(truth[i] - found[i]) - mean, 2.0);
  return sqrt (sum / n);
}

static void
gains_and_doses_are_found (void **state)
{
  g_autoptr (Scan) scan = scan_new (0.006, 0.006, SEED);
  BsrFlatField *fields[2];
  measure (scan, 2, 1, fields);
  for (int i = 0; i < 2; i++)
    {
      double rows = left_over (scan->row[i], fields[i]->row_offset, HEIGHT);
      double columns = left_over (scan->column[i], fields[i]->column_offset, WIDTH);
      print_message ("plane %d: of 0.0060 are left rows %.4f, columns %.4f\n", i, rows, columns);
      /* Rows by their neighbours alone, of which a median keeps 40 % of what is its own. */
      assert_true (rows < 0.0036);
      assert_true (columns < 0.0024);
      bsr_test_assert_close (fields[i]->row_spread, 0.006, 0.0015);
      bsr_test_assert_close (fields[i]->column_spread, 0.006, 0.0015);
      bsr_flat_field_free (fields[i]);
    }
}

static void
a_good_scan_is_left_alone (void **state)
{
  g_autoptr (Scan) scan = scan_new (0.0, 0.0, SEED + 1);
  BsrFlatField *fields[2];
  measure (scan, 2, 1, fields);
  for (int i = 0; i < 2; i++)
    {
      /* Seams, roof, floor, corrugation stay: nothing is taken off that one would see. */
      for (int y = 0; y < HEIGHT; y++)
        bsr_test_assert_close ((double)fields[i]->row_offset[y], 0.0, 0.003);
      for (int x = 0; x < WIDTH; x++)
        bsr_test_assert_close ((double)fields[i]->column_offset[x], 0.0, 0.003);
      assert_true (fields[i]->row_spread < 0.001);
      assert_true (fields[i]->column_spread < 0.001);
      bsr_flat_field_free (fields[i]);
    }
}

static void
one_bad_channel_is_found_a_beam_is_not (void **state)
{
  g_autoptr (Scan) scan = scan_new (0.0, 0.0, SEED + 2);
  for (int x = 0; x < WIDTH; x++)
    {
      bsr_plane_row_f32 (scan->attenuation[0], 75)[x] += 0.02F;
      for (int y = -2; y <= 2; y++) /* blurred, as all that is real */
        bsr_plane_row_f32 (scan->attenuation[0], 90 + y)[x]
            += 0.02F * expf (-0.5F * (float)(y * y));
    }
  BsrFlatField *fields[2];
  measure (scan, 2, 1, fields);
  bsr_test_assert_close ((double)fields[0]->row_offset[75], 0.02, 0.003);
  for (int y = 88; y <= 92; y++)
    bsr_test_assert_close ((double)fields[0]->row_offset[y], 0.0, 0.003);
  for (int i = 0; i < 2; i++)
    bsr_flat_field_free (fields[i]);
}

static void
dead_lines_do_not_disturb (void **state)
{
  g_autoptr (Scan) scan = scan_new (0.005, 0.0, SEED + 3);
  for (int y = 200; y < 216; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        bsr_plane_row_f32 (scan->attenuation[0], y)[x] = 11.0F;
        bsr_plane_row_u8 (scan->flags[0], y)[x] = BSR_PIXEL_DEAD;
      }
  BsrFlatField *fields[2];
  measure (scan, 1, 1, fields);
  for (int y = 200; y < 216; y++)
    bsr_test_assert_close ((double)fields[0]->row_offset[y], 0.0, 0.0);
  bsr_test_assert_close (fields[0]->row_spread, 0.005, 0.0015);
  bsr_flat_field_apply (fields[0], scan->attenuation[0], scan->flags[0]);
  bsr_test_assert_close ((double)bsr_plane_row_f32 (scan->attenuation[0], 205)[7], 11.0, 0.0);
  bsr_flat_field_free (fields[0]);
}

static void
threads_and_codes_change_nothing (void **state)
{
  g_autoptr (Scan) scan = scan_new (0.005, 0.005, SEED + 4);
  const double step = 1e-4;
  for (int i = 0; i < 2; i++)
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < WIDTH; x++)
        {
          float *a = &bsr_plane_row_f32 (scan->attenuation[i], y)[x];
          *a = roundf (*a / (float)step + 1000.0F) * (float)step;
        }
  BsrFlatField *one[2], *three[2], *coded[2];
  measure (scan, 2, 1, one);
  measure (scan, 2, 3, three);
  for (int i = 0; i < 2; i++)
    {
      BsrPlane *codes = bsr_plane_new (BSR_FORMAT_U16, WIDTH, HEIGHT, NULL);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          bsr_plane_row_u16 (codes, y)[x]
              = (guint16)lroundf (bsr_plane_row_f32 (scan->attenuation[i], y)[x] / (float)step);
      bsr_plane_unref (scan->attenuation[i]);
      scan->attenuation[i] = codes;
    }
  assert_true (
      bsr_flat_field_measure (scan->attenuation, scan->flags, 2, step, NULL, 2, coded, NULL, NULL));
  g_autofree float *table = g_new (float, 65536);
  const float *const tables[] = { table, table };
  BsrFlatField *tabled[2];
  for (int i = 0; i < 65536; i++)
    table[i] = (float)step * (float)i; /* as codes are turned */
  assert_true (bsr_flat_field_measure (scan->attenuation, scan->flags, 2, 1.0, tables, 2, tabled,
                                       NULL, NULL));
  for (int i = 0; i < 2; i++)
    {
      assert_memory_equal (coded[i]->row_offset, tabled[i]->row_offset, sizeof (float) * HEIGHT);
      bsr_flat_field_free (tabled[i]);
      assert_memory_equal (one[i]->row_offset, three[i]->row_offset, sizeof (float) * HEIGHT);
      assert_memory_equal (one[i]->column_offset, three[i]->column_offset, sizeof (float) * WIDTH);
      for (int y = 0; y < HEIGHT; y++)
        bsr_test_assert_close ((double)one[i]->row_offset[y], (double)coded[i]->row_offset[y],
                               1e-5);
      bsr_flat_field_free (one[i]);
      bsr_flat_field_free (three[i]);
      bsr_flat_field_free (coded[i]);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (gains_and_doses_are_found),
    cmocka_unit_test (a_good_scan_is_left_alone),
    cmocka_unit_test (one_bad_channel_is_found_a_beam_is_not),
    cmocka_unit_test (dead_lines_do_not_disturb),
    cmocka_unit_test (threads_and_codes_change_nothing),
  };
  return cmocka_run_group_tests_name ("flat-field", tests, NULL, NULL);
}
