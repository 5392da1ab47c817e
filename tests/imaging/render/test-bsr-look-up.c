#include "bsr-test.h"
#include "bsr-look-up.h"

#include <math.h>

static double
to_linear (int encoded)
{
  double v = encoded / 255.0;
  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

/* CIE 1976 lightness of an sRGB colour. */
static double
lightness (const guint8 rgb[3])
{
  double y = 0.2126 * to_linear (rgb[0]) + 0.7152 * to_linear (rgb[1]) + 0.0722 * to_linear (rgb[2]);
  return y > 216.0 / 24389.0 ? 116.0 * cbrt (y) - 16.0 : y * 24389.0 / 27.0;
}

static void
lightness_rises_from_black_to_white (void **state)
{
  int n = 0;
  for (const BsrPalette *palette = bsr_palettes (); palette->id != NULL; palette++, n++)
    {
      bsr_test_assert_close (lightness (palette->rgb[0]), 0.0, 0.5);
      bsr_test_assert_close (lightness (palette->rgb[255]), 100.0, 0.5);
      for (int i = 1; i < 256; i++)
        /* 8 bits a channel: half a step of blue, the weakest, may be missing. */
        if (lightness (palette->rgb[i]) < lightness (palette->rgb[i - 1]) - 0.05)
          fail_msg ("%s falls at %d: %g after %g", palette->id, i, lightness (palette->rgb[i]),
                    lightness (palette->rgb[i - 1]));
    }
  assert_int_equal (n, 4);
}

/* Equal steps of the value look equal: within what 8 bits a channel allow. */
static void
lightness_is_linear (void **state)
{
  const char *ids[] = { "blue-yellow", "amber" };
  for (gsize p = 0; p < G_N_ELEMENTS (ids); p++)
    for (int i = 0; i < 256; i++)
      bsr_test_assert_close (lightness (bsr_palette_by_id (ids[p])->rgb[i]), i / 2.55, 0.35);
}

/* Green 2011, values that follow from his equation 2 by hand: in the middle of the helix
 * (t = 0.5) the angle is 2 pi (1 / 6 + 1 - 0.75) = 5 pi / 6 and the amplitude 1 / 8. */
static void
cubehelix_is_greens (void **state)
{
  const double c = -sqrt (3.0) / 2.0, s = 0.5, t = 128.0 / 255.0;
  const guint8 *middle = bsr_palette_by_id ("cubehelix")->rgb[128];
  bsr_test_assert_close (middle[0] / 255.0, t + (-0.14861 * c + 1.78277 * s) / 8.0, 0.01);
  bsr_test_assert_close (middle[1] / 255.0, t + (-0.29227 * c - 0.90649 * s) / 8.0, 0.01);
  bsr_test_assert_close (middle[2] / 255.0, t + 1.97294 * c / 8.0, 0.01);
}

static void
palettes_are_found_by_id (void **state)
{
  assert_ptr_equal (bsr_palette_by_id ("grey"), bsr_palettes ());
  assert_null (bsr_palette_by_id ("rainbow"));
  for (int i = 0; i < 256; i++)
    for (int c = 0; c < 3; c++)
      assert_int_equal (bsr_palette_by_id ("grey")->rgb[i][c], i);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (lightness_rises_from_black_to_white),
    cmocka_unit_test (lightness_is_linear),
    cmocka_unit_test (cubehelix_is_greens),
    cmocka_unit_test (palettes_are_found_by_id),
  };
  return cmocka_run_group_tests_name ("look-up", tests, NULL, NULL);
}
