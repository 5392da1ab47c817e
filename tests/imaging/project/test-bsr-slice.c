#include "bsr-test.h"

#include <math.h>

#include "bsr-slice.h"

static gboolean
is_within (const BsrSlice *slice, double y, double z)
{
  double v = fabs (y - slice->y) / slice->half_y, w = fabs (z - slice->z) / slice->half_z;
  switch (slice->outline)
    {
    case BSR_OUTLINE_RECTANGLE:
      return v <= 1.0 && w <= 1.0;
    case BSR_OUTLINE_ELLIPSE:
      return v * v + w * w <= 1.0;
    case BSR_OUTLINE_CUSHION:
      return v * v * v * v + w * w * w * w <= 1.0;
    default:
      return FALSE;
    }
}

/* The same length by walking along the ray in steps of a thousandth of the half width. */
static double
walked_chord (const BsrSlice *slice, double y, double slope)
{
  int n = 0;
  double step = slice->half_z / 1000.0;
  for (int i = -1500; i < 1500; i++)
    {
      double t = (i + 0.5) * step;
      n += is_within (slice, y + slope * t, slice->z + t);
    }
  return n * step * sqrt (1.0 + slope * slope);
}

static void
cylinder_chord_is_that_of_a_circle (void **state)
{
  BsrSlice circle = { BSR_OUTLINE_ELLIPSE, 100.0, 50.0, 30.0, 30.0 };
  bsr_test_assert_close (bsr_slice_chord (&circle, 100.0, 0.0), 60.0, 1e-9);
  bsr_test_assert_close (bsr_slice_chord (&circle, 118.0, 0.0), 48.0, 1e-9);
  assert_true (bsr_slice_chord (&circle, 130.1, 0.0) == 0.0);
  /* Through the centre every direction meets the diameter. */
  for (double slope = -0.8; slope < 0.9; slope += 0.2)
    bsr_test_assert_close (bsr_slice_chord (&circle, 100.0, slope), 60.0, 1e-9);
}

static void
every_outline_agrees_with_walking (void **state)
{
  static const BsrOutline outlines[]
      = { BSR_OUTLINE_RECTANGLE, BSR_OUTLINE_ELLIPSE, BSR_OUTLINE_CUSHION };
  for (gsize i = 0; i < G_N_ELEMENTS (outlines); i++)
    for (double slope = -0.35; slope <= 0.36; slope += 0.07)
      for (double y = -160.0; y <= 160.0; y += 17.0)
        {
          BsrSlice slice = { outlines[i], 10.0, 400.0, 90.0, 250.0 };
          bsr_test_assert_close (bsr_slice_chord (&slice, y, slope),
                                 walked_chord (&slice, y, slope), 1.2);
        }
}

static void
chords_add_up_to_the_area (void **state)
{
  BsrSlice cushion = { BSR_OUTLINE_CUSHION, 0.0, 0.0, 60.0, 200.0 };
  double area = 0.0, g = tgamma (1.25);
  for (double y = -60.0; y < 60.0; y += 0.01)
    area += 0.01 * bsr_slice_chord (&cushion, y + 0.005, 0.0);
  bsr_test_assert_close (area, 4.0 * 60.0 * 200.0 * g * g / tgamma (1.5), 20.0);
}

static void
nothing_of_no_extent (void **state)
{
  BsrSlice flat = { BSR_OUTLINE_ELLIPSE, 0.0, 0.0, 0.0, 100.0 };
  assert_true (bsr_slice_chord (&flat, 0.0, 0.0) == 0.0);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (cylinder_chord_is_that_of_a_circle),
    cmocka_unit_test (every_outline_agrees_with_walking),
    cmocka_unit_test (chords_add_up_to_the_area),
    cmocka_unit_test (nothing_of_no_extent),
  };
  return cmocka_run_group_tests_name ("slice", tests, NULL, NULL);
}
