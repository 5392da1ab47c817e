#include "bsr-test.h"
#include "bsr-tone-drag.h"

#include <math.h>

static void
sideways_is_width (void **state)
{
  BsrTone tone = { .mode = BSR_VIEW_PLANE, .low = 0.4, .high = 0.6 };
  BsrTone wide = bsr_tone_dragged (&tone, 300.0, 0.0);
  bsr_test_assert_close (wide.high - wide.low, 0.2 * G_E, 1e-9);
  bsr_test_assert_close (wide.high + wide.low, 1.0, 1e-9);
  BsrTone narrow = bsr_tone_dragged (&tone, -300.0, 0.0);
  bsr_test_assert_close (narrow.high - narrow.low, 0.2 / G_E, 1e-9);
}

static void
upwards_is_level (void **state)
{
  BsrTone tone = { .mode = BSR_VIEW_STEEL, .low = 100.0, .high = 160.0 };
  BsrTone up = bsr_tone_dragged (&tone, 0.0, -150.0);
  bsr_test_assert_close (up.low, 130.0, 1e-9);
  bsr_test_assert_close (up.high, 190.0, 1e-9);
}

/* A step of attenuation is the same wherever the window is. */
static void
logarithmic_windows_move_along_attenuation (void **state)
{
  BsrTone tone = { .mode = BSR_VIEW_PLANE, .low = 0.01, .high = 0.1, .logarithmic = TRUE };
  BsrTone up = bsr_tone_dragged (&tone, 0.0, -300.0);
  bsr_test_assert_close (up.low, 0.1, 1e-9);
  bsr_test_assert_close (up.high, 1.0, 1e-9);
}

static void
nothing_is_left_at_rest (void **state)
{
  BsrTone tone = { .mode = BSR_VIEW_PLANE, .low = 0.01, .high = 0.5, .logarithmic = TRUE, .invert = TRUE };
  BsrTone same = bsr_tone_dragged (&tone, 0.0, 0.0);
  bsr_test_assert_close (same.low, tone.low, 1e-12);
  bsr_test_assert_close (same.high, tone.high, 1e-12);
  assert_true (same.invert);
}

static void
windows_stay_within_what_is_displayed (void **state)
{
  const double drags[][2] = { { 1e5, 0 }, { -1e5, 0 }, { 0, 1e5 }, { 0, -1e5 }, { 1e5, 1e5 }, { -1e5, -1e5 } };
  for (gsize i = 0; i < G_N_ELEMENTS (drags); i++)
    for (int logarithmic = 0; logarithmic < 2; logarithmic++)
      for (int steel = 0; steel < 2; steel++)
        {
          BsrTone tone = { .mode = steel ? BSR_VIEW_STEEL : BSR_VIEW_PLANE, .low = 0.2, .high = 0.9,
                           .logarithmic = logarithmic };
          tone = bsr_tone_dragged (&tone, drags[i][0], drags[i][1]);
          assert_true (tone.low >= -1e-9 && tone.high > tone.low);
          assert_true (tone.high <= (steel ? BSR_SCENE_MAX_STEEL_MM : 1.0) + 1e-9);
          assert_true (isfinite (tone.low) && isfinite (tone.high));
        }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (sideways_is_width),
    cmocka_unit_test (upwards_is_level),
    cmocka_unit_test (logarithmic_windows_move_along_attenuation),
    cmocka_unit_test (nothing_is_left_at_rest),
    cmocka_unit_test (windows_stay_within_what_is_displayed),
  };
  return cmocka_run_group_tests_name ("tone-drag", tests, NULL, NULL);
}
