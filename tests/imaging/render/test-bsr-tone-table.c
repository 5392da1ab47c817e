#include "bsr-test.h"
#include "bsr-tone-table.h"

#include <math.h>

#define SCALE 65535.0

static BsrToneTable *
table_new (BsrTone tone)
{
  BsrToneTable *table = g_new (BsrToneTable, 1);
  bsr_tone_table_init (table, &tone, SCALE);
  return table;
}

static void
full_window_is_the_upper_byte (void **state)
{
  g_autofree BsrToneTable *table = table_new (bsr_tone_default ());
  for (int i = 0; i < 65536; i++)
    assert_int_equal (table->level[i], (int) lrint (i / SCALE * 255.0));
}

static void
window_ends_are_black_and_white (void **state)
{
  BsrTone tone = bsr_tone_default ();
  tone.low = 0.25;
  tone.high = 0.75;
  g_autofree BsrToneTable *table = table_new (tone);
  assert_int_equal (table->level[0], 0);
  assert_int_equal (table->level[(int) (0.25 * SCALE)], 0);
  bsr_test_assert_close (table->level[(int) (0.5 * SCALE)], 127.5, 0.5);
  assert_int_equal (table->level[(int) (0.75 * SCALE) + 1], 255);
  assert_int_equal (table->level[65535], 255);
}

static void
inverted_is_the_opposite (void **state)
{
  BsrTone tone = { .mode = BSR_VIEW_PLANE, .low = 0.1, .high = 0.6, .logarithmic = TRUE };
  g_autofree BsrToneTable *plain = table_new (tone);
  tone.invert = TRUE;
  g_autofree BsrToneTable *inverted = table_new (tone);
  for (int i = 0; i < 65536; i++)
    assert_int_equal (plain->level[i] + inverted->level[i], 255);
}

/* Equal factors of transmission are equal steps of grey. */
static void
logarithmic_window_lies_over_attenuation (void **state)
{
  BsrTone tone = { .mode = BSR_VIEW_PLANE, .low = 0.001, .high = 1.0, .logarithmic = TRUE };
  g_autofree BsrToneTable *table = table_new (tone);
  bsr_test_assert_close (table->level[655], 255.0 / 3.0, 1.0);
  bsr_test_assert_close (table->level[6554], 255.0 * 2.0 / 3.0, 1.0);
  assert_int_equal (table->level[65535], 255);
}

static void
logarithmic_window_may_begin_at_zero (void **state)
{
  BsrTone tone = { .mode = BSR_VIEW_PLANE, .low = 0.0, .high = 1.0, .logarithmic = TRUE };
  g_autofree BsrToneTable *table = table_new (tone);
  assert_int_equal (table->level[0], 0);
  assert_int_equal (table->level[(int) (BSR_TONE_LEAST_TRANSMISSION * SCALE)], 0);
  bsr_test_assert_close (table->level[(int) (sqrt (BSR_TONE_LEAST_TRANSMISSION) * SCALE)], 127.5, 1.0);
}

static void
empty_and_odd_windows_are_thresholds (void **state)
{
  const double windows[][2] = { { 0.5, 0.5 }, { 0.5, 0.2 }, { -1.0, -0.5 }, { 2.0, 3.0 } };
  for (gsize w = 0; w < G_N_ELEMENTS (windows); w++)
    for (int logarithmic = 0; logarithmic < 2; logarithmic++)
      {
        g_autofree BsrToneTable *table = table_new ((BsrTone){
            .low = windows[w][0], .high = windows[w][1], .logarithmic = logarithmic });
        for (int i = 1; i < 65536; i++)
          assert_true (table->level[i] >= table->level[i - 1]);
        assert_int_equal (table->level[65535], w == 3 ? 0 : 255);
      }
}

static double
luminance (const guint8 rgb[3])
{
  static const double weights[3] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0.0;
  for (int c = 0; c < 3; c++)
    {
      double v = rgb[c] / 255.0;
      sum += weights[c] * (v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/* Whatever the hue, a brightness looks as bright as its grey. */
static void
material_colours_keep_the_brightness (void **state)
{
  g_autofree BsrMaterialColours *colours = g_new (BsrMaterialColours, 1);
  bsr_material_colours_init (colours);
  for (int hue = 0; hue < BSR_MATERIAL_N_HUES; hue++)
    for (int level = 0; level < 256; level++)
      {
        guint8 grey[3] = { (guint8) level, (guint8) level, (guint8) level };
        bsr_test_assert_close (luminance (colours->rgb[hue][level]), luminance (grey), 0.006);
      }
}

static void
material_colours_are_orange_green_blue_crimson (void **state)
{
  g_autofree BsrMaterialColours *colours = g_new (BsrMaterialColours, 1);
  bsr_material_colours_init (colours);
  const guint8 *organic = colours->rgb[0][128];
  const int step = (BSR_MATERIAL_N_HUES - 1) / (BSR_N_SUBSTANCES - 1);
  const guint8 *inorganic = colours->rgb[step][128], *metal = colours->rgb[2 * step][128];
  const guint8 *heavy = colours->rgb[BSR_MATERIAL_N_HUES - 1][128];
  assert_true (organic[0] > organic[1] + 30 && organic[1] > organic[2] + 30);
  assert_true (inorganic[1] > inorganic[0] + 30 && inorganic[1] > inorganic[2] + 20);
  assert_true (metal[2] > metal[1] + 30 && metal[1] > metal[0] + 5);
  assert_true (heavy[0] > heavy[2] + 5 && heavy[2] > heavy[1] + 30);
}

/* What the legend says of a colour is what is drawn in it. */
static void
the_legend_is_what_is_drawn (void **state)
{
  for (int i = 0; i < 16; i++)
    {
      BsrTone tone = { .mode = i & 1 ? BSR_VIEW_STEEL : BSR_VIEW_PLANE, .low = i & 1 ? 0.0 : 0.02,
                       .high = i & 1 ? 0.8 : 0.9, .logarithmic = (i & 2) != 0, .invert = (i & 4) != 0,
                       .gamma = i & 8 ? 1.8 : 1.0 };
      g_autofree BsrToneTable *table = table_new (tone);
      for (int level = 1; level < 255; level++)
        {
          double value = bsr_tone_value_at (&tone, level / 255.0);
          bsr_test_assert_close (bsr_tone_share_of (&tone, value), level / 255.0, 1e-9);
          bsr_test_assert_close (table->level[(int) (value * SCALE + 0.5)], level, 1.0);
        }
      assert_true (bsr_tone_share_of (&tone, 2.0) == (tone.invert ? 0.0 : 1.0));
      assert_true (bsr_tone_share_of (&tone, 0.0) == (tone.invert ? 1.0 : 0.0));
    }
}

/* A gamma above 1 opens the dark end, below 1 closes it; the ends stay. */
static void
gamma_bends_between_the_ends (void **state)
{
  BsrTone tone = bsr_tone_default ();
  tone.gamma = 2.0;
  g_autofree BsrToneTable *open = table_new (tone);
  tone.gamma = 0.5;
  g_autofree BsrToneTable *closed = table_new (tone);
  bsr_test_assert_close (open->level[(int) (0.25 * SCALE)], 127.5, 1.0);
  bsr_test_assert_close (closed->level[(int) (0.5 * SCALE)], 63.75, 1.0);
  assert_int_equal (open->level[0], 0);
  assert_int_equal (closed->level[65535], 255);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (full_window_is_the_upper_byte),
    cmocka_unit_test (window_ends_are_black_and_white),
    cmocka_unit_test (inverted_is_the_opposite),
    cmocka_unit_test (logarithmic_window_lies_over_attenuation),
    cmocka_unit_test (logarithmic_window_may_begin_at_zero),
    cmocka_unit_test (empty_and_odd_windows_are_thresholds),
    cmocka_unit_test (material_colours_keep_the_brightness),
    cmocka_unit_test (material_colours_are_orange_green_blue_crimson),
    cmocka_unit_test (the_legend_is_what_is_drawn),
    cmocka_unit_test (gamma_bends_between_the_ends),
  };
  return cmocka_run_group_tests_name ("tone-table", tests, NULL, NULL);
}
