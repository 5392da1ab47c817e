#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-material-words.h"
#include "bsr-measurement-words.h"

static const BsrPitch stated = { BSR_PITCH_STATED, 8.6, 4.5, 0.03, 0.18 };

static void
assert_brief (const BsrMeasurement *measurement, const char *words)
{
  g_autofree char *brief = bsr_measurement_words_brief (measurement);
  assert_string_equal (brief, words);
}

static void
figures_are_brief_beside_the_mark (void **state)
{
  BsrRegionStatistics statistics
      = { .n_pixels = 100, .kg = 92.3, .low_kg = 73.0, .high_kg = 112.4 };
  BsrMeasurement measurement = {
    .shape = BSR_SHAPE_DISTANCE, .pitch = stated, .has_length = TRUE, .length = { .m = 1.234 }
  };
  assert_brief (&measurement, "1.23 m");
  /* What is not the scanner's own is only about right. */
  measurement.pitch.source = BSR_PITCH_NOMINAL;
  assert_brief (&measurement, "≈ 1.23 m");
  measurement.pitch.source = BSR_PITCH_OF_CONTAINER;
  assert_brief (&measurement, "≈ 1.23 m");
  measurement = (BsrMeasurement){
    .shape = BSR_SHAPE_ANGLE, .pitch = stated, .has_angle = TRUE, .angle = { 57.4, 3.0 }
  };
  assert_brief (&measurement, "57°");
  measurement = (BsrMeasurement){ .shape = BSR_SHAPE_REGION, .pitch = stated, .has_area = TRUE };
  assert_brief (&measurement, "…");
  measurement.statistics = &statistics;
  assert_brief (&measurement, "92 kg ± 20");
  statistics.high_kg = INFINITY;
  assert_brief (&measurement, "at least 73 kg");
  statistics.n_pixels = 0;
  assert_brief (&measurement, "too small");
}

static const char *
value_of (GPtrArray *figures, const char *name)
{
  for (guint i = 0; i < figures->len; i++)
    if (g_str_equal (((BsrFigure *)figures->pdata[i])->name, name))
      return ((BsrFigure *)figures->pdata[i])->value;
  return NULL;
}

static void
a_region_says_all_that_is_known (void **state)
{
  BsrRegionStatistics statistics = { .n_pixels = 100,
                                     .n_planes = 2,
                                     .opaque_share = 0.25,
                                     .transmission = { { 0.1234, 0.002 }, { 0.08, 0.003 } },
                                     .steel_mm = { 51.2, 0.6 },
                                     .mass_g_cm2 = { 40.1, 0.4 },
                                     .kg = 92.3,
                                     .low_kg = 73.0,
                                     .high_kg = INFINITY };
  BsrMeasurement measurement = { .shape = BSR_SHAPE_REGION,
                                 .pitch = stated,
                                 .has_area = TRUE,
                                 .area = { 0.23, 0.04, 0.48, 0.48 },
                                 .statistics = &statistics };
  g_autoptr (GPtrArray) figures = bsr_measurement_words_figures (&measurement);
  assert_string_equal (value_of (figures, "Mass"), "at least 73 kg");
  assert_string_equal (value_of (figures, "Opaque"), "25.0 %");
  assert_string_equal (value_of (figures, "Steel"), "51.2 mm ± 0.6");
  assert_string_equal (value_of (figures, "Through"), "12.34 % ± 0.20");
  assert_string_equal (value_of (figures, "Through, low"), "8.00 % ± 0.30");
  assert_string_equal (value_of (figures, "Thickness"), "40.1 g/cm² ± 0.4");
  assert_string_equal (value_of (figures, "Area"), "0.23 m² ± 0.04");
  assert_string_equal (value_of (figures, "Size"), "0.48 × 0.48 m");
  assert_null (value_of (figures, "Length"));
}

static void
assert_material (const BsrRegionStatistics *statistics, const char *words)
{
  BsrMeasurement measurement
      = { .shape = BSR_SHAPE_REGION, .pitch = stated, .statistics = (BsrRegionStatistics *) statistics };
  g_autoptr (GPtrArray) figures = bsr_measurement_words_figures (&measurement);
  assert_string_equal (value_of (figures, "Material"), words);
}

/* What the pointer's read-out says of the same estimate, to the letter; or why nothing is said. */
static void
materials_are_said_as_by_the_pointer (void **state)
{
  BsrRegionStatistics statistics
      = { .n_pixels = 100,
          .n_planes = 2,
          .has_material = TRUE,
          .material = { .state = BSR_MATERIAL_TOLD,
                        .substances = 1u << BSR_SUBSTANCE_METAL | 1u << BSR_SUBSTANCE_HEAVY,
                        .z_low = 24.0,
                        .z_high = 82.0,
                        .g_cm2_low = 74.0,
                        .g_cm2_high = 91.0 } };
  g_autofree char *pointer = bsr_material_words_line (&statistics.material);
  assert_material (&statistics, pointer);
  statistics.material.state = BSR_MATERIAL_THIN;
  assert_material (&statistics, "next to nothing");
  statistics.has_material = FALSE;
  assert_material (&statistics, "not told: the energies do not fit");
  statistics.n_planes = 1;
  assert_material (&statistics, "not told by one energy");
}

static void
the_source_of_the_scale_is_said (void **state)
{
  const BsrPitch nominal = { BSR_PITCH_NOMINAL, 5.0, 5.0, 0.7, 0.7 };
  g_autofree char *known = bsr_measurement_words_pitch (&stated);
  g_autofree char *unknown = bsr_measurement_words_pitch (&nominal);
  assert_non_null (strstr (known, "8.6 by 4.5 mm"));
  assert_non_null (strstr (known, "18 %"));
  assert_non_null (strstr (unknown, "not known"));
  assert_non_null (strstr (unknown, "70 %"));
}

static void
a_place_of_a_profile_says_what_is_there (void **state)
{
  g_autoptr (BsrLineProfile) profile = g_malloc0 (sizeof *profile + 4 * sizeof *profile->samples);
  g_atomic_ref_count_init (&profile->refs);
  profile->length_m = 2.0;
  profile->n_samples = 4;
  profile->samples[0] = (BsrProfileSample){ 0.5F, 0.69F, 12.3F, FALSE, FALSE };
  profile->samples[1] = (BsrProfileSample){ 0.001F, 6.9F, 190.0F, TRUE, FALSE };
  profile->samples[2] = (BsrProfileSample){ 0.5F, 0.69F, 12.3F, FALSE, TRUE };
  profile->samples[3] = (BsrProfileSample){ (float) NAN, (float) NAN, (float) NAN, FALSE, FALSE };
  const char *const said[]
      = { "0.25 m: 12.3 mm of steel, 50.00 % through", "0.75 m: over 190 mm of steel, opaque",
          "1.25 m: dead detector", "1.75 m: beside the scan" };
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *words = bsr_measurement_words_sample (profile, (i + 0.5) / 4.0);
      assert_string_equal (words, said[i]);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (figures_are_brief_beside_the_mark),
    cmocka_unit_test (a_region_says_all_that_is_known),
    cmocka_unit_test (materials_are_said_as_by_the_pointer),
    cmocka_unit_test (the_source_of_the_scale_is_said),
    cmocka_unit_test (a_place_of_a_profile_says_what_is_there),
  };
  return cmocka_run_group_tests_name ("measurement-words", tests, NULL, NULL);
}
