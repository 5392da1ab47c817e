#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-analysis.h"
#include "bsr-error.h"

#define HEAD                                                                                      \
  "{\"format\": \"basira-analysis/1\", \"scan\": {\"file\": \"a.tiff\", \"sha256\": "             \
  "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\", \"width\": 900,"         \
  " \"height\": 300, \"planes\": 2}, \"anomalies\": [],"                                          \
  " \"engine\": {\"version\": \"9\", \"elapsed_ms\": 1}"

/* Two parts: of one all is known, of the other what must be. */
static const char document[] = HEAD
    ", \"load\": {\"empty\": false, \"mass_kg\": 9000.5, \"mass_kg_low\": 8000, \"mass_kg_high\": 10000,"
    " \"fill_fraction\": 0.5, \"opaque_fraction\": 0.25, \"empty_score\": 0.125,"
    " \"descriptor\": {\"version\": 1, \"measures\": {\"mass-thickness\": 3.25, \"skewness\": -0.5}},"
    "  \"lump\": {\"box\": [40, 90, 60, 30], \"excess\": 0.5, \"spread\": 0.125, \"opaque\": 0.25},"
    " \"regions\": [{\"box\": [10, 20, 300, 200], \"length_mm\": 1800.125, \"mass_kg\": 6000.25,"
    "  \"mass_kg_low\": 5500, \"mass_kg_high\": 6600, \"volume_m3\": 12.375, \"opaque_fraction\": 0.0625,"
    "  \"materials\": {\"organic\": 0.5, \"inorganic\": 0.25, \"metal\": 0.125, \"unknown\": 0.125},"
    "  \"material_error\": 0.031, \"packages_low\": 40.5, \"packages_high\": 115,"
    "  \"packing\": {\"kind\": \"bales\", \"confidence\": 0.75, \"pieces\": 10, \"piece_mm\": 1080, \"height_mm\": 21000},"
    "  \"descriptor\": {\"version\": 1, \"measures\": {\"period-up\": 5.75, \"material-spread\": 0.375}}},"
    "  {\"box\": [310, 40, 200, 180]}]},"
    " \"manifest\": {\"score\": 0.75, \"verdict\": \"mismatch\", \"checks\": [{\"check\": \"commodity\","
    "  \"verdict\": \"mismatch\", \"score\": 0.75, \"item\": 2, \"guesses\": [{\"hs\": \"0803\","
    "  \"probability\": 0.625}, {\"hs\": \"\", \"probability\": 0.125}], \"reason\": \"r\"},"
    "  {\"check\": \"mass\", \"verdict\": \"consistent\", \"score\": 0, \"reason\": \"r\"}]}}";

static BsrAnalysis *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  BsrAnalysis *analysis = bsr_analysis_from_json (json, -1, &error);
  bsr_test_assert_no_error (error);
  return analysis;
}

static void
assert_number (double found, double expected)
{
  bsr_test_assert_close (found, expected, 0.0);
}

static void
assert_measures (const BsrLoadDescriptor *descriptor, BsrLoadMeasure first, double value,
                 BsrLoadMeasure second, double other)
{
  for (int i = 0; i < BSR_N_LOAD_MEASURES; i++)
    if (i == (int) first)
      assert_number ((double) descriptor->values[i], value);
    else if (i == (int) second)
      assert_number ((double) descriptor->values[i], other);
    else
      assert_true (isnan (descriptor->values[i]));
}

static void
all_that_is_known_of_a_region_is_read (void **state)
{
  g_autoptr (BsrAnalysis) analysis = parse (document);
  assert_int_equal (bsr_analysis_n_regions (analysis), 2);
  const BsrLoadRegion *region = bsr_analysis_region (analysis, 0);
  assert_int_equal (region->box.x, 10);
  assert_int_equal (region->box.y, 20);
  assert_int_equal (region->box.width, 300);
  assert_int_equal (region->box.height, 200);
  assert_number (region->length_mm, 1800.125);
  assert_number (region->mass_kg, 6000.25);
  assert_number (region->mass_kg_low, 5500.0);
  assert_number (region->mass_kg_high, 6600.0);
  assert_number (region->volume_m3, 12.375);
  assert_number (region->opaque_fraction, 0.0625);
  assert_number (region->materials.organic, 0.5);
  assert_number (region->materials.inorganic, 0.25);
  assert_number (region->materials.metal, 0.125);
  assert_number (region->materials.unknown, 0.125);
  assert_number (region->material_error, 0.031);
  assert_number (region->packages_low, 40.5);
  assert_number (region->packages_high, 115.0);
  assert_int_equal (region->packing.kind, BSR_PACKING_BALES);
  assert_number (region->packing.confidence, 0.75);
  assert_int_equal (region->packing.n_pieces, 10);
  assert_number (region->packing.piece_mm, 1080.0);
  assert_number (region->packing.height_mm, 21000.0);
  const BsrLoadLump *lump = &bsr_analysis_load (analysis)->lump;
  assert_int_equal (lump->box.y, 90);
  assert_number (lump->excess, 0.5);
  assert_number (lump->spread, 0.125);
  assert_number (lump->opaque, 0.25);
  assert_true (isnan (lump->place));
  assert_measures (&region->descriptor, BSR_LOAD_MEASURE_PERIOD_UP, 5.75,
                   BSR_LOAD_MEASURE_MATERIAL_SPREAD, 0.375);
  assert_measures (&bsr_analysis_whole (analysis)->descriptor, BSR_LOAD_MEASURE_MASS_THICKNESS,
                   3.25, BSR_LOAD_MEASURE_SKEWNESS, -0.5);
}

static void
what_is_not_said_stays_unknown (void **state)
{
  g_autoptr (BsrAnalysis) analysis = parse (document);
  const BsrLoadRegion *region = bsr_analysis_region (analysis, 1);
  assert_int_equal (region->box.x, 310);
  assert_number (region->mass_kg, 0.0);
  assert_true (isinf (region->mass_kg_high) && region->mass_kg_high > 0.0);
  assert_number (region->materials.unknown, 1.0);
  assert_number (region->materials.organic, 0.0);
  assert_true (isnan (region->material_error));
  assert_true (isnan (region->packages_low) && isnan (region->packages_high));
  assert_int_equal (region->packing.kind, BSR_PACKING_UNKNOWN);
  assert_int_equal (region->packing.n_pieces, 0);
  assert_measures (&region->descriptor, BSR_N_LOAD_MEASURES, 0.0, BSR_N_LOAD_MEASURES, 0.0);

  g_autoptr (BsrAnalysis) silent = parse (HEAD "}");
  assert_int_equal (bsr_analysis_n_regions (silent), 0);
  assert_true (bsr_box_is_empty (bsr_analysis_load (silent)->lump.box));
  assert_measures (&bsr_analysis_whole (silent)->descriptor, BSR_N_LOAD_MEASURES, 0.0,
                   BSR_N_LOAD_MEASURES, 0.0);
}

static void
guesses_and_items_are_read (void **state)
{
  g_autoptr (BsrAnalysis) analysis = parse (document);
  const BsrCheckResult *result = bsr_analysis_check (analysis, 0);
  assert_int_equal (result->item, 2);
  assert_int_equal (result->n_guesses, 2);
  assert_string_equal (result->guesses[0].hs, "0803");
  assert_number (result->guesses[0].probability, 0.625);
  assert_string_equal (result->guesses[1].hs, "");
  assert_number (result->guesses[1].probability, 0.125);
  assert_int_equal (bsr_analysis_check (analysis, 1)->item, -1);
  assert_int_equal (bsr_analysis_check (analysis, 1)->n_guesses, 0);
}

static void
it_is_written_as_it_was_read (void **state)
{
  g_autoptr (BsrAnalysis) first = parse (document);
  g_autofree char *json = bsr_analysis_to_json (first);
  g_autoptr (BsrAnalysis) second = parse (json);
  const BsrLoadRegion *region = bsr_analysis_region (second, 0);
  assert_int_equal (bsr_analysis_n_regions (second), 2);
  assert_number (region->length_mm, 1800.125);
  assert_number (region->mass_kg_high, 6600.0);
  assert_number (region->materials.metal, 0.125);
  assert_number (region->packages_high, 115.0);
  assert_measures (&region->descriptor, BSR_LOAD_MEASURE_PERIOD_UP, 5.75,
                   BSR_LOAD_MEASURE_MATERIAL_SPREAD, 0.375);
  assert_true (isinf (bsr_analysis_region (second, 1)->mass_kg_high));
  assert_int_equal (bsr_analysis_check (second, 0)->item, 2);
  assert_string_equal (bsr_analysis_check (second, 0)->guesses[0].hs, "0803");
  g_autofree char *again = bsr_analysis_to_json (second);
  assert_string_equal (json, again);
  assert_null (strstr (json, "nan"));
  assert_null (strstr (json, "inf"));
  assert_null (strstr (json, "null"));
}

/* Of another version they are measures of something else, and no error. */
static void
measures_of_another_version_are_not_taken (void **state)
{
  g_autoptr (GString) json = g_string_new (document);
  assert_int_equal (g_string_replace (json, "\"version\": 1", "\"version\": 2", 0), 2);
  g_autoptr (BsrAnalysis) analysis = parse (json->str);
  assert_measures (&bsr_analysis_whole (analysis)->descriptor, BSR_N_LOAD_MEASURES, 0.0,
                   BSR_N_LOAD_MEASURES, 0.0);
  assert_measures (&bsr_analysis_region (analysis, 0)->descriptor, BSR_N_LOAD_MEASURES, 0.0,
                   BSR_N_LOAD_MEASURES, 0.0);
}

#define NINE(text) text text text text text text text text text
#define SIX_GUESSES                                                                               \
  "[{\"hs\": \"01\", \"probability\": 0}, {\"hs\": \"02\", \"probability\": 0}, {\"hs\": \"03\","  \
  " \"probability\": 0}, {\"hs\": \"04\", \"probability\": 0}, {\"hs\": \"05\", \"probability\":"  \
  " 0}, {\"hs\": \"06\", \"probability\": 0}], \"old\": ["

static void
each_damaged_member_is_named (void **state)
{
  const struct
  {
    const char *from, *to, *part;
  } rows[] = {
    { "[10, 20, 300, 200]", "[10, 20, 300]", "load.regions[0].box:" },
    { "[10, 20, 300, 200]", "[10.5, 20, 300, 200]", "load.regions[0].box:" },
    { "[310, 40, 200, 180]", "[310, 40, -200, 180]", "load.regions[1].box:" },
    { "[310, 40, 200, 180]", "[310, 40, 1e300, 180]", "load.regions[1].box[2]:" },
    { "\"length_mm\": 1800.125", "\"length_mm\": -1", "load.regions[0].length_mm:" },
    { "\"mass_kg\": 6000.25", "\"mass_kg\": -6000.25", "load.regions[0].mass_kg:" },
    { "\"mass_kg_low\": 5500", "\"mass_kg_low\": \"5500\"", "load.regions[0].mass_kg_low:" },
    { "\"mass_kg_high\": 6600", "\"mass_kg_high\": null", "load.regions[0].mass_kg_high:" },
    { "\"volume_m3\": 12", "\"volume_m3\": -12", "load.regions[0].volume_m3:" },
    { "\"opaque_fraction\": 0.0625", "\"opaque_fraction\": 1.5",
      "load.regions[0].opaque_fraction:" },
    { "\"organic\": 0.5", "\"organic\": -0.5", "load.regions[0].materials.organic:" },
    { "\"inorganic\": 0.25", "\"inorganic\": 25", "load.regions[0].materials.inorganic:" },
    { "\"metal\": 0.125", "\"metal\": true", "load.regions[0].materials.metal:" },
    { "\"unknown\": 0.125", "\"unknown\": 1.01", "load.regions[0].materials.unknown:" },
    { "\"materials\": {", "\"materials\": [], \"old\": {", "load.regions[0].materials:" },
    { "\"material_error\": 0", "\"material_error\": -0", "load.regions[0].material_error:" },
    { "\"packages_low\": 40", "\"packages_low\": -40", "load.regions[0].packages_low:" },
    { "\"packages_high\": 1", "\"packages_high\": -1", "load.regions[0].packages_high:" },
    { "\"period-up\": 5.75", "\"period-up\": \"5.75\"",
      "load.regions[0].descriptor.measures.period-up:" },
    /* More than a descriptor's number holds: it would be infinite. */
    { "\"period-up\": 5.75", "\"period-up\": 1e39",
      "load.regions[0].descriptor.measures.period-up:" },
    { "\"mass-thickness\": 3.25", "\"mass-thickness\": -1e300",
      "load.descriptor.measures.mass-thickness:" },
    { "\"version\": 1", "\"version\": 1.5", "load.descriptor.version:" },
    { "\"version\": 1", "\"edition\": 1", "load.descriptor.version: is missing" },
    { "\"regions\": [", "\"regions\": {}, \"old\": [", "load.regions:" },
    { "\"regions\": [", "\"regions\": [5, ", "load.regions[0]:" },
    { "\"regions\": [", "\"regions\": [" NINE ("{}, ") NINE ("{}, "), "load.regions:" },
    { "\"item\": 2", "\"item\": -1", "manifest.checks[0].item:" },
    { "\"item\": 2", "\"item\": 0.5", "manifest.checks[0].item:" },
    { "\"guesses\": [", "\"guesses\": " SIX_GUESSES, "manifest.checks[0].guesses:" },
    { "\"hs\": \"0803\"", "\"heading\": \"0803\"",
      "manifest.checks[0].guesses[0].hs: is missing" },
    { "\"hs\": \"0803\"", "\"hs\": \"0803101000\"", "manifest.checks[0].guesses[0].hs:" },
    { "\"hs\": \"0803\"", "\"hs\": \"bananas\"", "manifest.checks[0].guesses[0].hs:" },
    { "\"probability\": 0.125", "\"probability\": 12.5",
      "manifest.checks[0].guesses[1].probability:" },
    { "\"probability\": 0.125", "\"chance\": 0.125",
      "manifest.checks[0].guesses[1].probability: is missing" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) json = g_string_new (document);
      assert_int_equal (g_string_replace (json, rows[i].from, rows[i].to, 1), 1);
      g_autoptr (BsrAnalysis) analysis = bsr_analysis_from_json (json->str, -1, &error);
      print_message ("%s\n", error != NULL ? error->message : rows[i].part);
      assert_null (analysis);
      bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_DAMAGED, rows[i].part);
    }
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (all_that_is_known_of_a_region_is_read),
    cmocka_unit_test (what_is_not_said_stays_unknown),
    cmocka_unit_test (guesses_and_items_are_read),
    cmocka_unit_test (it_is_written_as_it_was_read),
    cmocka_unit_test (measures_of_another_version_are_not_taken),
    cmocka_unit_test (each_damaged_member_is_named),
  };
  return cmocka_run_group_tests_name ("load-document", tests, NULL, NULL);
}
