#include "bsr-test.h"
#include "bsr-material-paint.h"

#include <math.h>

#define N 64

/* A window over the whole attenuation down to 0.1 %. */
static void
table_of (BsrToneTable *table, gboolean invert)
{
  BsrTone tone = bsr_tone_default ();
  tone.low = 0.001;
  tone.logarithmic = TRUE;
  tone.invert = invert;
  bsr_tone_table_init (table, &tone, 65535.0);
}

static void
parts_of_an_attenuation (void **state)
{
  BsrStripTable *strip = bsr_strip_table_new ();
  for (int sample = 400; sample <= 65535; sample += 97)
    for (int part = 0; part <= BSR_MATERIAL_MOST; part++)
      {
        double truth = pow (sample / 65535.0, part / (double) BSR_MATERIAL_MOST);
        double told = bsr_strip_table_look_up (strip, (guint16) sample, part) / 65535.0;
        bsr_test_assert_close (told / truth, 1.0, 3e-3);
      }
  assert_int_equal (bsr_strip_table_look_up (strip, 0, BSR_MATERIAL_MOST), 0);
  assert_int_equal (bsr_strip_table_look_up (strip, 0, 0), 65535);
  assert_true (bsr_strip_table_look_up (strip, 0, 16) > 0);
  bsr_strip_table_free (strip);
}

static void
paint (BsrViewMode mode, gboolean invert, guint16 sample, guint16 material, gint64 y, guint8 *rgba)
{
  guint16 samples[N], materials[N];
  for (int i = 0; i < N; i++)
    {
      samples[i] = sample;
      materials[i] = material;
    }
  BsrToneTable *tone = g_new (BsrToneTable, 1);
  table_of (tone, invert);
  BsrStripTable *strip = bsr_strip_table_new ();
  BsrMaterialPaint how;
  bsr_material_paint_init (&how, mode, tone->level, strip);
  bsr_material_paint_row (&how, samples, materials, 0, N, 0, y, rgba);
  bsr_material_paint_clear (&how);
  bsr_strip_table_free (strip);
  g_free (tone);
}

/* What is told is whole: no stripe in it; what is not has stripes that go on from row to row. */
static void
only_what_cannot_be_told_is_hatched (void **state)
{
  guint8 first[4 * N], second[4 * N];
  for (int invert = 0; invert <= 1; invert++)
    {
      paint (BSR_VIEW_METAL, invert, 655, BSR_MATERIAL_SAMPLE (0, 16, BSR_MATERIAL_MOST), 0, first);
      for (int i = 1; i < N; i++)
        assert_int_equal (first[4 * i], first[0]);
      paint (BSR_VIEW_METAL, invert, 655, 0, 0, first);
      paint (BSR_VIEW_METAL, invert, 655, 0, 1, second);
      int least = 255, most = 0;
      for (int i = 1; i < N; i++)
        {
          assert_int_equal (second[4 * (i - 1)], first[4 * i]);
          least = MIN (least, first[4 * i]);
          most = MAX (most, first[4 * i]);
        }
      assert_true (most - least > 20);
    }
}

/* Where next to nothing is, nothing is to be told. */
static void
air_is_air_in_every_view (void **state)
{
  guint8 rgba[4 * N];
  const BsrViewMode modes[] = { BSR_VIEW_MATERIAL, BSR_VIEW_ORGANIC, BSR_VIEW_METAL };
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      paint (modes[i], FALSE, 65000, BSR_MATERIAL_NOTHING, 0, rgba);
      for (int k = 0; k < N; k++)
        assert_true (rgba[4 * k] >= 254 && rgba[4 * k + 2] >= 254 && rgba[4 * k + 3] == 255);
    }
}

static void
both_strips_together_are_the_scan (void **state)
{
  guint8 organic[4 * N], metal[4 * N], all[4 * N];
  const guint16 sample = 6553;
  for (int share = 0; share <= BSR_MATERIAL_MOST; share++)
    {
      guint16 material = BSR_MATERIAL_SAMPLE (0, share, BSR_MATERIAL_MOST);
      paint (BSR_VIEW_ORGANIC, FALSE, sample, material, 0, organic);
      paint (BSR_VIEW_METAL, FALSE, sample, material, 0, metal);
      paint (BSR_VIEW_METAL, FALSE, sample, BSR_MATERIAL_SAMPLE (0, 31, 31), 0, all);
      /* In a logarithmic window attenuations add up. */
      bsr_test_assert_close ((255 - organic[0]) + (255 - metal[0]), 255 - all[0], 2.0);
    }
}

/* How a person without cones for long (0) or middle (1) waves sees a linear colour (F. Vienot, H. Brettel
 * and J. D. Mollon, Color Res. Appl. 24 (1999) 243), as two numbers: luminance left out, yellow to blue. */
static double
yellow_to_blue (const guint8 *rgb, int kind)
{
  static const double seen[2][3][3]
      = { { { 0.11238, 0.88762, 0.0 }, { 0.11238, 0.88762, 0.0 }, { 0.00401, -0.00401, 1.0 } },
          { { 0.29275, 0.70725, 0.0 }, { 0.29275, 0.70725, 0.0 }, { -0.02234, 0.02234, 1.0 } } };
  double linear[3], out[3];
  for (int c = 0; c < 3; c++)
    linear[c] = pow (rgb[c] / 255.0, 2.2);
  for (int r = 0; r < 3; r++)
    {
      out[r] = 0.0;
      for (int c = 0; c < 3; c++)
        out[r] += seen[kind][r][c] * linear[c];
      out[r] = 255.0 * pow (CLAMP (out[r], 0.0, 1.0), 1.0 / 2.2);
    }
  return out[2] - out[0];
}

/* To officers without red or green cones as well the classes lie apart, and from the grey of what
 * cannot be told. */
static void
hues_are_told_without_red_or_green (void **state)
{
  BsrMaterialColours *colours = g_new (BsrMaterialColours, 1);
  bsr_material_colours_init (colours);
  for (int kind = 0; kind <= 1; kind++)
    {
      double at[BSR_N_SUBSTANCES + 1] = { 0.0 }; /* the last is grey */
      for (int k = 0; k < BSR_N_SUBSTANCES; k++)
        at[k] = yellow_to_blue (colours->rgb[k * (BSR_MATERIAL_N_HUES - 1) / (BSR_N_SUBSTANCES - 1)][128], kind);
      print_message ("organic %.0f, inorganic %.0f, metal %.0f, heavy %.0f\n", at[0], at[1], at[2], at[3]);
      for (int k = 0; k <= BSR_N_SUBSTANCES; k++)
        for (int l = 0; l < k; l++)
          assert_true (fabs (at[k] - at[l]) > 25.0);
    }
  g_free (colours);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (parts_of_an_attenuation),
    cmocka_unit_test (only_what_cannot_be_told_is_hatched),
    cmocka_unit_test (air_is_air_in_every_view),
    cmocka_unit_test (both_strips_together_are_the_scan),
    cmocka_unit_test (hues_are_told_without_red_or_green),
  };
  return cmocka_run_group_tests_name ("material-paint", tests, NULL, NULL);
}
